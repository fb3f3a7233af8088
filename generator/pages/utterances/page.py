"""The page of an utterance, on which the renderings of each passage are compared word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive
from generator.findings.origins import ancestry
from generator.findings.renderings import Rendered, Tally, rendered, tally
from generator.pages.page import Page
from generator.pages.paging import BUDGET, stretches
from generator.pages.parts.here import Here, Link, When
from generator.pages.sources.origins import OriginsView, origins_view
from generator.pages.utterances.renderings import HEADING, PassageView, Stretch, marked, passage_view, sentence
from generator.records.model import Utterance
from generator.text import english, markup
from generator.text.comparison import CLOSENESS
from generator.text.languages import language_name

WEIGHT = BUDGET // 5
"""How much of its renderings an utterance's page shows, in letters as `_weight` counts them. A letter makes about 2.5 bytes of HTML, so
they take half of the page. The rest stands on further pages of twice that weight, a passage's own."""


FOLDED = 10
"""How many articles with the same words an utterance's page lists under the first; the further pages list them all."""


LISTED = 100
"""How many articles with the same words one row of a further page lists."""


def of(archive: Archive, utterance: Utterance) -> Iterator[Page]:
    """The page of one utterance, with the further pages of passages with very many renderings."""
    return _pages(archive, utterance, rendered(archive)[utterance.id])


@dataclass(frozen=True, slots=True)
class UtteranceView:
    """Everything on an utterance's page."""

    label: str
    title: str
    deck: str | None
    speaker: Link
    said: When
    place: Link | None
    to: Link | None
    event: Link | None
    carried: str
    origins: str | None
    originals: str
    sentence: str
    marked: str | None
    compared: bool
    closeness: str
    passages: tuple[PassageView, ...]
    traced: OriginsView | None
    notes: tuple[str, ...]
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True)
class RestView:
    """One page of all renderings of a passage."""

    owner: Link
    title: str
    number: int
    last: int
    passage: PassageView
    marked: str | None
    compared: bool
    closeness: str
    previous: Link | None
    next: Link | None


def _pages(archive: Archive, utterance: Utterance, passages: tuple[Rendered, ...]) -> Iterator[Page]:
    here = Here(archive, routes.page("utterance", utterance.id))
    counts = tally(utterance, passages)
    share = max(WEIGHT // len(passages), 1)
    shown = [_shown(passage, share) for passage in passages]
    views = tuple(
        passage_view(here, utterance, passage, items, whole=whole)
        for passage, (items, whole) in zip(passages, shown, strict=True)
    )
    known = sum(p.passage.original is not None for p in passages)
    roots = ancestry(archive, (q for p in passages for q in p.renderings))
    earlier, later = _neighbours(here, utterance)
    view = UtteranceView(
        label=" · ".join(["Utterance", *filter(None, [utterance.form])]),
        title=utterance.title,
        deck=utterance.summary,
        speaker=here.agent(utterance.speaker),
        said=here.date(utterance.said),
        place=here.link(utterance.place) if utterance.place else None,
        to=_to(here, utterance),
        event=here.link(utterance.event) if utterance.event else None,
        carried=_carried(archive, counts),
        origins=english.counted(len(roots.branches), "origin") if counts.articles > 1 else None,
        originals=_originals(known, len(passages)),
        sentence=sentence(counts, len(passages)),
        marked=marked(views),
        compared=any(row.relation or row.closeness for v in views for g in v.groups for row in g.rows),
        closeness=CLOSENESS,
        passages=views,
        traced=origins_view(here, (q for p in passages for q in p.renderings)),
        notes=tuple(p for p in (utterance.notes or "").split("\n\n") if p.strip()),
        earlier=earlier,
        later=later,
    )
    speaker = here.agent(utterance.speaker).text
    description = f"{speaker}, {view.said.text}: {view.sentence}."
    record = archive.paths[utterance.id]
    yield Page(here.path, "utterances/utterance.md.j2", utterance.title, description, view, record)
    for passage, (_, whole) in zip(passages, shown, strict=True):
        if not whole:
            yield from _rest(archive, utterance, passage, record)


def _to(here: Here, utterance: Utterance) -> Link | None:
    to = utterance.to
    if to is None:
        return None
    return here.link(to) if to in here.archive else Link(to)


def _carried(archive: Archive, counts: Tally) -> str:
    if not counts.articles:
        return "no article yet"
    languages = english.listed([language_name(tag) for tag in counts.languages])
    return f"{counts.articles:,} of {english.counted(len(archive.articles), 'article')}, in {languages}"


def _originals(known: int, passages: int) -> str:
    if not known:
        return "not known"
    if known == passages:
        return "known" if known == 1 else f"known for all {known} passages"
    return f"known for {known} of {passages} passages"


def _neighbours(here: Here, utterance: Utterance) -> tuple[Link | None, Link | None]:
    """The utterances of the same speaker before and after."""
    if utterance.speaker.id is None:
        return None, None
    own = here.archive.utterances_by(utterance.speaker.id)
    place = next(number for number, other in enumerate(own) if other.id == utterance.id)
    earlier = here.link(own[place - 1].id) if place else None
    later = here.link(own[place + 1].id) if place + 1 < len(own) else None
    return earlier, later


def _items(passage: Rendered, folded: int) -> Iterator[Stretch]:
    for versions in passage.versions:
        for wording in versions.wordings:
            for start in range(0, len(wording.renderings), folded):
                yield Stretch(versions, wording, start, min(start + folded, len(wording.renderings)))


def _shown(passage: Rendered, share: int) -> tuple[tuple[Stretch, ...], bool]:
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
    """The weight of a row in letters: its words, those it lacks, its note, and what the markup of the row and of each article
    below adds."""
    comparison = item.wording.comparison
    lacks = sum(len(p.text) for run in comparison.runs if run.kind == "missing" for p in run.parts) if comparison else 0
    quotation = item.wording.first.quotation
    return len(quotation.words) + lacks + len(quotation.note or "") + 600 + 300 * (item.end - item.start)


def _rest(archive: Archive, utterance: Utterance, passage: Rendered, record: str) -> Iterator[Page[RestView]]:
    """All renderings of a passage, on as many pages as they take."""
    owner = routes.page("utterance", utterance.id)
    section = f"{passage.passage.id}/renderings"
    pieces = stretches(_items(passage, LISTED), 2 * WEIGHT, _weight)
    last = len(pieces)
    for number, items in enumerate(pieces, start=1):
        here = Here(archive, routes.further(owner, section, number))

        def to(page: int, words: str, here: Here = here) -> Link | None:
            return here.to(routes.further(owner, section, page), words) if 1 <= page <= last else None

        found = passage_view(here, utterance, passage, items, whole=True)
        view = RestView(
            owner=here.link(utterance.id, anchor=routes.passage(passage.passage.id)),
            title=found.title,
            number=number,
            last=last,
            passage=found,
            marked=marked([found]),
            compared=any(row.relation or row.closeness for group in found.groups for row in group.rows),
            closeness=CLOSENESS,
            previous=to(number - 1, "Previous page"),
            next=to(number + 1, "Next page"),
        )
        title = f"{utterance.title}: {markup.excerpt(passage.passage.gist, HEADING)}" + (
            f", page {number}" if last > 1 else ""
        )
        yield Page(
            here.path,
            "utterances/renderings.md.j2",
            title,
            f"All {english.counted(len(passage.renderings), 'rendering')} of this passage, word by word.",
            view,
            record,
        )
