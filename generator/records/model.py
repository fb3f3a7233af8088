"""The models of all records, frozen. Nothing here is about pages.

A record is made from the tree of its file, in which every scalar is text. Short forms are expanded first (a date may be
a scalar, a step of `via` an id), so that later phases see only one form. References are ids, annotated with the kinds
of records that they may refer to; `link` resolves them.
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
"""The evidence for a stance: the holder's own quoted words, the reporter's verb, a headline or lead, an editor's
inference."""
Review = Literal["needed"]
"""`needed`: proposed by a program, and not yet reviewed. The reviewer deletes the key."""

SourceKind = Literal[
    "article", "post", "video", "audio", "broadcast", "transcript", "press release", "report", "document", "interview"
]
"""The kind of a source. The default is an article."""
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
"""The keys of `source` that a citation of each kind may have, besides those that every kind has."""
CITING: tuple[str, ...] = ("channel", "programme", "account", "number", "pages")
"""All of these keys, in the order of records."""
NEEDED: dict[SourceKind, tuple[str, ...]] = {
    "post": ("account",),
    "video": ("channel", "account"),
    "audio": ("channel", "account"),
    "broadcast": ("channel",),
}
"""Keys of which a citation needs at least one: otherwise nobody could find the source again once its address is
dead."""

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
"""The kind of record in each folder of `content/`."""

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


# --- shared parts --------------------------------------------------------------------------------------------------------


class Part(BaseModel):
    """A mapping in a record: frozen, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_nulls(cls, tree: Any) -> Any:
        """Treat a key with null as left out, unless the key is required."""
        if not isinstance(tree, dict) or None not in tree.values():
            return tree
        fields = {field.alias or name: field for name, field in cls.model_fields.items()}
        unsaid = {
            key for key, value in tree.items() if value is None and key in fields and not fields[key].is_required()
        }
        return {key: value for key, value in tree.items() if key not in unsaid}

    @model_validator(mode="after")
    def _share_field_sets(self) -> Self:
        """Save memory. Parts with the same keys share one set of them: there are a few dozen such sets, and without
        sharing they take a third of the memory of all records. Attributes are set one by one, so that Python's
        key-sharing dictionaries store their names once per class instead of once per part."""
        written = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _shared(frozenset(written), written))
        values = self.__dict__
        object.__delattr__(self, "__dict__")
        for name, value in values.items():
            object.__setattr__(self, name, value)
        return self


T = TypeVar("T")


class _Shared(dict[Any, Any]):
    """A cache of values by key, so that equal values share one object."""

    def __call__(self, key: Any, value: T) -> T:
        if len(self) >= _MOST:  # limits memory in a long-running server
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
    def _reuse_equal(cls, value: Any, make: ModelWrapValidatorHandler[Self]) -> Self:
        date = make(value)
        named = dates.mark_as_worded(date.edtf, date.words) if date.words else date.edtf
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
    """Who spoke, took a stance or counted: the id of a person or organisation, or a source that the article leaves
    unnamed, in its words."""

    id: AgentId | None = None
    unnamed: Line | None = None

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if (self.id is None) == (self.unnamed is None):
            raise fault("bad-party", "nobody is named here", "write an id, or {unnamed: …} with the outlet's words")
        return self

    @property
    def key(self) -> str:
        """A key that identifies the person or body: the id, or the outlet's words in lower case."""
        return self.id or (self.unnamed or "").casefold()


def _one_agent(agent: AgentRef) -> AgentRef:
    return _shared((AgentRef, agent.id, agent.unnamed), agent)


Agent = Annotated[AgentRef, BeforeValidator(_agent), AfterValidator(_one_agent)]


def _step(value: Any) -> Any:
    if isinstance(value, dict):
        return {**value, "by": [value["by"]]} if isinstance(value.get("by"), str) else value
    return {"by": [value]}


class Step(Part):
    """One person or organisation that passed the words on, between the speaker and the article."""

    by: tuple[AgentId, ...] = ()
    unnamed: Line | None = None
    implied: Truth = False
    article: ArticleId | None = None
    date: When | None = None
    channel: Line | None = None
    note: Prose | None = None

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if bool(self.by) == bool(self.unnamed):
            if self.unnamed:
                raise fault("bad-step", "by and unnamed cannot be used together", "keep one, or make two steps of them")
            raise fault(
                "bad-step", "the step names nobody", "write `by` with an id, or `unnamed` with the outlet's words"
            )
        return self


Via = tuple[Annotated[Step, BeforeValidator(_step)], ...]


def _alias_from_text(value: Any) -> Any:
    return value if isinstance(value, dict) else {"name": value}


class Alias(Part):
    """Another name or spelling, with its language if that is not the archive's, and whether it is an abbreviation."""

    name: Line
    language: Language | None = None
    abbr: Truth = False


class Role(Part):
    """A role that somebody had, in which organisation, and how long."""

    title: Line
    of: OrganisationId | None = None
    from_: When | None = Field(None, alias="from")
    to: When | None = None


class Relation(Part):
    """A link to another person, organisation or place that no other key expresses."""

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
    """The source that an article copies or rewrites: another article, or an outlet whose article is not in the
    archive."""

    of: SourceId
    basis: Prose | None = None


State = Literal["corrected", "updated", "withdrawn", "gone"]
"""A change of a source after publication. `gone`: its address no longer works."""


class SourceStatus(Part):
    """What happened to a source after publication, since when, and how we know."""

    is_: State = Field(alias="is")
    on: When | None = None
    basis: Prose


class SourceVersion(Part):
    """One version of a source, as read or captured, and what it changed from the version before."""

    id: Id
    seen: When | None = None
    captured: When | None = None
    archived: Url | None = None
    sha256: Sha256 | None = None
    changed: Prose | None = None


class Provenance(Part):
    """Where an article was found, which copy was read, and what it copies. The keys from `channel` to `pages` are for
    citing it and depend on its kind."""

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
        """Its kind; an article if none is given."""
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
    """Who really said these words, if the article attributes them to somebody else; null if that is not known."""

    speaker: AgentId | None
    basis: Prose


class Turn(Part):
    """Words that change the meaning, and why: an editor's finding. No program writes it."""

    words: Words
    why: Line
    prefix: Words | None = None
    suffix: Words | None = None


class Spot(Part):
    """Where readers find words in a source: the time in a recording, a page of the file, a paragraph counted from 1,
    the number of a post."""

    time: TimeCode | None = None
    until: TimeCode | None = None
    page: Ordinal | None = None
    paragraph: Ordinal | None = None
    post: Line | None = None

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if self.until and (self.time is None or seconds(self.until) <= seconds(self.time)):
            raise fault(
                "spot-ends-first", "until is not later than time", "write when the words begin, then when they end"
            )
        if not (self.time or self.page or self.paragraph or self.post):
            raise fault(
                "spot-nowhere", "no place is named here", "write time, page, paragraph or post, or leave it out"
            )
        return self


SPOTS: dict[str, tuple[SourceKind, ...]] = {
    "time": ("video", "audio", "broadcast", "transcript", "interview"),
    "page": ("article", "transcript", "press release", "report", "document", "interview"),
    "paragraph": ("article", "post", "transcript", "press release", "report", "document", "interview"),
    "post": ("post",),
}
"""The kinds of source to which each key of a Spot applies."""


class Deed(Part):
    """Who did something to a record, by a handle or name, and when."""

    by: Line
    on: When | None = None


class Reliability(Part):
    """How far the archive trusts an outlet, or believes what an article reports: a code of the scheme in its settings,
    the reason, who judged it, and when."""

    code: Line
    basis: Prose
    by: Line | None = None
    on: When | None = None


class FidelityReading(Part):
    """A second judgement of how words compare with what was said, made independently, without looking at the record's
    own."""

    by: Line
    fidelity: Fidelity
    on: When | None = None
    note: Prose | None = None


class StanceReading(Part):
    """A second judgement of a stance, made independently, without looking at the record's own."""

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
    def _check_spans(cls, at: tuple[tuple[int, int], ...], before: ValidationInfo) -> tuple[tuple[int, int], ...]:
        text = before.data.get("text")
        if at and text and len(at) != len(text):
            fits = f"`at` has {len(at)} span{'s' * (len(at) > 1)}, and the text has {len(text)} part{'s' * (len(text) > 1)}"
            raise fault("bad-span", fits, "run `archive verify` again")
        if any(start >= end for start, end in at) or list(at) != sorted(at):
            raise fault("bad-span", "`at` does not run forward", "run `archive verify` again")
        return at

    @property
    def said_by(self) -> AgentRef | None:
        """The real speaker: from `really` if it is given, otherwise `speaker`. None if unknown."""
        if self.really is None:
            return self.speaker
        return AgentRef(id=self.really.speaker) if self.really.speaker else None

    @property
    def is_reworded(self) -> bool:
        """Whether the article is judged to have changed the words: `altered`, or a paraphrase."""
        return self.fidelity in ("altered", "paraphrase")

    @property
    def words(self) -> str:
        """The quoted words as one text, with […] where the reporting clause interrupts them."""
        return " […] ".join(self.text)


class Statement(Part):
    """A stance that somebody takes on a claim, as an article reports it."""

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
    def _check_order(cls, number: float, before: ValidationInfo) -> int | float:
        """Compare each number with the fields before it, so that the problem points at the wrong number."""
        value, low, high = (before.data.get(name) for name in ("value", "low", "high"))
        name = before.field_name
        if value is not None:
            raise fault(
                "number-and-range",
                f"{name} cannot be used together with value",
                "write value for one number, low and high for a range",
            )
        if name == "high" and low is not None and number < low:
            raise fault("range-reversed", f"high ({number}) is below low ({low})", "swap them")
        if name == "best" and ((low is not None and number < low) or (high is not None and number > high)):
            raise fault(
                "range-reversed", f"best ({number}) is not between low and high", "check all three in the source"
            )
        return number

    @model_validator(mode="after")
    def _check_has_number(self) -> Self:
        if self.value is None and self.low is None and self.high is None:
            raise fault("no-number", "the figure has no number", "write value, or low and high")
        return self


def _author(value: Any) -> Any:
    return value if isinstance(value, dict) else {"name": value}


class Author(Part):
    """Somebody who wrote or made a source: the name as printed, and the id if the archive has a record."""

    name: Line | None = None
    by: AgentId | None = None

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if self.name is None and self.by is None:
            raise fault("author-nobody", "nobody is named here", "write the name as printed, or {by: …} with an id")
        return self


def _occurrence(value: Any) -> Any:
    return value if isinstance(value, dict) else {"event": value}


class Occurrence(Part):
    """An event that an article reports, with the article's own date if it differs from the event's."""

    event: EventId
    date: When | None = None
    note: Prose | None = None


def _found_ids(value: Any) -> Any:
    """An empty list for `none`, or a list of one article's id."""
    if isinstance(value, str):
        return [] if value == "none" else [value]
    if value is None or value == []:
        raise fault("found-unsaid", "the search does not say what was found", "write none, or the ids of articles")
    return value


class Search(Part):
    """A search for an event or a claim in one outlet's articles: for what, when, by whom, and what was found. Pages say
    that nothing was found only if a search is recorded; otherwise they say that nobody has looked."""

    where: OrganisationId
    for_: Line = Field(alias="for")
    by: Line
    on: When
    found: Annotated[tuple[ArticleId, ...], BeforeValidator(_found_ids)]
    note: Prose | None = None


class Record(Part):
    """The keys that every record has. Its id is the stem of its file name."""

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
    def _check_one_title(self) -> Self:
        if self.title and self.supplied_title:
            raise fault(
                "two-titles",
                "title and supplied_title cannot be used together",
                "keep the headline that the copy prints",
            )
        return self

    def has_in_latest_version(self, quotation: Quotation) -> bool:
        """Whether the latest version of the source, and so a full text in this archive, has these words."""
        versions = self.source.versions
        return not versions or not quotation.version or versions[-1].id in quotation.version

    @property
    def has_title(self) -> bool:
        """Whether it has a title, printed or supplied."""
        return bool(self.title or self.supplied_title)

    @property
    def name(self) -> str:
        """The printed title, or the supplied one in square brackets, as archivists write it."""
        return self.title or f"[{self.supplied_title or _('No title in the copy')}]"


# --- entities ------------------------------------------------------------------------------------------------------------


class _Entity(Record):
    name: Line
    also: tuple[Annotated[Alias, BeforeValidator(_alias_from_text)], ...] = ()
    headline: Line | None = None
    summary: Prose | None = None
    wikidata: Wikidata | None = None
    formerly: tuple[Id, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all other names, each once."""
        return tuple(dict.fromkeys((self.name, *(alias.name for alias in self.also))))

    @property
    def sort_name(self) -> str:
        """The name by which lists sort it."""
        return self.name

    def spell_out(self, abbreviation: str, language: str) -> str | None:
        """The full name for an abbreviation, in the archive's `language`; None if it has no longer name."""
        return names.spell_out(
            self.name, (it.name for it in self.also if it.language in (None, language)), abbreviation
        )


class Person(_Entity):
    """A person who is quoted or mentioned."""

    sort: Line | None = None
    country: Country | None = None
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()
    isni: Isni | None = None
    viaf: Viaf | None = None

    @property
    def sort_name(self) -> str:
        """Its `sort` or, if it has none, its name."""
        return self.sort or self.name


class Organisation(_Entity):
    """An organisation that speaks, publishes or is mentioned: an outlet, an agency, a ministry, a state."""

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
    """A place, with a point if one is known (WGS 84, latitude first)."""

    country: Country | None = None
    within: PlaceId | None = None
    point: Annotated[tuple[Latitude, Longitude], BeforeValidator(_point)] | None = None
    precision: Line | None = None
    basis: Line | None = None
    geonames: GeoNames | None = None


class Document(_Entity):
    """A document that articles refer to: a treaty, a resolution, a report."""

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
    """One sentence or phrase of a statement. Versions in articles are compared within it."""

    id: Id
    gist: Line
    original: Original | None = None
    base: QuotationPath | None = None


class Utterance(Record):
    """What somebody said or wrote on one occasion, which several articles may quote."""

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
    """One neutral sentence that some assert and others deny."""

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
    """Exactly what a number counts, so that numbers can be compared."""

    name: Line
    headline: Line | None = None
    counts: Prose
    unit: Line | None = None
    summary: Prose | None = None


class Event(Record):
    """An event: what happened, where, and when as far as known."""

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
        """The description in a few words."""
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


# --- stories -------------------------------------------------------------------------------------------------------------


class NamedReversal(Part):
    """A change of sides: whose, and on which claim."""

    holder: AgentId
    proposition: PropositionId


class StoryStep(Part):
    """One step of a story: what is shown next to its words, which are in the body under the heading with its id."""

    id: Id
    quotations: Annotated[tuple[QuotationPath, ...], BeforeValidator(_parts)] = ()
    reversal: NamedReversal | None = None
    measure: MeasureId | None = None
    event: EventId | None = None

    @model_validator(mode="after")
    def _check_not_empty(self) -> Self:
        if not (self.quotations or self.reversal or self.measure or self.event):
            raise fault(
                "step-shows-nothing",
                "the step shows nothing",
                "write quotations, a reversal, a measure or an event, on which its words rest",
            )
        return self


def _check_has_steps(steps: tuple[StoryStep, ...]) -> tuple[StoryStep, ...]:
    if not steps:
        raise fault("empty-list", "the list is empty", "write at least one")
    return steps


class Story(Record):
    """Steps through the archive in an order chosen by editors, each with its evidence. `body` is Markdown: the words of
    each step follow a heading `## … {#id}`."""

    title: Line
    lead: Prose
    steps: Annotated[tuple[StoryStep, ...], AfterValidator(_check_has_steps)]
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
