"""Parts that recur on pages: links, dates, quotation cards with their ladders, mentions. Each is a frozen value.

`Here` makes them for one page, since every address on a page is relative to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from generator import dates, routes
from generator.archive.archive import Archive, Estimated, Mention, Quoted, Stated
from generator.findings.known import known, published_by
from generator.findings.naming import naming
from generator.records.model import (
    AgentRef,
    Article,
    Date,
    Entity,
    Fidelity,
    Figure,
    Ground,
    Kind,
    Organisation,
    Place,
    Stance,
    Statement,
    Step,
)
from generator.text import lines, markup

Finding = Literal["verbatim", "translation", "altered", "paraphrase", "unexamined"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere, or nowhere where `href` is None. `language` where they are not the archive's."""

    text: str
    href: str | None = None
    language: str | None = None
    unknown: bool = False  # the words say what is not known
    known: str | None = None  # the day from which the words could be known, empty where no day is known; None: not said


@dataclass(frozen=True, slots=True)
class When:
    """A date as shown: in words, as a machine reads it, as printed, and on what basis."""

    text: str
    datetime: str | None = None
    words: str | None = None
    basis: str | None = None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on fidelity: its key, its word, its sign, and what it means."""

    key: Finding
    label: str
    glyph: str
    meaning: str


MARKS: dict[Finding, Mark] = {
    mark.key: mark
    for mark in (
        Mark("verbatim", "Verbatim", "=", "the speaker's own words, in the language spoken"),
        Mark("translation", "Translation", "⇄", "a translation that keeps the sense of the words"),
        Mark("altered", "Altered", "≠", "differs inside the quotation marks from what other renderings support"),
        Mark("paraphrase", "Paraphrase", "≈", "indirect speech or a summary, set as a quotation"),
        Mark("unexamined", "Not yet judged", "?", "nobody has compared it with another rendering"),
    )
}
"""Every finding, in the order in which keys and counts list them."""

STANCES: dict[Stance, str] = {
    "asserts": "says that it is so",
    "confirms": "admits or confirms it",
    "denies": "says that it is not so",
    "declines": "will not say",
    "retracts": "takes back what was said",
    "doubts": "calls it doubtful",
}
"""Every stance with its meaning."""

GROUNDS: dict[Ground | None, str] = {
    "words": "in their own words",
    "verb": "in the reporter’s words",
    "headline": "in a headline",
    "inferred": "inferred by us",
    None: "not said what it rests on",
}
"""What a position may rest on, as readers are told."""

KIND_LABELS: dict[Kind, tuple[str, str]] = {
    "article": ("Article", "Articles"),
    "person": ("Person", "People"),
    "organisation": ("Organisation", "Organisations"),
    "place": ("Place", "Places"),
    "document": ("Document", "Documents"),
    "utterance": ("Utterance", "Utterances"),
    "proposition": ("Proposition", "Propositions"),
    "measure": ("Measure", "Measures"),
    "event": ("Event", "Events"),
    "topic": ("Topic", "Topics"),
}
"""What a kind is called, one and many."""


def mark_of(fidelity: Fidelity | None) -> Mark:
    """The mark for a record's fidelity; left out means not yet judged."""
    return MARKS[fidelity or "unexamined"]


@dataclass(frozen=True, slots=True)
class Attributed:
    """Words that an article gives to one speaker and that are another's; `really` is None where nobody knows whose."""

    to: Link
    really: Link | None
    basis: str


@dataclass(frozen=True, slots=True)
class Rung:
    """One hand on the way from the speaker's mouth to this page."""

    names: tuple[Link, ...]
    article: Link | None = None
    how: str = ""
    implied: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A quotation with everything that is known of it. `words` are its parts: what interrupts them is left out."""

    anchor: str
    words: tuple[str, ...]
    language: str
    language_name: str
    direction: str
    foreign: bool
    short: bool
    speaker: Link
    attributed: Attributed | None
    role: str | None
    when: When | None
    to: str | None
    context: str | None
    cue: str | None
    hands: str
    ladder: tuple[Rung, ...]
    mark: Mark
    note: str | None
    translated: bool | None
    at: str | None
    checking: str
    article: Link
    outlet: Link
    published: When
    renderings: Link | None
    review: bool = False  # a program proposed it, and nobody has looked at it yet


@dataclass(frozen=True, slots=True)
class Sentence:
    """A mention with the sentence that makes it."""

    article: Link
    outlet: Link
    published: When
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Footing:
    """What a position rests on, in words, with the editor's basis. `weak` where it is known to be less than the holder's words."""

    key: str  # as the record has it; empty where it does not say
    label: str
    basis: str | None
    weak: bool


def footing(statement: Statement) -> Footing:
    """What a statement rests on, as pages show it."""
    ground = statement.rests_on
    basis = " ".join(statement.basis.split()) if statement.basis else None
    return Footing(ground or "", GROUNDS[ground], basis, ground not in (None, "words"))


@dataclass(frozen=True, slots=True)
class Position:
    """A stance as an article reports it."""

    anchor: str
    holder: Link
    stance: Stance
    sentence: Link
    when: When
    via: str
    quotations: tuple[Link, ...]
    footing: Footing
    note: str | None
    article: Link
    outlet: Link
    review: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure as an article reports it. `sort` is its middle, for ordering."""

    anchor: str
    measure: Link
    number: str
    sort: float
    qualifier: str | None
    by: tuple[Link, ...]
    when: When
    via: str
    misreads: Link | None
    note: str | None
    article: Link
    outlet: Link
    review: bool = False


UNDATED = When("no date given")
UNNAMED, NO_PUBLISHER = "Unnamed source", "No publisher named"
"""What the search calls them, all together, where a list has an article's own words."""
UNKNOWN_SPEAKER = Link("not known whose words", unknown=True)
UNKNOWN_OUTLET = Link("no publisher named", unknown=True)


@dataclass(frozen=True)
class Here:
    """Makes parts for the page at `path`."""

    archive: Archive
    path: str

    def foreign(self, language: str) -> bool:
        """Whether a language is another than the archive's own."""
        return language != self.archive.settings.language

    # --- links ---

    def link(self, record_id: str, words: str | None = None, anchor: str = "", known: str | None = None) -> Link:
        """A link to a record's page, or to an anchor on it.

        Its name is known from the day on which the record is; of other words whoever gives them says from which day they are.
        """
        record = self.archive[record_id]
        language = None
        if words is None:
            known = self.known(record_id)
        if isinstance(record, Article) and words is None:
            if not record.titled:
                words = f"Untitled, {self.outlet(record).text}"
            elif record.title and self.foreign(record.language):
                language = record.language
        href = routes.relative(self.path, routes.page(self.archive.kind(record_id), record_id), anchor)
        return Link(words or record.name, href, language, known=known)

    def tie(self, record_id: str) -> Link:
        """A link to a record that has to do with this page by what the record itself says, which may rest on all that tells of it."""
        return replace(self.link(record_id), known=self.settled(record_id))

    def known(self, record_id: str) -> str:
        """The day from which a record was known; empty where no article that tells of it has a date."""
        return known(self.archive).first[record_id]

    def settled(self, record_id: str) -> str:
        """The day from which what was counted or written of a record was known: that of the last article that tells of it."""
        return known(self.archive).settled[record_id]

    def to(self, path: str, words: str, anchor: str = "") -> Link:
        """A link to a page by its source path."""
        return Link(words, routes.relative(self.path, path, anchor))

    def search(self, words: str, **asked: str) -> Link:
        """A link to the search, with the filters that it is asked for by name, as `exports.search` names them and their values."""
        return Link(words, routes.asked(routes.relative(self.path, routes.index("search")), asked))

    def agent(self, agent: AgentRef) -> Link:
        """A link to who spoke, or the words of the article for a source that it leaves unnamed."""
        return self.link(agent.id) if agent.id else Link(agent.unnamed or "", None)

    def speaker(self, quoted: Quoted) -> Link:
        """A link to whose words a quotation holds, whomever the article names."""
        return self.agent(quoted.said_by) if quoted.said_by else UNKNOWN_SPEAKER

    def attributed(self, quoted: Quoted) -> Attributed | None:
        """To whom the article gives words that are really another's; None where it names the right one."""
        really = quoted.quotation.really
        if really is None:
            return None
        whose = self.link(really.speaker) if really.speaker else None
        return Attributed(self.agent(quoted.quotation.speaker), whose, " ".join(really.basis.split()))

    def outlet(self, article: Article) -> Link:
        """A link to an article's publisher."""
        return self.link(article.publisher) if article.publisher else UNKNOWN_OUTLET

    def beside(self, article: Article) -> Link | None:
        """The outlet to name beside a link to an article; None where it has no title, and the link names the outlet."""
        return self.outlet(article) if article.titled else None

    def quotation(self, quoted: Quoted, words: str | None = None) -> Link:
        """A link to a quotation's card."""
        return self.link(
            quoted.article.id,
            words or markup.excerpt(lines.in_one(quoted.quotation.words), 60),
            routes.quotation(quoted.quotation.id),
            published_by(quoted.article),
        )

    # --- dates ---

    def date(self, date: Date | None) -> When:
        """A date as shown; `UNDATED` where there is none."""
        if date is None:
            return UNDATED
        text = dates.say(date.edtf)
        vague = date.edtf.kind in ("some-day-within", "approximate")
        # An empty line would end a block of HTML within Markdown.
        basis = " ".join(date.basis.split()) if date.basis else None
        return When(text, dates.iso_attribute(date.edtf), date.words, basis, vague)

    # --- quotations ---

    def card(self, quoted: Quoted) -> Card:
        """The card of a quotation."""
        quotation, article = quoted.quotation, quoted.article
        letters = len(quotation.words)
        said = self.date(quotation.said) if quotation.said else None
        spans = ", ".join(f"{start:,}–{end:,}" for start, end in quotation.at)
        return Card(
            anchor=routes.quotation(quotation.id),
            words=tuple(map(lines.kept, quotation.text)),
            language=quoted.language,
            language_name=language_name(quoted.language),
            direction=markup.direction(quoted.language),
            foreign=self.foreign(quoted.language),
            short=letters < 40,
            speaker=self.speaker(quoted),
            attributed=self.attributed(quoted),
            role=quotation.role,
            when=said,
            to=quotation.to,
            context=quotation.context,
            cue=quotation.cue,
            hands=hands(quotation.via),
            ladder=tuple(self._ladder(quoted)),
            mark=mark_of(quotation.fidelity),
            note=quotation.note,
            translated=quotation.translated,
            at=spans or None,
            checking=routes.asked(routes.relative(self.path, routes.ANNOTATE), {"article": article.id}),
            article=self.link(article.id, anchor=routes.quotation(quotation.id)),
            outlet=self.outlet(article),
            published=self.date(article.published),
            renderings=self._renderings(quoted),
            review=quotation.review is not None,
        )

    def _ladder(self, quoted: Quoted) -> Iterable[Rung]:
        quotation = quoted.quotation
        said = dates.say(quotation.said.edtf) if quotation.said else ""
        how = ", ".join(filter(None, [f"to {quotation.to}" if quotation.to else "", said]))
        yield Rung((self.speaker(quoted),), how=how)
        for step in quotation.via:
            yield self._rung(step)
        published = dates.say(quoted.article.published.edtf) if quoted.article.published else "no date given"
        this = routes.page("article", quoted.article.id) == self.path
        name = Link("This article") if this else self.link(quoted.article.id)
        outlet = self.archive[quoted.article.publisher].name + ", " if quoted.article.publisher else ""
        yield Rung((name,), how=outlet + published, here=True)

    def _rung(self, step: Step) -> Rung:
        names = tuple(self.link(agent) for agent in step.by) or (Link(step.unnamed or ""),)
        how = [
            f"on {step.channel}" if step.channel else "",
            dates.say(step.date.edtf) if step.date else "",
            step.note or "",
        ]
        article = self.link(step.article) if step.article else None
        return Rung(names, article, ", ".join(filter(None, how)), bool(step.implied))

    def _renderings(self, quoted: Quoted) -> Link | None:
        passage = quoted.quotation.utterance
        if passage is None:
            return None
        utterance, passage_id = passage.split("/")
        number = len(self.archive.renderings_of(passage))
        words = f"Compare {number:,} renderings, word by word" if number > 1 else "The occasion, and what else was said"
        return self.link(utterance, words, routes.passage(passage_id), self.settled(utterance))

    # --- mentions, positions, figures ---

    def sentence(self, mention: Mention) -> Sentence:
        """A mention with its sentence."""
        article = mention.article
        before, after = mention.before, mention.after
        return Sentence(
            self.link(article.id), self.outlet(article), self.date(article.published), before, mention.words, after
        )

    def position(self, stated: Stated) -> Position:
        """A stance with its evidence."""
        statement, article = stated.statement, stated.article
        by_id = {q.id: Quoted(article, q) for q in article.quotations}
        return Position(
            anchor=routes.statement(statement.id),
            holder=self.agent(statement.holder),
            stance=statement.stance,
            sentence=self.link(statement.proposition),
            when=self.date(stated.date),
            via=self.chain(statement.via),
            quotations=tuple(self.quotation(by_id[i]) for i in statement.quotations if i in by_id),
            footing=footing(statement),
            note=statement.note,
            article=self.link(article.id, anchor=routes.statement(statement.id)),
            outlet=self.outlet(article),
            review=statement.review is not None,
        )

    def estimate(self, estimated: Estimated) -> Estimate:
        """A figure with its source."""
        figure, article = estimated.figure, estimated.article
        return Estimate(
            anchor=routes.figure(figure.id),
            measure=self.link(figure.measure),
            number=number(figure),
            sort=middle(figure),
            qualifier=figure.qualifier,
            by=tuple(self.agent(agent) for agent in figure.by),
            when=self.date(estimated.as_of),
            via=self.chain(figure.via),
            misreads=self.link(figure.misreads) if figure.misreads else None,
            note=figure.note,
            article=self.link(article.id, anchor=routes.figure(figure.id)),
            outlet=self.outlet(article),
            review=figure.review is not None,
        )

    def chain(self, via: tuple[Step, ...]) -> str:
        """The carriers in one line, nearest the speaker first."""
        return " › ".join(
            markup.listed([self.archive[agent].name for agent in step.by] or [step.unnamed or ""])
            + (" (implied)" if step.implied else "")
            for step in via
        )

    # --- prose ---

    def prose(self, article: Article, marked: tuple[tuple[str, tuple[int, int]], ...] = ()) -> str:
        """The body of an article as HTML: our own words are Markdown, a full text stands as its source has it."""
        if article.rights.text == "full":
            return markup.verbatim(article.body, self.element_in(article), marked)
        return markup.prose(article.body, self.element_in(article))

    def element_in(self, article: Article) -> markup.LinkElement:
        """Makes the element for a link of a body: a mention of a record, or the words of one of the article's quotations."""
        own = {q.id: q for q in article.quotations}

        def element(target: str, shown: str | None) -> Element | None:
            quotation = own.get(target[2:]) if target.startswith("q:") else None
            if quotation:
                return _quotation_element(Quoted(article, quotation), self.archive.settings.language)
            if target not in self.archive:
                return None
            link = self.link(target, shown)
            anchor = Element("a", {"href": link.href or ""})
            anchor.text = AtomicString(link.text)
            return anchor

        return element


def _quotation_element(quoted: Quoted, language: str) -> Element:
    quotation, mark = quoted.quotation, mark_of(quoted.quotation.fidelity)
    href = f"#{routes.quotation(quotation.id)}"
    outer = Element("span", {"class": "ar-quoted"})
    quote = SubElement(outer, "q", {"lang": quoted.language} if quoted.language != language else {})
    link = SubElement(quote, "a", {"class": "ar-q", "href": href})
    markup.broken_element(link, lines.kept(quotation.words))
    flag = SubElement(outer, "a", {"class": "ar-flag", "href": href, "title": mark.label})
    glyph = SubElement(flag, "span", {"aria-hidden": "true"})
    glyph.text = AtomicString(mark.glyph)
    word = SubElement(flag, "span", {"class": "ar-sr"})
    word.text = AtomicString(f" ({mark.label.lower()})")
    return outer


def named_in(archive: Archive, entity: Entity) -> str:
    """How many articles name an entity, or a part of it; empty where none does and the archive tells of it in other ways."""
    found = naming(archive, entity)
    if found.articles:
        return f"named in {markup.counted(found.articles, 'article')}"
    if found.parts:
        where = "places within it" if isinstance(entity, Place) else "parts of it"
        return f"{where} named in {markup.counted(found.parts, 'article')}"
    return "" if found.present else "not named in an article yet"


def hands(via: tuple[Step, ...]) -> str:
    """How many hands the words passed through, the article's own included, and how many of these are only implied."""
    implied = sum(bool(step.implied) for step in via)
    return markup.counted(len(via) + 1, "hand") + (f", {implied} implied" if implied else "")


def qualified(figure: Figure) -> str:
    """A figure's number with the words that stand before it, such as about or more than."""
    return f"{figure.qualifier} {number(figure)}" if figure.qualifier else number(figure)


def number(figure: Figure) -> str:
    """A figure's number as shown: 4,000, 10,000–12,000, at least 300, up to 6,000."""
    if figure.value is not None:
        return f"{figure.value:,}"
    low, high = figure.low, figure.high
    text = (
        f"{low:,}–{high:,}"
        if low is not None and high is not None
        else f"at least {low:,}"
        if low is not None
        else f"up to {high:,}"
    )
    return text + (f", best {figure.best:,}" if figure.best is not None else "")


def middle(figure: Figure) -> float:
    """The number by which a figure is sorted."""
    known = [n for n in (figure.value, figure.best) if n is not None] or [
        n for n in (figure.low, figure.high) if n is not None
    ]
    return sum(known) / len(known)


_LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language_name(tag: str) -> str:
    """A language's English name, or its tag where the generator knows none."""
    return _LANGUAGES.get(tag.split("-", maxsplit=1)[0], tag)


def country_of(archive: Archive, article: Article) -> str | None:
    """The country of an article's publisher, as a code."""
    publisher = archive.records.get(article.publisher or "")
    return publisher.country if isinstance(publisher, Organisation) else None
