"""A new record: valid, commented, with an id derived from its name. Nothing is fetched, and nothing is written here.

What is known is written as a key; every other key stands below its explanation as a comment, with an example, so that a
contributor takes away one sign to use it.
"""

from __future__ import annotations

from generator.authoring.scaffold.asking import Answer, Question, questions
from generator.authoring.scaffold.ids import ARTICLE_WORDS, ID_WANTED
from generator.authoring.scaffold.record import New, new
from generator.authoring.scaffold.text import commented, modeline

__all__ = [
    "ARTICLE_WORDS", "ID_WANTED", "Answer", "New", "Question", "commented", "modeline", "new", "questions",
]  # fmt: skip
