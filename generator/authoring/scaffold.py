"""A new record: valid, commented, with an id derived from its name. Nothing is fetched, and nothing is written here.

What is known is written as a key; every other key stands below its explanation as a comment, with an example, so that a
contributor takes away one sign to use it.
"""

from __future__ import annotations

import datetime as dt
import re
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.archive.link import references
from generator.archive.lookalikes import lookalikes
from generator.authoring.verify import Copy
from generator.problems import RefusedError, did_you_mean
from generator.records import key_help, layout, structure
from generator.records.load import from_bytes
from generator.records.model import (
    FOLDERS,
    RECORDS,
    AnyRecord,
    Article,
    Entity,
    Kind,
    kind_of,
)
from generator.records.scalars import slug_fault, slugged
from generator.text import names

Answer = str | Sequence[str]

FOLDER_OF: dict[Kind, str] = {kind: folder for folder, kind in FOLDERS.items()}
"""The folder of `content/` in which a kind lives."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a contributor is asked of a new record. `many` answers may be given."""

    key: str
    what: str
    required: bool = False
    many: bool = False

    @property
    def flag(self) -> str:
        """As the command has it: --part-of."""
        return f"--{self.key.replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class New:
    """A record that is to be written: its path from the archive's root, its text, and what was derived to make it."""

    path: str
    text: str
    derived: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id that its file gives it."""
        return self.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def questions(kind: Kind) -> tuple[Question, ...]:
    """What a contributor is asked, in the order of the record's keys."""
    return tuple(Question(key, _what(kind, key), key in _REQUIRED, key in _MANY) for key in _ASKED[kind])


def _what(kind: Kind, key: str) -> str:
    return _EXPLAINED.get(f"{kind}.{key}") or key_help.of(RECORDS[kind], key).what


def new(
    kind: Kind,
    answers: Mapping[str, Answer],
    archive: Archive,
    today: dt.date,
    *,
    copy: Copy | None = None,
    record_id: str | None = None,
) -> New:
    """The new record. Raises RefusedError where an answer does not fit its field, or the id is taken."""
    given = {key: answer for key, answer in answers.items() if answer or (key, kind) == ("title", "article")}
    derived: list[str] = []
    if copy is not None:
        given |= _from_copy(given, copy, archive, derived)
    missing = [q for q in questions(kind) if q.required and not given.get(q.key) and q.key not in given]
    if missing:
        raise RefusedError("\n".join(f"{q.key} is missing; say {q.flag}: {q.what}" for q in missing))
    given = {key: _referring(key, answer, archive, derived) for key, answer in given.items()}
    record_id = record_id or _derived_id(kind, given)
    why = slug_fault(record_id)
    if why:
        raise RefusedError(f"'{record_id}' is not an id: {why}; say --id")
    tree = _article(given, archive, today, copy) if kind == "article" else _tree(kind, given)
    body = str(given.get("summary", "")).strip() if kind == "article" else None
    path = _path(kind, record_id, tree, today)
    if record_id in archive or record_id in archive.formerly:
        there = archive.paths.get(record_id, f"a former id of {archive.formerly.get(record_id)}")
        raise RefusedError(f"the id '{record_id}' is taken: {there}; if this is another one, say --id")
    text = _written(kind, tree, path)
    if body is not None:
        text = f"---\n{text}---\n{body}\n" if body else f"---\n{text}---\n"
    record = _sound(kind, path, text, archive)
    derived += _resembling(record, archive)
    return New(path, text, tuple(derived))


def modeline(kind: Kind, path: str) -> str:
    """The first line, by which editors find the schema of a record at this path."""
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}site_config/schemas/{kind}.json"


# --- what is asked -------------------------------------------------------------------------------------------------------

_ASKED: dict[Kind, tuple[str, ...]] = {
    "article": ("title", "url", "publisher", "published", "language", "authors", "topics", "seen", "summary"),
    "person": ("name", "also", "summary", "country", "wikidata"),
    "organisation": ("name", "also", "summary", "kind", "country", "part_of", "site", "wikidata"),
    "place": ("name", "also", "summary", "country", "within", "point", "wikidata"),
    "document": ("name", "also", "summary", "date", "url", "parties", "wikidata"),
    "utterance": ("title", "speaker", "said", "form", "to", "place", "event", "gist"),
    "proposition": ("sentence", "contradicts", "implies", "summary"),
    "measure": ("name", "counts", "unit", "summary"),
    "event": ("what", "date", "place", "participants", "kind", "part_of", "summary"),
    "topic": ("title", "summary"),
}
_REQUIRED = frozenset({"title", "name", "speaker", "gist", "sentence", "counts", "what"})
_MANY = frozenset({"authors", "topics", "also", "parties", "gist", "contradicts", "implies", "participants"})
_EXPLAINED = {
    "article.summary": "Two sentences in our own words, which stand below the annotation.",
    "article.url": "The web address.",
    "article.seen": "The day on which the copy was read (today when left out).",
    "utterance.gist": "What is said in one passage, in a few words of ours.",
}
"""What is asked, where it is no key of the record itself."""
_NAMED_BY = {"title": "title", "name": "name", "sentence": "sentence", "what": "what"}
"""The key whose text names a record, and gives its id."""


# --- what follows from the answers ---------------------------------------------------------------------------------------


def _from_copy(given: Mapping[str, Answer], copy: Copy, archive: Archive, derived: list[str]) -> dict[str, Answer]:
    """What a copy tells by itself: its first line is its title where none was given."""
    found: dict[str, Answer] = {}
    first = next((" ".join(line.split()) for line in copy.text.lstrip("\ufeff").splitlines() if line.strip()), "")
    if "title" not in given and 0 < len(first) <= 300:
        found["title"] = first
        derived.append(f"title: the first line of the copy, {first!r}")
    letters = [letter for letter in copy.text if letter.isalpha()]
    own = sum(letter < "\u0250" for letter in letters)
    if "language" not in given and letters and own < len(letters) / 2 and archive.settings.language == "en":
        raise RefusedError("the copy is not in Latin letters; say in which language it is with --language")
    return found


def _referring(key: str, answer: Answer, archive: Archive, derived: list[str]) -> Answer:
    """An answer that names a record by its name instead of its id, as the id."""
    kinds = _REFERENCES.get(key)
    if kinds is None or (isinstance(answer, str) and answer.startswith("unnamed:")):
        return answer
    if not isinstance(answer, str):
        return [str(_referring(key, one, archive, derived)) for one in answer]
    if answer in archive and archive.kind(answer) in kinds:
        return answer
    wanted = names.key(answer)
    bearers = [
        record_id
        for record_id, record in archive.records.items()
        if kind_of(record) in kinds and any(names.key(name) == wanted for name in _names(record))
    ]
    if len(bearers) == 1:
        derived.append(f"{key}: {answer!r} is {bearers[0]}")
        return bearers[0]
    if len(bearers) > 1:
        raise RefusedError(f"{key}: several records are called {answer!r}: {', '.join(sorted(bearers))}; say which id")
    known = [i for i, record in archive.records.items() if kind_of(record) in kinds]
    remedy = did_you_mean(slugged(names.latin(answer)) or answer, known, f"add it first: archive new {kinds[0]}")
    raise RefusedError(f"{key}: no {' or '.join(kinds)} is called {answer!r}; {remedy}")


def _names(record: AnyRecord) -> tuple[str, ...]:
    return getattr(record, "names", None) or (record.name,)


_AGENT: tuple[Kind, ...] = ("person", "organisation")
_REFERENCES: dict[str, tuple[Kind, ...]] = {
    "publisher": ("organisation",),
    "part_of": ("organisation", "event"),
    "within": ("place",),
    "place": ("place",),
    "event": ("event",),
    "speaker": _AGENT,
    "parties": (*_AGENT, "place"),
    "participants": (*_AGENT, "place"),
    "topics": ("topic",),
    "contradicts": ("proposition",),
    "implies": ("proposition",),
}


def _derived_id(kind: Kind, given: Mapping[str, Answer]) -> str:
    """The id that a record's name gives: of an article with its publisher's before it, in at most so many words."""
    name = next((str(given[key]) for key in _NAMED_BY if given.get(key)), "")
    words = slugged(names.latin(name)).split("-")
    if kind == "article":
        publisher = str(given.get("publisher", "")).split("-") if given.get("publisher") else []
        telling = [w for w in words if w not in SLIGHT] or words
        words = [*publisher, *telling[: max(3, ARTICLE_WORDS - len(publisher))]]
    text = "-".join(filter(None, words))
    while len(text) > ID_WANTED and "-" in text:
        text = text.rsplit("-", 1)[0]
    if not text:
        raise RefusedError("no id can be derived from this; say --id")
    return text


ARTICLE_WORDS = 7
ID_WANTED = 60
"""Letters after which a derived id stops: it is read in addresses and written in brackets."""
SLIGHT = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "as",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "its",
        "their",
        "his",
        "her",
    ]
)


# --- the file ------------------------------------------------------------------------------------------------------------


def _path(kind: Kind, record_id: str, tree: Mapping[str, layout.Value], today: dt.date) -> str:
    if kind != "article":
        return f"content/{FOLDER_OF[kind]}/{record_id}.yml"
    year = re.search(r"\d{4}", str(tree.get("published") or ""))
    return f"content/articles/{year[0] if year else today.year}/{record_id}.md"


def _article(
    given: Mapping[str, Answer], archive: Archive, today: dt.date, copy: Copy | None
) -> dict[str, layout.Value]:
    url = given.get("url")
    known = next((a for a in archive.articles if url and a.source.url and _same(a.source.url, str(url))), None)
    if known:
        raise RefusedError(f"{archive.paths[known.id]} has this address already: {url}")
    source: dict[str, layout.Value] = {"url": url} if url else {}
    source["seen"] = given.get("seen") or today.isoformat()
    if copy is not None:
        source |= {"copy": "whole", "sha256": copy.sha256}
    tree: dict[str, layout.Value] = {
        "title": given["title"] or None,
        "language": given.get("language") or archive.settings.language,
        "publisher": given.get("publisher") or None,
        "authors": given.get("authors"),
        "published": given.get("published"),
        "source": source,
        "rights": {"status": next(iter(archive.settings.rights), "InC"), "text": "summary"},
        "topics": given.get("topics"),
    }
    return {key: value for key, value in tree.items() if value is not None or key in ("title", "publisher")}


def _same(one: str, other: str) -> bool:
    return one.rstrip("/") == other.rstrip("/")


def _tree(kind: Kind, given: Mapping[str, Answer]) -> dict[str, layout.Value]:
    tree: dict[str, layout.Value] = {key: answer for key, answer in given.items() if key != "gist"}
    if kind == "utterance":
        gists = given["gist"]
        passages = [{"id": _short_id(g), "gist": g} for g in ([gists] if isinstance(gists, str) else gists)]
        tree["passages"] = typing.cast("layout.Value", passages)
    speaker = tree.get("speaker")
    if isinstance(speaker, str) and speaker.startswith("unnamed:"):
        tree["speaker"] = {"unnamed": speaker.removeprefix("unnamed:").strip()}
    point = tree.get("point")
    if isinstance(point, str):
        tree["point"] = [_Plain(part) for part in re.split(r"[,\s]+", point.strip("[] "))]
    return tree


class _Plain(str):
    """A number as it was typed, which is written without quotation marks."""

    __slots__ = ()


def _short_id(text: str) -> str:
    return "-".join(slugged(names.latin(text)).split("-")[:4]) or "one"


def _written(kind: Kind, tree: Mapping[str, layout.Value], path: str) -> str:
    model = RECORDS[kind]
    lines = [modeline(kind, path)]
    for key in structure.keys(model):
        if key in tree:
            lines += _pair(key, tree[key])
            continue
        if key in _LEFT_OUT:
            continue
        lines += commented(kind, key)
    return "\n".join(lines) + "\n"


_LEFT_OUT = frozenset({"formerly", "review", "wikidata"})
"""Keys for which a new record has no use, or which are rarely filled in by hand."""


def commented(kind: Kind, key: str) -> list[str]:
    """A key that nobody has filled in yet, as comments: what it is for, and an example."""
    said = key_help.of(RECORDS[kind], key)
    example = [f"{key}: {said.example}"] if said.example else list(_example(kind, key))
    return [f"# {line}" for line in (said.what, *example)] if example else []


def _pair(key: str, value: layout.Value) -> list[str]:
    if key == "point" and isinstance(value, list):
        return [f"point: [{', '.join(map(str, value))}]"]
    return layout.written({key: value})


def _example(kind: Kind, key: str) -> Iterable[str]:
    """The list that a key holds, with one item of its usual keys."""
    part = structure.part(RECORDS[kind], key)
    shown = _SHOWN.get(key, ())
    if part and shown:
        yield f"{key}:"
        for number, inner in enumerate(shown):
            yield f"  {'  ' if number else '- '}{inner}: {key_help.of(part, inner).example}"


_SHOWN = {
    "quotations": ("id", "speaker", "text", "cue", "said", "via"),
    "statements": ("id", "holder", "stance", "proposition", "date", "rests_on"),
    "figures": ("id", "measure", "value", "by", "as_of"),
}


# --- refusing ------------------------------------------------------------------------------------------------------------


def _sound(kind: Kind, path: str, text: str, archive: Archive) -> AnyRecord:
    """The record that the file would be. Raises RefusedError where it would be at fault."""
    loaded = from_bytes(path, text.encode(), kind, archive.settings.language)
    record, faults = loaded.record, [problem for problem in loaded.problems if problem.severity == "error"]
    if faults:
        raise RefusedError("\n".join(_told(p.field, p.fault, p.remedy) for p in faults))
    if record is None:
        raise RefusedError("the record cannot be read back")
    if isinstance(record, Article) and record.rights.status not in archive.settings.rights:
        raise RefusedError("site_config/archive.yml lists no rights status")
    for steps, kinds, record_id in references(record):
        if record_id not in archive or archive.kind(record_id) not in kinds:
            known = [i for i, r in archive.records.items() if kind_of(r) in kinds]
            remedy = did_you_mean(record_id, known, f"add it first: archive new {kinds[0]}")
            raise RefusedError(_told(str(steps[0]), f"no {' or '.join(kinds)} has the id '{record_id}'", remedy))
    return record


def _resembling(record: AnyRecord, archive: Archive) -> Iterable[str]:
    """Which entities the new one looks like: somebody may have written it before, under another spelling."""
    if isinstance(record, Entity):
        own = {i: r for i, r in archive.records.items() if kind_of(r) == kind_of(record)}
        for pair in lookalikes(Archive(archive.settings, {**own, record.id: record}, archive.paths)):
            if record.id in (pair.one, pair.other):
                known = pair.one if pair.other == record.id else pair.other
                yield f"look: {archive.paths[known]} has a name that looks the same; is it this one?"


def _told(field: str, fault: str, remedy: str) -> str:
    return f"{field}: {fault}" + (f"; {remedy}" if remedy else "")
