"""The questions that a contributor is asked about a new record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.records import key_help
from generator.records.model import RECORDS, Kind

Answer = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a new record. With `many`, it may have several answers."""

    key: str
    what: str
    required: bool = False
    many: bool = False

    @property
    def flag(self) -> str:
        """Its flag on the command line, such as --part-of."""
        return f"--{self.key.replace('_', '-')}"


def questions(kind: Kind) -> tuple[Question, ...]:
    """The questions for a kind of record, in the order of its keys."""
    return tuple(
        Question(key, _help_of(kind, key), key in _REQUIRED, key in _LIST_KEYS) for key in _QUESTION_KEYS[kind]
    )


def _help_of(kind: Kind, key: str) -> str:
    return _HELP.get(f"{kind}.{key}") or key_help.help_for(RECORDS[kind], key).purpose


_QUESTION_KEYS: dict[Kind, tuple[str, ...]] = {
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
    "story": ("title", "lead", "shows"),
}


_REQUIRED = frozenset({"title", "name", "speaker", "gist", "sentence", "counts", "what", "lead", "shows"})


_LIST_KEYS = frozenset(
    {"authors", "topics", "also", "parties", "gist", "contradicts", "implies", "participants", "shows"}
)


_HELP = {
    "article.summary": "Two sentences in our own words, shown below the annotation.",
    "article.url": "The web address.",
    "article.seen": "The day on which the copy was read (today when left out).",
    "story.shows": "What a step shows, one answer for each step: article/quotation, or the id of a figure or an event.",
    "utterance.gist": "What is said in one passage, in a few words of ours.",
}
"""Explanations of questions that do not correspond to a key of the record itself."""
