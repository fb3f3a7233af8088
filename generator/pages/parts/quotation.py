"""A quotation as two or three lines that unfold: its words, who said them and when, what was found, and how they came
here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator import dates, routes
from generator.archive.archive import Quoted
from generator.findings.embedding import is_embedded
from generator.findings.known_days import published_at_latest
from generator.findings.source_status import SourceStatus, status_of
from generator.pages.parts.here import Here, Link, When, WrongAttribution
from generator.pages.parts.outside import Outside, copy_link, source_link
from generator.records.model import SPOTS, Article, Capture, Quotation, SourceVersion, Spot, Step
from generator.records.scalars import seconds
from generator.records.vocabulary import Finding, Mark, mark_of
from generator.text import addresses, lines, markup
from generator.text.languages import language_name
from generator.text.messages import _, isolate, listed, ngettext, pgettext

FINDING_ORDER: tuple[Finding, ...] = ("altered", "paraphrase", "translation", "verbatim", "unexamined")
"""The findings in the order in which readers should see them."""


@dataclass(frozen=True, slots=True)
class CarrierStep:
    """One step on the way from the speaker to the article. `brief` is its short name, for a way shown in one line."""

    brief: str
    names: tuple[Link, ...]
    article: Link | None = None
    how: str = ""
    implied: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class ChangingWords:
    """Words that change the meaning according to an editor, and why."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class SecondJudgement:
    """An independent second judgement. `agrees` is whether it is the same as the record's."""

    said: str
    agrees: bool
    by: str
    on: When | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A quotation with everything known about it. `words` are its parts, without anything that interrupts them."""

    anchor: str  # anchor of the quotation on the page of its article; empty on any other page
    address: str  # URL of the quotation on the page of its article
    cite: str  # URL of that page's section on how to cite the article
    known: str  # day from which its article was known
    words: tuple[str, ...]
    language: str
    language_name: str
    foreign: bool
    speaker: Link
    attributed: WrongAttribution | None
    role: str | None
    when: When | None
    context: str | None
    cue: str | None
    way: tuple[CarrierStep, ...]
    mark: Mark
    note: str | None
    turns: tuple[ChangingWords, ...]
    readings: tuple[SecondJudgement, ...]
    translated: bool | None
    at: str | None
    version: str  # versions of the source that have the words; empty if all have them
    place: str  # where to find the words in the source, in words; empty if not recorded
    opened: tuple[Outside, ...]  # links to that place in the source and its archived copies
    checking: str
    article: Link | None  # None on the article's own page
    outlet: Link
    published: When
    became: SourceStatus | None  # status of the article, if it was changed or retracted
    versions: Link | None
    embed: str  # URL of its page for frames; empty if it has none
    review: bool = False  # whether a program proposed it and nobody has reviewed it


def card(here: Here, quoted: Quoted, most: int | None = None) -> Card:
    """A quotation as the page shows it. If `most` is given, as in lists, words are on one line, and words and notes
    longer than `most` characters are cut."""
    quotation, article = quoted.quotation, quoted.article
    home, anchor = routes.page("article", article.id), routes.quotation(quotation.id)
    is_on_own_page = home == here.path
    spans = _details(_("{first} to {last}", first=start, last=end) for start, end in quotation.at)
    return Card(
        anchor=anchor if is_on_own_page else "",
        address=routes.relative(here.path, home, anchor),
        cite=routes.relative(here.path, home, "cite"),
        known=published_at_latest(article),
        words=_shorten_parts(quotation.text, most),
        language=quoted.language,
        language_name=language_name(quoted.language),
        foreign=here.is_foreign(quoted.language),
        speaker=here.speaker_link(quoted),
        attributed=here.wrong_attribution(quoted),
        role=quotation.role,
        when=here.date(quotation.said) if quotation.said else None,
        context=quotation.context,
        cue=quotation.cue,
        way=tuple(steps_of(here, quoted)),
        mark=mark_of(quotation.fidelity),
        note=markup.excerpt(quotation.note, most) if quotation.note and most else quotation.note,
        turns=tuple(ChangingWords(lines.on_one_line(turn.words), turn.why) for turn in quotation.turns),
        readings=tuple(
            SecondJudgement(
                mark_of(it.fidelity).label,
                it.fidelity == quotation.fidelity,
                it.by,
                here.date(it.on) if it.on else None,
                it.note,
            )
            for it in quotation.readings
        ),
        translated=quotation.translated,
        at=spans or None,
        version=versions_with(here, article, quotation),
        place=_place(quotation.where) if quotation.where else "",
        opened=tuple(_source_links(quoted)),
        checking=routes.with_query(routes.relative(here.path, routes.ANNOTATE), {"article": article.id}),
        article=None if is_on_own_page else replace(here.link(article.id), became=None),
        outlet=here.outlet_link(article),
        published=here.date(article.published),
        became=status_of(article),
        versions=_versions(here, quoted),
        embed=routes.relative(here.path, routes.embed("quotation", f"{article.id}/{quotation.id}"))
        if is_on_own_page and is_embedded(here.archive, quotation)
        else "",
        review=quotation.review is not None,
    )


def versions_with(here: Here, article: Article, quotation: Quotation) -> str:
    """The versions of an article's source that have a quotation, each with its day; empty if all have it."""
    return listed([_named(here, it) for it in article.source.versions if it.id in quotation.version])


def _named(here: Here, version: SourceVersion) -> str:
    date = version.captured or version.seen
    return _("{version} ({date})", version=version.id, date=here.date(date).text) if date else version.id


def _place(where: Spot) -> str:
    if where.until:
        time = _("at {time} to {until}", time=where.time, until=where.until)
    else:
        time = _("at {time}", time=where.time) if where.time else ""
    return _details(
        [
            time,
            _("page {page}", page=where.page) if where.page else "",
            _("paragraph {number}", number=where.paragraph) if where.paragraph else "",
            _("post {number}", number=where.post) if where.post else "",
        ]
    )


def _source_links(quoted: Quoted) -> Iterator[Outside]:
    """Links that open the source and its archived copies at the quotation: at its time, on its page, or at words that
    were found in our copy. Words that were not found there might differ in the source, so they get no link."""
    quotation, source = quoted.quotation, quoted.article.source
    where = quotation.where
    now = quoted.article.has_in_latest_version(quotation)
    own = [
        Capture(url=it.archived, captured=it.captured)
        for it in source.versions
        if it.archived and it.id in quotation.version
    ]
    copies = (*(source.archived if now else ()), *own)
    for url, copy in ((source.url if now else None, None), *((it.url, it) for it in copies)):
        if url is None:
            continue
        if where and where.time:
            href = addresses.link_to_time(url, seconds(where.time), seconds(where.until) if where.until else None)
        elif where and where.page and addresses.is_pdf(url):
            href = addresses.link_to_page(url, where.page)
        elif quotation.at and quoted.article.source.published_as not in SPOTS["time"]:
            href = addresses.link_to_words(url, quotation.text, quotation.prefix or "", quotation.suffix or "")
        else:
            continue
        site = addresses.host(url)
        if copy:
            yield copy_link(source, copy, _("Open it in the copy at {site}", site=site), href)
        elif link := source_link(source, _("Open it at {site}", site=site), href):
            yield link


def _shorten_parts(parts: tuple[str, ...], most: int | None) -> tuple[str, ...]:
    if most is None:
        return tuple(map(lines.normalise_lines, parts))
    words = tuple(map(lines.on_one_line, parts))
    return words if sum(map(len, words)) <= most else (markup.excerpt(" ".join(words), most),)


def steps_of(here: Here, quoted: Quoted) -> Iterable[CarrierStep]:
    """The steps by which the words came from their speaker to the article."""
    quotation, article = quoted.quotation, quoted.article
    said = dates.format_date(quotation.said.edtf) if quotation.said else ""
    how = _details([_("to {audience}", audience=quotation.to) if quotation.to else "", said])
    speaker, who = here.speaker_link(quoted), quoted.said_by
    brief = here.short_name(who.id) if who and who.id else _("unknown speaker") if speaker.unknown else speaker.text
    yield CarrierStep(brief, (speaker,), how=how)
    for step in quotation.via:
        yield _step(here, step)
    published = dates.format_date(article.published.edtf) if article.published else _("no date given")
    own = routes.page("article", article.id) == here.path
    outlet = here.archive[article.publisher].name if article.publisher else ""
    last = here.short_name(article.publisher) if article.publisher else _("an article without outlet")
    yield CarrierStep(
        _("here") if own else last,
        (Link(_("This article")) if own else replace(here.link(article.id), became=None),),
        how=_details([outlet, published]),
        here=True,
    )


def _details(parts: Iterable[str]) -> str:
    """The details of a step, joined by commas, without empty ones."""
    return pgettext("between things that are told one after another", ", ").join(map(isolate, filter(None, parts)))


def _step(here: Here, step: Step) -> CarrierStep:
    names = tuple(here.link(agent) for agent in step.by) or (Link(step.unnamed or ""),)
    how = [
        _("on {channel}", channel=step.channel) if step.channel else "",
        dates.format_date(step.date.edtf) if step.date else "",
        step.note or "",
    ]
    article = here.link(step.article) if step.article else None
    brief = listed([here.short_name(agent) for agent in step.by]) or step.unnamed or ""
    return CarrierStep(brief, names, article, _details(how), bool(step.implied))


def _versions(here: Here, quoted: Quoted) -> Link | None:
    passage = quoted.quotation.passage
    if passage is None:
        return None
    number = len(here.archive.renderings_of(passage))
    words = (
        ngettext("The {n} versions of this sentence", "The {n} versions of this sentence", number)
        if number > 1
        else _("What else was said on this occasion")
    )
    return here.link(passage.utterance, words, routes.passage(passage.passage), here.settled_day(passage.utterance))
