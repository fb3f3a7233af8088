"""Languages: what they are called in English, by the Unicode CLDR, and in which direction they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "ug", "dv", "ckb", "sd"})


def language_name(tag: str) -> str:
    """The English name of a tag's language (BCP 47), whatever script or country the tag adds; the tag where it has
    none."""
    return _names().get(_language(tag).lower(), tag)


def direction(tag: str) -> str:
    """`rtl` or `ltr`, by the language's usual script."""
    return "rtl" if _language(tag) in RIGHT_TO_LEFT else "ltr"


def without_region(tag: str) -> str:
    """A tag without its region: renderings in en-GB and en-US are compared with each other, those in zh-Hans and
    zh-Hant are not."""
    return "-".join(part for part in tag.split("-") if not re.fullmatch(r"[A-Z]{2}|\d{3}", part))


def _language(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0]


@cache
def _names() -> Mapping[str, str]:
    return dict(Locale("en").languages)
