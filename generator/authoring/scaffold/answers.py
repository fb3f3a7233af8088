"""Derives more from the answers: ids from names, and values from a copy."""

from __future__ import annotations

from collections.abc import Mapping

from generator.archive.archive import Archive
from generator.authoring.copies import Copy
from generator.authoring.scaffold.asking import Answer
from generator.problems import RefusedError, did_you_mean
from generator.records.model import AnyRecord, Kind, kind_of
from generator.records.scalars import to_slug
from generator.text import names


def from_copy(given: Mapping[str, Answer], copy: Copy, archive: Archive, derived: list[str]) -> dict[str, Answer]:
    """Answers taken from the copy: its first line is the title, if none was given. Each adds a note to `derived`.

    Raises RefusedError if the language is missing and the copy is not in Latin letters.
    """
    found: dict[str, Answer] = {}
    first = next((" ".join(line.split()) for line in copy.text.lstrip("\ufeff").splitlines() if line.strip()), "")
    if "title" not in given and 0 < len(first) <= 300:
        found["title"] = first
        derived.append(f"title: the first line of the copy, {first!r}")
    letters = [letter for letter in copy.text if letter.isalpha()]
    own = sum(letter < "\u0250" for letter in letters)
    if "language" not in given and letters and own < len(letters) / 2 and archive.settings.language == "en":
        raise RefusedError("the copy is not in Latin letters; say which language it is in with --language")
    return found


def with_ids(key: str, answer: Answer, archive: Archive, derived: list[str]) -> Answer:
    """The answer with names of records replaced by their ids. Raises RefusedError if a name fits no record, or
    several."""
    kinds = _REFERENCES.get(key)
    if kinds is None or (isinstance(answer, str) and answer.startswith("unnamed:")):
        return answer
    if not isinstance(answer, str):
        return [str(with_ids(key, one, archive, derived)) for one in answer]
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
    remedy = did_you_mean(to_slug(names.latin(answer)) or answer, known, f"add it first: archive new {kinds[0]}")
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
