"""What an import would make of items: which are there already, which records are new, and what could not be taken over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, get_args

from generator.archive.archive import Archive
from generator.authoring.copies import Copy
from generator.authoring.imports.alike import Texts
from generator.authoring.imports.items import Item, Part, on_one_line
from generator.authoring.scaffold import modeline
from generator.authoring.scaffold.ids import derived_id
from generator.authoring.scaffold.text import by_address, path_of
from generator.authoring.suggest.writing import Ids
from generator.problems import Problem, RefusedError, shown
from generator.records import layout
from generator.records.load import from_bytes
from generator.records.model import AnyRecord, Article, Kind, SourceKind, kind_of
from generator.text import addresses, names

_SOURCES = frozenset(get_args(SourceKind))
_TRIES = 12
"""Fields of one record that may be at fault; after so many it is given up."""


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of an item. `path` is the record that it makes, or that is there already; None where it makes none."""

    item: Item
    path: str | None
    is_new: bool
    why: str = ""
    """Why it makes no record."""
    unread: tuple[str, ...] = ()
    """What of it the record does not have."""


@dataclass
class Added:
    """What comes to an article beside its keys: one that the import makes, or one that is there already."""

    copy: str | None = None
    """Its text, as it is to be kept. None where the article that is there has a copy already."""
    seen: str | None = None
    """The day on which the copy was made, in EDTF."""
    parts: list[Part] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    """Topics of an article that is there already; a new one has its own."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import makes: a row for each item, the bytes of each new file by its path, and what comes to articles, by their paths."""

    rows: tuple[Row, ...]
    files: Mapping[str, bytes]
    added: Mapping[str, Added] = field(default_factory=dict)


_Titled = tuple[tuple[str, ...], str]


@dataclass
class _Known:
    """What the archive has, and what the import has made so far."""

    archive: Archive
    today: dt.date
    ids: Ids
    by_address: dict[str, str] = field(default_factory=dict)
    by_title: dict[_Titled, str] = field(default_factory=dict)
    by_name: dict[tuple[Kind, tuple[str, ...]], list[str]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    texts: Texts = field(default_factory=Texts)
    added: dict[str, Added] = field(default_factory=dict)
    made: list[tuple[str, tuple[Kind, tuple[str, ...]]]] = field(default_factory=list)
    """The outlets and topics made so far: the path of each, and what it is named."""
    given: list[str] = field(default_factory=list)
    """The ids given so far."""

    @classmethod
    def of(cls, archive: Archive, today: dt.date, texts: Texts | None) -> _Known:
        ids = Ids({*archive.records, *archive.formerly})
        known = cls(archive, today, ids, by_address=by_address(archive), texts=texts or Texts())
        for record_id, record in archive.records.items():
            for name in _names(record):
                known.by_name.setdefault((kind_of(record), names.key(name)), []).append(record_id)
        for article in archive.articles:
            if article.title:
                day = article.published.edtf.text if article.published else ""
                known.by_title.setdefault(_titled(article.title, day, article.publisher), archive.paths[article.id])
        return known

    def named(self, kind: Kind, name: str) -> str | None:
        """The one record of a kind that has this id or this name."""
        if name in self.archive and self.archive.kind(name) == kind:
            return name
        found = self.by_name.get((kind, names.key(name)), [])
        return found[0] if len(found) == 1 else None

    def free_id(self, kind: Kind, given: Mapping[str, str]) -> str:
        """An id that nobody has. Raises RefusedError where the name gives none."""
        self.given.append(self.ids.fresh(derived_id(kind, given)))
        return self.given[-1]

    def forget(self, made: int, given: int) -> None:
        """Take back the outlets and topics that were made, and the ids that were given, since there were so many of them."""
        for path, named in self.made[made:]:
            del self.files[path]
            self.by_name[named].pop()
        for record_id in self.given[given:]:
            self.ids.release(record_id)
        del self.made[made:], self.given[given:]

    def make(self, kind: Kind, name: str) -> str | None:
        """The record of a kind with this name, made where there is none; None where several have it, or it gives no id."""
        found = self.named(kind, name)
        if found or self.by_name.get((kind, names.key(name))):
            return found
        key = "title" if kind == "topic" else "name"
        try:
            record_id = self.free_id(kind, {key: name})
        except RefusedError:
            return None
        path = path_of(kind, record_id, {}, self.today)
        text = "\n".join([modeline(kind, path), "# imported: review it", *layout.written({key: name})]) + "\n"
        loaded = from_bytes(path, text.encode(), kind, self.archive.settings.language)
        if loaded.record is None or any(problem.severity == "error" for problem in loaded.problems):
            return None
        named = kind, names.key(name)
        self.files[path] = text.encode()
        self.by_name.setdefault(named, []).append(record_id)
        self.made.append((path, named))
        return record_id


def _names(record: AnyRecord) -> tuple[str, ...]:
    return getattr(record, "names", None) or (record.name,)


def _titled(title: str, day: str | None, outlet: str | None) -> _Titled:
    """By what an article is known that has no address: its title on its day, or without a day in its outlet."""
    return names.key(title), day or f"without a day, {outlet}"


def planned(items: Iterable[Item], archive: Archive, today: dt.date, texts: Texts | None = None) -> Plan:
    """What these items make in the archive: an article for each that is not there yet, with its outlet and its topics.

    An article is there already where it has the address, whatever trackers have added to it, or the title on the same day, or, where no day
    is given, in the same outlet. `texts` are the copies that there are; of what is almost one of them the row says so. Nothing is invented: what does not fit its field is left out, and the row says so.
    """
    known = _Known.of(archive, today, texts)
    return Plan(tuple(_row(item, known) for item in items), known.files, known.added)


def _row(item: Item, known: _Known) -> Row:
    if not (item.title or item.url or item.supplied or item.of):
        why = "; ".join(item.unread) or "it has neither a title nor an address"
        return Row(item, None, is_new=False, why=why)
    outlet = known.named("organisation", item.outlet) if item.outlet else None
    title = _titled(item.title, item.published, outlet) if item.title else None
    there = known.archive.paths.get(item.of) if item.of else None
    there = there or (known.by_address.get(addresses.key(item.url)) if item.url else None)
    there = there or (known.by_title.get(title) if title else None)
    left: list[str] = list(item.unread)
    if there:
        _more(item, there, known, left)
        return Row(item, there, is_new=False, why="it is there already", unread=tuple(left) if item.parts else ())
    before = len(known.made), len(known.given)
    try:
        path, raw = _article(item, known, left)
    except RefusedError as refusal:
        known.forget(*before)
        return Row(item, None, is_new=False, why=str(refusal), unread=tuple(left))
    known.files[path] = raw
    if item.copy:
        almost = known.texts.almost(item.copy)
        if almost:
            left.insert(0, f"look: its text is almost that of {almost}; is it the same article, or a copy of it?")
        known.texts.add(path, item.copy)
    if item.copy or item.parts:
        known.added[path] = Added(item.copy, item.seen, list(item.parts))
    if item.url:
        known.by_address[addresses.key(item.url)] = path
    if item.title:
        outlet = known.named("organisation", item.outlet) if item.outlet else None
        known.by_title[_titled(item.title, item.published, outlet)] = path
    return Row(item, path, is_new=True, unread=tuple(left))


def _more(item: Item, path: str, known: _Known, left: list[str]) -> None:
    """Note what an item brings to the article at this path, which is there already: its marks, and a text where it has none."""
    article = known.archive.records.get(PurePosixPath(path).stem)
    copied = isinstance(article, Article) and article.source.sha256 is not None
    copy = item.copy if not copied else None
    topics = list(_topics(_of_parts(item, known), known, left))
    if copy or item.parts:
        added = known.added.setdefault(path, Added())
        if copy and not added.copy:
            added.copy, added.seen = copy, item.seen
        added.parts += item.parts
        added.topics += topics


def _of_parts(item: Item, known: _Known) -> Iterator[str]:
    """The tags of the marks, but for those that say whose words a mark has."""
    for tag in dict.fromkeys(tag for part in item.parts for tag in part.tags):
        if not (known.named("person", tag) or known.named("organisation", tag)):
            yield tag


def _topics(tags: Iterable[str], known: _Known, left: list[str]) -> Iterator[str]:
    """The topics that these tags name, made where there is none."""
    for tag in dict.fromkeys(tags):
        topic = known.make("topic", tag)
        if topic:
            yield topic
        else:
            left.append(f"tag: {tag}")


def _article(item: Item, known: _Known, left: list[str]) -> tuple[str, bytes]:
    """The path and the bytes of an article. Raises RefusedError where none can be made."""
    outlet = known.make("organisation", item.outlet) if item.outlet else None
    if item.outlet and outlet is None:
        left.append(f"outlet: {item.outlet}; several records have this name, or it gives no id")
    topics = _topics((*item.tags, *_of_parts(item, known)), known, left)
    copied = item.copy is not None
    given = (
        ("kind", item.kind if item.kind in _SOURCES and item.kind != "article" else None),
        ("url", item.url),
        ("seen", item.seen or (known.today.isoformat() if copied else None)),
        ("copy", "whole" if copied else None),
        ("sha256", Copy.of(item.copy.encode()).sha256 if item.copy else None),
    )
    source: dict[str, Any] = {key: value for key, value in given if value}
    tree: dict[str, Any] = {
        "title": item.title,
        "supplied_title": None if item.title else item.supplied,
        "language": item.language or known.archive.settings.language,
        "publisher": outlet,
        "authors": list(item.authors),
        "published": item.published,
        "source": source,
        "rights": {"status": next(iter(known.archive.settings.rights), "InC"), "text": "summary"},
        "review": "needed",
        "topics": list(dict.fromkeys(topics)),
        "notes": "\n\n".join(item.notes),
    }
    if not item.language:
        left.append(f"language: it is not given; {tree['language']}, the archive's, stands there until somebody looks")
    tree = {key: value for key, value in tree.items() if value or key in ("title", "publisher", "published")}
    naming = item.title or item.supplied or item.url or ""
    record_id = known.free_id("article", {"title": naming, **({"publisher": outlet} if outlet else {})})
    comments = [
        f"# imported from {on_one_line(item.place)}: review it",
        *(f"#   {name} is from: {on_one_line(where)}" for name, where in item.read_from),
    ]
    for _ in range(_TRIES):
        path = path_of("article", record_id, tree, known.today)
        lines = [modeline("article", path), *comments, *layout.written(tree)]
        raw = ("---\n" + "\n".join(lines) + "\n---\n").encode()
        loaded = from_bytes(path, raw, "article", known.archive.settings.language)
        faults = [problem for problem in loaded.problems if problem.severity == "error"]
        if loaded.record is not None and not faults:
            return path, raw
        if not faults or not _without(tree, faults[0], left):
            raise RefusedError("; ".join(map(said, faults)) or "no record can be made of it")
    raise RefusedError("too much of it does not fit a record")


def said(problem: Problem) -> str:
    """A fault of a record that is not made, with its field."""
    return f"{problem.field}: {problem.fault}" if problem.field else problem.fault


def _without(tree: dict[str, Any], problem: Problem, left: list[str]) -> bool:
    """Whether the value at fault could be taken out of the record; `left` is told of it."""
    first, *rest = problem.field.split(".")
    if first not in tree or first in ("title", "rights"):
        return False
    held = tree[first]
    if isinstance(held, list) and rest and rest[0].isdigit() and int(rest[0]) < len(held):
        gone = held.pop(int(rest[0]))
    elif isinstance(held, dict) and rest and rest[0] in held:
        gone = held.pop(rest[0])
    else:
        gone = tree.pop(first)
        if first in ("publisher", "published"):
            tree[first] = None
    left.append(f"{problem.field}: {shown(str(gone))}: {problem.fault}")
    return True
