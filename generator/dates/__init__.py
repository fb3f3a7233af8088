"""Dates as far as they are known: EDTF (ISO 8601-2:2019), with bounds, words, and remedies for texts that are not
dates.

Levels 0 and 1 are supported completely. Of level 2, one-of-a-set (`[a..b]`, `[a, b]`) and qualification of a part
(`2024-10~-28`) are supported. Comments name the standard's features as the specification of the Library of Congress
does, <https://www.loc.gov/standards/datetime/>.
"""

from __future__ import annotations

from dataclasses import replace

from generator.dates.edtf import (
    MARGIN_DAYS,
    MARGIN_MONTHS,
    Clock,
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
from generator.dates.phrases import parse_phrase, parse_relative
from generator.dates.remedies import explain_unreadable, propose
from generator.dates.words import (
    MONTHS,
    SHORT_MONTHS,
    day_and_month,
    format_clock,
    format_date,
    format_in_english,
    format_short,
    month_name,
    month_of_year,
    vague_name,
    year_name,
    years_name,
)

__all__ = [
    "MARGIN_DAYS",
    "MARGIN_MONTHS",
    "MONTHS",
    "SHORT_MONTHS",
    "Clock",
    "DateFault",
    "Day",
    "Edtf",
    "Kind",
    "Precision",
    "Span",
    "Unit",
    "day_and_month",
    "days_between",
    "format_clock",
    "format_date",
    "format_in_english",
    "format_short",
    "iso_attribute",
    "lexicon",
    "mark_as_worded",
    "month_name",
    "month_of_year",
    "parse",
    "parse_phrase",
    "parse_relative",
    "propose",
    "proves_before",
    "sort_key",
    "year_name",
    "years_name",
]


def parse(text: str) -> Edtf:
    """The date that a text states in EDTF.

    Raises `DateFault`, which says what is wrong and what to write instead.

    Seasons 21 to 24 are the meteorological ones of the northern hemisphere: spring is March to May, and the winter of a
    year is its December with the following January and February.

    A qualifier at the end of a whole date widens its bounds by the margin of its precision. A qualifier of a part
    widens them by the margin of that part, within the unqualified part to the left of it: 2024-10-~30 stays within
    October. "?" widens them as "~" does, since both say that the neighbouring unit is possible.

    A day may have a time with its zone: 2025-04-28T10:20+03:00, or Z for UTC.

    XXXX is accepted for a completely unknown date, which goes beyond the standard's level 1.
    """
    text = text.strip()
    try:
        return read(text)
    except UnreadableError as unreadable:
        raise explain_unreadable(text, unreadable) from None


def mark_as_worded(date: Edtf, words: str) -> Edtf:
    """The date, marked to be shown as "late April 2025" if the record's words for it mean exactly its span."""
    if date.form != "set" or not vague_name(date):
        return date
    first = date.core[0]
    same = (meant for meant in parse_phrase(words, first.year if first else None) if meant.core == date.core)
    return replace(date, as_worded=any(vague_name(meant) for meant in same))
