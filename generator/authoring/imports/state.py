"""The state of an import: the archive's records, the records made so far, and the rows of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.archive.archive import Archive
from generator.authoring.imports.items import Item, MarkedWords, OtherRecord
from generator.authoring.imports.near_duplicates import TextIndex
from generator.authoring.scaffold import modeline
from generator.authoring.scaffold.ids import derived_id
from generator.authoring.scaffold.text import by_address, path_of
from generator.authoring.suggest.writing import IdMaker
from generator.problems import Problem, RefusedError, quote_briefly
from generator.records import layout
from generator.records.load import load_bytes
from generator.records.model import AnyRecord, Kind, kind_of
from generator.text import names

MAX_REMOVALS = 12
"""How many invalid values to remove from a record before giving it up."""


@dataclass(frozen=True, slots=True)
class Row:
    """The result for one item. `path` is that of the new or existing record; None if no record is made."""

    item: Item | OtherRecord
    path: str | None
    is_new: bool
    why: str = ""
    """The reason, if no record is made."""
    unread: tuple[str, ...] = ()
    """What the record does not include."""


@dataclass
class Additions:
    """Additions to an article, new or existing."""

    copy: str | None = None
    """The text to save as its copy. None if an existing article already has a copy."""
    seen: str | None = None
    """The date of the copy, in EDTF."""
    parts: list[MarkedWords] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    """Topics to add to an existing article; a new one is made with its topics."""


_Titled = tuple[tuple[str, ...], str]


@dataclass
class ImportState:
    """The records of the archive, and those made so far by the import."""

    archive: Archive
    today: dt.date
    ids: IdMaker
    by_address: dict[str, str] = field(default_factory=dict)
    by_title: dict[_Titled, str] = field(default_factory=dict)
    by_name: dict[tuple[Kind, tuple[str, ...]], list[str]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    texts: TextIndex = field(default_factory=TextIndex)
    added: dict[str, Additions] = field(default_factory=dict)
    new_records: list[tuple[str, tuple[Kind, tuple[str, ...]]]] = field(default_factory=list)
    """The outlets and topics made so far: their paths and names."""
    new_ids: list[str] = field(default_factory=list)
    """The ids given so far."""

    @classmethod
    def of(cls, archive: Archive, today: dt.date, texts: TextIndex | None) -> ImportState:
        ids = IdMaker({*archive.records, *archive.former_ids})
        state = cls(archive, today, ids, by_address=by_address(archive), texts=texts or TextIndex())
        for record_id, record in archive.records.items():
            for name in _names(record):
                state.by_name.setdefault((kind_of(record), names.key(name)), []).append(record_id)
        for article in archive.articles:
            if article.title:
                day = article.published.edtf.text if article.published else ""
                state.by_title.setdefault(title_key(article.title, day, article.publisher), archive.paths[article.id])
        return state

    def find_by_name(self, kind: Kind, name: str) -> str | None:
        """The only record of a kind with this id or name; None if there is none, or several."""
        if name in self.archive and self.archive.kind(name) == kind:
            return name
        found = {
            *self.by_name.get((kind, names.key(name)), ())
        }  # a set, because several spellings of a record's name may have the same key
        return found.pop() if len(found) == 1 else None

    def free_id(self, kind: Kind, given: Mapping[str, str]) -> str:
        """An unused id. Raises RefusedError if none can be derived from the name."""
        self.new_ids.append(self.ids.fresh(derived_id(kind, given)))
        return self.new_ids[-1]

    def forget(self, made: int, given: int) -> None:
        """Undo: remove the outlets, topics and ids after the first `made` outlets and topics and the first `given`
        ids."""
        for path, named in self.new_records[made:]:
            del self.files[path]
            self.by_name[named].pop()
        for record_id in self.new_ids[given:]:
            self.ids.release(record_id)
        del self.new_records[made:], self.new_ids[given:]

    def find_or_make(self, kind: Kind, name: str) -> str | None:
        """The id of the record of a kind with this name, which is made if it does not exist; None if several have the
        name, or no id can be derived."""
        found = self.find_by_name(kind, name)
        if found or self.by_name.get((kind, names.key(name))):
            return found
        key = "title" if kind == "topic" else "name"
        try:
            record_id = self.free_id(kind, {key: name})
        except RefusedError:
            return None
        path = path_of(kind, record_id, {}, self.today)
        text = "\n".join([modeline(kind, path), "# imported: review it", *layout.to_lines({key: name})]) + "\n"
        loaded = load_bytes(path, text.encode(), kind, self.archive.settings.language)
        if loaded.record is None or any(problem.severity == "error" for problem in loaded.problems):
            return None
        named = kind, names.key(name)
        self.files[path] = text.encode()
        self.by_name.setdefault(named, []).append(record_id)
        self.new_records.append((path, named))
        return record_id


def _names(record: AnyRecord) -> tuple[str, ...]:
    return getattr(record, "names", None) or (record.name,)


def title_key(title: str, day: str | None, outlet: str | None) -> _Titled:
    """A key that identifies an article without an address: its title and date, or its title and outlet if there is no
    date."""
    return names.key(title), day or f"without a day, {outlet}"


def fault_in_words(problem: Problem) -> str:
    """The fault of a record that is not made, with its field."""
    return f"{problem.field}: {problem.fault}" if problem.field else problem.fault


def remove_invalid(tree: dict[str, Any], problem: Problem, unread: list[str]) -> bool:
    """Remove the invalid value from a record's tree, and note it in `unread`. Returns False if that is not possible."""
    first, *rest = problem.field.split(".")
    if first not in tree or first in ("title", "rights"):
        return False
    held = tree[first]
    if isinstance(held, list) and rest and rest[0].isdigit() and int(rest[0]) < len(held):
        gone = held.pop(int(rest[0]))
    elif isinstance(held, dict) and rest and rest[0] in held:
        inner = held[rest[0]]
        within = isinstance(inner, list) and len(rest) > 1 and rest[1].isdigit() and int(rest[1]) < len(inner)
        gone = inner.pop(int(rest[1])) if within else held.pop(rest[0])
    else:
        gone = tree.pop(first)
        if first in ("publisher", "published"):
            tree[first] = None
    unread.append(f"{problem.field}: {quote_briefly(str(gone))}: {problem.fault}")
    return True
