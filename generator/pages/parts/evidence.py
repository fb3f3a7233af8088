"""What articles give as evidence, gathered: the same words, position or figure stands once, with the articles to read it in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from generator import routes
from generator.archive.archive import Archive, Estimated, Mention, Quoted, Stated, when
from generator.findings.grounds import best
from generator.findings.known import earliest, published_by
from generator.pages.parts.here import Attributed, Here, Link, When
from generator.pages.parts.lists import Section
from generator.pages.parts.reversals import day_from
from generator.pages.parts.statement import Footing, footing
from generator.records.model import Article, Date, Event, Stance, Utterance
from generator.records.vocabulary import Mark, mark_of, number
from generator.text import english, lines, markup
from generator.text.languages import direction, language_name

READINGS = 4
"""Articles named beside one row; the occasion, proposition or measure that the row links to has them all."""
LONG_QUOTATION = 500
"""Letters of a quotation in a list; its card shows all of it."""
LONG_SIDE = 240
"""Letters of a sentence on each side of the name that it mentions."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Where something is read: a link to its place on an article's page. `brief` is that link under the outlet's name."""

    article: Link
    brief: Link
    outlet: Link | None
    published: When
    chain: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """Words that one or more articles print alike."""

    words: tuple[str, ...]
    language: str
    language_name: str
    direction: str
    foreign: bool
    speaker: Link
    attributed: Attributed | None
    readings: tuple[Reading, ...]
    more: int
    renderings: Link | None
    known: str  # the day by which the first of the articles had certainly been published


@dataclass(frozen=True, slots=True)
class Occasion:
    """Quotations of one occasion of speech."""

    when: When | None
    utterance: Link | None
    to: str | None
    rows: tuple[QuoteRow, ...]
    known: str


@dataclass(frozen=True, slots=True)
class StanceRow:
    """A position, and the articles that report it. `changed` where the holder changed sides on it."""

    stance: Stance
    sentence: Link
    when: When
    day_from: str
    footing: Footing
    changed: bool
    readings: tuple[Reading, ...]
    more: int
    known: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number for one measure, and the articles that report it."""

    measure: Link
    number: str
    qualifier: str | None
    misreads: Link | None
    when: When
    readings: tuple[Reading, ...]
    more: int
    known: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence around the words that name an entity, shortened where it is very long."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class MentionRow:
    """An article, and its sentences that name an entity."""

    article: Link
    outlet: Link | None
    published: When
    sentences: tuple[Sentence, ...]
    more: int
    settled: str  # the day from which an editor's summary was known; "" where the words are the article's own


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name in a list, with what is said beside it."""

    name: Link
    note: str


@dataclass(frozen=True, slots=True)
class DatedRow:
    """Something that happened or was said, by its date."""

    when: When
    name: Link
    note: str


# --- quotations ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """The same words of the same speaker on the same occasion, in the articles that print them."""

    occasion: tuple[Any, ...]
    utterance: Utterance | None
    date: Date | None
    to: str | None
    quotations: tuple[Quoted, ...]


def said(archive: Archive, quotations: Iterable[Quoted]) -> tuple[Said, ...]:
    """Quotations by occasion, earliest first; within one, by passage and then by publication; equal words once."""
    gathered: dict[tuple[Any, ...], list[Quoted]] = {}
    for quoted in sorted(quotations, key=lambda x: when(x.article.published)):
        quotation = quoted.quotation
        speaker = (quoted.said_by, quotation.speaker)
        key = (_occasion(archive, quoted), quotation.passage, speaker, folded(quotation.words))
        gathered.setdefault(key, []).append(quoted)
    found = []
    for (occasion, *_), same in gathered.items():
        utterance = _utterance(archive, same[0])
        first = same[0].quotation
        date = utterance.said if utterance else first.said
        to = (utterance.to if utterance else None) or first.to
        found.append(Said(occasion, utterance, date, to, tuple(same)))
    return tuple(sorted(found, key=lambda s: (s.occasion, _passage(s))))


def _utterance(archive: Archive, quoted: Quoted) -> Utterance | None:
    passage = quoted.quotation.passage
    record = archive.records.get(passage.utterance) if passage else None
    return record if isinstance(record, Utterance) else None


def _occasion(archive: Archive, quoted: Quoted) -> tuple[Any, ...]:
    """What tells occasions apart, in the order of time: the utterance, else the day and the listener.

    Nothing proves that undated words of two articles were said together: they stand by article, in order of publication.
    """
    utterance = _utterance(archive, quoted)
    if utterance:
        return when(utterance.said), utterance.id, ""
    quotation = quoted.quotation
    day = (quotation.said.edtf.text,) if quotation.said else (when(quoted.article.published), quoted.article.id)
    return when(quotation.said), "", *day, quotation.to or ""


def _passage(same: Said) -> int:
    rendered = same.quotations[0].quotation.passage
    ids = [p.id for p in same.utterance.passages] if same.utterance else []
    return ids.index(rendered.passage) if rendered and rendered.passage in ids else len(ids)


def occasions(here: Here, items: Sequence[Said]) -> tuple[Occasion, ...]:
    """What was said, by occasion."""
    return tuple(_drawn(here, list(group)) for _, group in groupby(items, key=lambda s: s.occasion))


def _drawn(here: Here, group: list[Said]) -> Occasion:
    first = group[0]
    utterance = here.link(first.utterance.id) if first.utterance else None
    date = here.date(first.date) if first.date else None
    rows = tuple(_quote_row(here, s) for s in group)
    return Occasion(date, utterance, first.to, rows, earliest(row.known for row in rows))


def quote_rows(here: Here, items: Sequence[Said]) -> tuple[QuoteRow, ...]:
    """What was said, row by row."""
    return tuple(_quote_row(here, same) for same in items)


def _quote_row(here: Here, same: Said) -> QuoteRow:
    quoted = same.quotations[0]
    quotation = quoted.quotation
    fits = len(quotation.words) <= LONG_QUOTATION
    words = (
        tuple(map(lines.kept, quotation.text))
        if fits
        else (markup.excerpt(lines.kept(quotation.words), LONG_QUOTATION),)
    )
    renderings = None
    if same.utterance and quotation.passage:
        count = len(here.archive.renderings_of(quotation.passage))
        if count > 1:
            anchor = routes.passage(quotation.passage.passage)
            renderings = here.link(
                same.utterance.id, f"Compare {count:,} renderings", anchor, here.settled(same.utterance.id)
            )
    return QuoteRow(
        words=words,
        language=quoted.language,
        language_name=language_name(quoted.language),
        direction=direction(quoted.language),
        foreign=here.foreign(quoted.language),
        speaker=here.speaker(quoted),
        attributed=here.attributed(quoted),
        readings=tuple(_read_quotation(here, q) for q in same.quotations[:READINGS]),
        more=max(0, len(same.quotations) - READINGS),
        renderings=renderings,
        known=earliest(published_by(q.article) for q in same.quotations),
    )


def _read_quotation(here: Here, quoted: Quoted) -> Reading:
    anchor = routes.quotation(quoted.quotation.id)
    mark = mark_of(quoted.quotation.fidelity)
    return _reading(here, quoted.article, anchor, here.chain(quoted.quotation.via), mark)


def _reading(here: Here, article: Article, anchor: str, chain: str, mark: Mark | None = None) -> Reading:
    link = here.link(article.id, anchor=anchor)
    brief = Link(here.outlet(article).text, link.href) if article.publisher else link
    published = here.date(article.published)
    return Reading(link, brief, here.beside(article), published, chain, mark)


def sources(what: str, found: Sequence[Quoted] | Sequence[Stated] | Sequence[Estimated]) -> str:
    """How many there are, and in how many articles: 13 quotations in 6 articles."""
    articles = len({item.article.id for item in found})
    return f"{english.counted(len(found), what)} in {english.counted(articles, 'article')}"


# --- positions and figures -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """The same position of the same day, in the articles that report it."""

    statements: tuple[Stated, ...]
    changed: bool


def held(statements: Iterable[Stated], turned: frozenset[str] = frozenset()) -> tuple[Held, ...]:
    """Positions of one holder by proposition, those first on which the holder changed sides; then earliest first."""
    by_proposition: dict[str, list[Stated]] = {}
    for stated in statements:
        by_proposition.setdefault(stated.statement.proposition, []).append(stated)
    found: list[Held] = []
    for proposition, on_one in by_proposition.items():
        same: dict[tuple[Stance, str], list[Stated]] = {}
        for stated in on_one:
            date = stated.date
            same.setdefault((stated.statement.stance, date.edtf.text if date else ""), []).append(stated)
        found += [Held(tuple(alike), proposition in turned) for alike in same.values()]
    return tuple(sorted(found, key=lambda h: not h.changed))


def stance_rows(here: Here, items: Sequence[Held]) -> tuple[StanceRow, ...]:
    """Positions, row by row."""
    rows = []
    for item in items:
        statement = item.statements[0].statement
        shown_by = best(item.statements, here.archive.settings.language).stated
        date = item.statements[0].date
        readings = tuple(
            _reading(here, s.article, routes.statement(s.statement.id), here.chain(s.statement.via))
            for s in item.statements[:READINGS]
        )
        rows.append(
            StanceRow(
                statement.stance,
                here.link(statement.proposition),
                here.date(date),
                day_from(date),
                footing(shown_by.statement),
                item.changed,
                readings,
                max(0, len(item.statements) - READINGS),
                earliest(published_by(s.article) for s in item.statements),
            )
        )
    return tuple(rows)


def counted(figures: Iterable[Estimated]) -> tuple[tuple[Estimated, ...], ...]:
    """Figures that are equal in number, measure and day, each once with the articles that report it, earliest first."""
    same: dict[tuple[Any, ...], list[Estimated]] = {}
    for estimated in figures:
        figure = estimated.figure
        day = estimated.as_of.edtf.text if estimated.as_of else ""
        same.setdefault((figure.measure, figure.misreads, number(figure), figure.qualifier, day), []).append(estimated)
    return tuple(tuple(alike) for alike in same.values())


def figure_rows(here: Here, items: Sequence[tuple[Estimated, ...]]) -> tuple[FigureRow, ...]:
    """Figures, row by row."""
    rows = []
    for alike in items:
        figure = alike[0].figure
        readings = tuple(
            _reading(here, e.article, routes.figure(e.figure.id), here.chain(e.figure.via)) for e in alike[:READINGS]
        )
        rows.append(
            FigureRow(
                here.link(figure.measure),
                number(figure),
                figure.qualifier,
                here.link(figure.misreads) if figure.misreads else None,
                here.date(alike[0].as_of),
                readings,
                max(0, len(alike) - READINGS),
                earliest(published_by(e.article) for e in alike),
            )
        )
    return tuple(rows)


# --- mentions ------------------------------------------------------------------------------------------------------------


def mentions(found: Iterable[Mention], shown: int) -> Section:
    """Every mention with its sentence, by article, the newest first."""
    by_article = [tuple(group) for _, group in groupby(found, key=lambda m: m.article.id)]
    return Section("mentions", "Every mention", "mentions", by_article, _mention_rows, "article", "articles", shown)


def _mention_rows(here: Here, items: Sequence[tuple[Mention, ...]]) -> tuple[MentionRow, ...]:
    rows = []
    for group in items:
        article = group[0].article
        sentences = tuple(_sentence(mention) for mention in group[:READINGS])
        rows.append(
            MentionRow(
                here.link(article.id),
                here.beside(article),
                here.date(article.published),
                sentences,
                max(0, len(group) - READINGS),
                here.settled(article.id) if article.rights.text == "summary" else "",
            )
        )
    return tuple(rows)


def _sentence(mention: Mention) -> Sentence:
    before = mention.before
    if len(before) > LONG_SIDE:
        # Cut from its end, the words nearest the name being those that matter.
        before = "…" + before[-LONG_SIDE:].split(" ", 1)[-1]
    return Sentence(before, markup.excerpt(mention.words, LONG_SIDE), _shortened(mention.after))


def _shortened(after: str) -> str:
    """The text behind a name; what is cut begins with a space or a sign, which stays."""
    return markup.excerpt(after, LONG_SIDE)


# --- articles and events ---


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list; its language where that is not the archive's."""

    article: Link
    outlet: Link | None
    published: When
    language: str | None
    deck: str | None
    settled: str  # the day from which that is known
    quotations: int
    altered: int


def article_rows(here: Here, items: Sequence[Article]) -> tuple[ArticleRow, ...]:
    """Articles, row by row."""
    return tuple(
        ArticleRow(
            article=here.link(article.id),
            outlet=here.beside(article),
            published=here.date(article.published),
            language=language_name(article.language) if here.foreign(article.language) else None,
            deck=article.deck,
            settled=here.settled(article.id),
            quotations=len(article.quotations),
            altered=sum(q.reworded for q in article.quotations),
        )
        for article in items
    )


def event_rows(here: Here, items: Sequence[Event]) -> tuple[DatedRow, ...]:
    """Events, row by row."""
    return tuple(DatedRow(here.date(event.date), here.tie(event.id), event.kind or "") for event in items)


def folded(text: str) -> str:
    """The text in one line: an empty line would end a block of HTML within Markdown."""
    return " ".join(text.split())
