"""How an article is cited: an item of CSL-JSON (version 1.0.2), from which all other formats are made.

An article is cited as what it is, with its own title, authors and address; this archive is given as the place where it
was consulted (`archive`, and in `archive_location` the path of its page).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from generator import dates, routes
from generator.archive.archive import Archive, Quoted
from generator.records.model import Article, Author, Date, Person, SourceKind
from generator.text.messages import _, listed, without_isolates

Item = Mapping[str, Any]
"""An item of CSL-JSON."""
Name = Mapping[str, str]
"""A name of CSL-JSON: `family` and `given`, or `literal`."""

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
"""The CSL type of each kind of source. Zotero also exports podcasts as `song` and videos as `motion_picture`."""

_BY_ITSELF: Collection[SourceKind] = (
    "video",
    "audio",
    "broadcast",
    "transcript",
    "press release",
    "report",
    "document",
)
"""The kinds of source that are works by themselves, made known by an outlet; others are parts of it."""
_GENRES: Mapping[SourceKind, str] = {"press release": "Press release", "transcript": "Transcript"}


def item(archive: Archive, article: Article) -> Item:
    """An article as an item of CSL-JSON. Unknown fields are left out. A date that CSL cannot express exactly is also
    given as EDTF in `custom`, which CSL leaves to each program; one that does not fit CSL's date parts at all is given
    in words (`literal`)."""
    source = article.source
    outlet = archive.entity(article.publisher).name if article.publisher else None
    capture = source.archived[0].url if source.archived else None
    names = zip(article.authors, archive.authors_of(article), strict=True)
    authors = [_author(archive, author, name) for author, name in names]
    if not authors and source.account:
        authors = [{"literal": source.account}]
    outlet = outlet or source.channel
    within = source.programme or (None if source.published_as in _BY_ITSELF else outlet)
    fields: dict[str, Any] = {
        "id": article.id,
        "type": _TYPES[source.published_as],
        "title": article.has_title and article.name,
        "author": authors,
        "issued": _date(article.published),
        "container-title": within,
        "publisher": outlet if outlet != within else None,
        "number": source.number,
        "page": source.pages,
        "URL": source.url or capture,
        "accessed": _date(source.seen),
        "language": article.language,
        "genre": _GENRES.get(source.published_as),
        "archive": archive.settings.title,
        "archive_location": routes.from_root(routes.page("article", article.id)),
        "note": f"Archived copy: {capture}" if capture and source.url else None,
    }
    both = {"issued": article.published, "accessed": source.seen}
    custom = {key: date.edtf.text for key, date in both.items() if date and fields[key].keys() != {"date-parts"}}
    return {key: value for key, value in {**fields, "custom": custom}.items() if value}


def _author(archive: Archive, author: Author, name: str) -> Name:
    """A CSL name. It is divided only if the person's record says how: its `sort` is the family name, a comma and the
    given name, and together they are the name as cited. No other name is, since nothing tells where to divide it."""
    record = archive.entity(author.by) if author.by else None
    if isinstance(record, Person) and record.sort:
        family, _comma, given = record.sort.partition(", ")
        if f"{given} {family}" == name:
            return {"family": family, "given": given}
    return {"literal": name}


def inverted(name: Name) -> str:
    """A CSL name for lists: the family name first where it is known."""
    return name["literal"] if "literal" in name else f"{name['family']}, {name['given']}"


_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


def _date(date: Date | None) -> dict[str, Any] | None:
    """A CSL date: a day, month or year, or the two ends of a period; any other date in words. None if there is no
    date."""
    if date is None:
        return None
    ends = [_DAY.fullmatch(end.split("T")[0]) for end in date.edtf.text.split("/")]
    if len(ends) > 2 or not all(end and int(end[2] or 1) <= 12 for end in ends):
        return {"literal": date.words or dates.format_date(date.edtf)}
    found = [end for end in ends if end]
    parts = [[int(part) for part in end.groups()[:3] if part] for end in found]
    return {"date-parts": parts, **({"circa": True} if any(end[4] for end in found) else {})}


def edtf(held: Item, key: str) -> str:
    """A date of an item as EDTF, to the day; empty if it has none."""
    if key in held.get("custom", {}):
        return str(held["custom"][key]).split("T")[0]
    days = held.get(key, {}).get("date-parts", ())
    return "/".join("-".join(f"{part:0{2 if n else 4}}" for n, part in enumerate(it)) for it in days)


def transmission(archive: Archive, quoted: Quoted) -> str:
    """Whose words these are, and through which carriers they reached the article, in prose: "Sergei Shoigu, quoted by
    TASS, in Newsweek". Empty if there are no carriers, or the speaker is unknown."""
    by = quoted.said_by
    if by is None or not quoted.quotation.via:
        return ""
    told = archive[by.id].name if by.id else by.unnamed or ""
    for number, step in enumerate(quoted.quotation.via):
        carrier = listed([archive[agent].name for agent in step.by]) or step.unnamed or ""
        if step.implied:
            carrier = _("{carrier} (not credited in the article)", carrier=carrier)
        if number == 0:
            told = _("{speaker}, quoted by {carrier}", speaker=told, carrier=carrier)
        else:
            told = _("{way}, in {carrier}", way=told, carrier=carrier)
    return without_isolates(told)
