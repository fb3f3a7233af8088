"""The records and their field rules, frozen; nothing about pages.

A record is made from the text-only tree of its file. Short forms are widened first (a date may be a scalar, a step of `via` an
id), so that one shape is left for everything that reads records. References are plain ids, marked with the kinds that they may
name: `link` resolves them, and reports those that it cannot.
"""

from __future__ import annotations

import ipaddress
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainSerializer,
    PlainValidator,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from generator import dates
from generator.problems import shown

Kind = Literal[
    "article", "person", "organisation", "place", "document", "utterance", "proposition", "measure", "event", "topic"
]
EntityKind = Literal["person", "organisation", "place", "document"]
Stance = Literal["asserts", "confirms", "denies", "declines", "retracts", "doubts"]
Fidelity = Literal["verbatim", "translation", "altered", "paraphrase"]
Ground = Literal["words", "verb", "headline", "inferred"]
"""What a position rests on: the holder's own quoted words, the reporter's verb, a headline or lead, an editor's inference."""
Review = Literal["needed"]
"""A program proposed this, and nobody has looked at it yet. Whoever has takes the key out."""

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
}
"""The folder of `content/` in which each kind of record lives."""

ENTITY_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place", "document")


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks an id as a reference: to which kinds it may point."""

    kinds: tuple[Kind, ...]


def fault(code: str, what: str, remedy: str = "") -> PydanticCustomError:
    """A field's refusal, as `load` turns it into a problem. `code` is one of `generator.codes`."""
    return PydanticCustomError("archive", "{fault}", {"code": code, "fault": what, "remedy": remedy})


# --- scalars -------------------------------------------------------------------------------------------------------------

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ID_LIMIT = 80


def slug_fault(text: str) -> str | None:
    """Why this is not an id, or None where it is one. An id names a file and an address, so nothing else may stand in it."""
    if not text:
        return "nothing stands here"
    if len(text) > ID_LIMIT:
        return f"an id has at most {ID_LIMIT} letters"
    if not SLUG.fullmatch(text):
        return "an id is lower-case letters a-z and digits, in words joined by hyphens"
    if text in WINDOWS_DEVICES:
        return f"Windows keeps '{text}' for a device, and cannot check out a file of that name"
    return "'index' is kept for the page of a section" if text == "index" else None


WINDOWS_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
"""Names that no file may have under Windows, whatever its ending."""


STRAIGHT = "write straight ones, or none"


def curly(text: str) -> str | None:
    """What is wrong with a value in quotation marks that YAML takes for letters; None where it stands in none."""
    found = re.fullmatch(r"\s*([“”„‟«»‘’‚‛‹›「『＂＇])(.*)([“”„‟«»‘’‚‛‹›」』＂＇])\s*", text)
    return f"the quotation marks {found[1]}…{found[3]} are read as part of the value" if found else None


def _bare(value: Any, wanted: str = "a text") -> str:
    """A text that is no prose: an id, a date, an address, a number. Quotation marks and unseen letters in it are slips."""
    text = _text(value, wanted)
    why = curly(text)
    if why:
        raise fault("curly-quotes", why, STRAIGHT)
    return text


def _text(value: Any, wanted: str = "a text") -> str:
    if not isinstance(value, str):
        what = "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else "nothing"
        raise fault("wrong-type", f"{wanted} is wanted here, and {what} stands here")
    return value


def _line(value: Any) -> str:
    text = _text(value).strip()
    if not text:
        raise fault("empty-text", "the text is empty", "write it, or leave the key out")
    if "\n" in text:
        raise fault("text-over-several-lines", "the text runs over several lines", "write one line, or fold it with >-")
    if len(text) > 500:
        raise fault(
            "text-too-long",
            f"the text has {len(text)} characters, and 500 is the limit here",
            "shorten it; notes take more",
        )
    return text


def _prose(value: Any) -> str:
    text = _text(value).strip()
    if not text:
        raise fault("empty-text", "the text is empty", "write it, or leave the key out")
    if len(text) > 20_000:
        raise fault("text-too-long", f"the text has {len(text):,} characters, and 20,000 is the limit", "shorten it")
    return text


def _quoted(value: Any) -> str:
    text = _text(value)
    if not text.strip():
        raise fault("empty-text", "the text is empty", "write the words as they are printed")
    if text.strip(" \t") != text.strip():
        raise fault(
            "text-over-several-lines",
            "the text begins or ends with a line break, which is not printed there",
            "write |- for |, or >- for >",
        )
    text = text.strip()
    if len(text) > 5_000:
        remedy = "write a list of parts, each of fewer: - … and - …; or quote less"
        raise fault("text-too-long", f"the quotation has {len(text):,} characters, and 5,000 is the limit", remedy)
    return text


def _id(value: Any) -> str:
    text = _bare(value, "an id")
    why = slug_fault(text)
    if why:
        guess = slugged(text)
        raise fault("bad-id", f"'{shown(text)}' is not an id: {why}", f"perhaps {guess}" if guess else "")
    return text


def slugged(text: str) -> str:
    """The id that this text most likely stands for; '' where there is nothing to go by."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    guess = re.sub(r"[^a-z0-9]+", "-", plain.lower())[:ID_LIMIT].strip("-")
    return "" if guess == "index" else guess


ADDRESS_LIMIT = 2_000
_USER = re.compile("https?://[^/?#]*@(?P<host>[^/?#@]*)", re.IGNORECASE | re.ASCII)
_ADDRESS = re.compile(
    r"https?://(?P<host>[^/?#:@\[\]]*|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]*))?(?:[/?#].*)?", re.IGNORECASE | re.ASCII
)


def _url(value: Any) -> str:
    """A web address as written. annotate/check.js judges alike: tests/vectors/address-faults.json holds the two together."""
    text = _bare(value, "a web address")
    user = _USER.match(text)
    if user:
        # The address itself is not shown: a report must not repeat a password.
        raise fault(
            "password-in-address",
            "a user name or password stands in the address, and would be published",
            f"take out what stands before {shown(user['host']) or 'the host'}, the @ included",
        )
    if re.search(r"\s", text):
        raise fault("bad-address", f"'{shown(text)}' is not a web address", "copy it from the browser, without spaces")
    if not re.match("https?://[^/?#]", text, re.IGNORECASE | re.ASCII):
        raise fault(
            "bad-address", f"'{shown(text)}' is not an http or https address", "begin it with https://, or write null"
        )
    if len(text) > ADDRESS_LIMIT:
        remedy = "leave out what follows ? where the page opens without it, or write null and the archived copy"
        raise fault(
            "text-too-long", f"the address has {len(text):,} characters, and {ADDRESS_LIMIT:,} is the limit", remedy
        )
    unfit = dict.fromkeys(re.findall(r"[<>\"\\^`{|}]", text))
    if unfit:
        coded = ", ".join(f"%{ord(sign):02X} for {sign}" for sign in unfit)
        raise fault("bad-address", f"{' '.join(unfit)} cannot stand in a web address", f"write {coded}")
    match = _ADDRESS.fullmatch(text)
    if match is None or not _is_host(match["host"]) or int(match["port"] or 0) > 65_535:
        raise fault("bad-address", f"'{shown(text)}' is not a web address", "copy it from the browser")
    return text


def _is_host(text: str) -> bool:
    """Whether a part of an address names a host, which also those programs read alike that fold its letters (NFKC)."""
    if not text.startswith("["):
        return bool(text) and not set(unicodedata.normalize("NFKC", text)) & set("/?#:@")
    try:
        return ipaddress.ip_address(text[1:-1]).version == 6
    except ValueError:
        return False


def _pattern(code: str, pattern: str, what: str, remedy: str) -> BeforeValidator:
    compiled = re.compile(pattern)

    def matches(value: Any) -> str:
        text = _bare(value)
        if not compiled.fullmatch(text):
            meant = (text.strip(), text.lower(), text.upper(), text.replace("_", "-"), text.rstrip("/").split("/")[-1])
            near = next(filter(compiled.fullmatch, meant), None)
            raise fault(code, f"'{shown(text)}' is not {what}", f"write {near}" if near else remedy)
        return text

    return BeforeValidator(matches)


def _number(value: Any) -> int | float:
    text = _bare(value, "a number")
    if re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        return int(text)
    if re.fullmatch(r"-?\d{1,15}\.\d{1,6}", text, re.ASCII):
        return float(text)
    digits = re.sub(r"[,_' \u00a0\u202f]", "", text)
    whole = re.fullmatch(r"-?\d+(\.\d+)?", digits, re.ASCII)
    raise fault(
        "bad-number",
        f"'{shown(text)}' is not a number",
        f"write {digits}" if whole else "write digits, with a point for decimals",
    )


def _amount(value: Any) -> int | float:
    try:
        return _number(value)
    except PydanticCustomError:
        ends = re.fullmatch(r"(\d+) *(?:-|–|to) *(\d+)", value, re.ASCII) if isinstance(value, str) else None
        around = re.search(r"\d", value) if isinstance(value, str) else None
        if ends:
            raise fault(
                "bad-number", f"'{shown(value)}' is two numbers", f"write low: {ends[1]} and high: {ends[2]}"
            ) from None
        if around and re.search(r"[a-z]", value) and not re.match(r"\d+e\d+$", value):
            raise fault(
                "bad-number", f"'{shown(value)}' is not a number", "write digits alone: words go to qualifier"
            ) from None
        raise


def _truth(value: Any) -> bool | None:
    text = value if value is None else _bare(value)
    answers: dict[str | None, bool | None] = {None: None, "unknown": None, "true": True, "false": False}
    if text not in answers:
        remedy = {"yes": "write true", "no": "write false"}.get(str(text).lower(), "")
        raise fault("unknown-choice", f"'{shown(str(text))}' is none of true, false and unknown", remedy)
    return answers[text]


def _coordinate(limit: int) -> PlainValidator:
    def within(value: Any) -> float:
        number = float(_number(value))
        if not math.fabs(number) <= limit:
            raise fault(
                "bad-point", f"{number:g} lies outside -{limit} to {limit}", "the order is latitude, then longitude"
            )
        return number

    return PlainValidator(within)


def _offset(value: Any) -> int:
    text = _text(value, "an offset")
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise fault(
            "bad-span", f"'{shown(text)}' is not an offset", "`at` is written by `archive verify`: leave it out"
        )
    return int(text)


Line = Annotated[str, BeforeValidator(_line)]
Prose = Annotated[str, BeforeValidator(_prose)]
Words = Annotated[str, BeforeValidator(_quoted)]
Id = Annotated[str, BeforeValidator(_id)]
Url = Annotated[str, BeforeValidator(_url)]
Number = Annotated[int | float, PlainValidator(_number)]
Amount = Annotated[int | float, PlainValidator(_amount)]
Truth = Annotated[bool | None, PlainValidator(_truth)]
Offset = Annotated[int, PlainValidator(_offset)]
Latitude = Annotated[float, _coordinate(90)]
Longitude = Annotated[float, _coordinate(180)]
Language = Annotated[
    str,
    _pattern(
        "bad-language",
        r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?",
        "a language tag (BCP 47)",
        "write en, ru, ko, zh-Hant or the like",
    ),
]
Country = Annotated[
    str, _pattern("bad-country", r"[A-Z]{2}", "a country code (ISO 3166-1 alpha-2)", "write KR, UA, US or the like")
]
Wikidata = Annotated[
    str, _pattern("bad-wikidata", r"Q[1-9]\d{0,11}", "a Wikidata identifier", "write Q and digits, as in Q7747")
]
Sha256 = Annotated[
    str,
    _pattern(
        "bad-hash",
        r"[0-9a-f]{64}",
        "a SHA-256 hash",
        "it has 64 digits from 0-9 and a-f, and `archive verify` writes it",
    ),
]

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


def _path_of(depth_name: str) -> BeforeValidator:
    def matches(value: Any) -> str:
        text = _bare(value)
        first, slash, second = text.partition("/")
        if not slash or slug_fault(first) or slug_fault(second):
            raise fault("bad-path", f"'{shown(text)}' is not of the form {depth_name}", f"write {depth_name}, both ids")
        return text

    return BeforeValidator(matches)


PassagePath = Annotated[str, _path_of("utterance/passage")]


class PassageRef(NamedTuple):
    """A passage: the id of its utterance, and its own id within that."""

    utterance: str
    passage: str

    @classmethod
    def of(cls, path: str) -> Self:
        """The passage that a path of the form `utterance/passage` names."""
        return cls(*path.split("/"))


QuotationPath = Annotated[str, _path_of("article/quotation")]


# --- parts that recur ----------------------------------------------------------------------------------------------------


class Part(BaseModel):
    """Something written in a record: frozen, and without keys of the author's own."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_unsaid(cls, tree: Any) -> Any:
        """A key that says null says no more than a key left out, unless the record demands it."""
        if not isinstance(tree, dict) or None not in tree.values():
            return tree
        fields = {field.alias or name: field for name, field in cls.model_fields.items()}
        unsaid = {
            key for key, value in tree.items() if value is None and key in fields and not fields[key].is_required()
        }
        return {key: value for key, value in tree.items() if key not in unsaid}


DATE_LIMIT = 200
"""Characters of a date: a remedy that keeps every digit may list twelve days."""


def _edtf(value: Any) -> dates.Edtf:
    if isinstance(value, list):
        inner = ", ".join(str(item) for item in value)
        raise fault("bad-date", "a date in brackets is read as a list", f'put it in quotation marks: "[{inner}]"')
    if isinstance(value, dict):
        raise fault(
            "bad-date",
            "a date is wanted here, and a mapping stands here",
            "write edtf, words and basis under the date itself",
        )
    if value is None:
        raise fault("bad-date", "the date is empty", "write it, or null for the whole date")
    text = _bare(value)
    if len(text) > DATE_LIMIT:
        raise fault("bad-date", f"'{text[:40]}…' is not a date", "write an EDTF date such as 2025-04-28")
    try:
        return _parsed(text)
    except dates.DateFault as wrong:
        raise fault("bad-date", wrong.fault, wrong.remedy) from None


_parsed = lru_cache(maxsize=10_000)(dates.parse)  # the same days are named again and again


def _edtf_text(date: dates.Edtf) -> str:
    """As a record has it. Without this, pydantic writes out all that follows from the text, and warns that it is no Edtf."""
    return date.text


def _date(value: Any) -> Any:
    return value if isinstance(value, dict | Date) else {"edtf": value}


class Date(Part):
    """A date as far as it is known: EDTF, the words as printed, and the basis of any inference."""

    edtf: Annotated[dates.Edtf, PlainValidator(_edtf), PlainSerializer(_edtf_text)]
    words: Line | None = None
    basis: Prose | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _named(cls, value: Any, make: ModelWrapValidatorHandler[Self]) -> Self:
        date = make(value)
        named = dates.worded_as(date.edtf, date.words) if date.words else date.edtf
        return date.model_copy(update={"edtf": named}) if named.as_worded else date


When = Annotated[Date, BeforeValidator(_date)]


def _agent(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) != {"unnamed"}:
            raise fault(
                "bad-party",
                "a party is an id, or a mapping with the one key 'unnamed'",
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
        """What tells one from another: the id, or the outlet's words whatever their capitals."""
        return self.id or (self.unnamed or "").casefold()


Agent = Annotated[AgentRef, BeforeValidator(_agent)]


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
                "bad-step", "the step names no carrier", "write `by` with an id, or `unnamed` with the outlet's words"
            )
        return self


Via = tuple[Annotated[Step, BeforeValidator(_step)], ...]


def _named(value: Any) -> Any:
    return value if isinstance(value, dict) else {"name": value}


class Alias(Part):
    """Another name or spelling, with its language where it is not the archive's."""

    name: Line
    language: Language | None = None


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


class Provenance(Part):
    """Where an article was found, which copy was read, and what that copy goes back to."""

    url: Url | None = None
    archived: tuple[Capture, ...] = ()
    seen: When | None = None
    copy_: Literal["whole", "excerpt"] | None = Field(None, alias="copy")
    sha256: Sha256 | None = None
    relays: Annotated[Relay, BeforeValidator(_relay)] | None = None


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
            "bad-span", "a span is two offsets, as in [1151, 1181]", "`at` is written by `archive verify`: leave it out"
        )
    return spans


class Attribution(Part):
    """Whose words these really are, where the article gives them to another: null where that is not known."""

    speaker: AgentId | None
    basis: Prose


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
    utterance: PassagePath | None = None
    fidelity: Fidelity | None = None
    note: Prose | None = None
    prefix: Words | None = None
    suffix: Words | None = None
    at: Annotated[tuple[tuple[Offset, Offset], ...], BeforeValidator(_spans)] = ()

    @field_validator("at")
    @classmethod
    def _spans_fit(cls, at: tuple[tuple[int, int], ...], before: ValidationInfo) -> tuple[tuple[int, int], ...]:
        text = before.data.get("text")
        if at and text and len(at) != len(text):
            fits = f"`at` has {len(at)} span{'s' * (len(at) > 1)}, and the text {len(text)} part{'s' * (len(text) > 1)}"
            raise fault("bad-span", fits, "run `archive verify` again")
        if any(start >= end for start, end in at) or list(at) != sorted(at):
            raise fault("bad-span", "`at` does not run forward", "run `archive verify` again")
        return at

    @property
    def said_by(self) -> AgentRef | None:
        """Whose words these are: the speaker whom the article names, or the one who `really` said them; None: not known."""
        if self.really is None:
            return self.speaker
        return AgentRef(id=self.really.speaker) if self.really.speaker else None

    @property
    def passage(self) -> PassageRef | None:
        """The passage of an utterance that these words render, if one is named."""
        return PassageRef.of(self.utterance) if self.utterance else None

    @property
    def reworded(self) -> bool:
        """Whether the article is judged to have changed the words: `altered`, or a paraphrase."""
        return self.fidelity in ("altered", "paraphrase")

    @property
    def words(self) -> str:
        """The quoted words as one text; where the reporting clause interrupts them, an ellipsis stands in brackets."""
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
        """Judged number by number, against those above it, so that each fault stands at the number that is off."""
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


def _occurrence(value: Any) -> Any:
    return value if isinstance(value, dict) else {"event": value}


class Occurrence(Part):
    """An event that an article tells of, with the article's own date where that differs from the event's."""

    event: EventId
    date: When | None = None
    note: Prose | None = None


class Record(Part):
    """What every record has: an id, which is the stem of its file."""

    id: Id
    notes: Prose | None = None


class Article(Record):
    """One published piece: what it says, who says it, where it comes from. `body` is Markdown."""

    title: Line | None
    supplied_title: Line | None = None
    deck: Line | None = None
    language: Language = "en"
    publisher: OrganisationId | None = None
    authors: tuple[Line, ...] = ()
    published: When | None = None
    source: Provenance = Provenance()
    rights: Rights = Rights()
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

    @property
    def titled(self) -> bool:
        """Whether it has a title, printed or supplied, that tells it from others of its outlet."""
        return bool(self.title or self.supplied_title)

    @property
    def name(self) -> str:
        """The title; where the copy has none, the one that the archive supplied, in square brackets, as archivists set it."""
        return self.title or f"[{self.supplied_title or 'No title in the copy'}]"


# --- entities ------------------------------------------------------------------------------------------------------------


class _Entity(Record):
    name: Line
    also: tuple[Annotated[Alias, BeforeValidator(_named)], ...] = ()
    summary: Prose | None = None
    wikidata: Wikidata | None = None
    formerly: tuple[Id, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every other spelling, each once."""
        return tuple(dict.fromkeys((self.name, *(alias.name for alias in self.also))))


class Person(_Entity):
    """Someone who is named."""

    country: Country | None = None
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()


class Organisation(_Entity):
    """A body that speaks, publishes or is named: an outlet, an agency, a ministry, a state."""

    kind: Line | None = None
    country: Country | None = None
    part_of: OrganisationId | None = None
    site: Url | None = None
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()


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
    contradicts: tuple[PropositionId, ...] = ()
    implies: tuple[PropositionId, ...] = ()
    summary: Prose | None = None

    @property
    def name(self) -> str:
        """The sentence without its full stop, as headings and links have it."""
        return self.sentence.removesuffix(".")


class Measure(Record):
    """What a number counts, so that numbers can be compared."""

    name: Line
    counts: Prose
    unit: Line | None = None
    summary: Prose | None = None


class Event(Record):
    """What happened, when as far as known, and where."""

    what: Line
    date: When | None = None
    place: PlaceId | None = None
    participants: tuple[PartyId, ...] = ()
    kind: Line | None = None
    part_of: EventId | None = None
    summary: Prose | None = None

    @property
    def name(self) -> str:
        """What happened."""
        return self.what


class Topic(Record):
    """A subject under which articles are filed."""

    title: Line
    summary: Prose | None = None

    @property
    def name(self) -> str:
        """The title."""
        return self.title


Entity = Person | Organisation | Place | Document
AnyRecord = Article | Entity | Utterance | Proposition | Measure | Event | Topic

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
}


def kind_of(record: AnyRecord) -> Kind:
    """The record's kind as a word."""
    return type(record).__name__.lower()  # type: ignore[return-value]
