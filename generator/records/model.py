"""The models of all records, frozen. Nothing here is about pages.

A record is made from the tree of its file, in which every scalar is text. Short forms are widened first (a date may be
a scalar, a step of `via` an id), so that every later phase sees one form only. References are ids, marked with the
kinds that they may name; `link` resolves them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationInfo,
    field_validator,
    model_validator,
)

from generator import dates
from generator.records.scalars import (
    Amount,
    Country,
    EdtfText,
    GeoNames,
    Id,
    Isni,
    Language,
    Latitude,
    Line,
    Longitude,
    Offset,
    Ordinal,
    PassagePath,
    Prose,
    QuotationPath,
    Sha256,
    TimeCode,
    Truth,
    Url,
    Viaf,
    Wikidata,
    Words,
    fault,
    seconds,
)
from generator.text import names
from generator.text.messages import _

Kind = Literal[
    "article",
    "person",
    "organisation",
    "place",
    "document",
    "utterance",
    "proposition",
    "measure",
    "event",
    "topic",
    "story",
]
EntityKind = Literal["person", "organisation", "place", "document"]
Stance = Literal["asserts", "confirms", "denies", "declines", "retracts", "doubts"]
Fidelity = Literal["verbatim", "translation", "altered", "paraphrase"]
Ground = Literal["words", "verb", "headline", "inferred"]
"""What a position rests on: the holder's own quoted words, the reporter's verb, a headline or lead, an editor's
inference."""
Review = Literal["needed"]
"""`needed`: proposed by a program, and not yet reviewed. The reviewer deletes the key."""

SourceKind = Literal[
    "article", "post", "video", "audio", "broadcast", "transcript", "press release", "report", "document", "interview"
]
"""What was published. A source of which nothing is said is an article."""
CITED_BY: dict[SourceKind, tuple[str, ...]] = {
    "article": ("number", "pages"),
    "post": ("channel", "account", "number"),
    "video": ("channel", "programme", "account"),
    "audio": ("channel", "programme", "account"),
    "broadcast": ("channel", "programme"),
    "transcript": ("channel", "programme", "number", "pages"),
    "press release": ("number", "pages"),
    "report": ("number", "pages"),
    "document": ("number", "pages"),
    "interview": ("channel", "programme", "account", "number", "pages"),
}
"""The keys of `source` that a citation of each kind may have, beside those that every kind has."""
CITING: tuple[str, ...] = ("channel", "programme", "account", "number", "pages")
"""Those keys, in the order of records."""
NEEDED: dict[SourceKind, tuple[str, ...]] = {
    "post": ("account",),
    "video": ("channel", "account"),
    "audio": ("channel", "account"),
    "broadcast": ("channel",),
}
"""Of these a citation needs one: without it nobody finds the source again when its address is dead."""

FOLDERS: dict[str, Kind] = {
    "articles": "article",
    "people": "person",
    "organisations": "organisation",
    "places": "place",
    "documents": "document",
    "utterances": "utterance",
    "propositions": "proposition",
    "measures": "measure",
    "events": "event",
    "topics": "topic",
    "stories": "story",
}
"""The folder of `content/` in which each kind of record lives."""

IN_MARKDOWN: frozenset[Kind] = frozenset({"article", "story"})
"""Kinds whose files have a body in Markdown below the annotation; all others are YAML alone."""

ENTITY_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place", "document")


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks an id as a reference to a record of one of these kinds."""

    kinds: tuple[Kind, ...]


# --- references ----------------------------------------------------------------------------------------------------------

AgentId = Annotated[Id, Refers(("person", "organisation"))]
OrganisationId = Annotated[Id, Refers(("organisation",))]
PlaceId = Annotated[Id, Refers(("place",))]
EventId = Annotated[Id, Refers(("event",))]
MeasureId = Annotated[Id, Refers(("measure",))]
PropositionId = Annotated[Id, Refers(("proposition",))]
TopicId = Annotated[Id, Refers(("topic",))]
ArticleId = Annotated[Id, Refers(("article",))]
SourceId = Annotated[Id, Refers(("article", "organisation"))]
PartyId = Annotated[Id, Refers(("person", "organisation", "place"))]


# --- parts that recur ----------------------------------------------------------------------------------------------------


class Part(BaseModel):
    """Something written in a record: frozen, and without keys of the author's own."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_unsaid(cls, tree: Any) -> Any:
        """Treat a key with null as left out, unless the key is required."""
        if not isinstance(tree, dict) or None not in tree.values():
            return tree
        fields = {field.alias or name: field for name, field in cls.model_fields.items()}
        unsaid = {
            key for key, value in tree.items() if value is None and key in fields and not fields[key].is_required()
        }
        return {key: value for key, value in tree.items() if key not in unsaid}

    @model_validator(mode="after")
    def _lightened(self) -> Self:
        """Share the set of the keys that were written with all parts that have the same: there are a few dozen of them, and they
        were a third of what records take of memory. And set each value by itself: Python then keeps the names of all values once for a
        class, and not in each part."""
        written = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _shared(frozenset(written), written))
        values = self.__dict__
        object.__delattr__(self, "__dict__")
        for name, value in values.items():
            object.__setattr__(self, name, value)
        return self


T = TypeVar("T")


class _Shared(dict[Any, Any]):
    """Values by what makes them equal, so that equal ones need to be held but once."""

    def __call__(self, key: Any, value: T) -> T:
        if len(self) >= _MOST:  # a server goes on and on
            self.clear()
        found: T = self.setdefault(key, value)
        return found


_MOST = 1 << 16
_shared = _Shared()


def _date(value: Any) -> Any:
    return value if isinstance(value, dict | Date) else {"edtf": value}


class Date(Part):
    """A date as far as it is known: EDTF, the words as printed, and the basis of any inference."""

    edtf: EdtfText
    words: Line | None = None
    basis: Prose | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _named(cls, value: Any, make: ModelWrapValidatorHandler[Self]) -> Self:
        date = make(value)
        named = dates.worded_as(date.edtf, date.words) if date.words else date.edtf
        return date.model_copy(update={"edtf": named}) if named.as_worded else date


def _one_date(date: Date) -> Date:
    return _shared((Date, date.edtf.text, date.edtf.as_worded, date.words, date.basis), date)


When = Annotated[Date, BeforeValidator(_date), AfterValidator(_one_date)]


def _agent(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) != {"unnamed"}:
            raise fault(
                "bad-party",
                "a speaker or source is an id, or a mapping with the one key 'unnamed'",
                'write {unnamed: "a Ukrainian official"}',
            )
        return value
    return {"id": value}


class AgentRef(Part):
    """Who spoke, held or counted: a person or body by id, or a source that the article leaves unnamed, in its words."""

    id: AgentId | None = None
    unnamed: Line | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.id is None) == (self.unnamed is None):
            raise fault("bad-party", "nobody stands here", "write an id, or {unnamed: …} with the outlet's words")
        return self

    @property
    def key(self) -> str:
        """What identifies it: the id, or the outlet's words in lower case."""
        return self.id or (self.unnamed or "").casefold()


def _one_agent(agent: AgentRef) -> AgentRef:
    return _shared((AgentRef, agent.id, agent.unnamed), agent)


Agent = Annotated[AgentRef, BeforeValidator(_agent), AfterValidator(_one_agent)]


def _step(value: Any) -> Any:
    if isinstance(value, dict):
        return {**value, "by": [value["by"]]} if isinstance(value.get("by"), str) else value
    return {"by": [value]}


class Step(Part):
    """One carrier on the way from the speaker to the article."""

    by: tuple[AgentId, ...] = ()
    unnamed: Line | None = None
    implied: Truth = False
    article: ArticleId | None = None
    date: When | None = None
    channel: Line | None = None
    note: Prose | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if bool(self.by) == bool(self.unnamed):
            if self.unnamed:
                raise fault("bad-step", "by and unnamed stand together", "keep one, or make two steps of them")
            raise fault(
                "bad-step", "the step names nobody", "write `by` with an id, or `unnamed` with the outlet's words"
            )
        return self


Via = tuple[Annotated[Step, BeforeValidator(_step)], ...]


def _named(value: Any) -> Any:
    return value if isinstance(value, dict) else {"name": value}


class Alias(Part):
    """Another name or spelling, with its language where it is not the archive's, and whether it is an abbreviation."""

    name: Line
    language: Language | None = None
    abbr: Truth = False


class Role(Part):
    """What someone was, where, and how long."""

    title: Line
    of: OrganisationId | None = None
    from_: When | None = Field(None, alias="from")
    to: When | None = None


class Relation(Part):
    """A tie to another entity that no field of the record expresses."""

    to: PartyId
    kind: Line
    from_: When | None = Field(None, alias="from")
    to_date: When | None = None
    source: Line | None = None


# --- an article ----------------------------------------------------------------------------------------------------------


class Capture(Part):
    """An archived copy on the web."""

    url: Url
    captured: When | None = None


def _relay(value: Any) -> Any:
    return value if isinstance(value, dict) else {"of": value}


class Relay(Part):
    """What an article copies or rewrites: another article, or an outlet whose article is not in the archive."""

    of: SourceId
    basis: Prose | None = None


State = Literal["corrected", "updated", "withdrawn", "gone"]
"""What became of a source after it was published: `gone` where its address leads nowhere any more."""


class SourceStatus(Part):
    """What became of a source after it was published, since when, and how one knows."""

    is_: State = Field(alias="is")
    on: When | None = None
    basis: Prose


class SourceVersion(Part):
    """One state in which a source was published, as it was read or captured: what it changed in the one before."""

    id: Id
    seen: When | None = None
    captured: When | None = None
    archived: Url | None = None
    sha256: Sha256 | None = None
    changed: Prose | None = None


class Provenance(Part):
    """Where an article was found, which copy was read, and what that copy goes back to. `channel` to `pages` are what a source of its
    kind is cited by (CITED_BY)."""

    kind: SourceKind | None = None
    channel: Line | None = None
    programme: Line | None = None
    account: Line | None = None
    number: Line | None = None
    pages: Line | None = None
    url: Url | None = None
    archived: tuple[Capture, ...] = ()
    seen: When | None = None
    copy_: Literal["whole", "excerpt"] | None = Field(None, alias="copy")
    sha256: Sha256 | None = None
    versions: tuple[SourceVersion, ...] = ()
    relays: Annotated[Relay, BeforeValidator(_relay)] | None = None
    status: SourceStatus | None = None

    @property
    def published_as(self) -> SourceKind:
        """Its kind; an article where none is said."""
        return self.kind or "article"


class Rights(Part):
    """A code of rightsstatements.org or a Creative Commons licence, and how much of the text is kept here."""

    status: Line = "InC"
    text: Literal["summary", "full"] = "summary"


def _parts(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _spans(value: Any) -> Any:
    spans = [value] if isinstance(value, list) and value and not isinstance(value[0], list) else value
    if not isinstance(spans, list) or not all(isinstance(span, list) and len(span) == 2 for span in spans):
        raise fault(
            "bad-span",
            "a span is two offsets, as in [1151, 1181]",
            "`at` is written by `archive verify`: leave it out; a time or a page goes under `where`",
        )
    return spans


class Attribution(Part):
    """Whose words these really are, where the article gives them to another: null where that is not known."""

    speaker: AgentId | None
    basis: Prose


class Turn(Part):
    """Words that change the meaning, and why: an editor's finding. No program writes it."""

    words: Words
    why: Line
    prefix: Words | None = None
    suffix: Words | None = None


class Spot(Part):
    """Where words stand in a source, by what a reader goes by there: the time of a recording, a page of the file, a paragraph counted
    from 1, the number of a post."""

    time: TimeCode | None = None
    until: TimeCode | None = None
    page: Ordinal | None = None
    paragraph: Ordinal | None = None
    post: Line | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.until and (self.time is None or seconds(self.until) <= seconds(self.time)):
            raise fault(
                "spot-ends-first", "until is not later than time", "write when the words begin, then when they end"
            )
        if not (self.time or self.page or self.paragraph or self.post):
            raise fault("spot-nowhere", "no place stands here", "write time, page, paragraph or post, or leave it out")
        return self


SPOTS: dict[str, tuple[SourceKind, ...]] = {
    "time": ("video", "audio", "broadcast", "transcript", "interview"),
    "page": ("article", "transcript", "press release", "report", "document", "interview"),
    "paragraph": ("article", "post", "transcript", "press release", "report", "document", "interview"),
    "post": ("post",),
}
"""In which kinds of source words have such a place."""


class Deed(Part):
    """Who did something to a record, by a handle or name, and when."""

    by: Line
    on: When | None = None


class Reliability(Part):
    """How far the archive trusts an outlet, or takes what an article reports for true: a code of the scheme that its settings name, why, and
    who judged when."""

    code: Line
    basis: Prose
    by: Line | None = None
    on: When | None = None


class FidelityReading(Part):
    """A judgement of how words compare with what was said that somebody made by themselves, without looking at the record's own."""

    by: Line
    fidelity: Fidelity
    on: When | None = None
    note: Prose | None = None


class StanceReading(Part):
    """A judgement of a stance that somebody made by themselves, without looking at the record's own."""

    by: Line
    stance: Stance
    on: When | None = None
    note: Prose | None = None


class Quotation(Part):
    """Words that an article prints between quotation marks, and whose they are."""

    id: Id
    review: Review | None = None
    speaker: Agent
    role: Line | None = None
    really: Attribution | None = None
    text: Annotated[tuple[Words, ...], BeforeValidator(_parts), Field(min_length=1)]
    context: Prose | None = None
    cue: Line | None = None
    said: When | None = None
    to: Line | None = None
    via: Via = ()
    translated: Truth = None
    language: Language | None = None
    passage: PassagePath | None = Field(None, alias="utterance")
    fidelity: Fidelity | None = None
    turns: tuple[Turn, ...] = ()
    readings: tuple[FidelityReading, ...] = ()
    note: Prose | None = None
    prefix: Words | None = None
    suffix: Words | None = None
    where: Spot | None = None
    version: Annotated[tuple[Id, ...], BeforeValidator(_parts)] = ()
    at: Annotated[tuple[tuple[Offset, Offset], ...], BeforeValidator(_spans)] = ()

    @field_validator("at")
    @classmethod
    def _spans_fit(cls, at: tuple[tuple[int, int], ...], before: ValidationInfo) -> tuple[tuple[int, int], ...]:
        text = before.data.get("text")
        if at and text and len(at) != len(text):
            fits = f"`at` has {len(at)} span{'s' * (len(at) > 1)}, and the text has {len(text)} part{'s' * (len(text) > 1)}"
            raise fault("bad-span", fits, "run `archive verify` again")
        if any(start >= end for start, end in at) or list(at) != sorted(at):
            raise fault("bad-span", "`at` does not run forward", "run `archive verify` again")
        return at

    @property
    def said_by(self) -> AgentRef | None:
        """Who said it: by `really`, where that is given, or else the speaker. None where nobody knows."""
        if self.really is None:
            return self.speaker
        return AgentRef(id=self.really.speaker) if self.really.speaker else None

    @property
    def reworded(self) -> bool:
        """Whether the article is judged to have changed the words: `altered`, or a paraphrase."""
        return self.fidelity in ("altered", "paraphrase")

    @property
    def words(self) -> str:
        """The quoted words as one text, with […] where the reporting clause interrupts them."""
        return " […] ".join(self.text)


class Statement(Part):
    """A position that someone takes on a proposition, as an article reports it."""

    id: Id
    review: Review | None = None
    holder: Agent
    stance: Stance
    proposition: PropositionId
    date: When | None = None
    via: Via = ()
    quotations: tuple[Id, ...] = ()
    rests_on: Ground | None = None
    basis: Prose | None = None
    readings: tuple[StanceReading, ...] = ()
    note: Prose | None = None


class Figure(Part):
    """An estimate of one measure, as an article reports it."""

    id: Id
    review: Review | None = None
    measure: MeasureId
    value: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    best: Amount | None = None
    by: tuple[Agent, ...] = ()
    as_of: When | None = None
    qualifier: Line | None = None
    via: Via = ()
    quotations: tuple[Id, ...] = ()
    misreads: MeasureId | None = None
    note: Prose | None = None

    @field_validator("low", "high", "best")
    @classmethod
    def _one_reading(cls, number: float, before: ValidationInfo) -> int | float:
        """Each number is judged against those above it, so that the problem points at the number that is wrong."""
        value, low, high = (before.data.get(name) for name in ("value", "low", "high"))
        name = before.field_name
        if value is not None:
            raise fault(
                "number-and-range",
                f"{name} stands beside value",
                "write value for one number, low and high for a range",
            )
        if name == "high" and low is not None and number < low:
            raise fault("range-reversed", f"high ({number}) is below low ({low})", "exchange them")
        if name == "best" and ((low is not None and number < low) or (high is not None and number > high)):
            raise fault("range-reversed", f"best ({number}) lies outside low and high", "look the three up again")
        return number

    @model_validator(mode="after")
    def _some_reading(self) -> Self:
        if self.value is None and self.low is None and self.high is None:
            raise fault("no-number", "the figure has no number", "write value, or low and high")
        return self


def _author(value: Any) -> Any:
    return value if isinstance(value, dict) else {"name": value}


class Author(Part):
    """Who wrote or made a source: a name as printed, and whose it is where the archive has them."""

    name: Line | None = None
    by: AgentId | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.name is None and self.by is None:
            raise fault("author-nobody", "nobody stands here", "write the name as printed, or {by: …} with an id")
        return self


def _occurrence(value: Any) -> Any:
    return value if isinstance(value, dict) else {"event": value}


class Occurrence(Part):
    """An event that an article tells of, with the article's own date where that differs from the event's."""

    event: EventId
    date: When | None = None
    note: Prose | None = None


def _found(value: Any) -> Any:
    """`none` for nothing, or the id of one article."""
    if isinstance(value, str):
        return [] if value == "none" else [value]
    if value is None or value == []:
        raise fault("found-unsaid", "the search does not say what was found", "write none, or the ids of articles")
    return value


class Search(Part):
    """Somebody looked for an event or a claim in what one outlet publishes: for what, when, and what was found. Only with
    this do pages say that nothing was found; without it, that nobody has looked."""

    where: OrganisationId
    for_: Line = Field(alias="for")
    by: Line
    on: When
    found: Annotated[tuple[ArticleId, ...], BeforeValidator(_found)]
    note: Prose | None = None


class Record(Part):
    """What every record has: an id, which is the stem of its file."""

    id: Id
    notes: Prose | None = None


class Article(Record):
    """One published piece: what it says, who says it, where it comes from. `body` is Markdown."""

    title: Line | None
    supplied_title: Line | None = None
    headline: Line | None = None
    deck: Line | None = None
    language: Language = "en"
    publisher: OrganisationId | None = None
    authors: tuple[Annotated[Author, BeforeValidator(_author)], ...] = ()
    published: When | None = None
    source: Provenance = Provenance()
    rights: Rights = Rights()
    annotated: tuple[Deed, ...] = ()
    reviewed: tuple[Deed, ...] = ()
    reliability: Reliability | None = None
    review: Review | None = None
    topics: tuple[TopicId, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Annotated[Occurrence, BeforeValidator(_occurrence)], ...] = ()
    body: str = ""

    @model_validator(mode="after")
    def _one_title(self) -> Self:
        if self.title and self.supplied_title:
            raise fault(
                "two-titles", "title and supplied_title stand together", "keep the headline that the copy prints"
            )
        return self

    def has_now(self, quotation: Quotation) -> bool:
        """Whether the last version of its source has these words, and so a full text that is kept here."""
        versions = self.source.versions
        return not versions or not quotation.version or versions[-1].id in quotation.version

    @property
    def titled(self) -> bool:
        """Whether it has a title, printed or supplied."""
        return bool(self.title or self.supplied_title)

    @property
    def name(self) -> str:
        """The printed title or, in square brackets, as archivists do, the one that the archive supplied."""
        return self.title or f"[{self.supplied_title or _('No title in the copy')}]"


# --- entities ------------------------------------------------------------------------------------------------------------


class _Entity(Record):
    name: Line
    also: tuple[Annotated[Alias, BeforeValidator(_named)], ...] = ()
    headline: Line | None = None
    summary: Prose | None = None
    wikidata: Wikidata | None = None
    formerly: tuple[Id, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all other names, each once."""
        return tuple(dict.fromkeys((self.name, *(alias.name for alias in self.also))))

    @property
    def looked_up(self) -> str:
        """What it is looked up by in a list of names."""
        return self.name

    def spelt_out(self, abbreviation: str, language: str) -> str | None:
        """What an abbreviation of it stands for, in the archive's `language`; None where it has no longer name."""
        return names.spelt_out(
            self.name, (it.name for it in self.also if it.language in (None, language)), abbreviation
        )


class Person(_Entity):
    """Someone who is named."""

    sort: Line | None = None
    country: Country | None = None
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()
    isni: Isni | None = None
    viaf: Viaf | None = None

    @property
    def looked_up(self) -> str:
        """Its `sort` or, where the record has none, its name."""
        return self.sort or self.name


class Organisation(_Entity):
    """A body that speaks, publishes or is named: an outlet, an agency, a ministry, a state."""

    kind: Line | None = None
    country: Country | None = None
    part_of: OrganisationId | None = None
    site: Url | None = None
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()
    reliability: Reliability | None = None
    isni: Isni | None = None
    viaf: Viaf | None = None


def _point(value: Any) -> Any:
    if not isinstance(value, list) or len(value) != 2:
        raise fault("bad-point", "a point is two numbers", "write [latitude, longitude]")
    return value


class Place(_Entity):
    """Somewhere, with a point where one is known (WGS 84, latitude first)."""

    country: Country | None = None
    within: PlaceId | None = None
    point: Annotated[tuple[Latitude, Longitude], BeforeValidator(_point)] | None = None
    precision: Line | None = None
    basis: Line | None = None
    geonames: GeoNames | None = None


class Document(_Entity):
    """A text that is referred to: a treaty, a resolution, a report."""

    date: When | None = None
    url: Url | None = None
    parties: tuple[PartyId, ...] = ()


# --- what articles are compared by ---------------------------------------------------------------------------------------


class Original(Part):
    """The words in the speaker's own language, and where they were found."""

    language: Language
    text: Words
    turns: tuple[Turn, ...] = ()
    source: Line


class Passage(Part):
    """One sentence or phrase of an utterance: renderings are compared within it."""

    id: Id
    gist: Line
    original: Original | None = None
    base: QuotationPath | None = None


class Utterance(Record):
    """One occasion of speech, which several articles may render."""

    title: Line
    headline: Line | None = None
    speaker: Agent
    said: When | None = None
    form: Line | None = None
    to: Line | None = None
    place: PlaceId | None = None
    event: EventId | None = None
    passages: Annotated[tuple[Passage, ...], Field(min_length=1)]
    summary: Prose | None = None

    @property
    def name(self) -> str:
        """The title."""
        return self.title


class Proposition(Record):
    """One neutral sentence that parties assert, confirm or deny."""

    sentence: Line
    headline: Line | None = None
    contradicts: tuple[PropositionId, ...] = ()
    implies: tuple[PropositionId, ...] = ()
    summary: Prose | None = None
    searches: tuple[Search, ...] = ()

    @property
    def name(self) -> str:
        """The sentence without its full stop, as headings and links have it."""
        return self.sentence.removesuffix(".")


class Measure(Record):
    """What a number counts, so that numbers can be compared."""

    name: Line
    headline: Line | None = None
    counts: Prose
    unit: Line | None = None
    summary: Prose | None = None


class Event(Record):
    """What happened, when as far as known, and where."""

    what: Line
    headline: Line | None = None
    date: When | None = None
    place: PlaceId | None = None
    participants: tuple[PartyId, ...] = ()
    kind: Line | None = None
    part_of: EventId | None = None
    summary: Prose | None = None
    searches: tuple[Search, ...] = ()

    @property
    def name(self) -> str:
        """What happened."""
        return self.what


class Topic(Record):
    """A subject under which articles are filed."""

    title: Line
    headline: Line | None = None
    summary: Prose | None = None

    @property
    def name(self) -> str:
        """The title."""
        return self.title


# --- what is told of them ------------------------------------------------------------------------------------------------


class NamedReversal(Part):
    """A change of sides: of whom, and on which claim."""

    holder: AgentId
    proposition: PropositionId


class StoryStep(Part):
    """One step of a story: what is shown beside the words that stand in the body under the heading with its id."""

    id: Id
    quotations: Annotated[tuple[QuotationPath, ...], BeforeValidator(_parts)] = ()
    reversal: NamedReversal | None = None
    measure: MeasureId | None = None
    event: EventId | None = None

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if not (self.quotations or self.reversal or self.measure or self.event):
            raise fault(
                "step-shows-nothing",
                "the step shows nothing",
                "write quotations, a reversal, a measure or an event, on which its words rest",
            )
        return self


def _some_steps(steps: tuple[StoryStep, ...]) -> tuple[StoryStep, ...]:
    if not steps:
        raise fault("empty-list", "the list is empty", "write at least one")
    return steps


class Story(Record):
    """Steps through the archive in an order that editors chose, each with the evidence that it rests on. `body` is Markdown: a
    heading `## … {#id}` opens the words of each step."""

    title: Line
    lead: Prose
    steps: Annotated[tuple[StoryStep, ...], AfterValidator(_some_steps)]
    body: str = ""

    @property
    def name(self) -> str:
        """The title."""
        return self.title


Entity = Person | Organisation | Place | Document
AnyRecord = Article | Entity | Utterance | Proposition | Measure | Event | Topic | Story

RECORDS: dict[Kind, type[AnyRecord]] = {
    "article": Article,
    "person": Person,
    "organisation": Organisation,
    "place": Place,
    "document": Document,
    "utterance": Utterance,
    "proposition": Proposition,
    "measure": Measure,
    "event": Event,
    "topic": Topic,
    "story": Story,
}


def kind_of(record: AnyRecord) -> Kind:
    """The kind of a record."""
    return type(record).__name__.lower()  # type: ignore[return-value]
