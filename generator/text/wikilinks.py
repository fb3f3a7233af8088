"""The links of an article's body or of a page, and its words without Markdown.

`[[id]]` and `[[id|shown words]]` name a record, `[[q:id]]` sets the words of one of the article's quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

LINK = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")


@dataclass(frozen=True, slots=True)
class Link:
    """One `[[…]]`: what it names, the words to show where the author gives them, and its span in the body."""

    target: str
    shown: str | None
    start: int
    end: int

    @property
    def quotation(self) -> str | None:
        """The id of the quotation that is pulled in here, or None for a link to a record."""
        return self.target[2:] if self.target.startswith("q:") else None


@lru_cache(maxsize=1 << 16)  # asked for by several phases, and again after each edit
def links(body: str) -> tuple[Link, ...]:
    """Every link of the body, in order."""
    return tuple(
        Link(m[1].strip(), m[2].strip() if m[2] and m[2].strip() else None, m.start(), m.end())
        for m in LINK.finditer(body)
    )


_CODE = re.compile(r"(?ms)^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[ \t]*$|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)")


def without_code(text: str) -> str:
    """The text of a page written by hand with blanks in the place of its code, in which brackets are only brackets; every other
    character stands where it stood."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)


def plainly(pieces: Iterable[str], *, plain: bool) -> str:
    """A text in one line: pieces of a body and, between each two, the words that a link shows, which no Markdown is read in. Where the
    body is not `plain`, its own Markdown is taken out."""
    texts = list(pieces)
    if plain:
        return re.sub(r"\s+", " ", "".join(texts))
    shown = iter([re.sub(r"\s+", " ", words) for words in texts[1::2]])
    own = "\ue000".join(piece.replace("\ue000", "") for piece in texts[::2])
    return re.sub("\ue000", lambda _: next(shown), unmarked(own))


def unmarked(text: str) -> str:
    """The text without Markdown's emphasis and line marks, its white space folded."""
    text = re.sub(r"(?m)^\s*(?:>|#{1,6}|[-*+]|\d+\.)\s+", "", text)
    if "*" in text or "_" in text:
        text = re.sub(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)(.+?)(?<=\S)\1(?!(?<=_)\w)", r"\2", text)
    return re.sub(r"\s+", " ", text)
