"""Checks that a new record is valid, and finds similar ones."""

from __future__ import annotations

from collections.abc import Iterable

from generator.archive.archive import Archive
from generator.archive.link import references
from generator.archive.lookalikes import lookalikes
from generator.problems import RefusedError, did_you_mean
from generator.records.load import load_bytes
from generator.records.model import AnyRecord, Article, Entity, Kind, kind_of


def validated_record(kind: Kind, path: str, text: str, archive: Archive) -> AnyRecord:
    """The record that the file would contain. Raises RefusedError if it has errors."""
    loaded = load_bytes(path, text.encode(), kind, archive.settings.language)
    record, faults = loaded.record, [problem for problem in loaded.problems if problem.severity == "error"]
    if faults:
        raise RefusedError("\n".join(_error_message(p.field, p.fault, p.remedy) for p in faults))
    if record is None:
        raise RefusedError("the record cannot be read back")
    if isinstance(record, Article) and record.rights.status not in archive.settings.rights:
        raise RefusedError("site_config/archive.yml lists no rights status")
    for steps, kinds, record_id in references(record):
        if record_id not in archive or archive.kind(record_id) not in kinds:
            known = [i for i, r in archive.records.items() if kind_of(r) in kinds]
            remedy = did_you_mean(record_id, known, f"add it first: archive new {kinds[0]}")
            raise RefusedError(
                _error_message(str(steps[0]), f"no {' or '.join(kinds)} has the id '{record_id}'", remedy)
            )
    return record


def similar_names(record: AnyRecord, archive: Archive) -> Iterable[str]:
    """A note for each entity with a similar name: it may be the same one, under another spelling."""
    if isinstance(record, Entity):
        own = {i: r for i, r in archive.records.items() if kind_of(r) == kind_of(record)}
        for pair in lookalikes(Archive(archive.settings, {**own, record.id: record}, archive.paths)):
            if record.id in (pair.one, pair.other):
                known = pair.one if pair.other == record.id else pair.other
                yield f"look: {archive.paths[known]} has a name that looks the same; is it this one?"


def _error_message(field: str, fault: str, remedy: str) -> str:
    return f"{field}: {fault}" + (f"; {remedy}" if remedy else "")
