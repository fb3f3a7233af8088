"""How an article is cited: as an item of CSL-JSON (version 1.0.2), of which all other forms are made.

An article is cited as what it is, with its own title, authors and address; this archive is where it was consulted (`archive`, and the path of
its page there).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator import dates, routes
from generator.archive.archive import Archive, Quoted
from generator.records.model import Article, Date, SourceKind
from generator.text.messages import _, listed, plain

Item = Mapping[str, Any]
"""An item of CSL-JSON."""

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


def item(archive: Archive, article: Article) -> Item:
    """An article as an item of CSL-JSON. What nobody knows is left out. A date that CSL does not have as it is stands also in `custom`,
    which CSL leaves to each program, as EDTF; one that it has no parts for stands in words."""
    source = article.source
    outlet = archive.entity(article.publisher).name if article.publisher else None
    capture = source.archived[0].url if source.archived else None
    authors = archive.authors_of(article) or ((source.account,) if source.account else ())
    within = source.programme or outlet or source.channel
    held: dict[str, Any] = {
        "id": article.id,
        "type": _TYPES[source.published_as],
        "title": article.titled and article.name,
        "author": [{"literal": name} for name in authors],
        "issued": _date(article.published),
        "container-title": within,
        "publisher": (outlet or source.channel) if source.programme else None,
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
    both = {"issued": article.published, "accessed": source.seen}
    custom = {key: date.edtf.text for key, date in both.items() if date and held[key].keys() != {"date-parts"}}
    return {key: value for key, value in {**held, "custom": custom}.items() if value}


_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


def _date(date: Date | None) -> dict[str, Any] | None:
    """A date of CSL: one day, month or year, or two between which it lasted; any other in words."""
    if date is None:
        return None
    ends = [_DAY.fullmatch(end.split("T")[0]) for end in date.edtf.text.split("/")]
    if len(ends) > 2 or not all(end and int(end[2] or 1) <= 12 for end in ends):
        return {"literal": date.words or dates.say(date.edtf)}
    found = [end for end in ends if end]
    parts = [[int(part) for part in end.groups()[:3] if part] for end in found]
    return {"date-parts": parts, **({"circa": True} if any(end[4] for end in found) else {})}


def edtf(held: Item, key: str) -> str:
    """A date of an item as EDTF, to the day; empty where it has none."""
    if key in held.get("custom", {}):
        return str(held["custom"][key]).split("T")[0]
    days = held.get(key, {}).get("date-parts", ())
    return "/".join("-".join(f"{part:0{2 if n else 4}}" for n, part in enumerate(it)) for it in days)


def way(archive: Archive, quoted: Quoted) -> str:
    """Whose words these are, and through whose hands they came to the article, as prose has it: "Sergei Shoigu, quoted by TASS, in
    Newsweek". Empty where nobody is known between the two."""
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
    return plain(told)
