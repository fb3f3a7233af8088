"""Records what the planning of a page reads from the archive, so that after an edit only the affected pages are planned
again.

An `ObservedArchive` answers exactly as the archive does and notes what it is asked for: a record, a list, the
references to something, an entry of a finding. Each such read is a `Key`. A `Fingerprints` value gives, for any key, a
digest of an archive's answer. If two archives give the same digest for each key that a page read, they make the same
page, since pages are pure functions of the archive. The technique is that of Salsa, a library for incremental
computation, and of the "verifying traces" of build systems (Mokhov, Mitchell, Peyton Jones: Build systems à la carte,
2018).

A record is read as a whole: code that receives it may use any of its fields, except an article's body, which pages must
request from the archive (`Archive.body`). The same is true of the article of a quotation, statement or figure.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from enum import Enum
from functools import cache, cached_property
from hashlib import blake2b
from types import NoneType
from typing import Any, TypeVar, overload

from pydantic import BaseModel

from generator.archive.archive import Archive, Estimated, Finding, Quoted, ReverseLink, Stated
from generator.archive.derived_fields import DERIVED
from generator.dates import Edtf
from generator.records.model import AnyRecord, Article, Story
from generator.records.scalars import PassageRef
from generator.text import messages

T = TypeVar("T")

Key = tuple[str, ...]
"""One read: its sort, then what exactly was read."""

# The sorts of keys
_RECORD = "record"
"""The record with this id, and whether it exists."""
_BODY = "body"
"""The body of the article or story with this id."""
_LIST = "list"
"""All records of a kind, or another list of the archive, in order."""
_LENGTH = "length"
"""The length of a list."""
_LINK = "link"
"""What refers to something: the name of the look-up, and the key as a string."""
_FINDING = "finding"
"""A finding; also its field, and the key in that field, if only these were read."""

_WHOLE = ""
"""In place of a key of a mapping: all of it."""


class ObservedArchive(Archive):
    """An archive that notes in `reads` what it is asked for. Use it only while pages are planned.

    Reads of the settings and the former ids are not noted: if these change, everything is made again
    (`unobserved_digest`).
    """

    reads: set[Key]
    whole: Archive
    _finding: Callable[[], AbstractContextManager[None]]

    def __init__(self, archive: Archive, finding: Callable[[], AbstractContextManager[None]] = nullcontext) -> None:
        """`finding` is a context manager entered while a finding is computed, so that it can be timed."""
        known = {field.name: getattr(archive, field.name) for field in dataclasses.fields(archive)}
        records, paths = known.pop("records"), known.pop("paths")
        self.__dict__.update(known, whole=archive, reads=set(), record_cache={}, _finding=finding)
        self.__dict__["records"] = _ObservedMapping(self, records, lambda key: (_RECORD, key), (_LIST, "records"))
        self.__dict__["paths"] = _ObservedMapping(self, paths, lambda key: (_RECORD, key), (_LIST, "records"))
        self.__dict__["mentions"] = _ObservedList(self, "mentions", known["mentions"])

    def __getitem__(self, record_id: str) -> AnyRecord:
        self.reads.add((_RECORD, record_id))
        return self.whole.records[record_id]

    def __contains__(self, record_id: str) -> bool:
        self.reads.add((_RECORD, record_id))
        return record_id in self.whole.records

    def body(self, record: Article | Story) -> str:
        """The body of an article or a story. The read is noted."""
        self.reads.add((_BODY, record.id))
        return self.whole.body(record)

    def cached_finding(self, finding: Finding[T]) -> T:
        """The result of a finding of the whole archive, wrapped so that reads of its parts are noted."""
        if finding not in self.whole.finding_cache:
            with self._finding():
                self.whole.cached_finding(finding)
        return _observe(self, self.whole.cached_finding(finding), (_FINDING, _finding_name(finding)))

    def cached_for_record(self, function: Callable[[Archive, str], T], record_id: str) -> T:
        """As `Archive.cached_for_record`. The reads that the result depends on are noted each time it is asked for."""
        found = self.record_cache.get((function, record_id))
        if found is None:
            before, self.reads = self.reads, set()
            try:
                found = self.record_cache[function, record_id] = function(self, record_id), frozenset(self.reads)
            finally:
                self.reads = before
        value: T = found[0]
        self.reads.update(found[1])
        return value


def _finding_name(finding: Callable[..., object]) -> str:
    return f"{finding.__module__}:{finding.__qualname__}"


def _property(name: str) -> property:
    def read(archive: ObservedArchive) -> object:
        answer = archive.__dict__.get(name)
        if answer is None:
            value = getattr(archive.whole, name)
            answer = (
                _ObservedLink(archive, name, value)
                if isinstance(value, ReverseLink)
                else _ObservedList(archive, name, value)
            )
            archive.__dict__[name] = answer
        return answer

    return property(read)


def _history(archive: ObservedArchive) -> object:
    archive.reads.add((_LIST, "history"))
    return archive.whole.history


setattr(ObservedArchive, "history", property(_history))  # noqa: B010
for _name, _value in vars(Archive).items():
    if isinstance(_value, cached_property) and not _name.startswith("_"):
        setattr(ObservedArchive, _name, _property(_name))


class _ObservedLink:
    """A reverse link that notes the keys it is asked for."""

    __slots__ = ("_link", "_name", "_observer")

    def __init__(self, observer: ObservedArchive, name: str, link: ReverseLink[Any]) -> None:
        self._observer, self._name, self._link = observer, name, link

    def __call__(self, key: Any) -> tuple[Any, ...]:
        if key is not None:
            self._observer.reads.add((_LINK, self._name, _key_text(key)))
        return self._link(key)


class _ObservedList(Sequence[Any]):
    """A list that notes whether its items were read, or only its length."""

    __slots__ = ("_items", "_name", "_observer")

    def __init__(self, observer: ObservedArchive, name: str, items: Sequence[Any]) -> None:
        self._observer, self._name, self._items = observer, name, items

    def __len__(self) -> int:
        self._observer.reads.add((_LENGTH, self._name))
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        self._observer.reads.add((_LIST, self._name))
        return iter(self._items)

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        self._observer.reads.add((_LIST, self._name))
        return self._items[place]


class _ObservedMapping(Mapping[Any, Any]):
    """A mapping that notes which of its entries are read."""

    __slots__ = ("_entries", "_key", "_observer", "_whole")

    def __init__(
        self, observer: ObservedArchive, entries: Mapping[Any, Any], key: Callable[[str], Key], whole: Key
    ) -> None:
        self._observer, self._entries, self._key, self._whole = observer, entries, key, whole

    def __getitem__(self, key: Any) -> Any:
        self._observer.reads.add(self._key(_key_text(key)))
        return self._entries[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._observer.reads.add(self._key(_key_text(key)))
        return self._entries.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._observer.reads.add(self._key(_key_text(key)))
        return key in self._entries

    def __iter__(self) -> Iterator[Any]:
        self._observer.reads.add(self._whole)
        return iter(self._entries)

    def __len__(self) -> int:
        self._observer.reads.add(self._whole)
        return len(self._entries)


def _observe(observer: ObservedArchive, found: T, key: Key) -> T:
    """A finding, or a field of one, that notes what is read: the entries of a mapping, the fields of a value that has
    mappings. Anything else counts as read at once."""
    if isinstance(found, Mapping):
        return _ObservedMapping(observer, found, lambda entry: (*key, entry), (*key, _WHOLE))  # type: ignore[return-value]
    if _is_of_mappings(found):
        copy: T = object.__new__(_observing_class(type(found)))  # type: ignore[arg-type]
        copy.__dict__.update(_noted=found, _observer=observer, _key=key)
        return copy
    observer.reads.add((*key, _WHOLE))
    return found


@cache
def _observing_class(of: type) -> type:
    """A subclass of a finding's class that notes reads of its fields."""
    return type(of.__name__, (of,), {field.name: _observing_field(field.name) for field in dataclasses.fields(of)})


def _observing_field(name: str) -> property:
    def read(finding: Any) -> object:
        return _observe(finding._observer, getattr(finding._noted, name), (*finding._key, name))  # noqa: SLF001

    return property(read)


def _is_of_mappings(found: object) -> bool:
    if not dataclasses.is_dataclass(found) or isinstance(found, type):
        return False
    return any(isinstance(getattr(found, field.name), Mapping) for field in dataclasses.fields(found))


def _key_text(key: object) -> str:
    """A key of a mapping as a string; different keys of one mapping give different strings."""
    return key if isinstance(key, str) else f"\0{key}" if isinstance(key, PassageRef) else f"\0\0{_digest_of(key)}"


# --- digests of answers --------------------------------------------------------------------------------------------------


class Fingerprints:
    """Digests of an archive's answers: `digest_of` a key changes if the answer does.

    `digests` has a digest of each record's file without the body, by the record's id.
    """

    def __init__(self, archive: Archive, digests: Mapping[str, str], findings: Mapping[str, Finding[Any]]) -> None:
        self._archive, self._digests, self._findings = archive, digests, findings
        self._known: dict[Key, str] = {}
        self._tokens = _Tokens({id(record): digests[record.id] for record in archive.records.values()})
        self._by_word: dict[tuple[str, ...], Mapping[str, Any]] = {}
        self._grounds = ""

    def digest_of(self, key: Key) -> str:
        """The digest of the archive's answer to a key; empty if it has nothing of that name."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._answer(key)
        return found

    def records_digest(self) -> str:
        """A digest of everything that answers depend on, except the words of bodies: the records, the links in bodies,
        the history, and the days on which addresses answered."""
        if not self._grounds:
            records = [(name, self._archive.paths[name], self._digests[name]) for name in self._archive.records]
            self._grounds = self._tokens.digest(
                (records, self._archive.mentions, self._archive.history, self._archive.reached_addresses)
            )
        return self._grounds

    def inputs_digest(self, of_bodies: Iterable[str]) -> str:
        """A digest of `records_digest`, of what the findings named in `of_bodies` found in bodies, and of what is not
        noted (`unobserved_digest`)."""
        found = [self.digest_of((_FINDING, name, _WHOLE)) for name in sorted(of_bodies)]
        return _digest_of((unobserved_digest(self._archive), self.records_digest(), found))

    def adopt(self, answers: Mapping[Key, str]) -> None:
        """Use these answers as those of this archive, without computing them."""
        self._known.update(answers)

    def take(self, key: Key) -> str:
        """The answer to a key, for the last time: it is dropped from the cache."""
        found = self._known.pop(key, None)
        return self._answer(key) if found is None else found

    def _answer(self, key: Key) -> str:
        sort, name, *details = key
        if sort == _RECORD:
            return f"{self._archive.paths[name]} {self._digests[name]}" if name in self._digests else ""
        if sort == _BODY:
            record = self._archive.records.get(name)
            return _digest_of(record.body) if isinstance(record, Article | Story) else ""
        if sort == _LIST:
            return self._tokens.digest(getattr(self._archive, name))
        if sort == _LENGTH:
            return str(len(getattr(self._archive, name)))
        if sort == _LINK:
            return self._entry((_LINK, name), lambda: getattr(self._archive, name).found, details[0])
        finding = self._findings.get(name)
        if finding is None:
            return ""
        value = self._archive.cached_finding(finding)
        for part in details[:-1]:
            value = getattr(value, part, None)
        if isinstance(value, Mapping) and details[-1] != _WHOLE:
            return self._entry(key[:-1], lambda: value, details[-1])
        return self._tokens.digest(value)

    def _entry(self, of: tuple[str, ...], entries: Callable[[], Mapping[Any, Any]], word: str) -> str:
        if of not in self._by_word:
            found = entries()
            if not all(isinstance(key, str) for key in found):
                found = {_key_text(key): value for key, value in found.items()}
            self._by_word[of] = found
        answers = self._by_word[of]
        return self._tokens.digest(answers[word]) if word in answers else ""


def is_body(key: Key) -> bool:
    """Whether the key is for the body of an article or a story."""
    return key[0] == _BODY


def finding_of(key: Key) -> str | None:
    """The name of the finding that a key reads; None if it reads something else."""
    return key[1] if key[0] == _FINDING else None


def unobserved_digest(archive: Archive) -> str:
    """A digest of everything that pages may read without its being noted."""
    return _digest_of((archive.settings, dict(archive.former_ids), messages.current_speech().digest))


class _Tokens:
    """Digests of values by their contents. A record contributes the digest of its file."""

    def __init__(self, digests: Mapping[int, str]) -> None:
        self._digests = digests  # by id() of the record
        self._known: dict[int, tuple[object, str]] = {}  # by id(), with the value, so that the id is not reused

    def digest(self, value: object) -> str:
        out: list[str] = []
        self._put(value, out)
        return blake2b("\0".join(out).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _put(self, value: Any, out: list[str]) -> None:
        _PUTTER_OF[type(value)](self, value, out)

    def _put_text(self, value: str, out: list[str]) -> None:
        # What `_put_plain` makes of a string; nearly every second value is one.
        out.append(f"s{len(value)}:{value}")

    def _put_plain(self, value: Any, out: list[str]) -> None:
        # The length comes first, so that two strings in a row cannot be confused with other two.
        text = str(value)
        out.append(f"{type(value).__name__[0]}{len(text)}:{text}")

    def _put_model(self, value: BaseModel, out: list[str]) -> None:
        own = self._digests.get(id(value))
        if own is not None:
            out.append(f"R{own}")
            return
        out.append(f"M{type(value).__name__}")
        for name in type(value).model_fields:
            self._put(getattr(value, name), out)

    def _put_quoted(self, value: Quoted, out: list[str]) -> None:
        self._put_part("Q", value.article, value.quotation.id, out)

    def _put_stated(self, value: Stated, out: list[str]) -> None:
        self._put_part("S", value.article, value.statement.id, out)

    def _put_estimated(self, value: Estimated, out: list[str]) -> None:
        self._put_part("F", value.article, value.figure.id, out)

    def _put_part(self, sort: str, article: AnyRecord, part: str, out: list[str]) -> None:
        own = self._digests.get(id(article))
        if own is None:
            raise TypeError(f"{article.id} is not a record of this archive")
        out.append(f"{sort}{own} {part}")

    def _put_date(self, value: Edtf, out: list[str]) -> None:
        out.append(f"D{value.text}{value.as_worded}")

    def _put_mapping(self, value: Mapping[Any, Any], out: list[str]) -> None:
        out.append(f"m{len(value)}")
        for key, entry in value.items():
            _PUTTER_OF[type(key)](self, key, out)
            _PUTTER_OF[type(entry)](self, entry, out)

    def _put_list(self, value: Sequence[Any], out: list[str]) -> None:
        out.append(f"l{len(value)}")
        for item in value:
            _PUTTER_OF[type(item)](self, item, out)

    def _put_set(self, value: frozenset[Any], out: list[str]) -> None:
        out.append(f"s{len(value)}")
        out.extend(sorted(self.digest(item) for item in value))

    def _put_dataclass(self, value: Any, out: list[str]) -> None:
        known = self._known.get(id(value))
        if known is None:
            of: type = type(value)
            parts: list[str] = [of.__name__]
            for name in _fields(of):
                part = getattr(value, name)
                _PUTTER_OF[type(part)](self, part, parts)
            digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
            known = self._known[id(value)] = value, digest
        out.append(f"C{known[1]}")

    def _put_enum(self, value: Enum, out: list[str]) -> None:
        out.append(f"E{type(value).__name__}.{value.name}")


@cache
def _fields(of: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(of) if DERIVED not in field.metadata)


_PUTTERS: tuple[tuple[Any, Callable[[_Tokens, Any, list[str]], None]], ...] = (
    (Enum, _Tokens._put_enum),  # noqa: SLF001
    (str | int | float | date | NoneType, _Tokens._put_plain),  # noqa: SLF001
    (BaseModel, _Tokens._put_model),  # noqa: SLF001
    (Quoted, _Tokens._put_quoted),  # noqa: SLF001
    (Stated, _Tokens._put_stated),  # noqa: SLF001
    (Estimated, _Tokens._put_estimated),  # noqa: SLF001
    (Edtf, _Tokens._put_date),  # noqa: SLF001
    (Mapping, _Tokens._put_mapping),  # noqa: SLF001
    (Sequence, _Tokens._put_list),  # noqa: SLF001
    (frozenset | set, _Tokens._put_set),  # noqa: SLF001
)
"""The functions that serialise values, by type. The first match counts."""


class _PutterOf(dict[type, Callable[[_Tokens, Any, list[str]], None]]):
    """Caches the serialiser of each type: after an edit, hundreds of thousands of values are looked up."""

    def __missing__(self, of: type) -> Callable[[_Tokens, Any, list[str]], None]:
        found = self[of] = _putter(of)
        return found


_PUTTER_OF = _PutterOf({str: _Tokens._put_text})  # noqa: SLF001


def _putter(of: type) -> Callable[[_Tokens, Any, list[str]], None]:
    for types, put in _PUTTERS:
        if issubclass(of, types):
            return put
    if dataclasses.is_dataclass(of):
        return _Tokens._put_dataclass  # noqa: SLF001
    raise TypeError(f"{of.__name__} has no digest: say here how it is told from others of its kind")


def _digest_of(value: object) -> str:
    return _Tokens({}).digest(value)
