"""The articles as citations in CSL-JSON (version 1.0.2), and from that in BibLaTeX and RIS.

An article is cited as what it is, with its own title, authors and address. This archive is named as the place where it
was consulted (`archive`, and `archive_location` for the path of its page).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from generator.archive.archive import Archive
from generator.findings.citing import Item, Name, edtf, inverted, item
from generator.records.load import Contents


def csl_json(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """All articles in one file."""
    items = [item(archive, article) for article in archive.articles]
    return {"articles.json": (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()}


# --- BibLaTeX ------------------------------------------------------------------------------------------------------------

_SPECIAL: dict[str, str | int | None] = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
}  # fmt: skip
"""Characters that TeX treats as commands. Braces become commands too, since BibTeX counts even escaped braces."""
_BLANK = r"\s\x00-\x1f\x7f-\x9f\ufeff"
r"""White space and control characters for a pattern, the same as in the script (`[\\s\\p{Cc}]`)."""
_BLANKS = re.compile(rf"[{_BLANK}]+")
_IN_ADDRESSES = re.compile(rf"[\\\{{}}{_BLANK}]")


def tex(text: str) -> str:
    """A text on one line with TeX's special characters escaped. The page does the same (take/bibtex.js)."""
    return _BLANKS.sub(" ", text).strip().translate(str.maketrans(_SPECIAL))


def address(url: str) -> str:
    """A URL with only those characters encoded that would end it or begin a command."""
    return _IN_ADDRESSES.sub(lambda sign: quote(sign[0], safe=""), url)


_ONE = r"-?\d{4}(?:-\d\d){0,2}[?~%]?"
_SIMPLE = re.compile(rf"(?:{_ONE}|\.\.)?(?:/(?:{_ONE}|\.\.)?)?", re.ASCII)
_DAYS = re.compile(r"-?\d{4}(?:-\d\d){0,2}", re.ASCII)


def day(edtf: str) -> str:
    """An EDTF date for BibLaTeX: a day, month or year with ? and ~, or an interval. For a set, the part shared by all
    members; empty if there is none."""
    if _SIMPLE.fullmatch(edtf):
        return edtf.replace("..", "")
    parts = [re.split(r"(?<=\d)-", found) for found in _DAYS.findall(edtf)]
    shared = []
    for at in range(len(parts[0]) if parts else 0):
        if any(it[: at + 1] != parts[0][: at + 1] for it in parts):
            break
        shared.append(parts[0][at])
    return "-".join(shared)


def bibtex(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """All articles as BibLaTeX entries, with their ids as keys."""
    return {"articles.bib": "\n".join(_entry(item(archive, article)) for article in archive.articles).encode()}


def _entry(it: Item) -> str:
    fields = {
        "title": f"{{{tex(it['title'])}}}" if "title" in it else None,
        "author": " and ".join(map(_bibtex_name, it.get("author", ()))),
        "organization": tex(it.get("container-title") or it.get("publisher", "")),
        "date": day(edtf(it, "issued")),
        "number": tex(it.get("number", "")),
        "pages": tex(it.get("page", "")),
        "url": address(it.get("URL", "")),
        "urldate": day(edtf(it, "accessed")),
        "langid": it.get("language", ""),
        "note": tex(it.get("note", "")),
    }
    lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
    return f"@online{{{it['id']},\n" + ",\n".join(lines) + "\n}\n"


def _bibtex_name(name: Name) -> str:
    """A name: as printed and in braces if nobody knows which part is the family name, so that no program divides it."""
    if "family" in name:
        return ", ".join(f"{{{tex(name[part])}}}" for part in ("family", "given"))
    return f"{{{tex(name['literal'])}}}"


# --- RIS -----------------------------------------------------------------------------------------------------------------

_RIS_TYPES = {
    "article-newspaper": "NEWS", "post": "BLOG", "motion_picture": "VIDEO", "song": "SOUND", "broadcast": "MPCT", "document": "GEN",
    "report": "RPRT", "interview": "PCOMM",
}  # fmt: skip


def ris(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """All articles as RIS references."""
    lines = (line for article in archive.articles for line in reference(item(archive, article)))
    return {"articles.ris": "".join(f"{line}\r\n" for line in lines).encode()}


def reference(it: Item) -> Iterator[str]:
    """The lines of a RIS reference. The page writes the same (cite/ris.js)."""
    issued = it.get("issued", {})
    yield f"TY  - {_RIS_TYPES[it['type']]}"
    for tag, value in (
        ("ID", it["id"]),
        ("TI", it.get("title")),
        *(("AU", inverted(name) if "family" in name else f"{name['literal']},") for name in it.get("author", ())),
        ("T2", it.get("container-title")),
        ("PB", it.get("publisher")),
        ("DA", _ris_date(issued)),
        ("PY", str(issued["date-parts"][0][0]) if "date-parts" in issued else None),
        ("Y2", _ris_date(it.get("accessed", {}))),
        ("M1", it.get("number")),
        ("SP", it.get("page")),
        ("UR", it.get("URL")),
        ("LA", it.get("language")),
        ("DB", it.get("archive")),
        ("AV", it.get("archive_location")),
        ("N1", it.get("note")),
    ):
        if value:
            yield f"{tag}  - {' '.join(str(value).split())}"
    yield "ER  - "
    yield ""


def _ris_date(date: Item) -> str | None:
    """A date for RIS, year/month/day/other; unknown parts are empty. None if there is no date."""
    if "date-parts" not in date:
        return f"///{date['literal']}" if date else None
    year, month, day = [*(f"{part:02}" for part in date["date-parts"][0]), "", ""][:3]
    return f"{year}/{month}/{day}/"
