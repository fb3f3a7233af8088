"""Texts cut into pieces for display: some pieces change the meaning, some differ from another version.

Which words change the meaning is an editor's finding. They are shown as one piece, whatever a comparison finds inside
them; words that this version lacks there are put before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.text import selector
from generator.text.comparison import Run
from generator.text.spelling import read, sets_spaces

MarkedWords = tuple[str, str, str]
"""Words that change the meaning, with the text directly before and after that identifies them; both may be empty."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and how it compares with another version.

    `turned` changes the meaning; `plain` is not compared; the other kinds are those of `comparison.Run`. `minor_change`
    says how the piece differs if no word does. `words` is its number of words. All pieces joined, except `missing` and
    `left-out`, give the text as printed.
    """

    kind: Literal["plain", "turned", "same", "added", "missing", "between", "beyond", "left-out"]
    text: str
    minor_change: str = ""
    words: int = 0

    @property
    def is_spaced(self) -> bool:
        """Whether it is set apart from other words by spaces."""
        return sets_spaces(self.text)


def spans(parts: Sequence[str], filled: Iterable[MarkedWords], between: str = " […] ") -> tuple[selector.Span, ...]:
    """The spans of these words in the printed text of the parts, sorted; words that are not found are skipped."""
    printed = tuple(read(part).text for part in parts)
    starts = [0]
    for part in printed:
        starts.append(starts[-1] + len(part) + len(between))
    found = (selector.find_within(printed, *(read(text).text if text else "" for text in each)) for each in filled)
    return tuple(
        sorted(
            (starts[it[0]] + it[1][0], starts[it[0]] + it[1][1])
            for it in found
            if not isinstance(it, selector.NotFound)
        )
    )


def pieces(text: str, runs: Sequence[Run], turned: Sequence[selector.Span]) -> tuple[Piece, ...]:
    """A printed text in pieces, compared as in `runs`, or not compared if `runs` is empty."""
    compared = tuple(_pieces_of_runs(runs)) if runs else (Piece("plain", text),)
    return mark_spans(compared, turned)


def mark_spans(compared: Sequence[Piece], turned: Sequence[selector.Span]) -> tuple[Piece, ...]:
    """The pieces of a printed text, with the given spans, which change the meaning, as one piece each."""
    text = "".join(piece.text for piece in compared if piece.kind not in ("missing", "left-out"))
    return tuple(_mark_spans(compared, text, turned)) if turned else tuple(compared)


def _pieces_of_runs(runs: Sequence[Run]) -> Iterator[Piece]:
    for run in runs:
        for part in run.parts:
            yield Piece(run.kind, part.text, part.minor_change, run.words)
        if not run.parts:
            yield Piece(run.kind, "", "", run.words)


def _mark_spans(compared: Iterable[Piece], text: str, turned: Sequence[selector.Span]) -> Iterator[Piece]:
    """The pieces, cut at the boundaries of the spans that change the meaning, with one piece for each of these
    spans."""
    remaining = list(turned)
    at = 0
    for piece in compared:
        if piece.kind in ("missing", "left-out"):
            yield piece
            continue
        start, end = at, at + len(piece.text)
        at = end
        while remaining and remaining[0][0] < end:
            first, last = remaining[0]
            if start < first:
                yield _cut(piece, text[start:first])
            if last > end:
                start = end  # the rest of the span is in the following pieces
                break
            yield Piece("turned", text[first:last])
            start = last
            remaining.pop(0)
        if start < end:
            yield _cut(piece, text[start:end])


def _cut(piece: Piece, text: str) -> Piece:
    return piece if text == piece.text else Piece(piece.kind, text, piece.minor_change, len(read(text).words))
