"""Derives the id of a record from its name."""

from __future__ import annotations

from collections.abc import Mapping

from generator.authoring.scaffold.asking import Answer
from generator.problems import RefusedError
from generator.records.model import Kind
from generator.records.scalars import to_slug
from generator.text import names, stop_words

_NAME_KEY_OF = {"title": "title", "name": "name", "sentence": "sentence", "what": "what"}
"""The keys whose text names a record and gives its id."""


def derived_id(kind: Kind, given: Mapping[str, Answer]) -> str:
    """The id derived from a record's name, cut to ID_WANTED characters at a word. For an article, the publisher's id
    comes first, and ARTICLE_WORDS is the usual limit. Raises RefusedError if nothing can be derived."""
    name = next((str(given[key]) for key in _NAME_KEY_OF if given.get(key)), "")
    words = to_slug(names.latin(name)).split("-")
    if kind == "article":
        publisher = str(given.get("publisher", "")).split("-") if given.get("publisher") else []
        telling = [w for w in words if w not in stop_words.IN_TITLES] or words
        words = [*publisher, *telling[: max(3, ARTICLE_WORDS - len(publisher))]]
    text = "-".join(filter(None, words))
    while len(text) > ID_WANTED and "-" in text:
        text = text.rsplit("-", 1)[0]
    if not text:
        raise RefusedError("no id can be derived from this; say --id")
    return text


ARTICLE_WORDS = 7


ID_WANTED = 60
"""The maximum length of a derived id in characters: people read it in addresses and type it in brackets."""


def short_id(text: str) -> str:
    """An id of at most four words, for a part of a record."""
    return "-".join(to_slug(names.latin(text)).split("-")[:4]) or "one"
