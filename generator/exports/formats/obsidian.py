"""The archive as an Obsidian vault: a note for each record, with its properties and links to other notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.archive.archive import Archive
from generator.records.load import Contents
from generator.records.model import (
    FOLDERS,
    AgentRef,
    AnyRecord,
    Article,
    Date,
    Document,
    Organisation,
    Place,
    Story,
    Via,
    kind_of,
)
from generator.text import markup, wikilinks

_FOLDERS = {kind: folder for folder, kind in FOLDERS.items()}
_REFERRING = ("part_of", "place", "event", "publisher", "speaker", "within")
_LISTING = ("topics", "participants", "parties", "contradicts", "implies")
"""Keys that refer to other records: the note links to these."""


def files(archive: Archive, _contents: Contents) -> Mapping[str, bytes]:
    """The notes, in a folder for each kind. A note's file name is the record's id, which links use."""
    return {
        f"{_FOLDERS[kind_of(record)]}/{record.id}.md": _note(archive, record).encode()
        for record in archive.records.values()
    }


def _note(archive: Archive, record: AnyRecord) -> str:
    parts = [f"# {markup.escape_markdown(record.name)}", *_text_of(archive, record)]
    return markup.front_matter(_properties(archive, record)) + "\n" + "\n\n".join(parts) + "\n"


def _properties(archive: Archive, record: AnyRecord) -> dict[str, Any]:
    properties: dict[str, Any] = {"type": kind_of(record), "aliases": [*getattr(record, "names", (record.name,))]}
    for key in ("country", "kind", "wikidata", "isni", "viaf", "geonames", "language", "unit", "form"):
        properties[key] = getattr(record, key, None)
    for key in ("date", "said", "published"):
        date: Date | None = getattr(record, key, None)
        properties[key] = date and date.edtf.text
    for key in _REFERRING:
        value = getattr(record, key, None)
        properties[key] = _link(archive, value.id if isinstance(value, AgentRef) else value)
    for key in _LISTING:
        properties[key] = [_link(archive, one) for one in getattr(record, key, ())]
    if isinstance(record, Place) and record.point:
        properties["location"] = [*record.point]
    properties["website"] = record.site if isinstance(record, Organisation) else None
    properties["url"] = record.url if isinstance(record, Document) else None
    if isinstance(record, Article):
        properties["authors"] = [*archive.authors_of(record)]
        properties["url"] = record.source.url
        properties["seen"] = record.source.seen and record.source.seen.edtf.text
    return {key: value for key, value in properties.items() if value}


def _link(archive: Archive, record_id: str | None, shown: str | None = None) -> str | None:
    """A link that shows the record's name; None if there is no such record."""
    if record_id is None or record_id not in archive:
        return None
    name = re.sub(r"[\[\]|#^\n]+", " ", shown or archive[record_id].name).strip()
    return f"[[{record_id}|{name}]]" if name else f"[[{record_id}]]"


def _text_of(archive: Archive, record: AnyRecord) -> Iterator[str]:
    """The text of a record, in paragraphs and lists."""
    for key in ("headline", "lead", "sentence", "counts", "summary"):
        text = getattr(record, key, None)
        if text and text != record.name:
            yield markup.escape_markdown(text)
    if isinstance(record, Article | Story):
        yield _body(archive, record)
    if isinstance(record, Article):
        yield from _said(archive, record)
    notes = getattr(record, "notes", None)
    if notes:
        yield f"## Notes\n\n{markup.escape_markdown(notes)}"


def _body(archive: Archive, record: Article | Story) -> str:
    """The body, with links in Obsidian's form, and with the words of quotations that it includes."""
    words = {it.id: it for it in record.quotations} if isinstance(record, Article) else {}
    out, last = [], 0
    for link in wikilinks.links(record.body):
        quoted = words.get(link.quotation or "")
        shown = f"“{markup.escape_markdown(' […] '.join(quoted.text))}”" if quoted else None
        present = archive.former_ids.get(link.target, link.target)
        out += [
            _escape_brackets(record.body[last : link.start]),
            shown or _link(archive, present, link.label) or link.label or link.target,
        ]
        last = link.end
    return "".join([*out, _escape_brackets(record.body[last:])]).strip()


def _escape_brackets(prose: str) -> str:
    """Markdown between our links, with other double brackets escaped so that they make no links."""
    return prose.replace("[[", "\\[\\[")


def _said(archive: Archive, article: Article) -> Iterator[str]:
    if article.quotations:
        yield "## Quotations"
    for quotation in article.quotations:
        words = markup.escape_markdown(" […] ".join(quotation.text))
        by = f"— {_who(archive, quotation.speaker)}{_carriers(archive, quotation.via)}"
        note = f"\n> {markup.escape_markdown(quotation.note)}" if quotation.note else ""
        passage = f", {_link(archive, quotation.passage.utterance)}" if quotation.passage else ""
        yield f"> {words}\n> {by}{passage}{note}\n\n^{quotation.id}"
    if article.statements:
        stances = (
            f"- {_who(archive, it.holder)} {it.stance} {_link(archive, it.proposition)}{_carriers(archive, it.via)}"
            for it in article.statements
        )
        yield "## Stances\n\n" + "\n".join(stances)
    if article.figures:
        yield "## Figures\n\n" + "\n".join(
            f"- {_link(archive, it.measure)}: {' to '.join(f'{n:,}' for n in (it.low, it.high, it.value) if n is not None)}"
            f"{', by ' + ', '.join(_who(archive, one) for one in it.by) if it.by else ''}{_carriers(archive, it.via)}"
            for it in article.figures
        )


def _who(archive: Archive, who: AgentRef) -> str:
    return _link(archive, who.id) or markup.escape_markdown(who.unnamed or "")


def _carriers(archive: Archive, via: Via) -> str:
    """Who passed it on, in words; empty if nobody did."""
    steps = (
        " and ".join(_link(archive, one) or one for one in step.by) or markup.escape_markdown(step.unnamed or "")
        for step in via
    )
    way = ", then ".join(steps)
    return f", via {way}" if way else ""
