"""Links in the body of an article or page, and its text without Markdown.

`[[id]]` and `[[id|shown words]]` link to a record, `[[q:id]]` inserts the words of one of the article's quotations.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

LINK = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")


@dataclass(frozen=True, slots=True)
class Link:
    """One `[[…]]`: its target, the words to show if the author gives them, and its span in the body."""

    target: str
    label: str | None
    start: int
    end: int

    @property
    def quotation(self) -> str | None:
        """The id of the quotation to insert, or None for a link to a record."""
        return self.target[2:] if self.target.startswith("q:") else None


def links(body: str) -> tuple[Link, ...]:
    """Every link of the body, in order."""
    return _links(body) if "[[" in body else ()  # most texts have none


@lru_cache(maxsize=1 << 16)  # used by several phases, and again after each edit
def _links(body: str) -> tuple[Link, ...]:
    return tuple(
        Link(m[1].strip(), m[2].strip() if m[2] and m[2].strip() else None, m.start(), m.end())
        for m in LINK.finditer(body)
    )


def clear_caches() -> None:
    """Clear the cache of links."""
    _links.cache_clear()


_FENCE_OR_TICKS = re.compile(r"(?m)^(?P<fence>`{3,}+|~{3,}+)|`++")
_FENCE_ENDS = re.compile(r"(?m)^(`{3,}+|~{3,}+)[ \t]*+$")
_TICKS = re.compile(r"(`++)")


def without_code(text: str) -> str:
    """The Markdown of a page with its code replaced by spaces, so that no link is found in it. Offsets do not
    change."""
    out, last = [], 0
    for start, end in _code(text):
        out += [text[last:start], re.sub(r"[^\n]", " ", text[start:end])]
        last = end
    return "".join([*out, text[last:]])


def _code(text: str) -> Iterator[tuple[int, int]]:
    """The spans of code, including its marks, as Markdown reads them: from a fence to the next matching one on a line
    of its own, and from backticks to the next equally long run. If nothing closes a run of marks, shorter runs are
    tried."""
    fences = _by_size(text, _FENCE_ENDS)
    ticks = _by_size(text, _TICKS)
    at = 0
    while found := _FENCE_OR_TICKS.search(text, at):
        start, at = found.span()
        sign = text[start]
        sizes = range(at - start, 0, -1)
        fenced = (_next_mark(fences, sign, size, at) for size in sizes if found["fence"] and size >= 3)
        if end := next(filter(None, fenced), None):
            yield start, end
            at = end
            continue
        for size in sizes if sign == "`" else ():
            if end := _next_mark(ticks, sign, size, at):
                yield at - size, end
                at = end
                break


def _by_size(text: str, marks: re.Pattern[str]) -> dict[tuple[str, int], list[int]]:
    """The offsets of all marks, in order, by character and length."""
    places: dict[tuple[str, int], list[int]] = {}
    for found in marks.finditer(text):
        places.setdefault((found[1][0], len(found[1])), []).append(found.start())
    return places


def _next_mark(places: dict[tuple[str, int], list[int]], sign: str, size: int, at: int) -> int | None:
    """The end of the first mark of this kind at or after `at`; None if there is none."""
    starts = places.get((sign, size), [])
    number = bisect_left(starts, at)
    return starts[number] + size if number < len(starts) else None


def to_plain_text(pieces: Iterable[str], *, plain: bool) -> str:
    """The pieces of a body joined into one line of text. Every second piece is the words that a link shows, which are
    not read as Markdown.

    Markdown is removed from the other pieces unless the body is `plain`, as full texts are.
    """
    texts = list(pieces)
    if plain:
        return re.sub(r"\s+", " ", "".join(texts))
    shown = iter([re.sub(r"\s+", " ", words) for words in texts[1::2]])
    own = "\ue000".join(piece.replace("\ue000", "") for piece in texts[::2])
    return re.sub("\ue000", lambda _: next(shown), without_markdown(own))


def without_markdown(text: str) -> str:
    """The text without Markdown's emphasis and line marks, with runs of white space collapsed."""
    text = re.sub(r"(?m)(?:\A\s*+|^[^\S\n]*+)(?:>|#{1,6}|[-*+]|\d+\.)\s+", "", text)
    if "*" in text or "_" in text:
        text = "\n".join(map(_without_emphasis, text.split("\n")))
    return re.sub(r"\s+", " ", text)


_EMPHASIS = re.compile(r"\*|(?<!\w)_")
_ENDS_EMPHASIS = {
    "***": re.compile(r"(?<=\S)(?=\*\*\*)"),
    "**": re.compile(r"(?<=\S)(?=\*\*)"),
    "*": re.compile(r"(?<=\S)(?=\*)"),
    "___": re.compile(r"(?<=\S)(?=___(?!\w))"),
    "__": re.compile(r"(?<=\S)(?=__(?!\w))"),
    "_": re.compile(r"(?<=\S)(?=_(?!\w))"),
}


def _without_emphasis(line: str) -> str:
    """A line without emphasis marks, as far as each opening mark has a closing one."""
    closing: dict[str, list[int]] = {}
    out, last, at = [], 0, 0
    while found := _EMPHASIS.search(line, at):
        at = found.end()
        for mark in (it for it in _ENDS_EMPHASIS if line.startswith(it, found.start())):
            start = found.start() + len(mark)
            if not line[start : start + 1].strip():
                continue
            if mark not in closing:
                closing[mark] = [end.start() for end in _ENDS_EMPHASIS[mark].finditer(line)]
            number = bisect_left(closing[mark], start + 1)
            if number < len(closing[mark]):
                end = closing[mark][number]
                out += [line[last : found.start()], line[start:end]]
                last = at = end + len(mark)
                break
    return "".join([*out, line[last:]])
