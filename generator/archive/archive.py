"""The linked archive: every record by its id, and what refers to it. Every later phase reads this.

The references to records are collected in one pass over the records, when they are first asked for (`reverse_link`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from generator import dates
from generator.archive.history import History
from generator.records.model import (
    AgentRef,
    AnyRecord,
    Article,
    Date,
    Document,
    Entity,
    Event,
    Figure,
    Kind,
    Measure,
    Occurrence,
    Organisation,
    Person,
    Place,
    Proposition,
    Quotation,
    Relation,
    Statement,
    Step,
    Story,
    Topic,
    Utterance,
    kind_of,
)
from generator.records.reached import Reached
from generator.records.scalars import PassageRef, QuotationRef
from generator.records.settings import Settings
from generator.text.collation import sort_key
from generator.text.languages import direction
from generator.text.messages import N_

R = TypeVar("R")
Key = str | PassageRef
"""An id, or a reference to a passage of an utterance."""
Pairs = Iterable[tuple[Key | None, R]]
"""Pairs of a key and what refers to it. Pairs with the key None (nothing is referred to) are skipped."""


class ReverseLink(Generic[R]):
    """A callable that returns what refers to a key, in order; an empty tuple if nothing does."""

    __slots__ = ("found",)

    def __init__(self, pairs: Pairs[R]) -> None:
        self.found: Mapping[Key, tuple[R, ...]] = group_by_key(pairs)

    def __call__(self, key: Key | None) -> tuple[R, ...]:
        return self.found.get(key, ()) if key is not None else ()


def reverse_link(pairs: Callable[[Archive], Pairs[R]]) -> cached_property[ReverseLink[R]]:
    """Decorate a method that yields pairs: it becomes a look-up by key, built once for each archive on first use."""

    def gathered(archive: Archive) -> ReverseLink[R]:
        return ReverseLink(pairs(archive))

    gathered.__doc__ = pairs.__doc__
    return cached_property(gathered)


Found_co = TypeVar("Found_co", covariant=True)


class Finding(Protocol[Found_co]):
    """A module-level function that derives something from an archive."""

    __module__: str
    __qualname__: str

    def __call__(self, archive: Archive, /) -> Found_co:
        """The derived value."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in its article."""

    article: Article
    quotation: Quotation

    @property
    def key(self) -> str:
        """article/quotation, the reference used by pages and tables."""
        return str(self.ref)

    @property
    def ref(self) -> QuotationRef:
        """The same as a value, as in `base` of a passage."""
        return QuotationRef(self.article.id, self.quotation.id)

    @property
    def language(self) -> str:
        """The language of the words."""
        return self.quotation.language or self.article.language

    @property
    def said_by(self) -> AgentRef | None:
        """Whose words these really are, which may differ from the speaker that the article names; None if nobody
        knows."""
        return self.quotation.said_by


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement in its article."""

    article: Article
    statement: Statement

    @property
    def key(self) -> str:
        """article/statement, the reference used by pages and tables."""
        return f"{self.article.id}/{self.statement.id}"

    @property
    def quotations(self) -> tuple[Quoted, ...]:
        """The quotations that it names, in the article's order, except those that are really somebody else's words."""
        named = _quotations_with_ids(self.article, self.statement.quotations)
        return tuple(q for q in named if not q.quotation.really or q.said_by == self.statement.holder)

    @property
    def date(self) -> Date | None:
        """When the stance was taken: the date of the statement, or else of the quotations that it names."""
        return self.statement.date or _day_of(self.quotations)


@dataclass(frozen=True, slots=True)
class Estimated:
    """A figure in its article."""

    article: Article
    figure: Figure

    @property
    def key(self) -> str:
        """article/figure, the reference used by pages and tables."""
        return f"{self.article.id}/{self.figure.id}"

    @property
    def as_of(self) -> Date | None:
        """The time that the number is about: `as_of` of the figure, or else the date of the quotations that it
        names."""
        return self.figure.as_of or _day_of(_quotations_with_ids(self.article, self.figure.quotations))


@dataclass(frozen=True, slots=True)
class EventReport:
    """An article that reports an event, with its report of the event."""

    article: Article
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class Mention:
    """A link from an article's body to a record: the linked words, and the sentence before and after them, as plain
    text."""

    article: Article
    target: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, eq=False)
class Archive:
    """All records of an archive, linked. Articles are sorted newest first, quotations, statements and figures earliest
    first, and most others by name; each property says so.

    Archives are compared by identity: comparing their contents would take longer than most findings.
    """

    settings: Settings
    records: Mapping[str, AnyRecord]
    paths: Mapping[str, str]  # the file of each record, relative to the archive's root
    mentions: tuple[Mention, ...] = ()
    former_ids: Mapping[str, str] = field(default_factory=dict)  # former id to present id
    history: History | None = None  # from git; None if there is none, or it was not read
    reached_addresses: Mapping[str, Reached] = field(default_factory=dict)  # by address; pages use `reached`
    finding_cache: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)  # the cache of `cached_finding`
    record_cache: dict[Any, Any] = field(
        default_factory=dict, init=False, repr=False
    )  # the cache of `cached_for_record`

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled for another process: everything except the caches."""
        return {
            it.name: {} if it.name in ("finding_cache", "record_cache") else getattr(self, it.name)
            for it in fields(self)
        }

    def __getitem__(self, record_id: str) -> AnyRecord:
        return self.records[record_id]

    def __contains__(self, record_id: str) -> bool:
        return record_id in self.records

    def cached_finding(self, finding: Finding[R]) -> R:
        """The result of a finding for this archive, computed on first use and cached."""
        if finding not in self.finding_cache:
            self.finding_cache[finding] = finding(self)
        found: R = self.finding_cache[finding]
        return found

    def cached_for_record(self, function: Callable[[Archive, str], R], record_id: str) -> R:
        """The result of a function for one record, computed on first use and cached, since many pages ask for it."""
        if (function, record_id) not in self.record_cache:
            self.record_cache[function, record_id] = function(self, record_id)
        found: R = self.record_cache[function, record_id]
        return found

    @property
    def right_to_left(self) -> bool:
        """Whether the archive's own language is written from right to left; its drawings are then mirrored."""
        return direction(self.settings.language) == "rtl"

    def build_lookups(self) -> None:
        """Build all lists and look-ups now instead of on first use. Called before forking: otherwise each process would
        build them, and thereby copy every record."""
        for name, value in vars(Archive).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    # --- every record of a kind ---

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """Every article, newest first; undated ones last."""
        dated = [a for a in self._of(Article) if a.published]
        undated = [a for a in self._of(Article) if not a.published]
        return (*sorted(dated, key=lambda a: (date_sort_key(a.published), a.id), reverse=True), *undated)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Every person, by name."""
        return _by_name(self._of(Person))

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """Every organisation, by name."""
        return _by_name(self._of(Organisation))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place, by name."""
        return _by_name(self._of(Place))

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Every document, by name."""
        return _by_name(self._of(Document))

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Every person, organisation, place and document, kind by kind, each by name."""
        return (*self.people, *self.organisations, *self.places, *self.documents)

    @cached_property
    def utterances(self) -> tuple[Utterance, ...]:
        """Every utterance, earliest first."""
        return tuple(sorted(self._of(Utterance), key=lambda u: (date_sort_key(u.said), u.title)))

    @cached_property
    def propositions(self) -> tuple[Proposition, ...]:
        """Every proposition, by its sentence."""
        return tuple(sorted(self._of(Proposition), key=lambda p: p.sentence))

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure, by name."""
        return tuple(sorted(self._of(Measure), key=lambda m: sort_key(m.name)))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event, earliest first; undated ones last."""
        return tuple(sorted(self._of(Event), key=lambda e: (date_sort_key(e.date), e.what)))

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic, by title."""
        return tuple(sorted(self._of(Topic), key=lambda t: sort_key(t.title)))

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """Every story, by title."""
        return tuple(sorted(self._of(Story), key=lambda s: sort_key(s.title)))

    @cached_property
    def quotations(self) -> tuple[Quoted, ...]:
        """Every quotation, earliest said first."""
        found = [Quoted(a, q) for a in self._of(Article) for q in a.quotations]
        return tuple(
            sorted(
                found, key=lambda x: (date_sort_key(x.quotation.said), date_sort_key(x.article.published), x.article.id)
            )
        )

    @cached_property
    def statements(self) -> tuple[Stated, ...]:
        """Every statement, earliest first."""
        found = [Stated(a, s) for a in self._of(Article) for s in a.statements]
        return tuple(
            sorted(found, key=lambda x: (date_sort_key(x.date), date_sort_key(x.article.published), x.article.id))
        )

    @cached_property
    def figures(self) -> tuple[Estimated, ...]:
        """Every figure, earliest first."""
        found = [Estimated(a, f) for a in self._of(Article) for f in a.figures]
        return tuple(
            sorted(found, key=lambda x: (date_sort_key(x.as_of), date_sort_key(x.article.published), x.article.id))
        )

    # --- one record ---

    def kind(self, record_id: str) -> Kind:
        """The kind of the record with this id."""
        return kind_of(self.records[record_id])

    def entity(self, record_id: str) -> Entity:
        """The person, organisation, place or document with this id. Raises KeyError if there is none."""
        record = self.records[record_id]
        if not isinstance(record, Entity):
            raise KeyError(record_id)
        return record

    def article(self, article_id: str) -> Article:
        """The article with this id. Raises KeyError if there is none."""
        record = self.records[article_id]
        if not isinstance(record, Article):
            raise KeyError(article_id)
        return record

    def body(self, record: Article | Story) -> str:
        """The body of an article or a story. Pages must read it here: reading a record does not count as reading its
        body, since most pages show an article without it."""
        return record.body

    # --- what refers to a record ---

    @reverse_link
    def reached(self) -> Pairs[Reached]:
        """When `archive links` found that an address leads somewhere."""
        return self.reached_addresses.items()

    @reverse_link
    def quotations_by(self) -> Pairs[Quoted]:
        """What this person or body really said, earliest first, even if an article attributes it to somebody else."""
        return ((x.said_by.id if x.said_by else None, x) for x in self.quotations)

    @reverse_link
    def attributed_to(self) -> Pairs[Quoted]:
        """What articles attribute to this person or body although somebody else said it, earliest first."""
        return ((x.quotation.speaker.id, x) for x in self.quotations if x.quotation.really)

    @reverse_link
    def statements_by(self) -> Pairs[Stated]:
        """Every position this person or body is reported to take, earliest first."""
        return ((x.statement.holder.id, x) for x in self.statements)

    @reverse_link
    def statements_on(self) -> Pairs[Stated]:
        """Every statement on a proposition, earliest first."""
        return ((x.statement.proposition, x) for x in self.statements)

    @reverse_link
    def figures_by(self) -> Pairs[Estimated]:
        """Every figure this person or body is reported to give, earliest first."""
        return ((agent.id, x) for x in self.figures for agent in x.figure.by)

    @reverse_link
    def figures_of(self) -> Pairs[Estimated]:
        """Every figure of a measure, earliest first, including figures that print this measure's number for another
        measure."""
        return ((measure, x) for x in self.figures for measure in (x.figure.measure, x.figure.misreads))

    @reverse_link
    def renderings_of(self) -> Pairs[Quoted]:
        """Every quotation that renders a passage, in order of publication."""
        by_publication = sorted(self.quotations, key=lambda x: (date_sort_key(x.article.published), x.article.id))
        return ((x.quotation.passage, x) for x in by_publication)

    @reverse_link
    def spoken_in(self) -> Pairs[str]:
        """The languages in which the archive has a passage as it was spoken: the language of its original, and those of
        the renderings judged verbatim."""
        originals = (
            (PassageRef(u.id, p.id), p.original.language) for u in self.utterances for p in u.passages if p.original
        )
        verbatim = ((x.quotation.passage, x.language) for x in self.quotations if x.quotation.fidelity == "verbatim")
        return (*originals, *verbatim)

    @reverse_link
    def published_by(self) -> Pairs[Article]:
        """What an outlet published, newest first."""
        return ((a.publisher, a) for a in self.articles)

    @reverse_link
    def relayed_from(self) -> Pairs[Article]:
        """The articles that copy or rewrite this article, or an article of this outlet, newest first."""
        return ((a.source.relays.of if a.source.relays else None, a) for a in self.articles)

    @reverse_link
    def carried_by(self) -> Pairs[Quoted]:
        """The quotations that passed through this person or body on their way to an article."""
        return ((agent, x) for x in self.quotations for agent in _carrier_ids(x.quotation.via))

    @reverse_link
    def mentions_of(self) -> Pairs[Mention]:
        """Every mention of a record in the body of an article, newest article first."""
        order = {article.id: place for place, article in enumerate(self.articles)}
        ordered = sorted(self.mentions, key=lambda m: order[m.article.id])
        return ((m.target, m) for m in ordered)

    @reverse_link
    def articles_naming(self) -> Pairs[Article]:
        """The articles that name an entity, newest first: in the body, or as speaker, holder, source of a figure,
        carrier or publisher."""
        return ((entity, a) for a in self.articles for entity in self.named_in(a.id))

    @reverse_link
    def ids_naming(self) -> Pairs[str]:
        """The ids of the articles that name an entity. A page that needs only the ids should use this: it is then not
        made again when only the contents of such an article change."""
        return ((entity, a.id) for a in self.articles for entity in self.named_in(a.id))

    @reverse_link
    def articles_on(self) -> Pairs[Article]:
        """The articles filed under a topic, newest first."""
        return ((topic, a) for a in self.articles for topic in a.topics)

    @reverse_link
    def neighbours_of(self) -> Pairs[tuple[Any, Any]]:
        """The articles or events before and after one in the archive's order, as a single pair, with None at either
        end."""
        for every in (self.articles, self.events):
            yield from zip((x.id for x in every), zip((None, *every), (*every[1:], None), strict=False), strict=False)

    @reverse_link
    def reports_of(self) -> Pairs[EventReport]:
        """The articles that report an event, newest first."""
        return ((o.event, EventReport(a, o)) for a in self.articles for o in a.events)

    @reverse_link
    def events_at(self) -> Pairs[Event]:
        """What happened at a place, earliest first."""
        return ((e.place, e) for e in self.events)

    @reverse_link
    def events_of(self) -> Pairs[Event]:
        """The events that someone took part in, earliest first."""
        return ((party, e) for e in self.events for party in e.participants)

    @reverse_link
    def utterances_by(self) -> Pairs[Utterance]:
        """The occasions on which someone spoke, earliest first."""
        return ((u.speaker.id, u) for u in self.utterances)

    @reverse_link
    def members_of(self) -> Pairs[Person]:
        """The people with a role in a body, past or present, by name."""
        return ((role, p) for p in self.people for role in dict.fromkeys(r.of for r in p.roles))

    @reverse_link
    def parts_of(self) -> Pairs[Entity]:
        """The bodies that belong to a body, or the places that lie within a place, by name."""
        within = ((p.within, p) for p in self.places)
        belonging = ((o.part_of, o) for o in self.organisations)
        return [*within, *belonging]

    @reverse_link
    def documents_of(self) -> Pairs[Document]:
        """The documents that someone is a party to, by name."""
        return ((party, d) for d in self.documents for party in d.parties)

    @reverse_link
    def utterances_at(self) -> Pairs[Utterance]:
        """What was said at a place, earliest first."""
        return ((u.place, u) for u in self.utterances)

    @reverse_link
    def utterances_during(self) -> Pairs[Utterance]:
        """What was said at an event, earliest first."""
        return ((u.event, u) for u in self.utterances)

    @reverse_link
    def events_within(self) -> Pairs[Event]:
        """The events that are parts of an event, earliest first."""
        return ((e.part_of, e) for e in self.events)

    @reverse_link
    def relations_to(self) -> Pairs[tuple[Person | Organisation, Relation]]:
        """Pairs of a person or body with a relation to an entity, and that relation, by name."""
        bearers: tuple[Person | Organisation, ...] = (*self.people, *self.organisations)
        return ((r.to, (e, r)) for e in bearers for r in e.relations)

    @reverse_link
    def named_in(self) -> Pairs[str]:
        """The ids of the entities that an article names, in the order of their first mention: first in the body, then
        in the annotation."""
        mentioned: dict[str, list[str]] = defaultdict(list)
        for mention in self.mentions:
            mentioned[mention.article.id].append(mention.target)
        for article in self._of(Article):
            for name in dict.fromkeys([*mentioned[article.id], *_named_ids(article)]):
                if isinstance(self.records.get(name), Entity):
                    yield article.id, name

    def authors_of(self, article: Article) -> tuple[str, ...]:
        """The names of an article's authors: as printed, or else as in their records."""
        return tuple(author.name or self.records[author.by or ""].name for author in article.authors)

    def named_with(self, record_id: str) -> tuple[tuple[str, int], ...]:
        """Entities named in the same articles, each with the number of those articles, the highest number first."""
        together: dict[str, int] = defaultdict(int)
        for article in self.articles_naming(record_id):
            for other in self.named_in(article.id):
                if other != record_id:
                    together[other] += 1
        return tuple(sorted(together.items(), key=lambda pair: (-pair[1], sort_key(self.entity(pair[0]).sort_name))))

    # --- every record of a class ---

    def _of(self, cls: type[R]) -> tuple[R, ...]:
        return self._by_class.get(cls.__name__, ())

    @cached_property
    def _by_class(self) -> Mapping[str, tuple[Any, ...]]:
        return group_by_key((type(record).__name__, record) for record in self.records.values())


DAY_OF_QUOTATION = N_("the day of its quotation")
DAYS_OF_QUOTATIONS = N_("the days of its quotations")
"""The basis of a date that the record does not give, and that is taken from the quotations of a position or a
figure."""


def _quotations_with_ids(article: Article, ids: tuple[str, ...]) -> tuple[Quoted, ...]:
    return tuple(Quoted(article, q) for q in article.quotations if q.id in ids) if ids else ()


def _day_of(quotations: Iterable[Quoted]) -> Date | None:
    """The date of these quotations: the narrowest of their dates or, if these exclude each other, the span of all. None
    if none is known."""
    known = [q.quotation.said.edtf for q in quotations if q.quotation.said]
    if not known:
        return None
    open_days = {edtf.text: (dates.days_between(edtf, edtf) or (0, float("inf")))[1] for edtf in known}
    narrowest = min(known, key=lambda edtf: (open_days[edtf.text], dates.sort_key(edtf), edtf.text))
    starts = [edtf.earliest for edtf in known if edtf.earliest]
    ends = [edtf.latest for edtf in known if edtf.latest]
    if starts and ends and max(starts) > min(ends):
        return Date.model_validate({"edtf": f"[{min(starts).iso}..{max(ends).iso}]", "basis": DAYS_OF_QUOTATIONS})
    return Date.model_validate({"edtf": narrowest.text, "basis": DAY_OF_QUOTATION})


def date_sort_key(date: Date | None) -> tuple[Any, ...]:
    """A sort key for a date: its earliest bound, then its latest. None sorts last."""
    return dates.sort_key(date.edtf if date else None)


def _named_ids(article: Article) -> Iterable[str]:
    """The ids of the entities that an article's annotation names, in order, with repeats."""
    for quotation in article.quotations:
        yield from filter(None, [quotation.speaker.id])
        yield from _carrier_ids(quotation.via)
    for statement in article.statements:
        yield from filter(None, [statement.holder.id])
        yield from _carrier_ids(statement.via)
    for figure in article.figures:
        yield from filter(None, (agent.id for agent in figure.by))
        yield from _carrier_ids(figure.via)
    if article.source.relays:
        yield article.source.relays.of
    if article.publisher:
        yield article.publisher


def _carrier_ids(via: tuple[Step, ...]) -> Iterable[str]:
    return dict.fromkeys(agent for step in via for agent in step.by)


def group_by_key(pairs: Iterable[tuple[Any, R]]) -> dict[Any, tuple[R, ...]]:
    """The values by key, each group in the order of the pairs. Pairs with the key None are skipped."""
    groups: dict[Any, list[R]] = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


E_ = TypeVar("E_", Person, Organisation, Place, Document)


def _by_name(entities: tuple[E_, ...]) -> tuple[E_, ...]:
    return tuple(sorted(entities, key=lambda e: (sort_key(e.sort_name), e.id)))
