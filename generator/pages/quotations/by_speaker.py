"""The index of quotations: the speakers quoted most, each with a few quotations, altered ones first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import routes
from generator.archive.archive import Archive, Quoted
from generator.pages.page import Page
from generator.pages.parts import years
from generator.pages.parts.here import Here, Link, unknown_outlet, unknown_speaker
from generator.pages.parts.months import NO_DATE, month_of
from generator.pages.parts.quotation import FINDING_ORDER, Card, card
from generator.pages.parts.years import Part, Year
from generator.pages.quotations.listing import INDEX, LETTERS, description, folded
from generator.records.vocabulary import MARKS, NO_PUBLISHER, UNNAMED, Finding, Mark, mark_of
from generator.text import counts
from generator.text.languages import language_name
from generator.text.messages import _, ngettext

SHOWN = 20
"""How many quotations the index shows if it cannot show all."""

GROUPS = 5
"""How many speakers it then shows quotations of."""

NAMES = 40
"""How many other speakers it names, those quoted most first; the rest are only in the indexes of people and
organisations."""

CHOICES = 60
"""How many speakers, and how many outlets, its filter offers; the search offers all."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some of one speaker's quotations. `whole` links to all of them, if there are more."""

    anchor: str
    speaker: Link
    note: str
    cards: tuple[Card, ...]
    whole: Link | None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter. `value` is its value in the search; `key` is the value that older URLs of this page may
    have."""

    value: str
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of quotations."""

    lead: str
    showing: str
    search: str  # the URL to which the filter's form is sent
    filters: tuple[tuple[str, str, str, tuple[Choice, ...]], ...]  # name, label, label of "any", options
    key: tuple[Mark, ...]
    groups: tuple[Group, ...]
    others: tuple[tuple[Link, str], ...]
    further: tuple[Link, ...]
    years: tuple[Year, ...]


def index_of(archive: Archive, quotations: Sequence[Quoted], parts: Sequence[Part[Quoted]]) -> Page[IndexView]:
    """The index of these quotations, which must be all of the archive's. `parts` are the pages that list all by year;
    empty if the index itself shows all."""
    here = Here(archive, INDEX)
    by_speaker: dict[str, list[Quoted]] = defaultdict(list)
    for quoted in quotations:
        by_speaker[_speaker(quoted)].append(quoted)
    speakers = sorted(by_speaker, key=lambda speaker: (speaker in _NOBODY, -len(by_speaker[speaker]), speaker))
    shown = [speaker for speaker in speakers if speaker not in _NOBODY][:GROUPS] if parts else speakers
    most = max(1, SHOWN // len(shown)) if parts and shown else SHOWN
    groups = tuple(_group(here, speaker, by_speaker[speaker], most) for speaker in shown)
    others = [speaker for speaker in speakers if speaker not in shown]
    found = Counter(mark_of(quoted.quotation.fidelity).key for quoted in quotations)
    number = sum(len(group.cards) for group in groups)
    articles = len({quoted.article.id for quoted in quotations})
    view = IndexView(
        lead=_lead(len(quotations), articles, found["altered"]),
        showing=_("Showing {number} of {whole}.", number=number, whole=len(quotations))
        if number < len(quotations)
        else "",
        search=routes.relative(INDEX, routes.index("search")),
        filters=tuple(_filters(here, quotations, found)) if parts else (),
        key=tuple(MARKS[key] for key in FINDING_ORDER if found[key]),
        groups=groups,
        others=tuple((_name(here, speaker), counts.quotations(len(by_speaker[speaker]))) for speaker in others[:NAMES]),
        further=tuple(
            here.page_link(routes.index(section), words)
            for section, words in (("people", _("All people")), ("organisations", _("All organisations")))
            if len(others) > NAMES
        ),
        years=tuple(_year_of(here, year, own) for year, own in years.by_year(parts).items()),
    )
    return Page(
        INDEX,
        "quotations/index.md.j2",
        _("Quotations"),
        description(len(quotations), articles),
        view,
        is_single_column=True,
    )


_UNNAMED, _UNKNOWN = "", " "
"""Take the place of a speaker's id: a source that the article does not name, and a speaker nobody knows."""

_NOBODY = (_UNNAMED, _UNKNOWN)


def _speaker(quoted: Quoted) -> str:
    return _UNKNOWN if quoted.said_by is None else quoted.said_by.id or _UNNAMED


def _name(here: Here, speaker: str, anchor: str = "") -> Link:
    if speaker == _UNKNOWN:
        return unknown_speaker()
    if speaker == _UNNAMED:
        return here.search_link(_("Sources that articles do not name"), kind="Quotation", speaker=UNNAMED)
    return here.link(speaker, here.archive[speaker].name, anchor, here.known_day(speaker))


def _group(here: Here, speaker: str, quotations: Sequence[Quoted], most: int) -> Group:
    altered = sum(quoted.quotation.fidelity == "altered" for quoted in quotations)
    counted = counts.quotations(len(quotations))
    chosen = _chosen(quotations, most)
    name = _name(here, speaker)
    return Group(
        anchor={_UNNAMED: "unnamed", _UNKNOWN: "unknown"}.get(speaker, f"by-{speaker}"),
        speaker=name,
        note=ngettext("{quotations}, {n} altered", "{quotations}, {n} altered", altered, quotations=counted)
        if altered
        else counted,
        cards=tuple(card(here, quoted, LETTERS) for quoted in chosen),
        whole=here.link(
            speaker,
            ngettext(
                "All {n} quotations by {name}",
                "All {n} quotations by {name}",
                len(quotations),
                name=here.archive[speaker].name,
            ),
            "quoted",
            here.known_day(speaker),
        )
        if len(chosen) < len(quotations) and speaker not in _NOBODY
        else None,
    )


def _chosen(quotations: Sequence[Quoted], most: int) -> Sequence[Quoted]:
    """The `most` quotations to show, altered ones first. Quotations with words that were not shown yet are preferred to
    repeated ones."""
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int, int, Quoted]] = []
    for number, quoted in enumerate(sorted(quotations, key=_rank)):
        words = folded(quoted.quotation.words)
        ranked.append((seen[words], _rank(quoted), number, quoted))
        seen[words] += 1
    first = sorted(ranked, key=lambda it: it[:3])[:most]
    return [quoted for _, _, _, quoted in sorted(first, key=lambda it: it[1:3])]


def _rank(quoted: Quoted) -> int:
    return FINDING_ORDER.index(mark_of(quoted.quotation.fidelity).key)


def _lead(number: int, articles: int, altered: int) -> str:
    """How many quotations there are, and how many were altered, in words."""
    counted = ngettext(
        "{quotations} from {n} article.",
        "{quotations} from {n} articles.",
        articles,
        quotations=counts.quotations(number),
    )
    if not altered:
        return counted
    if altered == 1:
        return _("{counted} One was altered inside its quotation marks: it comes first.", counted=counted)
    return ngettext(
        "{counted} {n} were altered inside their quotation marks: these come first under each speaker.",
        "{counted} {n} were altered inside their quotation marks: these come first under each speaker.",
        altered,
        counted=counted,
    )


def _filters(
    here: Here, quotations: Sequence[Quoted], found: Mapping[Finding, int]
) -> Iterator[tuple[str, str, str, tuple[Choice, ...]]]:
    """The fields of the filter as (name, label, label of "any", options), the most frequent options first."""
    speakers: Counter[str] = Counter()
    outlets: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for quoted in quotations:
        speakers[_speaker(quoted)] += 1
        outlets[quoted.article.publisher or ""] += 1
        languages[language_name(quoted.language)] += 1
        years[month_of(quoted.quotation.said).of] += 1
    findings = tuple(
        Choice(MARKS[key].value, _counted(MARKS[key].label, found[key]), key) for key in FINDING_ORDER if found[key]
    )
    named = [(i, n) for i, n in speakers.most_common(CHOICES) if i != _UNKNOWN]
    yield (
        "speaker", _("Speaker"), _("anyone"),
        tuple(_choice(here.archive[i].name, n) if i else Choice(UNNAMED, _counted(_("Unnamed source"), n)) for i, n in named),
    )  # fmt: skip
    yield "fidelity", _("Finding"), _("any"), findings
    yield (
        "outlet", _("Outlet"), _("any"),
        tuple(
            _choice(here.archive[i].name, n) if i else Choice(NO_PUBLISHER, _counted(unknown_outlet().text, n))
            for i, n in outlets.most_common(CHOICES)
        ),
    )  # fmt: skip
    yield "year", _("Said in"), _("any year"), tuple(_choice(year, n) for year, n in years.items() if year != NO_DATE)
    yield "language", _("Language"), _("any"), tuple(_choice(name, n) for name, n in languages.most_common())


def _choice(value: str, number: int) -> Choice:
    return Choice(value, _counted(value, number))


def _counted(words: str, number: int) -> str:
    return _("{choice} ({number})", choice=words, number=number)


def _year_of(here: Here, year: str, parts: Sequence[Part[Quoted]]) -> Year:
    findings = Counter(mark_of(quoted.quotation.fidelity).key for part in parts for quoted in part.items)
    return Year(
        name=_("No date given") if year == NO_DATE else year,
        anchor=f"y-{year.replace(' ', '-').replace(',', '')}",
        count=findings.total(),
        parts=tuple(
            here.page_link(
                part.path, ngettext("{name}: {n} quotation", "{name}: {n} quotations", len(part.items), name=name)
            )
            for part, name in zip(parts, years.number_repeats(_reach(here, part) for part in parts), strict=True)
        ),
        tally=tuple((mark, findings[key]) for key, mark in MARKS.items() if findings[key]),
    )


def _reach(here: Here, part: Part[Quoted]) -> str:
    """The first and last month on a page; for quotations without a date, the first and last day of publication."""
    ends = (part.items[0], part.items[-1])
    first, last = (month_of(quoted.quotation.said).name for quoted in ends)
    if part.year != NO_DATE:
        return first if first == last else _("{first} to {last}", first=first, last=last)
    first, last = (here.date(quoted.article.published).text if quoted.article.published else "" for quoted in ends)
    if not first:
        return _("Published on no known day")
    if first == last:
        return _("Published {date}", date=first)
    if not last:
        return _("Published {first} to no date", first=first)
    return _("Published {first} to {last}", first=first, last=last)
