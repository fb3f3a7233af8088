"""One date drawn as a bar within its month or year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.dates import Day, Edtf


@dataclass(frozen=True, slots=True)
class Bar:
    """A date within a frame of time: from its earliest to its latest day, at full strength from its first to its last
    likely day.

    `style` holds both as CSS properties, in percent of the frame and of the bar. If `vague` is empty, the days are
    known exactly.
    """

    style: str
    vague: str  # "", "within" for some time in it, or "about" for a day and those around it


@dataclass(frozen=True, slots=True)
class Track:
    """A frame of time with a date in it. `before` and `after` are whether the date extends beyond the frame."""

    bars: tuple[Bar, ...]
    before: bool
    after: bool


def track(date: Edtf, first: Day, last: Day) -> Track:
    """A date within the frame from day `first` to day `last`, both inclusive."""
    start, end = first.ordinal, last.ordinal + 1
    stretches = [*stretches_of(date)]
    return Track(
        tuple(bar(date, stretch, start, end) for stretch in stretches),
        any(earliest is None or earliest < start for earliest, *_ in stretches),
        any(latest is None or latest > end for *_, latest in stretches),
    )


_Stretch = tuple[int | None, int | None, int | None, int | None]


def stretches_of(date: Edtf) -> Iterator[_Stretch]:
    """The stretches of a date, one for each member of a set, as ordinals: earliest, first likely, last likely and
    latest day, the last two exclusive. None where an end is open."""
    if date.form == "set":
        for span in date.spans:
            start, end = span.start, span.end
            yield _ends(start and start.earliest, start and start.first, end and end.last, end and end.latest)
    elif date.spans:
        yield _ends(date.earliest, *date.core, date.latest)


def _ends(earliest: Day | None, first: Day | None, last: Day | None, latest: Day | None) -> _Stretch:
    return (
        earliest.ordinal if earliest else None,
        first.ordinal if first else None,
        last.ordinal + 1 if last else None,
        latest.ordinal + 1 if latest else None,
    )


def bar(date: Edtf, stretch: _Stretch, start: int, end: int) -> Bar:
    """A stretch of a date as a bar in the frame from `start` (inclusive) to `end` (exclusive), as ordinals."""
    earliest, first, last, latest = stretch
    frame = end - start
    # A bar that is open or extends far beyond the frame is cut off outside of it.
    low, high = start - frame, end + frame
    left = low if earliest is None else min(max(earliest, low), high)
    right = high if latest is None else min(max(latest, low), high)
    from_ = left if first is None else min(max(first, left), right)
    to = right if last is None else min(max(last, left), right)
    known = date.form != "set" and date.precision == "day" and (date.kind in ("exact", "lasted"))
    certain = known and (earliest, latest) == (first, last)
    style = f"--ar-from:{percent(left - start, frame)};--ar-long:{percent(right - left, frame)}"
    if certain:
        return Bar(style, "")
    core = f";--ar-a:{percent(from_ - left, right - left)};--ar-b:{percent(to - left, right - left)}"
    return Bar(style + core, "about" if date.form != "set" and date.precision == "day" else "within")


def percent(part: int, whole: int) -> str:
    """A part of a whole in CSS percent, with at most one decimal."""
    return f"{100 * part / max(whole, 1):.1f}".removesuffix(".0") + "%"
