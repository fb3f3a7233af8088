"""Two versions of the same words beside each other: as an article altered them, and as they stand closer to the speaker."""

from __future__ import annotations

from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Quoted
from generator.findings.known import NOT_KNOWN, latest, published_by
from generator.findings.renderings import Rewording, Stretch
from generator.pages.parts.here import Here, Link, When
from generator.records.model import Original
from generator.records.vocabulary import Mark, mark_of
from generator.text.languages import direction, language_name


@dataclass(frozen=True, slots=True)
class Version:
    """One of two versions: its words, with those marked that the other lacks, and where they stand. `known` is the day from
    which it was known, `marked` that from which both were."""

    heading: str
    mark: Mark | None
    words: tuple[Stretch, ...]
    known: str
    marked: str
    language: str
    direction: str
    source: Link
    outlet: Link | None
    published: When | None


def altered(here: Here, found: Rewording) -> Version:
    """The version that was judged altered."""
    return _rendering(here, found.altered, found.altered_words, _marked(here, found), "Altered")


def closer(here: Here, found: Rewording) -> Version:
    """The version that stands closer to the speaker."""
    marked = _marked(here, found)
    if isinstance(found.closer, Quoted):
        return _rendering(here, found.closer, found.closer_words, marked, "Closer to what was said")
    return _original(here, found.closer, found.closer_words, marked)


def _marked(here: Here, found: Rewording) -> str:
    return latest([since(here, found.closer), since(here, found.altered)])


def since(here: Here, version: Quoted | Original) -> str:
    """The day by which a rendering or an original had certainly been published; empty where not known."""
    if isinstance(version, Quoted):
        return published_by(version.article)
    return here.known(version.source) if version.source in here.archive else NOT_KNOWN


def _rendering(here: Here, quoted: Quoted, words: tuple[Stretch, ...], marked: str, heading: str) -> Version:
    return Version(
        heading=heading,
        mark=mark_of(quoted.quotation.fidelity),
        words=words,
        known=since(here, quoted),
        marked=marked,
        language=quoted.language,
        direction=direction(quoted.language),
        source=here.link(quoted.article.id, anchor=routes.quotation(quoted.quotation.id)),
        outlet=here.outlet(quoted.article),
        published=here.date(quoted.article.published),
    )


def _original(here: Here, original: Original, words: tuple[Stretch, ...], marked: str) -> Version:
    known = original.source in here.archive
    return Version(
        heading="As it was said",
        mark=None,
        words=words,
        known=since(here, original),
        marked=marked,
        language=original.language,
        direction=direction(original.language),
        source=here.link(original.source) if known else Link(f"{language_name(original.language)} original"),
        outlet=None,
        published=None,
    )
