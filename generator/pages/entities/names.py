"""Sections of a profile that list names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from generator.findings.handovers import Handover
from generator.pages.parts import evidence
from generator.pages.parts.here import Here
from generator.pages.parts.lists import Section
from generator.records.model import Entity, Person
from generator.text import counts
from generator.text.messages import listed, ngettext

SHOWN_NAMES = 24

MOST_NAMES = 60
"""A list of up to this many names is shown in full on its page."""


T = TypeVar("T")


def section_of_names(
    anchor: str,
    title: str,
    items: Sequence[T],
    row: Callable[[Here, T], evidence.NameRow],
    count: Callable[[int], str],
    lead: str = "",
    most: int = MOST_NAMES,
) -> Section:
    """A section that lists names, each with a note from `row`."""

    def rows(here: Here, some: Sequence[T]) -> tuple[evidence.NameRow, ...]:
        return tuple(row(here, item) for item in some)

    return Section(anchor, title, "names", items, rows, count, SHOWN_NAMES, lead, most=most)


def member(of: Entity, here: Here, person: Person) -> evidence.NameRow:
    """A person with their roles in an organisation."""
    return evidence.NameRow(here.link(person.id), listed([role.title for role in person.roles if role.of == of.id]))


def alone(here: Here, entity: Entity) -> evidence.NameRow:
    """A name without a note."""
    return evidence.NameRow(here.link(entity.id), "")


def together(here: Here, pair: tuple[str, int]) -> evidence.NameRow:
    """A name with the number of articles that name both."""
    return evidence.NameRow(here.link(pair[0]), counts.articles(pair[1]))


def passing_row(hand: str, here: Here, passing: Handover) -> evidence.NameRow:
    """A party that words or texts were taken from or passed on to, and how many."""
    return evidence.NameRow(here.link(getattr(passing, hand)), passed(passing))


def passed(passing: Handover) -> str:
    """How many texts, quotations and reports one party took from another, in words."""
    said = []
    if passing.texts:
        said.append(ngettext("{n} text copied or rewritten", "{n} texts copied or rewritten", passing.texts))
    if passing.quotations:
        said.append(counts.quotations(passing.quotations))
    if passing.reworded:
        said.append(
            ngettext("{n} of them altered or paraphrased", "{n} of them altered or paraphrased", passing.reworded)
        )
    if passing.reports:
        said.append(ngettext("{n} report without a quotation", "{n} reports without a quotation", passing.reports))
    return counts.join_phrases(said)
