"""The words that pages and exports use for records: kinds, findings, stances, grounds, numbers and hands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.records.model import Fidelity, Figure, Ground, Kind, Stance, Step
from generator.text import english

Finding = Literal["verbatim", "translation", "altered", "paraphrase", "unexamined"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on fidelity, as pages show it: its key, label, sign and meaning."""

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
"""Every finding, in the order in which legends and counts list them."""


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
"""What a position may rest on, in the words that readers see."""


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
"""The name of each kind, singular and plural."""


UNNAMED, NO_PUBLISHER = "Unnamed source", "No publisher named"
"""Values of the search's filters for any unnamed source, and for any article without a publisher."""


def mark_of(fidelity: Fidelity | None) -> Mark:
    """The mark of a quotation's fidelity. None means not yet judged."""
    return MARKS[fidelity or "unexamined"]


def hands(via: tuple[Step, ...]) -> str:
    """The number of hands that words passed through, including the article's, such as "3 hands, 1 implied"."""
    implied = sum(bool(step.implied) for step in via)
    return english.counted(len(via) + 1, "hand") + (f", {implied} implied" if implied else "")


def qualified(figure: Figure) -> str:
    """A figure's number with its qualifier, such as "about 4,000"."""
    return f"{figure.qualifier} {number(figure)}" if figure.qualifier else number(figure)


def number(figure: Figure) -> str:
    """A figure's number as pages show it: 4,000, 10,000–12,000, at least 300, up to 6,000."""
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
