"""The articles as citations: in CSL-JSON (version 1.0.2), from which the others are made, BibLaTeX and RIS.

An article is cited as what it is, with its own title, authors and address; this archive is where it was consulted (`archive`, and the path of
its page there).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator import routes
from generator.archive.archive import Archive
from generator.records.load import Contents
from generator.records.model import Article, Date, SourceKind

_TYPES: Mapping[SourceKind, str] = {
    "article": "article-newspaper",
    "post": "post",
    "video": "motion_picture",
    "audio": "song",
    "broadcast": "broadcast",
    "transcript": "document",
    "press release": "report",
    "report": "report",
    "document": "document",
    "interview": "interview",
}
"""What CSL calls each kind of source. Zotero, too, has a podcast as `song` and a video as `motion_picture`."""


def csl(archive: Archive, article: Article) -> dict[str, Any]:
    """An article as an item of CSL-JSON. What nobody knows is left out."""
    source = article.source
    outlet = archive.entity(article.publisher).name if article.publisher else None
    capture = source.archived[0].url if source.archived else None
    item: dict[str, Any] = {
        "id": article.id,
        "type": _TYPES[source.published_as],
        "title": article.titled and article.name,
        "author": [{"literal": name} for name in archive.authors_of(article)],
        "issued": _date(article.published),
        "container-title": source.programme or outlet,
        "publisher": outlet if source.programme else None,
        "number": source.number,
        "page": source.pages,
        "URL": source.url or capture,
        "accessed": _date(source.seen),
        "language": article.language,
        "genre": "Press release" if source.published_as == "press release" else None,
        "archive": archive.settings.title,
        "archive_location": routes.rooted(routes.page("article", article.id)),
        "note": f"Archived copy: {capture}" if capture and source.url else None,
    }
    return {key: value for key, value in item.items() if value}


_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


def _date(date: Date | None) -> dict[str, Any] | None:
    """A date of CSL: one day, month or year, or two between which it lasted; any other as it is written, in EDTF."""
    if date is None:
        return None
    ends = [_DAY.fullmatch(end.split("T")[0]) for end in date.edtf.text.split("/")]
    if len(ends) > 2 or not all(end and int(end[2] or 1) <= 12 for end in ends):
        return {"literal": date.words or date.edtf.text}
    found = [end for end in ends if end]
    parts = [[int(part) for part in end.groups()[:3] if part] for end in found]
    return {"date-parts": parts, **({"circa": True} if any(end[4] for end in found) else {})}


def csl_json(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """All articles in one file."""
    items = [csl(archive, article) for article in archive.articles]
    return {"articles.json": (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()}


# --- BibLaTeX ------------------------------------------------------------------------------------------------------------

_SPECIAL: dict[str, str | int | None] = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
}  # fmt: skip
"""Signs that TeX takes for commands. Braces are commands here, since BibTeX counts those behind a backslash too."""
_IN_ADDRESSES: dict[str, str | int | None] = {sign: f"%{ord(sign):02X}" for sign in "\\{} \t"}


def tex(text: str) -> str:
    """A text on one line in which TeX takes no sign for anything but itself."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split()).translate(
        str.maketrans(_SPECIAL)
    )


def bibtex(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """All articles as entries of BibLaTeX, with their ids as keys."""
    return {"articles.bib": "\n".join(_entry(csl(archive, article), article) for article in archive.articles).encode()}


def _entry(item: Mapping[str, Any], article: Article) -> str:
    fields = {
        "title": f"{{{tex(item['title'])}}}" if "title" in item else None,
        # Names stand in braces as they are printed: nobody is to turn family and given names round.
        "author": " and ".join(f"{{{tex(author['literal'])}}}" for author in item.get("author", ())),
        "organization": tex(item.get("container-title", "")),
        "date": article.published and re.sub(r"\.\.", "", article.published.edtf.text.split("T")[0]),
        "number": tex(item.get("number", "")),
        "pages": tex(item.get("page", "")),
        "url": item.get("URL", "").translate(str.maketrans(_IN_ADDRESSES)),
        "urldate": article.source.seen and article.source.seen.edtf.text.split("T")[0],
        "langid": item.get("language", ""),
        "note": tex(item.get("note", "")),
    }
    lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
    return f"@online{{{item['id']},\n" + ",\n".join(lines) + "\n}\n"


# --- RIS -----------------------------------------------------------------------------------------------------------------

_RIS_TYPES = {
    "article-newspaper": "NEWS", "post": "BLOG", "motion_picture": "VIDEO", "song": "SOUND", "broadcast": "MPCT", "document": "GEN",
    "report": "RPRT", "interview": "PCOMM",
}  # fmt: skip


def ris(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """All articles as references of RIS."""
    lines = (line for article in archive.articles for line in _reference(csl(archive, article)))
    return {"articles.ris": "".join(f"{line}\r\n" for line in lines).encode()}


def _reference(item: Mapping[str, Any]) -> Iterator[str]:
    issued = item.get("issued", {})
    yield f"TY  - {_RIS_TYPES[item['type']]}"
    for tag, value in (
        ("ID", item["id"]),
        ("TI", item.get("title")),
        *(("AU", f"{author['literal']},") for author in item.get("author", ())),
        ("T2", item.get("container-title")),
        ("PB", item.get("publisher")),
        ("DA", _slashed(issued)),
        ("PY", str(issued["date-parts"][0][0]) if "date-parts" in issued else None),
        ("Y2", _slashed(item.get("accessed", {}))),
        ("M1", item.get("number")),
        ("SP", item.get("page")),
        ("UR", item.get("URL")),
        ("LA", item.get("language")),
        ("N1", item.get("note")),
    ):
        if value:
            yield f"{tag}  - {' '.join(str(value).split())}"
    yield "ER  - "
    yield ""


def _slashed(date: Mapping[str, Any]) -> str | None:
    """A date as RIS has it, year/month/day/other: what is not known between the slashes is empty."""
    if "date-parts" not in date:
        return f"///{date['literal']}" if date else None
    year, month, day = [*(f"{part:02}" for part in date["date-parts"][0]), "", ""][:3]
    return f"{year}/{month}/{day}/"
