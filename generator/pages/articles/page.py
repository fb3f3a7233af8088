"""The page of an article: its text, its quotations with what is known about each, and its source note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import dates, routes
from generator.archive.archive import Archive, Estimated, Quoted, Stated
from generator.findings.known_days import published_at_latest
from generator.findings.renderings import Rewording, Stretch, rewording_of
from generator.findings.source_status import SourceStatus, status_of
from generator.pages.articles.verdict import counted, follows, verdict
from generator.pages.articles.versions import VersionRow, version_rows
from generator.pages.changes import states_link
from generator.pages.compare import compare_link
from generator.pages.lost import LostFold, lost_fold
from generator.pages.page import Page
from generator.pages.parts.figure import ReportedFigure, reported_figure
from generator.pages.parts.here import Here, Link, When, title_of
from generator.pages.parts.metadata import metadata
from generator.pages.parts.outside import Outside, archive_search, copy_link, source_link
from generator.pages.parts.prose import prose
from generator.pages.parts.quotation import FINDING_ORDER, Card, card
from generator.pages.parts.reliability import Judgement, judgement_of
from generator.pages.parts.sharing import of_article
from generator.pages.parts.statement import ReportedStance, reported_stance
from generator.pages.parts.versions import Version, closer
from generator.pages.sources.sourcing import SourcingView, article_sourcing
from generator.records.model import ENTITY_KINDS, Article, Author, Date, Provenance, Relay
from generator.records.scalars import PassageRef
from generator.records.vocabulary import KIND_LABELS, MARKS, Mark
from generator.text import markup, selector
from generator.text.english import capitalised
from generator.text.languages import language_name
from generator.text.messages import N_, _, listed, ngettext, pgettext
from generator.text.terms import SOURCES


def of(archive: Archive, article: Article) -> Iterator[Page]:
    """The page of one article."""
    [(later, earlier)] = archive.neighbours_of(article.id)
    yield _page(archive, article, earlier, later)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, with the date that the article gives for it."""

    when: When
    event: Link
    note: str | None


@dataclass(frozen=True, slots=True)
class Related:
    """Another article, and why it is worth reading next."""

    article: Link
    outlet: Link
    published: When
    reason: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A version closer to the speaker's words, shown next to an altered quotation. `words` is the quotation itself,
    with the words marked that `closer` lacks; empty if a reporting clause interrupts the quotation."""

    words: tuple[Stretch, ...]
    closer: Version


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Everything on an article's page."""

    title: str
    untitled: bool
    kind: str  # what was published, such as "Article" or "Post"
    became: SourceStatus | None
    cited: tuple[tuple[str, str], ...]  # (label, value) for citing a source of its kind
    language: str
    language_name: str
    marked: bool  # whether its language differs from the page's
    told_in: str | None  # the language of the text below, if it differs from the page's
    # the editor's headline, or what happened to its quotations and what it follows; empty if there is nothing to say
    lead: str
    deck: str | None
    inferred: bool  # whether the editors inferred the date of publication
    published: When
    publisher: Link
    authors: tuple[Link, ...]
    relays: Link | None
    relays_outlet: str | None
    relays_basis: str | None
    copy: str
    seen: When | None
    url: Outside | None
    reached: str  # when its address was last reached, or found to be gone, in words
    archived: tuple[tuple[Outside, When, str], ...]  # copies, each with the day of capture and the same as `reached`
    find: tuple[Outside, ...]  # where to look for an archived copy, if none is recorded
    sha256: str | None
    rights: Link
    full_text: bool
    prose: str
    tally: tuple[tuple[Mark, int, str], ...]  # finding, number, and the number in words
    quotations_note: str
    cards: tuple[Card, ...]  # the first SHOWN quotations, altered ones first
    rest: tuple[Card, ...]  # the quotations after these
    said_too: tuple[ReportedStance, ...]
    counted_too: tuple[ReportedFigure, ...]
    rewordings: Mapping[str, Compared]  # by the anchor of the card they belong to
    positions: tuple[ReportedStance, ...]
    estimates: tuple[ReportedFigure, ...]
    happenings: tuple[Happening, ...]
    named: tuple[tuple[str, tuple[Link, ...]], ...]
    topics: tuple[Link, ...]
    notes: tuple[str, ...]
    related: tuple[Related, ...]
    versions: tuple[VersionRow, ...]
    lost: LostFold | None
    sourcing: SourcingView | None
    earlier: Link | None
    later: Link | None
    deeds: tuple[tuple[str, str], ...]  # who annotated and who reviewed it, each with a label
    reliability: Judgement | None
    citation: str
    states: Link | None  # link to the states of the archive that can be cited
    change: str  # URL for changing the record in the browser
    compare: Link
    review: bool  # whether a program's proposal for the record as a whole has not been reviewed yet


SHOWN = 30
"""How many quotations an article's page shows unfolded."""

SHOWN_WITH_SUMMARY = 3
"""How many stances, and how many figures, are shown next to the summary. Below it, all are."""


def _page(archive: Archive, article: Article, earlier: Article | None, later: Article | None) -> Page[ArticleView]:
    here = Here(archive, routes.page("article", article.id))
    published = here.date(article.published)
    publisher = here.outlet_link(article)
    source = article.source
    status = archive.settings.rights[article.rights.status]
    cards = tuple(card(here, Quoted(article, quotation)) for quotation in article.quotations)
    tally = Counter(card.mark.key for card in cards)
    found = (rewording_of(archive, Quoted(article, quotation)) for quotation in article.quotations)
    ordered = sorted(cards, key=lambda card: FINDING_ORDER.index(card.mark.key))
    positions = tuple(reported_stance(here, Stated(article, statement)) for statement in article.statements)
    estimates = tuple(reported_figure(here, Estimated(article, figure)) for figure in article.figures)
    told_in = article.language if article.rights.text == "full" else archive.settings.language
    view = ArticleView(
        title=title_of(article),
        untitled=article.title is None,
        kind=capitalised(SOURCES[source.published_as]),
        became=status_of(article),
        cited=tuple((label, value) for label, value in _cited_by(source) if value),
        language=article.language,
        language_name=language_name(article.language),
        marked=here.needs_lang(article.language),
        told_in=told_in if here.needs_lang(told_in) else None,
        lead=article.headline or " ".join(filter(None, [verdict(tally), follows(archive, article)])),
        inferred=article.published is not None and _is_inferred(article.published),
        deck=article.deck,
        published=published,
        publisher=publisher,
        authors=tuple(_author(here, article, author) for author in article.authors),
        relays=here.link(source.relays.of) if source.relays else None,
        relays_outlet=_outlet_of(here, source.relays) if source.relays else None,
        relays_basis=source.relays.basis if source.relays else None,
        copy=_(_COPIES[source.copy_]),
        seen=here.date(source.seen) if source.seen else None,
        url=source_link(source),
        reached=_reached(here, source.url),
        archived=tuple(
            (copy_link(source, it), here.date(it.captured), _reached(here, it.url)) for it in source.archived
        ),
        find=tuple(archive_search(source, article.published)),
        sha256=source.sha256,
        rights=Link(status.translated_label, status.url),
        full_text=article.rights.text == "full",
        prose=prose(here, article, _marked(article, archive.body(article))),
        tally=tuple((MARKS[key], tally[key], counted(key, tally[key])) for key in FINDING_ORDER if tally[key]),
        quotations_note=_note(ordered),
        cards=tuple(ordered[:SHOWN]),
        rest=tuple(ordered[SHOWN:]),
        said_too=positions[:SHOWN_WITH_SUMMARY],
        counted_too=estimates[:SHOWN_WITH_SUMMARY],
        rewordings={card.anchor: _compared(here, pair) for card, pair in zip(cards, found, strict=True) if pair},
        positions=positions,
        estimates=estimates,
        happenings=tuple(_happenings(here, article)),
        named=tuple(_named(here, article)),
        topics=tuple(here.link(topic) for topic in article.topics),
        notes=tuple(p for p in (article.notes or "").split("\n\n") if p.strip()),
        related=tuple(_related(here, article)),
        versions=version_rows(here, article),
        lost=lost_fold(here, article.id),
        sourcing=article_sourcing(here, article),
        earlier=here.link(earlier.id) if earlier else None,
        later=here.link(later.id) if later else None,
        reliability=judgement_of(here, article),
        deeds=tuple((label, said) for label, said in _deeds(here, article) if said),
        citation=_citation(article, publisher, published, here),
        states=states_link(here),
        change=routes.with_query(routes.relative(here.path, routes.ANNOTATE), {"article": article.id}),
        compare=compare_link(here.path, article.id),
        review=article.review is not None,
    )
    description = article.headline or article.deck or markup.excerpt(_plain(view.prose), 200)
    language = article.language if view.marked and article.title else None
    return Page(
        here.path,
        "articles/article.md.j2",
        here.link(article.id).text,
        description,
        view,
        archive.paths[article.id],
        language,
        is_single_column=True,
        shared=of_article(here, article, view.lead, is_altered=bool(tally["altered"])),
        metadata=metadata(here, article),
    )


_COPIES = {"whole": N_("the whole text"), "excerpt": N_("an excerpt"), None: N_("not said")}
"""How much of the article was read, in words."""


def _reached(here: Here, url: str | None) -> str:
    """On which days an address was last reached, and found to be gone, in words; empty if it was never checked."""
    for it in here.archive.reached(url):
        last, lost = (dates.format_date(dates.parse(day)) if day else None for day in (it.last, it.lost))
        if lost and last:
            return _("gone on {lost}, last reached on {last}", lost=lost, last=last)
        return _("gone on {lost}", lost=lost) if lost else _("last reached on {last}", last=last)
    return ""


def _cited_by(source: Provenance) -> tuple[tuple[str, str | None], ...]:
    return (
        (_("What was published"), capitalised(SOURCES[source.kind]) if source.kind else None),
        (_("Channel"), source.channel),
        (_("Programme"), source.programme),
        (_("Account"), source.account),
        (_("Number"), source.number),
        (_("Pages"), source.pages),
    )


def _in_brackets(source: Provenance) -> str:
    """What a citation says about a source besides title, outlet and date; empty for most articles."""
    said = (
        SOURCES[source.published_as] if source.published_as != "article" else None,
        source.programme,
        source.channel,
        source.account,
        _("no. {number}", number=source.number) if source.number else None,
        _on_pages(source.pages) if source.pages else None,
    )
    return pgettext("between the items of a list", ", ").join(filter(None, said))


def _on_pages(pages: str) -> str:
    return _("p. {page}", page=pages) if pages.isalnum() else _("pp. {pages}", pages=pages)


def _note(ordered: Sequence[Card]) -> str:
    """The note in the heading of the quotations."""
    number, found = len(ordered), {card.mark.key for card in ordered}
    if number == 1:
        return _("open it for its way here, its versions and our note")
    if "altered" in found and len(found) > 1:
        return _("{number}, altered ones first; open one for its way here, its versions and our note", number=number)
    return _("{number}; open one for its way here, its versions and our note", number=number)


def _compared(here: Here, found: Rewording) -> Compared:
    whole = len(found.altered.quotation.text) == 1
    return Compared(found.altered_words if whole else (), closer(here, found))


def _outlet_of(here: Here, relays: Relay) -> str | None:
    """The outlet and the date of the article that this one copies; None if it copies a text that is not an article
    here."""
    record = here.archive[relays.of]
    if not isinstance(record, Article):
        return None
    return _("{outlet}, {date}", outlet=here.outlet_link(record).text, date=here.date(record.published).text)


def _author(here: Here, article: Article, author: Author) -> Link:
    if author.by is None:
        return Link(author.name or "")
    return here.link(author.by, author.name, known=published_at_latest(article) if author.name else None)


def _deeds(here: Here, article: Article) -> Iterator[tuple[str, str]]:
    for label, deeds in ((_("Annotated by"), article.annotated), (_("Reviewed by"), article.reviewed)):
        yield (
            label,
            listed([_("{who} ({date})", who=it.by, date=here.date(it.on).text) if it.on else it.by for it in deeds]),
        )


def _marked(article: Article, body: str) -> tuple[tuple[str, selector.Span], ...]:
    """The positions of the quotations in a full text, as (anchor, span). The rules have checked that all are found."""
    if article.rights.text != "full":
        return ()
    marked = []
    for quotation in filter(article.has_in_latest_version, article.quotations):
        found = selector.find(body, quotation.text, quotation.prefix or "", quotation.suffix or "")
        if not isinstance(found, selector.NotFound):
            marked += [(routes.quotation(quotation.id), span) for span in found]
    return tuple(marked)


def _happenings(here: Here, article: Article) -> Iterator[Happening]:
    for occurrence in article.events:
        event = here.archive[occurrence.event]
        date = occurrence.date or getattr(event, "date", None)
        yield Happening(here.date(date), here.link(occurrence.event), occurrence.note)


def _named(here: Here, article: Article) -> Iterator[tuple[str, tuple[Link, ...]]]:
    named = here.archive.named_in(article.id)
    for kind in ENTITY_KINDS:
        links = tuple(here.link(i) for i in named if here.archive.kind(i) == kind)
        if links:
            yield KIND_LABELS[kind][1], links


def _related(here: Here, article: Article) -> Iterator[Related]:
    """Up to six articles: first those that quote the same passages, then those that name the same entities, rare ones
    first."""
    archive = here.archive
    shared: dict[str, set[PassageRef | None]] = {}
    for quotation in article.quotations:
        for other in archive.renderings_of(quotation.passage)[:_TOO_COMMON]:  # only the earliest, if there are many
            if other.article.id != article.id:
                shared.setdefault(other.article.id, set()).add(quotation.passage)
    weight: Counter[str] = Counter()
    common: dict[str, list[str]] = {}
    for entity in archive.named_in(article.id):
        naming = archive.ids_naming(entity)
        if len(naming) > _TOO_COMMON:
            continue
        for named in naming:
            if named != article.id and named not in shared:
                weight[named] += 1 / len(naming)  # type: ignore[assignment]
                common.setdefault(named, []).append(entity)
    by_words = sorted(shared, key=lambda i: (-len(shared[i]), i))
    by_names = [i for i, _ in sorted(weight.items(), key=lambda pair: (-pair[1], pair[0]))]
    for other_id in [*by_words, *by_names][:6]:
        other_article = archive.article(other_id)
        if other_id in shared:
            reason = ngettext(
                "quotes {n} sentence that this article quotes too",
                "quotes {n} sentences that this article quotes too",
                len(shared[other_id]),
            )
        else:
            names = sorted(common[other_id], key=lambda e: (len(archive.ids_naming(e)), e))[:2]
            reason = _("names {names} too", names=listed([archive[e].name for e in names]))
        yield Related(here.link(other_id), here.outlet_link(other_article), here.date(other_article.published), reason)


# A name or passage found in many articles is weak evidence that two of them are related, and following it would take
# quadratic time.
_TOO_COMMON = 40


def _citation(article: Article, publisher: Link, published: When, here: Here) -> str:
    authors = listed(here.archive.authors_of(article))
    work = _("“{title}”", title=article.title) if article.title else title_of(article)
    if details := _in_brackets(article.source):
        work = _("{work} ({details})", work=work, details=details)
    outlet = publisher.text if article.publisher else _("no publisher named")
    date = published.text if article.published else _("no date given")
    if published.clock:
        date = _("{date}, {time}", date=date, time=published.clock)
    if article.published and _is_inferred(article.published):
        date = _("{date} (inferred)", date=date)
    seen = here.date(article.source.seen).text if article.source.seen else ""
    if authors and seen:
        return _(
            "{authors}, {work}, {outlet}, {date}. Seen {seen}.",
            authors=authors, work=work, outlet=outlet, date=date, seen=seen,
        )  # fmt: skip
    if authors:
        return _("{authors}, {work}, {outlet}, {date}.", authors=authors, work=work, outlet=outlet, date=date)
    if seen:
        return _("{work}, {outlet}, {date}. Seen {seen}.", work=work, outlet=outlet, date=date, seen=seen)
    return _("{work}, {outlet}, {date}.", work=work, outlet=outlet, date=date)


_WORKED_OUT = re.compile(
    r"infer|deduc|estimat|reckon|guess|resolved|counted|worked out|undated|\b(?:no|not|without a|lacks a) "
    r"(?:visible |printed )?(?:date|day|dated|printed|given|shown)\b",
    re.IGNORECASE,
)


_FOUND = re.compile(
    r"\b(?:print|stamp|date-?line|by-?line|mast-?head|head|header|foot|footer|top|title page|imprint|url|address|metadata"
    r"|credit|archived page|stored text)",
    re.IGNORECASE,
)


def _is_inferred(date: Date) -> bool:
    """Whether an editor inferred the date rather than found it printed. The basis says so in words: "inferred: …" or
    "no date in the copy; …" as opposed to "printed on page", "in URL" or "date at the head of the stored text". If the
    record has no printed words, a basis that names no such place means that the date was inferred."""
    basis = date.basis or ""
    if not basis or _WORKED_OUT.search(basis):
        return bool(basis)
    return not date.words and not _FOUND.search(basis)


def _plain(html: str) -> str:
    """A body's text: its quotations in quotation marks, without what was found about them."""
    body, *flags = html.split('<a class="ar-flag"')
    body += "".join(flag.partition("</a>")[2] for flag in flags)
    plain, *quoted = body.split("<q")
    for it in quoted:
        words, _close, rest = it.partition(">")[2].partition("</q>")
        plain += _("“{words}”", words=words) + rest
    return markup.text_of(plain)
