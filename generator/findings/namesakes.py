"""Records that share a name, so that their page titles need more than the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from generator import dates
from generator.archive.archive import Archive
from generator.findings.caching import cached_finding
from generator.records.model import AnyRecord, Article, Event, Utterance, kind_of
from generator.text import terms


@cached_finding
def distinctions(archive: Archive) -> Mapping[str, str]:
    """By id, what distinguishes a record from others of the same name. Records with a unique name are left out.

    For articles it is the outlet, with the date if one outlet has several; for other records it is the kind, with the
    date of an event or a statement.
    """
    by_name: dict[str, list[AnyRecord]] = defaultdict(list)
    for record in archive.records.values():
        by_name[record.name.casefold()].append(record)
    return {
        record.id: said
        for records in by_name.values()
        if len(records) > 1
        for record, said in zip(records, _distinguish(archive, records), strict=True)
    }


def _distinguish(archive: Archive, records: list[AnyRecord]) -> list[str]:
    said = [_brief_description(archive, record) for record in records]
    return [
        words if said.count(words) == 1 else ", ".join(filter(None, [words, _year_of(record)]))
        for words, record in zip(said, records, strict=True)
    ]


def _brief_description(archive: Archive, record: AnyRecord) -> str:
    if isinstance(record, Article):
        return archive[record.publisher].name if record.publisher else "no publisher named"
    return terms.KINDS[kind_of(record)].one


def _year_of(record: AnyRecord) -> str:
    date = (
        record.published
        if isinstance(record, Article)
        else record.date
        if isinstance(record, Event)
        else record.said
        if isinstance(record, Utterance)
        else None
    )
    return dates.format_date(date.edtf) if date else ""
