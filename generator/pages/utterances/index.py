"""The index of utterances: first those that articles print in different words, then the others by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Archive
from generator.findings.renderings import Tally, rendered_passages, tally
from generator.pages.page import Page
from generator.pages.paging import rows_that_fit, split_by_size
from generator.pages.parts.here import Here, Link, When
from generator.pages.parts.months import SHOWN, Fold, Month, fold_by_month, month_of
from generator.pages.utterances.renderings import sentence
from generator.records.model import Utterance
from generator.text.collation import sort_key
from generator.text.english import capitalised
from generator.text.languages import language_name, without_region
from generator.text.messages import N_, _, ngettext

INDEX = routes.index("utterances")


ROWS = rows_that_fit(1_200)
"""How many utterances a page of the index lists. A row takes about 1 KB of HTML."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An utterance in the index. `findings` are the values by which it can be filtered."""

    utterance: Link
    speaker: Link
    said: When
    form: str | None
    sentence: str
    findings: tuple[str, ...]
    languages: tuple[str, ...]
    year: str


@dataclass(frozen=True, slots=True)
class Part:
    """Utterances under one heading."""

    title: str
    anchor: str
    lead: str
    count: int
    entries: tuple[Entry, ...]  # the unfolded ones
    folds: tuple[Fold[Entry], ...]
    until: str = ""  # the heading to show, as known on a day, instead of a title that tells what was found later


@dataclass(frozen=True, slots=True)
class IndexView:
    """A page of the index of utterances."""

    count: int
    differing: int
    parts: tuple[Part, ...]
    speakers: tuple[str, ...]
    languages: tuple[str, ...]
    years: tuple[str, ...]
    findings: tuple[str, ...]
    number: int
    last: int
    previous: Link | None
    next: Link | None


DIFFER, SPEAKER, JUDGED = N_("differ inside quotation marks"), N_("attributed to another speaker"), N_("found altered")


def index_pages(archive: Archive) -> Iterator[Page[IndexView]]:
    """The pages of the index: first utterances whose words differ between articles, then the others by year."""
    found = rendered_passages(archive)
    ordered = sorted(
        ((utterance, tally(utterance, found[utterance.id])) for utterance in archive.utterances),
        key=lambda pair: not pair[1].differing,
    )
    pieces = split_by_size(ordered, ROWS)
    last = len(pieces)
    differing = sum(counts.differing > 0 for _, counts in ordered)
    for number, piece in enumerate(pieces, start=1):
        here = Here(archive, _path(number))
        dated = [(_entry(here, u, counts), month_of(u.said)) for u, counts in piece]
        entries = [it[0] for it in dated]
        view = IndexView(
            count=len(ordered),
            differing=differing,
            parts=tuple(_parts(dated)),
            speakers=tuple(sorted({e.speaker.text for e in entries}, key=sort_key)),
            languages=tuple(sorted({name for e in entries for name in e.languages})),
            years=tuple(sorted({e.year for e in entries}, key=_year_order)),
            findings=tuple(_(f) for f in (DIFFER, JUDGED, SPEAKER) if any(_(f) in e.findings for e in entries)),
            number=number,
            last=last,
            previous=here.page_link(_path(number - 1), _("Previous page")) if number > 1 else None,
            next=here.page_link(_path(number + 1), _("Next page")) if number < last else None,
        )
        title = _("Statements, page {number}", number=number) if number > 1 else _("Statements")
        description = ngettext(
            "{n} statement, with every version side by side; {differing} of them quoted in different words.",
            "{n} statements, with every version side by side; {differing} of them quoted in different words.",
            len(ordered),
            differing=differing,
        )
        described = f"{title}. {description}" if number > 1 else description
        yield Page(here.path, "utterances/index.md.j2", title, described, view, is_single_column=True)


def _path(number: int) -> str:
    # No record has the id 'index', so no utterance's page has this path.
    return INDEX if number == 1 else routes.continuation(INDEX, "page", number)


def _entry(here: Here, utterance: Utterance, counts: Tally) -> Entry:
    earliest = utterance.said.edtf.earliest if utterance.said else None
    findings = ((DIFFER, counts.differing), (JUDGED, counts.judged), (SPEAKER, counts.is_given_differently))
    return Entry(
        utterance=here.row_link(utterance.id),
        speaker=here.agent_link(utterance.speaker),
        said=here.date(utterance.said),
        form=utterance.form,
        sentence=sentence(counts, len(utterance.passages)),
        findings=tuple(_(name) for name, holds in findings if holds),
        languages=tuple(language_name(without_region(tag)) for tag in counts.languages),
        year=dates.year_name(earliest.year) if earliest else _("no date"),
    )


def _year_order(name: str) -> tuple[bool, int]:
    """Sort key: years in order of time, those without a date last."""
    digits = int("".join(filter(str.isdigit, name)) or 0)
    return not digits, -digits if name.endswith("BC") else digits


def _parts(entries: Sequence[tuple[Entry, Month]]) -> Iterator[Part]:
    room = SHOWN
    differing = [it for it in entries if _(DIFFER) in it[0].findings]
    if differing:
        lead = _("Articles print one sentence of these in different words, within quotation marks.")
        shown, folds = fold_by_month(differing, room)
        room -= len(shown)
        yield Part(
            _("Quoted in different words"), "differing", lead, len(differing), shown, folds, until=_("Statements")
        )
    others = [it for it in entries if _(DIFFER) not in it[0].findings]
    for year in dict.fromkeys(it[0].year for it in others):
        own = [it for it in others if it[0].year == year]
        shown, folds = fold_by_month(own, room)
        room -= len(shown)
        anchor = f"y-{year.replace(' ', '-')}" if any(map(str.isdigit, year)) else "y-no-date"
        yield Part(capitalised(year), anchor, "", len(own), shown, folds)
