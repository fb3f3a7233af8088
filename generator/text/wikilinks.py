"""The body of an article or page: its links, and its sentences.

`[[id]]` and `[[id|shown words]]` name a record, `[[q:id]]` sets the words of one of the article's quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.text.wordlists import Stops, stops

LINK = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")

# A sentence ends at . ! ? or … (and their CJK kin), closed quotes and brackets included, before white space and a capital, a
# digit, an opening quote or a link; but not behind an abbreviation, unless the next word clearly begins another.
_END = re.compile(r"(?:(?<![.!?…])[.!?…]+[\"”’')\]]*(?=\s+[\"“‘(\[]*[\w\[])|[。！？]+[」』”]*)")


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


def sentences(body: str, language: str = "en", *, plain: bool = False) -> Iterator[tuple[int, int]]:
    """The spans of the body's sentences, in order. A paragraph, a heading or an item of a list ends one as well.

    Which abbreviations end none, the language tells. In a `plain` text, which has no Markdown, only an empty line parts paragraphs.
    """
    known = stops(language)
    masked = LINK.sub(lambda m: "X" * len(m[0]), body)  # what stands inside a link ends no sentence
    for block in (_PARAGRAPH if plain else _BLOCK).finditer(masked):
        start = block.start()
        for end in _END.finditer(masked, block.start(), block.end()):
            if _goes_on(masked, start, end.end(), known):
                continue
            yield start, end.end()
            start = end.end()
            while start < block.end() and masked[start].isspace():
                start += 1
        if start < block.end():
            yield start, block.end()


_BLOCK = re.compile(r"[^\n]+(?:\n(?!\s*(?:\n|[-*+#>]\s|\d+\.\s))[^\n]+)*")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_FOLLOWING = re.compile(r"\s+([\"“‘(\[]*)(\w+)(\.?)")
_LAST_WORD = re.compile(r"(?:^|[\s\"“‘(\[/–—-])((?:[^\W_]|[.'’°-])+)\.$")
_LONGEST = 16
"""Letters of the longest abbreviation, with its full stop."""


def _goes_on(text: str, start: int, end: int, known: Stops) -> bool:
    """Whether a sentence does not end here: what follows begins none, or an abbreviation or an item's number stands before."""
    following = _FOLLOWING.match(text, end)
    if following and following[2][0].islower():
        return True
    if end - start <= 12 and text[start:end].rstrip(".").isdigit():
        return True
    last = _LAST_WORD.search(text[max(start, end - _LONGEST) : end])
    if last is None or not following:
        return False
    word = last[1]
    dotted = "." in word or (len(word) == 1 and word.isalpha())  # p.m., z.B., U.S., and initials
    lower = word[0].lower() + word[1:]
    if word in known.titles or lower in known.titles:
        return True
    if not (dotted or word in known.others or lower in known.others):
        return False
    quote, begins, stop = following.groups()
    # A capital letter with a full stop is an initial, and no "A" or "I" that begins a sentence.
    opens = begins in known.openers and not (stop and len(begins) == 1)
    return not opens and not (dotted and len(word) > 1 and quote.strip("(["))


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
