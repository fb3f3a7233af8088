"""Two records of one person, body, place or document made one: every reference led over, and the old address kept.

Only the ids themselves are rewritten, where they stand; comments, layout and everything else stay letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator import body as bodies
from generator import tidy
from generator.archive import Archive
from generator.link import references
from generator.load import Contents, Loaded
from generator.model import ENTITY_KINDS, AnyRecord, Entity
from generator.problems import did_you_mean, shown
from generator.source import Source, Steps, compose


class RefusedError(ValueError):
    """The two cannot be made one. The message says why."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file whose annotation or body changes: as they were, as they are to be."""

    path: str
    yaml: tuple[str, str]
    body: tuple[str, str]
    references: int


@dataclass(frozen=True, slots=True)
class Merge:
    """What joining two records takes: the files to rewrite, the one to delete, and what a person has to look at."""

    rewritten: tuple[Rewritten, ...]
    removed: str
    look_at: tuple[str, ...]


def merge(contents: Contents, archive: Archive, old: str, new: str) -> Merge:
    """What makes `old` a former id of `new`. Its names become names of `new`; what else it says is named, not taken over."""
    one, other = _entity(archive, old), _entity(archive, new)
    if old == new:
        raise RefusedError("the two are one record")
    if type(one) is not type(other):
        raise RefusedError(f"'{old}' is of another kind than '{new}': {archive.kind(old)} and {archive.kind(new)}")
    if one.wikidata and other.wikidata and one.wikidata != other.wikidata:
        raise RefusedError(
            f"Wikidata knows them as two things, {one.wikidata} and {other.wikidata}: take out the one that is wrong"
        )
    unread = sorted(loaded.path for loaded in contents.files.values() if loaded.record is None)
    if unread:
        raise RefusedError(f"{unread[0]} holds errors, and may name '{old}': mend it first")
    rewritten: list[Rewritten] = []
    look_at: list[str] = []
    for loaded in contents.files.values():
        if loaded.id == old or loaded.source is None or loaded.record is None:
            continue
        after = _led_over(loaded, loaded.source, loaded.record, old, new)
        if loaded.id == new:
            after = Rewritten(
                after.path, (after.yaml[0], _joined(after.yaml[1], one, other)), after.body, after.references
            )
        if after.yaml[0] != after.yaml[1] or after.body[0] != after.body[1]:
            rewritten.append(after)
            look_at += _twice(loaded, loaded.record, old, new)
    left = [
        field.alias or name
        for name, field in type(one).model_fields.items()
        if name not in ("id", "name", "also", "formerly") and getattr(one, name) not in (None, (), getattr(other, name))
    ]
    if left:
        look_at.append(f"{archive.paths[old]}: not taken over: {', '.join(left)}")
    return Merge(tuple(rewritten), archive.paths[old], tuple(look_at))


def _entity(archive: Archive, record_id: str) -> Entity:
    known = [i for i in archive.records if archive.kind(i) in ENTITY_KINDS]
    if record_id in archive.formerly:
        raise RefusedError(f"'{shown(record_id)}' is a former id already; it is now '{archive.formerly[record_id]}'")
    if record_id not in known:
        remedy = did_you_mean(record_id, known)
        raise RefusedError(
            f"no person, organisation, place or document has the id '{shown(record_id)}'"
            + (f"; {remedy}" if remedy else "")
        )
    return archive.entity(record_id)


def _led_over(loaded: Loaded, source: Source, record: AnyRecord, old: str, new: str) -> Rewritten:
    """The file with every reference to `old` leading to `new`."""
    text, root = source.yaml_text, None
    spans = set()
    for steps, _, record_id in references(record):
        if record_id == old:
            root = root or compose(text)
            spans.add(_span(root, steps, old))
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    body = source.body or ""
    links = [link for link in bodies.links(body) if link.target == old]
    for link in reversed(links):
        inside = body[link.start : link.end]
        at = link.start + inside.index(old)
        body = f"{body[:at]}{new}{body[at + len(old) :]}"
    return Rewritten(loaded.path, (source.yaml_text, text), (source.body or "", body), len(spans) + len(links))


def _span(node: yaml.Node, steps: Steps, wanted: str) -> tuple[int, int]:
    """Where the id stands: at these steps, or above them where a short form leaves the last ones out."""
    for step in steps:
        inner: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            inner = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            inner = node.value[step]
        if inner is None:
            break
        node = inner
    if not isinstance(node, yaml.ScalarNode) or node.value != wanted:
        raise RefusedError(f"'{wanted}' is named in a way that cannot be rewritten; write it out")
    return node.start_mark.index, node.end_mark.index


def _twice(loaded: Loaded, record: AnyRecord, old: str, new: str) -> Iterator[str]:
    """Lists that name both, and would name one twice; and a record that would name itself."""
    lists = {(steps[:-1], i) for steps, _, i in references(record) if i in (old, new) and isinstance(steps[-1], int)}
    for steps in sorted((steps for steps, i in lists if i == old), key=str):
        if (steps, new) in lists:
            yield f"{loaded.path}: {'.'.join(map(str, steps))} names '{new}' twice now"
    if loaded.id == new and any(i == old for _, _, i in references(record)):
        yield f"{loaded.path}: the record names itself now"


def _joined(text: str, one: Entity, other: Entity) -> str:
    """The annotation of `other` with the names of `one`, and its id as a former one."""
    known = {name.casefold() for name in other.names}
    names = [one.name, *((a.name, a.language) for a in one.also)]
    aliases = []
    for name in names:
        words, language = name if isinstance(name, tuple) else (name, None)
        if words.casefold() not in known:
            known.add(words.casefold())
            quoted = tidy.scalar(words, flow=True)
            aliases.append(f"{{name: {quoted}, language: {language}}}" if language else quoted)
    text = _extended(text, "also", aliases)
    return _extended(text, "formerly", [one.id, *one.formerly])


def _extended(text: str, key: str, items: list[str]) -> str:
    """A mapping in YAML in which the list under a key is longer."""
    if not items:
        return text
    root = compose(text)
    node = next((value for name, value in root.value if name.value == key), None)
    if node is None:
        return f"{text.rstrip()}\n{key}: [{', '.join(items)}]\n"
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        end = node.end_mark.index
        before = (
            text[node.start_mark.index : end - 1].rstrip() + ", "
            if isinstance(node, yaml.SequenceNode) and node.value
            else "["
        )
        lead = "" if text[node.start_mark.index - 1 : node.start_mark.index] == " " else " "
        return f"{text[: node.start_mark.index]}{lead}{before}{', '.join(items)}]{text[end:]}"
    last = node.value[-1].end_mark.index
    stop = text.find("\n", len(text[:last].rstrip()))
    stop = len(text) if stop < 0 else stop
    column = " " * node.start_mark.column
    return text[:stop] + "".join(f"\n{column}- {item}" for item in items) + text[stop:]
