"""Dates as far as they are known: EDTF (ISO 8601-2:2019) to bounds, words, and what an author is told.

Level 0 and level 1 are read whole, and of level 2 one-of-a-set (`[a..b]`, `[a, b]`) and qualification of a part
(`2024-10~-28`). The archive dates by days, so a time of day is refused. The standard's features are named here as in the
specification of the Library of Congress, <https://www.loc.gov/standards/datetime/>.
"""

from __future__ import annotations

from dataclasses import replace

from generator.dates.edtf import (
    MARGIN_DAYS,
    MARGIN_MONTHS,
    DateFault,
    Day,
    Edtf,
    Kind,
    Precision,
    Span,
    Unit,
    UnreadableError,
    days_between,
    iso_attribute,
    proves_before,
    read,
    sort_key,
)
from generator.dates.lexicon import lexicon
from generator.dates.phrases import in_words, relative
from generator.dates.remedies import advised, worded
from generator.dates.words import MONTHS, SHORT_MONTHS, say, say_short, vague_name, year_name, years_name

__all__ = [
    "MARGIN_DAYS",
    "MARGIN_MONTHS",
    "MONTHS",
    "SHORT_MONTHS",
    "DateFault",
    "Day",
    "Edtf",
    "Kind",
    "Precision",
    "Span",
    "Unit",
    "advised",
    "days_between",
    "in_words",
    "iso_attribute",
    "lexicon",
    "parse",
    "proves_before",
    "relative",
    "say",
    "say_short",
    "sort_key",
    "worded_as",
    "year_name",
    "years_name",
]


def parse(text: str) -> Edtf:
    """The date that the text states. Raises DateFault, which says what to write instead.

    Seasons 21 to 24 are the meteorological ones of the northern hemisphere: spring is March to May, and the winter of a year
    is its December with the January and February after it.

    The end qualifier of a whole date widens its bounds by the margin of its precision. Where a part is qualified, its own
    margin counts, and what stands left of it unqualified is held: 2024-10-~30 stays within October. Uncertainty ("?") widens
    like approximation ("~"): either says that the neighbouring unit is possible.

    XXXX, for a date of which nothing is known, is accepted beyond the standard's level 1.
    """
    text = text.strip()
    try:
        return read(text)
    except UnreadableError as unreadable:
        raise worded(text, unreadable) from None


def worded_as(date: Edtf, words: str) -> Edtf:
    """The same date, to be shown as "late April 2025" where these are its words and its span is just that."""
    if date.form != "set" or not vague_name(date):
        return date
    first = date.core[0]
    same = (meant for meant in in_words(words, first.year if first else None) if meant.core == date.core)
    return replace(date, as_worded=any(vague_name(meant) for meant in same))
