"""The terms that readers see, each defined here once. Records keep their own keys, which are a contract.

Pages, search, annotator, commands and guide take their terms from here; `assets/lib/terms.js` has those that scripts
need, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.text.collation import sort_key
from generator.text.english import capitalised
from generator.text.messages import N_, Table, _


@dataclass(frozen=True, slots=True)
class Term:
    """A thing's name in the singular and plural, and its definition: messages, translated on access. `of_records` is
    what records and settings call it."""

    english: str
    english_many: str
    english_meaning: str
    of_records: str = ""

    @property
    def one(self) -> str:
        """The name in the singular."""
        return _(self.english)

    @property
    def many(self) -> str:
        """The name in the plural."""
        return _(self.english_many)

    @property
    def meaning(self) -> str:
        """The definition."""
        return _(self.english_meaning)

    @property
    def title(self) -> str:
        """The name in the singular, capitalised as a label."""
        return capitalised(self.one)

    @property
    def titles(self) -> str:
        """The name in the plural, capitalised as a heading."""
        return capitalised(self.many)


KINDS: Mapping[str, Term] = {
    "article": Term(N_("article"), N_("articles"), N_("one published piece, as we read it")),
    "person": Term(N_("person"), N_("people"), N_("somebody whom an article names")),
    "organisation": Term(
        N_("organisation"), N_("organisations"), N_("a state, an authority, an agency, an outlet, a party")
    ),
    "place": Term(N_("place"), N_("places"), N_("where something happened or was said")),
    "document": Term(N_("document"), N_("documents"), N_("a treaty, a law, a resolution that speakers refer to")),
    "utterance": Term(
        N_("statement"), N_("statements"), N_("what somebody said or wrote on one occasion"), "utterance"
    ),
    "proposition": Term(
        N_("claim"), N_("claims"), N_("a sentence that some say is true and others deny"), "proposition"
    ),
    "measure": Term(N_("figure"), N_("figures"), N_("what exactly is counted, with every estimate of it"), "measure"),
    "event": Term(N_("event"), N_("events"), N_("something that happened, or is said to have happened")),
    "topic": Term(N_("topic"), N_("topics"), N_("a subject under which articles are filed")),
    "story": Term(N_("story"), N_("stories"), N_("steps through the archive, each with the evidence that it rests on")),
}
"""The kinds of records, by their key in records."""


SOURCES: Table[str] = Table(
    {
        "article": N_("article"),
        "post": N_("post"),
        "video": N_("video"),
        "audio": N_("audio recording"),
        "broadcast": N_("broadcast"),
        "transcript": N_("transcript"),
        "press release": N_("press release"),
        "report": N_("report"),
        "document": N_("document"),
        "interview": N_("interview"),
    }
)
"""Kinds of sources, by their key in records."""


STATUSES: Table[str] = Table(
    {
        "corrected": N_("corrected by its publisher"),
        "updated": N_("updated by its publisher"),
        "withdrawn": N_("withdrawn by its publisher"),
        "gone": N_("no longer at its address"),
    }
)
"""What became of a source, by its key in records."""

STATUSES_BRIEFLY: Table[str] = Table(
    {"corrected": N_("corrected"), "updated": N_("updated"), "withdrawn": N_("withdrawn"), "gone": N_("address dead")}
)
"""Short forms for use next to a link, without who changed it."""


OTHERS: tuple[Term, ...] = (
    Term(N_("quotation"), N_("quotations"), N_("words that an article prints as somebody’s own")),
    Term(N_("sentence"), N_("sentences"), N_("a part of a statement that articles quote"), "passage"),
    Term(N_("version"), N_("versions"), N_("the same sentence as one article prints it"), "quotation.passage"),
    Term(
        N_("stance"),
        N_("stances"),
        N_("where somebody stands on a claim: says so, confirms it, denies it …"),
        "statement",
    ),
    Term(N_("side"), N_("sides"), N_("those who speak for the same state or organisation"), "party"),
    Term(N_("estimate"), N_("estimates"), N_("a number that somebody gave for a figure"), "figure"),
    Term(
        N_("passed on by"),
        N_("passed on by"),
        N_("who passed the words from the speaker to the article: agencies, other outlets"),
        "via",
    ),
    Term(N_("not credited"), N_("not credited"), N_("passed on by somebody whom the article does not name"), "implied"),
    Term(
        N_("original report"),
        N_("original reports"),
        N_("who published something first; its copies count as one with it"),
        "origin",
    ),
    Term(N_("copy or rewrite"), N_("copies or rewrites"), N_("an article made from the text of another"), "relays"),
    Term(N_("summary"), N_("summaries"), N_("what an article says, in our words"), "body"),
    Term(N_("link"), N_("links"), N_("what two people or organisations have to do with each other"), "ties"),
    Term(N_("open question"), N_("open questions"), N_("what the archive does not know yet"), "gaps"),
)
"""Terms for things that are not kinds of records."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A judgement of how a quotation's wording compares: its label, sign and meaning."""

    english: str
    glyph: str
    english_meaning: str

    @property
    def label(self) -> str:
        """Its name."""
        return _(self.english)

    @property
    def meaning(self) -> str:
        """What it means."""
        return _(self.english_meaning)


FINDINGS: Mapping[str, Finding] = {
    "verbatim": Finding(N_("word for word"), "=", N_("the speaker’s own words, in the language spoken")),
    "translation": Finding(N_("faithful translation"), "⇄", N_("a translation that keeps the sense of the words")),
    "altered": Finding(
        N_("altered"), "≠", N_("says something else, within the quotation marks, than the original or closer versions")
    ),
    "paraphrase": Finding(
        N_("paraphrase in quotation marks"),
        "≈",
        N_("a summary, or words reported indirectly, printed as if they were a quotation"),
    ),
    "unexamined": Finding(N_("not yet checked"), "?", N_("nobody has compared it with another version yet")),
}
"""By their key in records, in the order of legends and counts; `unexamined` is for records without one."""


@dataclass(frozen=True, slots=True)
class Side:
    """A stance on a claim: in the present ("denies it"), in the past ("denied"), and its meaning."""

    english: str
    english_past: str
    english_meaning: str

    @property
    def says(self) -> str:
        """What its holder does, such as "denies it"."""
        return _(self.english)

    @property
    def past(self) -> str:
        """What was done, such as "denied"."""
        return _(self.english_past)

    @property
    def meaning(self) -> str:
        """What it means."""
        return _(self.english_meaning)


STANCES: Mapping[str, Side] = {
    "asserts": Side(N_("says so"), N_("stated"), N_("says that it is so")),
    "confirms": Side(N_("confirms it"), N_("confirmed"), N_("admits or confirms that it is so")),
    "denies": Side(N_("denies it"), N_("denied"), N_("says that it is not so")),
    "declines": Side(N_("won’t say"), N_("left open"), N_("will not say whether it is so")),
    "retracts": Side(N_("takes it back"), N_("taken back"), N_("takes back what was said before")),
    "doubts": Side(N_("doubts it"), N_("doubted"), N_("calls it doubtful without denying it")),
}
"""Every stance, by its key in records."""


GROUNDS: Table[str | None] = Table(
    {
        "words": N_("in their own words"),
        "verb": N_("in the reporter’s words"),
        "headline": N_("in a headline"),
        "inferred": N_("inferred by us"),
        None: N_("not recorded what it rests on"),
    }
)
"""What a stance may rest on, by its key in records."""


def stance(key: str) -> str:
    """What the holder of this stance does, in words: says so, denies it."""
    return STANCES[key].says


def glossary() -> str:
    """Every term with its definition, in alphabetical order, as the rows of an HTML definition list."""
    named = {term.one: term for term in (*KINDS.values(), *OTHERS)}
    return "\n".join(
        f"<dt>{name}</dt><dd>{capitalised(term.meaning)}{'' if term.meaning.endswith('…') else '.'}{_of_records(term)}</dd>"
        for name, term in sorted(named.items(), key=lambda row: sort_key(row[0]))
    )


def _of_records(term: Term) -> str:
    if not term.of_records:
        return ""
    key = Markup(f"<code>{term.of_records}</code>")  # noqa: S704 - ours
    return f" <small>{_('In records: {key}', key=key)}</small>"


_PRECISIONS: Mapping[str, str] = {
    "building": N_("building"), "city": N_("city"), "country": N_("country"), "district": N_("district"), "region": N_("region"),
    "square": N_("square"), "street": N_("street"), "town": N_("town"), "village": N_("village"),
}  # fmt: skip


def precision_label(words: str) -> str:
    """How precise a place's point is. If a record uses one of the guide's terms, with or without a remark in brackets,
    that term is translated; anything else stays as it is."""
    word, space, remark = words.partition(" (")
    return f"{_(_PRECISIONS[word])}{space}{remark}" if word in _PRECISIONS else words
