"""A text as its page shows it: in pieces, of which some change the meaning, and some differ from another version.

Which words change the meaning is an editor's finding. They are filled as a whole, whatever a comparison found within them; words that
this version lacks there stand before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.text import selector
from generator.text.comparison import Run
from generator.text.spelling import read, sets_spaces

Filled = tuple[str, str, str]
"""Words that change the meaning, with the words directly before and behind that tell them apart; both may be empty."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and what it is beside another version.

    `turned` changes the meaning. The other kinds are those of `comparison.Run`, and `plain` is compared with nothing. `gently` says how it
    differs where no word does. `words` is how many there are. Put together, all but `missing` and `left-out` are the text as printed.
    """

    kind: Literal["plain", "turned", "same", "added", "missing", "between", "beyond", "left-out"]
    text: str
    gently: str = ""
    words: int = 0

    @property
    def spaced(self) -> bool:
        """Whether spaces set it apart from other words."""
        return sets_spaces(self.text)


def spans(parts: Sequence[str], filled: Iterable[Filled], between: str = " […] ") -> tuple[selector.Span, ...]:
    """Where the words stand in the printed text of these parts, from first to last; those that are not found are left out."""
    printed = tuple(read(part).text for part in parts)
    starts = [0]
    for part in printed:
        starts.append(starts[-1] + len(part) + len(between))
    found = (selector.within(printed, *(read(text).text if text else "" for text in each)) for each in filled)
    return tuple(
        sorted(
            (starts[it[0]] + it[1][0], starts[it[0]] + it[1][1])
            for it in found
            if not isinstance(it, selector.NotFound)
        )
    )


def pieces(text: str, runs: Sequence[Run], turned: Sequence[selector.Span]) -> tuple[Piece, ...]:
    """A printed text in pieces, compared as `runs` have it or, where there are none, with nothing."""
    compared = tuple(_compared(runs)) if runs else (Piece("plain", text),)
    return filled(compared, turned)


def filled(compared: Sequence[Piece], turned: Sequence[selector.Span]) -> tuple[Piece, ...]:
    """Pieces that make up a printed text, with one piece for each of the spans in it that change the meaning."""
    text = "".join(piece.text for piece in compared if piece.kind not in ("missing", "left-out"))
    return tuple(_filled(compared, text, turned)) if turned else tuple(compared)


def _compared(runs: Sequence[Run]) -> Iterator[Piece]:
    for run in runs:
        for part in run.parts:
            yield Piece(run.kind, part.text, part.gently, run.words)
        if not run.parts:
            yield Piece(run.kind, "", "", run.words)


def _filled(compared: Iterable[Piece], text: str, turned: Sequence[selector.Span]) -> Iterator[Piece]:
    """The pieces, cut where words begin and end that change the meaning, and in these words' place one piece each."""
    left = list(turned)
    at = 0
    for piece in compared:
        if piece.kind in ("missing", "left-out"):
            yield piece
            continue
        start, end = at, at + len(piece.text)
        at = end
        while left and left[0][0] < end:
            first, last = left[0]
            if start < first:
                yield _cut(piece, text[start:first])
            if last > end:
                start = end  # the rest of the words is in the pieces that follow
                break
            yield Piece("turned", text[first:last])
            start = last
            left.pop(0)
        if start < end:
            yield _cut(piece, text[start:end])


def _cut(piece: Piece, text: str) -> Piece:
    return piece if text == piece.text else Piece(piece.kind, text, piece.gently, len(read(text).words))
