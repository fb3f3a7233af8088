"""The body of an article or page: its links, and its sentences.

`[[id]]` and `[[id|shown words]]` name a record, `[[q:id]]` sets the words of one of the article's quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LINK = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")

# A sentence ends at . ! ? or … (and their CJK kin), closed quotes and brackets included, before white space and a capital, a
# digit, an opening quote or a link; but not behind an initial or a common abbreviation.
_END = re.compile(r"(?:(?<![.!?…])[.!?…]+[\"”’')\]]*(?=\s+[\"“‘(\[]*[\w\[])|[。！？]+[」』”]*)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Sgt|Sen|Rep|Gov|Prof|No|vs|etc|approx|c|U\.S|U\.K|U\.N))\.$"
)


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


def sentences(body: str) -> Iterator[tuple[int, int]]:
    """The spans of the body's sentences, in order. A paragraph, a heading or an item of a list ends one as well."""
    masked = LINK.sub(lambda m: "X" * len(m[0]), body)  # what stands inside a link ends no sentence
    for block in re.finditer(r"[^\n]+(?:\n(?!\s*(?:\n|[-*+#>]\s|\d+\.\s))[^\n]+)*", masked):
        start = block.start()
        for end in _END.finditer(masked, block.start(), block.end()):
            if _ABBREVIATION.search(masked, max(start, end.end() - 12), end.end()) or _goes_on(
                masked, start, end.end()
            ):
                continue
            yield start, end.end()
            start = end.end()
            while start < block.end() and masked[start].isspace():
                start += 1
        if start < block.end():
            yield start, block.end()


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether what follows cannot begin a sentence, or what stands before is but the number of an item."""
    following = _FOLLOWING.match(text, end)
    return bool(following and following[1].islower()) or (end - start <= 12 and text[start:end].rstrip(".").isdigit())


_FOLLOWING = re.compile(r"\s+[\"“‘(\[]*(\w)")


def unmarked(text: str) -> str:
    """The text without Markdown's emphasis and line marks, its white space folded."""
    text = re.sub(r"(?m)^\s*(?:>|#{1,6}|[-*+]|\d+\.)\s+", "", text)
    if "*" in text or "_" in text:
        text = re.sub(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)(.+?)(?<=\S)\1(?!(?<=_)\w)", r"\2", text)
    return re.sub(r"\s+", " ", text)
