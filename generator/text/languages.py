"""The names of languages, from the Unicode CLDR, and the direction in which they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

from generator.text.messages import cached_by_language, locale

_RIGHT_TO_LEFT = """
    Adlm Arab Aran Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb Nbat Nkoo Orkh Ougr
    Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Syre Syrj Syrn Thaa Yezi
"""
"""The scripts written from right to left, by the Unicode property Bidi_Class; codes of ISO 15924."""


def language_name(tag: str) -> str:
    """The name of a tag's language (BCP 47) in the current language, with its script if the tag has one: "Serbian
    (Latin)"; without its region; the tag itself if there is no name. A replaced code gets the name of its replacement:
    `iw` is Hebrew, `cmn` Chinese, `prs` Dari."""
    code = _language(tag).lower()
    present = get_global("language_aliases").get(code, code)
    names = _names()
    name = names.get(code) or names.get(present) or names.get(present.partition("_")[0], tag)
    written = _scripts().get(_named_script(tag) or "")
    return f"{name} ({written})" if written and name != tag else name


def is_code(tag: str) -> bool:
    """Whether a tag begins with the code of a language. CLDR names all codes of two letters (ISO 639-1). Of the thousands
    of three letters it names few, so any of those counts."""
    code = _language(tag).lower()
    return len(code) != 2 or code in Locale("en").languages or code in get_global("language_aliases")


def direction(tag: str) -> str:
    """`rtl` or `ltr`, by the script in the tag or, if there is none, by the likeliest script of its language and
    country."""
    return "rtl" if (script(tag) or "-") in _RIGHT_TO_LEFT else "ltr"


@cache
def script(tag: str) -> str | None:
    """The script of a tag (BCP 47) as an ISO 15924 code; None if the CLDR does not know the language.

    A script missing from the tag is taken from CLDR's likely subtags (UTS #35): `ar` is Arab, `ar-Latn` Latn, `pa-PK`
    Arab.
    """
    named = _named_script(tag)
    if named:
        return named
    first, *more = _subtags(tag)
    region = next((part.upper() for part in more if re.fullmatch(r"[A-Za-z]{2}|\d{3}", part)), None)
    language, _, of_alias = get_global("language_aliases").get(first.lower(), first.lower()).partition("_")
    likely = get_global("likely_subtags")
    found = likely.get(f"{language}_{region or of_alias}") or likely.get(language)
    return found.split("_")[1] if found else None


def without_region(tag: str) -> str:
    """A tag without its region: renderings in en-GB and en-US are compared with each other, those in zh-Hans and
    zh-Hant are not."""
    return "-".join(part for part in tag.split("-") if not re.fullmatch(r"[A-Z]{2}|\d{3}", part))


def _named_script(tag: str) -> str | None:
    return next((part.title() for part in _subtags(tag)[1:] if re.fullmatch("[A-Za-z]{4}", part)), None)


def _subtags(tag: str) -> list[str]:
    """The parts of a tag, without extensions and private use."""
    return re.split("-[A-Za-z0-9](?:-|$)", tag, maxsplit=1)[0].split("-")


def _language(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0]


@cached_by_language
def _names() -> Mapping[str, str]:
    return {**Locale("en").languages, **locale().languages}


@cached_by_language
def _scripts() -> Mapping[str, str]:
    return {**Locale("en").scripts, **locale().scripts}
