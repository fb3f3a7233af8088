"""Reads CSL-JSON (github.com/citation-style-language/schema, version 1.0.2), which Zotero, Mendeley, JabRef, Pandoc and
others write.

Other citation formats are converted to it, so that names and dates are parsed in one place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from generator.authoring.imports import superscripts
from generator.authoring.imports.items import Item
from generator.problems import RefusedError

_READ_KEYS = frozenset(
    [
        "id",
        "type",
        "title",
        "author",
        "issued",
        "container-title",
        "publisher",
        "URL",
        "language",
        "accessed",
        "keyword",
        "note",
        "citation-key",
        "categories",
    ]
)
_PARTICLES = ("dropping-particle", "non-dropping-particle")
WORDS_NOT_COPIED = "the words of the source are not copied"
_IGNORED_KEYS = frozenset(
    {"source", "title-short", "shortTitle", "container-title-short", "journalAbbreviation", "library"}
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
"""A DOI, which has an address even if the entry gives none (DOI Handbook, 3.8)."""


def items(found: object, name: str) -> list[Item]:
    """The items in the parsed JSON of a file; an invalid entry becomes an item that says so. Raises RefusedError if the
    value is not CSL-JSON."""
    entries = found.get("items") if isinstance(found, dict) else found
    if not isinstance(entries, list) or (entries and not any(isinstance(entry, dict) for entry in entries)):
        raise RefusedError(f"{name} holds no list of sources in CSL-JSON")
    return [
        item(entry, f"{name}: {entry.get('id') or number}")
        if isinstance(entry, dict)
        else Item(f"{name}: {number}", unread=(f"it is no source: {shorten(entry)}",))
        for number, entry in enumerate(entries, 1)
    ]


def item(entry: Mapping[str, Any], place: str) -> Item:
    """The item of one entry."""
    unread: list[str] = []
    notes = [text for text in [_text(entry.get("note"))] if text]
    issued, accessed = _date(entry.get("issued"), "issued", unread), _date(entry.get("accessed"), "accessed", unread)
    authors, outlet = tuple(_names(entry.get("author"), unread)), _title(entry.get("container-title"))
    publisher = _title(entry.get("publisher"))
    url, doi = _text(entry.get("URL")), _DOI.fullmatch(_text(entry.get("DOI") or entry.get("doi")) or "")
    if doi:
        url = url or f"https://doi.org/{doi[1]}"
    in_url = doi is not None and doi[1].lower() in str(url).lower()
    if outlet and publisher:
        unread.append(f"publisher: {publisher}; the outlet is {outlet}")
    for key, value in entry.items():
        if key not in _READ_KEYS and key not in _IGNORED_KEYS and value not in (None, "", [], {}):
            if in_url and key in ("DOI", "doi"):
                continue
            unread.append(f"{key}: {WORDS_NOT_COPIED}" if key == "abstract" else f"{key}: {shorten(value)}")
    return Item(
        place,
        title=_title(entry.get("title")),
        authors=authors,
        published=issued,
        outlet=outlet or publisher,
        url=url,
        language=_text(entry.get("language")),
        seen=accessed,
        kind=_text(entry.get("type")),
        tags=tuple(_tags(entry)),
        notes=tuple(notes),
        unread=tuple(unread),
    )


def shorten(value: object) -> str:
    """A value on one line, shortened, for the list of what was not imported."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def _text(value: object) -> str | None:
    """A text on one line. Accepts numbers, since some programs write years and pages as such."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _title(value: object) -> str | None:
    text = _text(value)
    return " ".join(superscripts.of_html(text).split()) or None if text else None


def _names(value: object, unread: list[str]) -> Iterator[str]:
    for name in value if isinstance(value, list) else ():
        if isinstance(name, str):
            name = {"literal": name}  # noqa: PLW2901
        text = name_in_spoken_order(name) if isinstance(name, dict) else None
        if text:
            yield text
        else:
            unread.append(f"author: {shorten(name)}")


def name_in_spoken_order(name: Mapping[str, Any]) -> str | None:
    """A name with its parts in spoken order; None if it is empty."""
    literal = _text(name.get("literal"))
    if literal:
        return literal
    given, family = _text(name.get("given")), _text(name.get("family"))
    particles = [_text(name.get(key)) for key in _PARTICLES]
    whole = " ".join(filter(None, [given, *particles, family, _text(name.get("suffix"))]))
    return whole or None


def _tags(entry: Mapping[str, Any]) -> Iterator[str]:
    """The tags: some programs write one text with commas, others a list."""
    found = entry.get("keyword") or entry.get("categories") or ()
    parts = re.split(r"[,;]", found) if isinstance(found, str) else found if isinstance(found, list) else ()
    yield from dict.fromkeys(text for text in map(_text, parts) if text)


_SEASONS = {1: 21, 2: 22, 3: 23, 4: 24}


def _date(value: object, key: str, unread: list[str]) -> str | None:
    """A CSL date as EDTF; None if it is not one, which is noted in `unread`."""
    if value in (None, "", {}, []):
        return None
    parts = value.get("date-parts") if isinstance(value, dict) else None
    try:
        if (
            isinstance(parts, list)
            and parts
            and all(isinstance(part, list) and part and part != [None] for part in parts)
        ):
            days = [_day(part) for part in parts[:2]]
            season = value.get("season") if isinstance(value, dict) else None
            if season and len(days) == 1 and len(days[0]) == 4:
                days = [f"{days[0]}-{_SEASONS[int(season)]}"]
            approximate = "~" if isinstance(value, dict) and value.get("circa") else ""
            return "/".join(f"{day}{approximate}" for day in days)
    except (ValueError, TypeError, KeyError):
        pass
    said = _text(value.get("raw") or value.get("literal")) if isinstance(value, dict) else _text(value)
    found = as_edtf(said) if said else None
    if found is None:
        unread.append(f"{key}: {shorten(said or value)}")
    return found


def _day(part: Sequence[Any]) -> str:
    known = takewhile(lambda number: number not in (None, "", 0, "0"), part[:3])
    numbers = [int(str(number)) for number in known]
    year, *rest = numbers
    if not 0 < year < 10_000 or not all(0 < number < 32 for number in rest):
        raise ValueError("no date")
    return "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])


_ISO = re.compile(r"\d{4}(?:[-/.]\d{1,2}(?:[-/.]\d{1,2})?)?(?=$|[T ]\d)")
_IN_WORDS = re.compile(
    r"(?:(?P<before>\d{1,2})(?:st|nd|rd|th)?[ ]+)?(?P<month>[A-Za-z]{3,9})\.?[ ]+(?:(?P<behind>\d{1,2})(?:st|nd|rd|th)?,[ ]*)?(?P<year>\d{4})"
)
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def as_edtf(text: str) -> str | None:
    """A date as EDTF if its year comes first, or its month is an English word; None for any other, since 3/4/2025 may
    be in March or in April."""
    found = _ISO.match(text.strip())
    parts = re.split(r"[-/.]", found[0]) if found else None
    words = None if found else _IN_WORDS.fullmatch(text.strip())
    if words:
        month = words["month"].lower()
        number = next(
            (n for n, name in enumerate(_MONTHS, 1) if month in (name, name[:3]) or (month, n) == ("sept", 9)), None
        )
        day = words["before"] or words["behind"]
        if number and not (words["before"] and words["behind"]):
            parts = [words["year"], str(number), *([day] if day else [])]
    if parts is None:
        return None
    try:
        return _day(parts)
    except ValueError:
        return None
