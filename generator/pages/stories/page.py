"""The page of a story: its steps in order, each with its text and the evidence for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from generator import routes
from generator.archive.archive import Archive, Quoted
from generator.findings import figures
from generator.findings.front import named_reversal, pair_of, quoted_at
from generator.findings.known_days import published_at_latest
from generator.pages.events.page import frame_of
from generator.pages.measures.plot import Picture, picture_of
from generator.pages.page import Page
from generator.pages.parts import versions
from generator.pages.parts.here import Here, Link, When, WrongAttribution
from generator.pages.parts.prose import on_one_line, words
from generator.pages.parts.swing import Swing, swing
from generator.pages.parts.tracks import Track, track
from generator.pages.timeline.slots import slot_of
from generator.records.model import Event, Measure, Story, StoryStep
from generator.records.scalars import PassageRef
from generator.records.vocabulary import Mark, mark_of
from generator.text import counts, lines, markup, sections
from generator.text.messages import _, ngettext


@dataclass(frozen=True, slots=True)
class Shown:
    """A single quotation. `language` is None if it is the archive's."""

    speaker: Link
    said: When | None
    words: tuple[str, ...]
    language: str | None
    attributed: WrongAttribution | None
    mark: Mark | None
    source: Link
    outlet: Link | None
    published: When


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions of one sentence, and a link to all of them."""

    versions: tuple[versions.Version, versions.Version]
    comparison: Link


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure with a plot of its estimates over time."""

    measure: Link
    picture: Picture


@dataclass(frozen=True, slots=True)
class Happened:
    """An event on a track of its month or year. `frame` holds the labels of the track's ends."""

    event: Link
    when: When
    track: Track | None
    frame: tuple[str, str]
    place: Link | None
    summary: str | None
    timeline: Link | None


@dataclass(frozen=True, slots=True)
class StepView:
    """A step: its text as HTML, the evidence shown with it, and links to the steps before and after."""

    anchor: str
    title: str
    place: str
    words: str
    pair: Pair | None
    quotations: tuple[Shown, ...]
    swing: Swing | None
    claim: Link | None
    drawn: Drawn | None
    happened: Happened | None
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class StoryView:
    """Everything on a story's page."""

    title: str
    lead: str
    counted: str
    before: str
    steps: tuple[StepView, ...]
    every: Link
    notes: tuple[str, ...]


def of(archive: Archive, story: Story) -> Iterator[Page[StoryView]]:
    """The page of one story."""
    here = Here(archive, routes.page("story", story.id))
    body = sections.split_sections(archive.body(story))
    parts = {part.id: part for part in reversed(body.parts)}
    lead = on_one_line(story.lead)
    view = StoryView(
        title=story.title,
        lead=lead,
        counted=counts.steps(len(story.steps)),
        before=words(here, body.before) if body.before.strip() else "",
        steps=tuple(_step(here, story, number, parts.get(step.id)) for number, step in enumerate(story.steps)),
        every=here.page_link(routes.index("stories"), _("All stories")),
        notes=tuple(on_one_line(p) for p in (story.notes or "").split("\n\n") if p.strip()),
    )
    yield Page(
        here.path,
        "stories/story.md.j2",
        story.title,
        markup.excerpt(lead, 200),
        view,
        archive.paths[story.id],
        is_single_column=True,
    )


def _step(here: Here, story: Story, number: int, part: sections.Part | None) -> StepView:
    step, last = story.steps[number], len(story.steps)
    pair = _pair(here, step)
    found = named_reversal(here.archive, step.reversal) if step.reversal else None
    return StepView(
        anchor=routes.story_step(step.id),
        title=part.title if part else step.id,
        place=_("Step {number} of {last}", number=number + 1, last=last),
        words=words(here, part.text) if part else "",
        pair=pair,
        quotations=() if pair else tuple(_quotations(here, step)),
        swing=swing(here, found) if found else None,
        claim=here.link(step.reversal.proposition) if step.reversal and found else None,
        drawn=_drawn(here, step),
        happened=_happened(here, step.event) if step.event else None,
        previous=_to(story, number - 1, _("Previous step")),
        next=_to(story, number + 1, _("Next step")),
    )


def _to(story: Story, number: int, label: str) -> Link | None:
    if not 0 <= number < len(story.steps):
        return None
    return Link(label, f"#{routes.story_step(story.steps[number].id)}")


def _pair(here: Here, step: StoryStep) -> Pair | None:
    """Two versions of one sentence side by side; None unless the step shows exactly two quotations that can be
    compared."""
    if len({ref.article for ref in step.quotations}) != 2 or len(step.quotations) != 2:
        return None
    found = pair_of(here.archive, *step.quotations)
    if found is None:
        return None
    number = len(here.archive.renderings_of(PassageRef(found.utterance.id, found.passage.id)))
    label = ngettext("See all {n} versions of this sentence", "See all {n} versions of this sentence", number)
    comparison = here.link(
        found.utterance.id, label, routes.passage(found.passage.id), here.settled_day(found.utterance.id)
    )
    return Pair(versions.side_by_side(here, found), comparison)


def _quotations(here: Here, step: StoryStep) -> Iterator[Shown]:
    for quoted in (quoted_at(here.archive, ref) for ref in step.quotations):
        if quoted:
            yield _shown(here, quoted)


def _shown(here: Here, quoted: Quoted) -> Shown:
    quotation, article = quoted.quotation, quoted.article
    return Shown(
        speaker=here.speaker_link(quoted),
        said=here.date(quotation.said) if quotation.said else None,
        words=tuple(map(lines.normalise_lines, quotation.text)),
        language=quoted.language if here.is_foreign(quoted.language) else None,
        attributed=here.wrong_attribution(quoted),
        mark=mark_of(quotation.fidelity) if quotation.fidelity else None,
        source=here.link(
            article.id, here.link(article.id).text, routes.quotation(quotation.id), published_at_latest(article)
        ),
        outlet=here.outlet_beside(article),
        published=here.date(article.published),
    )


def _drawn(here: Here, step: StoryStep) -> Drawn | None:
    if step.measure is None or step.measure not in here.archive:
        return None
    measure = cast(Measure, here.archive[step.measure])
    estimated = figures.estimates(here.archive).get(measure.id, ())
    picture = picture_of(here, measure, estimated, f"estimates-{step.id}")
    return Drawn(here.link(measure.id), picture) if picture else None


def _happened(here: Here, event_id: str) -> Happened | None:
    event = here.archive.records.get(event_id)
    if not isinstance(event, Event):
        return None
    slot = slot_of(event.date.edtf) if event.date else None
    return Happened(
        event=here.link(event.id),
        when=here.date(event.date),
        track=track(event.date.edtf, *slot.frame) if event.date and slot else None,
        frame=frame_of(slot),
        place=here.link(event.place) if event.place else None,
        summary=on_one_line(event.summary) if event.summary else None,
        timeline=here.page_link(routes.index("timeline"), _("on the timeline"), slot.anchor) if slot else None,
    )
