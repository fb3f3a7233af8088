"""Makes a new record from answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.authoring.copies import Copy
from generator.authoring.scaffold.answers import from_copy, with_ids
from generator.authoring.scaffold.asking import Answer, questions
from generator.authoring.scaffold.ids import derived_id
from generator.authoring.scaffold.text import article_tree, path_of, record_yaml, story_of, tree_of
from generator.authoring.scaffold.validation import similar_names, validated_record
from generator.problems import RefusedError
from generator.records.model import Kind
from generator.records.scalars import slug_fault


@dataclass(frozen=True, slots=True)
class New:
    """A new record to write: its path from the archive's root, its text, and notes on what was derived."""

    path: str
    text: str
    derived: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id, from the file name."""
        return self.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def new(
    kind: Kind,
    answers: Mapping[str, Answer],
    archive: Archive,
    today: dt.date,
    *,
    copy: Copy | None = None,
    record_id: str | None = None,
) -> New:
    """The new record. Raises RefusedError if an answer does not fit its field, or the id is taken."""
    known_answers = {key: answer for key, answer in answers.items() if answer or (key, kind) == ("title", "article")}
    derived: list[str] = []
    if copy is not None:
        known_answers |= from_copy(known_answers, copy, archive, derived)
    missing = [q for q in questions(kind) if q.required and not known_answers.get(q.key) and q.key not in known_answers]
    if missing:
        raise RefusedError("\n".join(f"{q.key} is missing; say {q.flag}: {q.what}" for q in missing))
    known_answers = {key: with_ids(key, answer, archive, derived) for key, answer in known_answers.items()}
    record_id = record_id or derived_id(kind, known_answers)
    why = slug_fault(record_id)
    if why:
        raise RefusedError(f"'{record_id}' is not an id: {why}; say --id")
    body: str | None = None
    if kind == "article":
        tree, body = article_tree(known_answers, archive, today, copy), str(known_answers.get("summary", "")).strip()
    elif kind == "story":
        tree, body = story_of(known_answers, archive)
    else:
        tree = tree_of(kind, known_answers)
    path = path_of(kind, record_id, tree, today)
    if record_id in archive or record_id in archive.former_ids:
        there = archive.paths.get(record_id, f"a former id of {archive.former_ids.get(record_id)}")
        raise RefusedError(f"the id '{record_id}' is taken: {there}; if this is another one, say --id")
    text = record_yaml(kind, tree, path)
    if body is not None:
        text = f"---\n{text}---\n{body}\n" if body else f"---\n{text}---\n"
    record = validated_record(kind, path, text, archive)
    derived += similar_names(record, archive)
    return New(path, text, tuple(derived))
