"""Sentences about the bins of the timeline's picture, one complete message for each size: day, week, month, year,
decade, or longer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from generator.pages.parts.bins import Scale
from generator.text.messages import N_, _, ngettext

_BUSIEST: Final[Mapping[str, str]] = {
    "day": N_("{time} is the busiest day."),
    "week": N_("{time} is the busiest week."),
    "month": N_("{time} is the busiest month."),
    "year": N_("{time} is the busiest year."),
    "decade": N_("{time} is the busiest decade."),
    "years": N_("{time} is the busiest stretch of {years} years."),
}
_TWO_BUSIEST: Final[Mapping[str, str]] = {
    "day": N_("{one} and {other} are the busiest days."),
    "week": N_("{one} and {other} are the busiest weeks."),
    "month": N_("{one} and {other} are the busiest months."),
    "year": N_("{one} and {other} are the busiest years."),
    "decade": N_("{one} and {other} are the busiest decades."),
    "years": N_("{one} and {other} are the busiest stretches of {years} years."),
}
_BLOCK: Final[Mapping[str, str]] = {
    "day": N_("Each block is one entry, in its day."),
    "week": N_("Each block is one entry, in its week."),
    "month": N_("Each block is one entry, in its month."),
    "year": N_("Each block is one entry, in its year."),
    "decade": N_("Each block is one entry, in its decade."),
    "years": N_("Each block is one entry, in its stretch of {years} years."),
}
_COLOUR: Final[Mapping[str, str]] = {
    "day": N_("Colour: the day with the most."),
    "week": N_("Colour: the week with the most."),
    "month": N_("Colour: the month with the most."),
    "year": N_("Colour: the year with the most."),
    "decade": N_("Colour: the decade with the most."),
    "years": N_("Colour: the stretch of {years} years with the most."),
}
_TWO_COLOURED: Final[Mapping[str, str]] = {
    "day": N_("Colour: the two days with the most."),
    "week": N_("Colour: the two weeks with the most."),
    "month": N_("Colour: the two months with the most."),
    "year": N_("Colour: the two years with the most."),
    "decade": N_("Colour: the two decades with the most."),
    "years": N_("Colour: the two stretches of {years} years with the most."),
}
_TALLEST: Final[Mapping[str, Callable[[int, int], str]]] = {
    "day": lambda n, _years: ngettext(
        "The tallest column is {n} entry in one day.", "The tallest column is {n} entries in one day.", n
    ),
    "week": lambda n, _years: ngettext(
        "The tallest column is {n} entry in one week.", "The tallest column is {n} entries in one week.", n
    ),
    "month": lambda n, _years: ngettext(
        "The tallest column is {n} entry in one month.", "The tallest column is {n} entries in one month.", n
    ),
    "year": lambda n, _years: ngettext(
        "The tallest column is {n} entry in one year.", "The tallest column is {n} entries in one year.", n
    ),
    "decade": lambda n, _years: ngettext(
        "The tallest column is {n} entry in one decade.", "The tallest column is {n} entries in one decade.", n
    ),
    "years": lambda n, years: ngettext(
        "The tallest column is {n} entry in one stretch of {years} years.",
        "The tallest column is {n} entries in one stretch of {years} years.",
        n,
        years=years,
    ),
}
_VAGUE: Final[Mapping[str, Callable[[int, int], str]]] = {
    "day": lambda n, _years: ngettext(
        "One more entry belongs to no single day, and is left out of the picture.",
        "{n} more entries belong to no single day, and are left out of the picture.",
        n,
    ),
    "week": lambda n, _years: ngettext(
        "One more entry belongs to no single week, and is left out of the picture.",
        "{n} more entries belong to no single week, and are left out of the picture.",
        n,
    ),
    "month": lambda n, _years: ngettext(
        "One more entry belongs to no single month, and is left out of the picture.",
        "{n} more entries belong to no single month, and are left out of the picture.",
        n,
    ),
    "year": lambda n, _years: ngettext(
        "One more entry belongs to no single year, and is left out of the picture.",
        "{n} more entries belong to no single year, and are left out of the picture.",
        n,
    ),
    "decade": lambda n, _years: ngettext(
        "One more entry belongs to no single decade, and is left out of the picture.",
        "{n} more entries belong to no single decade, and are left out of the picture.",
        n,
    ),
    "years": lambda n, years: ngettext(
        "One more entry belongs to no single stretch of {years} years, and is left out of the picture.",
        "{n} more entries belong to no single stretch of {years} years, and are left out of the picture.",
        n,
        years=years,
    ),
}


def busiest(scale: Scale, names: tuple[str, ...]) -> str:
    """Which one or two bins have the most entries."""
    if len(names) == 1:
        return _(_BUSIEST[_kind(scale)], time=names[0], years=scale.years)
    one, other = names
    return _(_TWO_BUSIEST[_kind(scale)], one=one, other=other, years=scale.years)


def block(scale: Scale) -> str:
    """What a block of the picture means."""
    return _(_BLOCK[_kind(scale)], years=scale.years)


def coloured(scale: Scale, number: int) -> str:
    """What the colour of one or two bins means."""
    return _((_COLOUR if number == 1 else _TWO_COLOURED)[_kind(scale)], years=scale.years)


def tallest(scale: Scale, entries: int) -> str:
    """The scale of the columns, if they are drawn as bars."""
    return _TALLEST[_kind(scale)](entries, scale.years)


def vague(scale: Scale, entries: int) -> str:
    """How many entries are left out because they belong to no one bin."""
    return _VAGUE[_kind(scale)](entries, scale.years)


def _kind(scale: Scale) -> str:
    return "years" if scale.years else scale.size
