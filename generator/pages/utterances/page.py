"""The page of a statement: what happened to its words, and each sentence with all its versions, compared word by
word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.findings.origins import ancestry
from generator.findings.renderings import RenderedPassage, Tally, rendered_passages, tally
from generator.pages.page import Page
from generator.pages.paging import split_by_size
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.metadata import metadata
from generator.pages.parts.sharing import of_statement
from generator.pages.sources.origins import OriginsView, origins_view
from generator.pages.utterances.renderings import (
    HEADING,
    PassageView,
    Stretch,
    in_languages,
    kinds,
    marked,
    passage_view,
)  # fmt: skip
from generator.pages.utterances.verdict import differs, is_altered, verdict
from generator.records.model import Utterance
from generator.text import counts, markup
from generator.text.english import capitalised
from generator.text.messages import _, ngettext

SHOWN_CHARACTERS = 42_000
"""How many characters of its renderings an utterance's page shows, as `_weight` counts them. They take up to
10,500 px on a phone. The rest is on further pages for each passage, with twice that weight each."""


FOLDED = 10
"""How many articles with the same words an utterance's page lists under the first. The further pages list all."""


LISTED = 100
"""How many articles with the same words one row of a further page lists."""


def of(archive: Archive, utterance: Utterance) -> Iterator[Page]:
    """The page of one utterance, and the further pages of passages with many renderings."""
    return _pages(archive, utterance, rendered_passages(archive)[utterance.id])


@dataclass(frozen=True, slots=True)
class UtteranceView:
    """Everything on a statement's page. `verdict` says what happened to its sentences; altered ones come first in
    `passages`."""

    label: str
    title: str
    headline: str | None
    verdict: str
    summary: str | None
    speaker: Link
    said: When
    place: Link | None
    to: Link | None
    event: Link | None
    carried: str
    first: str | None
    marked: str | None
    marks: frozenset[str]
    passages: tuple[PassageView, ...]
    origins: str
    traced: OriginsView | None
    notes: tuple[str, ...]
    earlier: Link | None
    later: Link | None
    neighbours: str
    cite: str
    address: str


@dataclass(frozen=True, slots=True)
class RestView:
    """One of the pages with all versions of a sentence."""

    owner: Link
    title: str
    number: int
    last: int
    passage: PassageView
    marked: str | None
    marks: frozenset[str]
    previous: Link | None
    next: Link | None


def _pages(archive: Archive, utterance: Utterance, passages: tuple[RenderedPassage, ...]) -> Iterator[Page]:
    here = Here(archive, routes.page("utterance", utterance.id))
    tallied = tally(utterance, passages)
    share = max(SHOWN_CHARACTERS // len(passages), 1)
    ordered = sorted(passages, key=lambda passage: (not is_altered(passage), not differs(passage)))
    shown = [_shown(passage, share) for passage in ordered]
    views = tuple(
        passage_view(here, utterance, passage, items, whole=shows_all)
        for passage, (items, shows_all) in zip(ordered, shown, strict=True)
    )
    roots = ancestry(archive, (q for p in passages for q in p.renderings))
    earlier, later = _neighbours(here, utterance)
    speaker, date = here.agent_link(utterance.speaker), here.date(utterance.said)
    moved = ordered != list(passages)
    view = UtteranceView(
        label=_label(utterance.form),
        title=utterance.title,
        headline=utterance.headline,
        verdict=verdict(passages),
        summary=utterance.summary,
        speaker=speaker,
        said=date,
        place=here.link(utterance.place) if utterance.place else None,
        to=_to(here, utterance),
        event=here.link(utterance.event) if utterance.event else None,
        carried=_carried(tallied),
        first=_first(passages) if moved else None,
        marked=marked(views),
        marks=kinds(views),
        passages=views,
        origins=counts.original_reports(len(roots.branches)),
        traced=origins_view(here, (q for p in passages for q in p.renderings)),
        notes=tuple(p for p in (utterance.notes or "").split("\n\n") if p.strip()),
        earlier=earlier,
        later=later,
        neighbours=_("Before and after, by {speaker}", speaker=speaker.text),
        cite=_(
            "{archive}. “{title}”, statement of {date}.",
            archive=archive.settings.title,
            title=utterance.title,
            date=date.text,
        ),
        address=routes.relative(here.path, here.path),
    )
    description = _("{speaker}, {date}: {verdict}", speaker=speaker.text, date=date.text, verdict=view.verdict)
    record = archive.paths[utterance.id]
    shared = of_statement(here, utterance, ordered, utterance.headline or description)
    yield Page(
        here.path,
        "utterances/utterance.md.j2",
        utterance.title,
        description,
        view,
        record,
        is_single_column=True,
        shared=shared,
        metadata=metadata(here, utterance),
    )
    for passage, (_shown_items, shows_all) in zip(ordered, shown, strict=True):
        if not shows_all:
            yield from _rest(archive, utterance, passage, record)


def _label(form: str | None) -> str:
    """The kind of statement, in words."""
    if form is None:
        return _("Statement")
    return capitalised(form) if "statement" in form.casefold() else _("Statement · {form}", form=form)


def _first(passages: tuple[RenderedPassage, ...]) -> str:
    """Which sentences come first, for a page that does not keep the statement's order."""
    if any(map(is_altered, passages)):
        return _("altered sentences come first")
    return _("sentences printed in different words come first")


def _to(here: Here, utterance: Utterance) -> Link | None:
    to = utterance.to
    if to is None:
        return None
    return here.link(to) if to in here.archive else Link(to)


def _carried(tallied: Tally) -> str:
    """How many articles in how many languages print it, in words; empty if none does."""
    if not tallied.articles:
        return ""
    return in_languages(tallied)


def _neighbours(here: Here, utterance: Utterance) -> tuple[Link | None, Link | None]:
    """The same speaker's utterances before and after this one; None if there is none."""
    if utterance.speaker.id is None:
        return None, None
    own = here.archive.utterances_by(utterance.speaker.id)
    place = next(number for number, other in enumerate(own) if other.id == utterance.id)
    earlier = here.link(own[place - 1].id) if place else None
    later = here.link(own[place + 1].id) if place + 1 < len(own) else None
    return earlier, later


def _items(passage: RenderedPassage, folded: int) -> Iterator[Stretch]:
    for versions in passage.versions:
        for wording in versions.wordings:
            for start in range(0, len(wording.renderings), folded):
                yield Stretch(versions, wording, start, min(start + folded, len(wording.renderings)))


def _shown(passage: RenderedPassage, share: int) -> tuple[tuple[Stretch, ...], bool]:
    """The renderings of a passage that its utterance's page shows, at least one, and whether these are all."""
    items = [item for item in _items(passage, FOLDED) if item.start == 0]
    room = share
    shown: list[Stretch] = []
    for item in items:
        room -= _weight(item)
        if shown and room < 0:
            break
        shown.append(item)
    whole = len(shown) == len(items) and all(i.end == len(i.wording.renderings) for i in items)
    return tuple(shown), whole


def _weight(item: Stretch) -> int:
    """The weight of a row in characters: its words, the words it lacks, its note, and an allowance for the markup of
    the row and of each article in it."""
    comparison = item.wording.comparison
    lacks = sum(len(p.text) for run in comparison.runs if run.kind == "missing" for p in run.parts) if comparison else 0
    quotation = item.wording.first.quotation
    return len(quotation.words) + lacks + len(quotation.note or "") + 600 + 300 * (item.end - item.start)


def _rest(archive: Archive, utterance: Utterance, passage: RenderedPassage, record: str) -> Iterator[Page[RestView]]:
    """Pages with all renderings of a passage."""
    owner = routes.page("utterance", utterance.id)
    section = f"{passage.passage.id}/renderings"
    pieces = split_by_size(_items(passage, LISTED), 2 * SHOWN_CHARACTERS, _weight)
    last = len(pieces)
    for number, items in enumerate(pieces, start=1):
        here = Here(archive, routes.continuation(owner, section, number))

        def to(page: int, words: str, here: Here = here) -> Link | None:
            return here.page_link(routes.continuation(owner, section, page), words) if 1 <= page <= last else None

        found = passage_view(here, utterance, passage, items, whole=True)
        view = RestView(
            owner=here.link(utterance.id, anchor=routes.passage(passage.passage.id)),
            title=found.title,
            number=number,
            last=last,
            passage=found,
            marked=marked([found]),
            marks=kinds([found]),
            previous=to(number - 1, _("Previous page")),
            next=to(number + 1, _("Next page")),
        )
        gist = markup.excerpt(passage.passage.gist, HEADING)
        title = (
            _("{statement}: {sentence}, page {number}", statement=utterance.title, sentence=gist, number=number)
            if last > 1
            else _("{statement}: {sentence}", statement=utterance.title, sentence=gist)
        )
        yield Page(
            here.path,
            "utterances/renderings.md.j2",
            title,
            ngettext(
                "All {n} version of this sentence, word by word.",
                "All {n} versions of this sentence, word by word.",
                len(passage.renderings),
            ),
            view,
            record,
            is_single_column=True,
        )
