"""Makes a new record: valid, commented, with an id derived from its name. Nothing is fetched or written here.

Known values are written as keys; every other key is a comment with its explanation and an example, so that a
contributor only has to uncomment it.
"""

from __future__ import annotations

from generator.authoring.scaffold.asking import Answer, Question, questions
from generator.authoring.scaffold.ids import ARTICLE_WORDS, ID_WANTED
from generator.authoring.scaffold.record import New, new
from generator.authoring.scaffold.text import as_comment, modeline

__all__ = [
    "ARTICLE_WORDS", "ID_WANTED", "Answer", "New", "Question", "as_comment", "modeline", "new", "questions",
]  # fmt: skip
