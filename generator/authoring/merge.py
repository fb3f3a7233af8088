"""Merges two records of one person, organisation, place or document: every reference is redirected, and the old id
keeps working.

Only the ids themselves are rewritten; comments, layout and everything else stay unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import BaseModel

from generator.archive.archive import Archive
from generator.archive.link import references
from generator.problems import RefusedError, did_you_mean, quote_briefly
from generator.records import edit, layout, structure
from generator.records.load import Contents, LoadedFile
from generator.records.model import ENTITY_KINDS, AnyRecord, Entity
from generator.records.yaml_text import Source
from generator.text import wikilinks


@dataclass(frozen=True, slots=True)
class RewrittenFile:
    """A record or a hand-written page that changes, and how many of its references are rewritten."""

    path: str
    edits: tuple[edit.Edit, ...]
    body: tuple[edit.Splice, ...]
    references: int


@dataclass(frozen=True, slots=True)
class Merge:
    """The changes that merge two records: the files to rewrite, the file to delete, and what a person has to check."""

    rewritten: tuple[RewrittenFile, ...]
    removed: str
    to_review: tuple[str, ...]


def merge(contents: Contents, archive: Archive, old: str, new: str) -> Merge:
    """The changes that make `old` a former id of `new`. Its names are added to `new`; its other values are listed for
    review, not copied.

    Raises RefusedError if the two cannot be merged, or some file has errors.
    """
    one, other = _entity(archive, old), _entity(archive, new)
    if old == new:
        raise RefusedError("the two are one record")
    if type(one) is not type(other):
        raise RefusedError(f"'{old}' is of another kind than '{new}': {archive.kind(old)} and {archive.kind(new)}")
    if one.wikidata and other.wikidata and one.wikidata != other.wikidata:
        raise RefusedError(
            f"Wikidata knows them as two things, {one.wikidata} and {other.wikidata}: remove the wrong one"
        )
    unread = sorted(loaded.path for loaded in contents.files.values() if loaded.record is None)
    if unread:
        raise RefusedError(f"{unread[0]} has errors, and may name '{old}': correct it first")
    rewritten: list[RewrittenFile] = []
    look_at: list[str] = []
    for loaded in contents.files.values():
        if loaded.id == old or loaded.source is None or loaded.record is None:
            continue
        after = _redirect_references(loaded.path, loaded.source, loaded.record, old, new)
        if loaded.id == new:
            after = replace(after, edits=(*after.edits, *_name_edits(one, other)))
        if after.edits or after.body:
            rewritten.append(after)
            look_at += _repeated_references(loaded, loaded.record, old, new)
    if contents.settings_source:
        after = _redirect_references(
            contents.settings_source.path, contents.settings_source, contents.settings, old, new
        )
        rewritten += [after] if after.edits else []
    for path, page in contents.pages.items():
        splices = tuple(_redirect_links(wikilinks.without_code(page), old, new))
        if splices:
            rewritten.append(RewrittenFile(path, (), splices, len(splices)))
    left = [
        field.key
        for field in structure.authored_fields(type(one))
        if field.name not in ("name", "also", "formerly")
        and getattr(one, field.name) not in (None, (), getattr(other, field.name))
    ]
    if left:
        look_at.append(f"{archive.paths[old]}: not merged: {', '.join(left)}")
    return Merge(tuple(rewritten), archive.paths[old], tuple(look_at))


def _entity(archive: Archive, record_id: str) -> Entity:
    known = [i for i in archive.records if archive.kind(i) in ENTITY_KINDS]
    if record_id in archive.former_ids:
        raise RefusedError(
            f"'{quote_briefly(record_id)}' is a former id already; it is now '{archive.former_ids[record_id]}'"
        )
    if record_id not in known:
        remedy = did_you_mean(record_id, known)
        raise RefusedError(
            f"no person, organisation, place or document has the id '{quote_briefly(record_id)}'"
            + (f"; {remedy}" if remedy else "")
        )
    return archive.entity(record_id)


def _redirect_references(path: str, source: Source, record: BaseModel, old: str, new: str) -> RewrittenFile:
    """The file of a record, or of the settings, with every reference to `old` changed to `new`."""
    steps = dict.fromkeys(steps for steps, _, record_id in references(record) if record_id == old)
    try:
        edits = dict.fromkeys(edit.replace_reference(source.tree, found, old, new) for found in steps)
    except RefusedError as refusal:
        raise RefusedError(f"{path}: {refusal}") from None
    splices = tuple(_redirect_links(source.body or "", old, new))
    return RewrittenFile(path, tuple(edits), splices, len(edits) + len(splices))


def _redirect_links(text: str, old: str, new: str) -> Iterator[edit.Splice]:
    for link in wikilinks.links(text):
        if link.target == old:
            at = link.start + text[link.start : link.end].index(old)
            yield edit.Splice(at, at + len(old), new)


def _repeated_references(loaded: LoadedFile, record: AnyRecord, old: str, new: str) -> Iterator[str]:
    """The places where merging would make a list name one record twice, or a record refer to itself."""
    lists = {(steps[:-1], i) for steps, _, i in references(record) if i in (old, new) and isinstance(steps[-1], int)}
    for steps in sorted((steps for steps, i in lists if i == old), key=str):
        if (steps, new) in lists:
            yield f"{loaded.path}: {'.'.join(map(str, steps))} names '{new}' twice now"
    if loaded.id == new and any(i == old for _, _, i in references(record)):
        yield f"{loaded.path}: the record names itself now"


def _name_edits(one: Entity, other: Entity) -> Iterator[edit.AppendItems]:
    """The edits that add the names of `one` to `other`, and its id as a former id."""
    known = {name.casefold() for name in other.names}
    names: list[layout.Value] = []
    for name, language in ((one.name, None), *((alias.name, alias.language) for alias in one.also)):
        if name.casefold() not in known:
            known.add(name.casefold())
            names.append({"name": name, "language": language} if language else name)
    if names:
        yield edit.AppendItems(("also",), tuple(names))
    yield edit.AppendItems(("formerly",), (one.id, *one.formerly))
