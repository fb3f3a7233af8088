"""Makes records other than articles from another program's data: people, organisations, places, events, topics, with
the links between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from generator.authoring.imports.items import OtherRecord, RecordLink, to_one_line
from generator.authoring.imports.state import MAX_REMOVALS, ImportState, Row, fault_in_words, remove_invalid
from generator.authoring.scaffold import modeline
from generator.authoring.scaffold.text import path_of
from generator.problems import RefusedError
from generator.records import layout, structure
from generator.records.load import load_bytes
from generator.records.model import RECORDS, Kind
from generator.text import names

NAME_KEY_OF: dict[Kind, str] = {"topic": "title", "event": "what", "proposition": "sentence", "measure": "name"}
"""The key that names a record, if it is not `name`."""


def make_records(things: Sequence[OtherRecord], state: ImportState) -> list[Row]:
    """A row for each thing, in the same order; the files of new records are added to `state`. A record that exists
    already, by name or Wikidata item, stays as it is."""
    ids: dict[str, str] = {}
    rows: dict[int, Row] = {}
    fresh: list[tuple[int, OtherRecord, str]] = []
    items = {wikidata: record.id for record in state.archive.entities if (wikidata := record.wikidata)}
    for number, thing in enumerate(things):
        there = items.get(str(thing.keys.get("wikidata"))) or state.find_by_name(thing.kind, thing.name)
        if there:
            ids[thing.key] = there
            path = state.archive.paths.get(there) or path_of(thing.kind, there, {}, state.today)
            rows[number] = Row(thing, path, is_new=False, why="it is there already")
        elif state.by_name.get((thing.kind, names.key(thing.name))):
            rows[number] = Row(thing, None, is_new=False, why=f"several records have the name {thing.name}")
        else:
            try:
                record_id = state.free_id(thing.kind, {NAME_KEY_OF.get(thing.kind, "name"): thing.name})
            except RefusedError as refusal:
                rows[number] = Row(thing, None, is_new=False, why=str(refusal))
                continue
            for name in _all_names(thing):
                state.by_name.setdefault((thing.kind, names.key(name)), []).append(record_id)
            ids[thing.key] = record_id
            fresh.append((number, thing, record_id))
    for number, thing, record_id in fresh:
        unread = list(thing.unread)
        try:
            path, raw = _record(thing, record_id, ids, state, unread)
        except RefusedError as refusal:
            for name in _all_names(thing):
                state.by_name[thing.kind, names.key(name)].remove(record_id)
            state.ids.release(record_id)
            rows[number] = Row(thing, None, is_new=False, why=str(refusal), unread=tuple(unread))
            continue
        state.files[path] = raw
        rows[number] = Row(thing, path, is_new=True, unread=tuple(unread))
    return [rows[number] for number in range(len(things))]


def _all_names(thing: OtherRecord) -> tuple[str, ...]:
    return (thing.name, *thing.keys.get("also", ()))


def _record(
    thing: OtherRecord, record_id: str, ids: dict[str, str], state: ImportState, unread: list[str]
) -> tuple[str, bytes]:
    """The path and the bytes of a record. Raises RefusedError if none can be made."""
    name_key = NAME_KEY_OF.get(thing.kind, "name")
    tree: dict[str, Any] = {name_key: thing.name, **thing.keys}
    for key, tied in _record_links(thing, ids, unread):
        tree.setdefault(key, []).append(tied)
    order = structure.keys(RECORDS[thing.kind])
    for key in [key for key in tree if key not in order]:
        unread.append(f"{key}: a {thing.kind} has no such key")
        del tree[key]
    tree = {key: tree[key] for key in order if tree.get(key)}
    path = path_of(thing.kind, record_id, {}, state.today)
    for _ in range(MAX_REMOVALS):
        head = [modeline(thing.kind, path), f"# imported from {to_one_line(thing.place)}: review it"]
        raw = ("\n".join([*head, *layout.to_lines(tree)]) + "\n").encode()
        loaded = load_bytes(path, raw, thing.kind, state.archive.settings.language)
        faults = [problem for problem in loaded.problems if problem.severity == "error"]
        if loaded.record is not None and not faults:
            return path, raw
        if not faults or faults[0].field.split(".")[0] == name_key or not remove_invalid(tree, faults[0], unread):
            raise RefusedError("; ".join(map(fault_in_words, faults)) or "no record can be made from it")
    raise RefusedError("too much of it does not fit a record")


def _record_links(thing: OtherRecord, ids: dict[str, str], unread: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The roles and relations of a record, with their keys. Links to something that did not become a record are noted
    in `unread`."""
    for tie in thing.links:
        other = ids.get(tie.to)
        role = tie.is_role and thing.kind in ("person", "organisation")
        if other is None:
            unread.append(f"{tie.kind} ({tie.to}): it did not become a record")
        elif role:
            yield "roles", _link_date({"title": tie.kind, "of": other}, tie, "to")
        else:
            yield "relations", _link_date({"to": other, "kind": tie.kind, "source": tie.source}, tie, "to_date")


def _link_date(held: dict[str, Any], tie: RecordLink, end: str) -> dict[str, Any]:
    whole = {**held, "from": tie.start, end: tie.end}
    return {key: value for key, value in whole.items() if value}
