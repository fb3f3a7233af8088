"""Two versions of the same words beside each other: as an article altered them, and as they stand closer to the speaker."""

from __future__ import annotations

from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Quoted
from generator.findings.renderings import Rewording, Stretch
from generator.pages.parts.here import Here, Link, When
from generator.records.model import Original
from generator.records.vocabulary import Mark, mark_of
from generator.text.languages import direction, language_name


@dataclass(frozen=True, slots=True)
class Version:
    """One of two versions: its words, with those marked that the other lacks, and where they stand."""

    heading: str
    mark: Mark | None
    words: tuple[Stretch, ...]
    language: str
    direction: str
    source: Link
    outlet: Link | None
    published: When | None


def altered(here: Here, found: Rewording) -> Version:
    """The version that was judged altered."""
    return _rendering(here, found.altered, found.altered_words, "Altered")


def closer(here: Here, found: Rewording) -> Version:
    """The version that stands closer to the speaker."""
    if isinstance(found.closer, Quoted):
        return _rendering(here, found.closer, found.closer_words, "Closer to what was said")
    return _original(here, found.closer, found.closer_words)


def _rendering(here: Here, quoted: Quoted, words: tuple[Stretch, ...], heading: str) -> Version:
    return Version(
        heading=heading,
        mark=mark_of(quoted.quotation.fidelity),
        words=words,
        language=quoted.language,
        direction=direction(quoted.language),
        source=here.link(quoted.article.id, anchor=routes.quotation(quoted.quotation.id)),
        outlet=here.outlet(quoted.article),
        published=here.date(quoted.article.published),
    )


def _original(here: Here, original: Original, words: tuple[Stretch, ...]) -> Version:
    known = original.source in here.archive
    return Version(
        heading="As it was said",
        mark=None,
        words=words,
        language=original.language,
        direction=direction(original.language),
        source=here.link(original.source) if known else Link(f"{language_name(original.language)} original"),
        outlet=None,
        published=None,
    )
