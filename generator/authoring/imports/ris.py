"""Reads RIS, which most libraries and reference managers write, with the library rispy."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

from generator.authoring.imports import csl
from generator.authoring.imports.items import Item
from generator.problems import RefusedError

_TITLES = ("primary_title", "title", "short_title")
_OUTLETS = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2", "publisher")
_DATES = ("date", "publication_year", "year")
_TAKEN = frozenset({*_TITLES, *_OUTLETS, *_DATES})
_SAME = {
    "type_of_reference": "type", "language": "language", "keywords": "keyword", "abstract": "abstract", "notes_abstract": "abstract",
    "research_notes": "note", "notes": "note", "id": "id",
}  # fmt: skip
"""rispy's names of fields, and their names in CSL."""
_BEGIN = re.compile(r"^TY {2}- ", re.MULTILINE)
_TAG = re.compile(r"^[ \t]*([A-Z][A-Z0-9])[ \t]*-[ \t]*", re.MULTILINE)
"""A tag in a file that has other spaces than two before the hyphen and one after it."""


def items(text: str, name: str) -> list[Item]:
    """The items of a file. Raises RefusedError if rispy is not installed, or if the file has no references."""
    try:
        import rispy  # noqa: PLC0415  (in the extra `import`)
    except ImportError:
        raise RefusedError("to read RIS, install: pip install 'research-archive[import]'") from None
    try:
        entries = rispy.loads(text if _BEGIN.search(text) else _TAG.sub(r"\1  - ", text), skip_unknown_tags=False)
    except (OSError, ValueError, LookupError) as fault:
        raise RefusedError(f"{name} is no RIS: {fault}") from None
    if not entries:
        raise RefusedError(f"{name} holds no reference in RIS")
    return [
        csl.item(_as_csl(entry), f"{name}: {entry.get('id') or f'reference {number}'}")
        for number, entry in enumerate(entries, 1)
    ]


def _as_csl(entry: dict[str, Any]) -> dict[str, Any]:
    """A reference as CSL. Fields without an equivalent keep rispy's names, and are reported as not read."""
    authors = [*entry.get("first_authors", ()), *entry.get("authors", ())]
    urls = entry.get("urls") or entry.get("url") or ()
    others: dict[str, Any] = {}
    for key, value in entry.items():
        if key == "unknown_tag":
            others |= {tag: "; ".join(values) for tag, values in value.items()}
        elif key not in _TAKEN and key not in ("authors", "first_authors", "urls", "url", "access_date"):
            name = _SAME.get(key, key)
            others[name] = "; ".join(map(str, value)) if isinstance(value, list) and name != "keyword" else value
    dated = next((str(entry[key]) for key in _DATES if entry.get(key)), None)
    accessed = entry.get("access_date")
    return {
        **others,
        "title": next((entry[key] for key in _TITLES if entry.get(key)), None),
        "author": [{"literal": _spoken(name)} for name in dict.fromkeys(authors)],
        "issued": {"raw": _tidy(dated)} if dated else None,
        "accessed": {"raw": _tidy(str(accessed))} if accessed else None,
        "container-title": next((entry[key] for key in _OUTLETS if entry.get(key)), None),
        "URL": (urls if isinstance(urls, str) else next(iter(urls), None)) or None,
    }


def _tidy(date: str) -> str:
    """A date without the trailing slashes that stand for an unknown month or day in RIS."""
    return "/".join(takewhile(bool, date.strip().split("/")))


def _spoken(name: str) -> str:
    """A name such as `Weir, Sergei, Jr.` in spoken order."""
    family, *rest = [part.strip() for part in name.split(",")]
    given, suffix = [*rest, "", ""][:2]
    return " ".join(filter(None, [given, family, suffix]))
