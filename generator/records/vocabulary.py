"""The words that pages and exports use for records: kinds, findings, stances, grounds, numbers and chains of sources.

The words themselves are defined in `text/terms.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from generator.records.model import Fidelity, Figure, Ground, Kind, Stance, Step
from generator.text import english, messages, terms
from generator.text.messages import N_, Table, _, ngettext

Finding = Literal["verbatim", "translation", "altered", "paraphrase", "unexamined"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on fidelity, as pages show it: its key, label, sign and meaning. `value` is its value in the search's
    filter."""

    key: Finding
    glyph: str
    value: str

    @property
    def label(self) -> str:
        """Its name, capitalized as a label."""
        return english.capitalised(terms.FINDINGS[self.key].label)

    @property
    def word(self) -> str:
        """Its name within a sentence or a line, capitalized only if the language requires it."""
        return terms.FINDINGS[self.key].label

    @property
    def meaning(self) -> str:
        """Its explanation for readers."""
        return terms.FINDINGS[self.key].meaning


_VALUES: dict[Finding, str] = {
    "verbatim": "Verbatim", "translation": "Translation", "altered": "Altered", "paraphrase": "Paraphrase",
    "unexamined": "Not yet judged",
}  # fmt: skip
"""Values in search addresses, which people have bookmarked: they stay, whatever the labels become."""

MARKS: dict[Finding, Mark] = {key: Mark(key, terms.FINDINGS[key].glyph, value) for key, value in _VALUES.items()}
"""Every finding, in the order of legends and counts."""


STANCES: Mapping[Stance, str] = Table({key: terms.STANCES[key].english_meaning for key in get_args(Stance)})
"""Every stance with its meaning."""

PAST: Mapping[Stance, str] = Table({key: terms.STANCES[key].english_past for key in get_args(Stance)})
"""What was done with a claim, for every stance: denied, taken back."""


GROUNDS: Mapping[Ground | None, str] = Table({key: terms.GROUNDS.english[key] for key in (*get_args(Ground), None)})
"""Everything a stance may rest on, in the words that readers see."""


class _KindLabels(Mapping[Kind, tuple[str, str]]):
    def __getitem__(self, kind: Kind) -> tuple[str, str]:
        return terms.KINDS[kind].title, terms.KINDS[kind].titles

    def __iter__(self) -> Iterator[Kind]:
        return iter(get_args(Kind))

    def __len__(self) -> int:
        return len(get_args(Kind))


KIND_LABELS: Mapping[Kind, tuple[str, str]] = _KindLabels()
"""The name of each kind, singular and plural."""

KIND_VALUES: dict[Kind, str] = {
    "article": "Article", "person": "Person", "organisation": "Organisation", "place": "Place", "document": "Document",
    "utterance": "Utterance", "proposition": "Proposition", "measure": "Measure", "event": "Event", "topic": "Topic", "story": "Story",
}  # fmt: skip
"""The value of each kind in search addresses, which people have bookmarked: they stay, whatever the labels become."""


UNNAMED, NO_PUBLISHER = N_("Unnamed source"), N_("No publisher named")
"""Filter values of the search for any unnamed source, and for any article without a publisher."""


def mark_of(fidelity: Fidelity | None) -> Mark:
    """The mark of a quotation's fidelity. None means not yet checked."""
    return MARKS[fidelity or "unexamined"]


def passed_on_by(via: tuple[Step, ...]) -> str:
    """How many passed the words on before the article, such as "passed on by 2, 1 of them not credited"; "" if none
    did."""
    implied = sum(bool(step.implied) for step in via)
    if not via:
        return ""
    if len(via) == 1:
        return _("passed on by 1, not credited") if implied else _("passed on by 1")
    if not implied:
        return ngettext("passed on by {n}", "passed on by {n}", len(via))
    return ngettext(
        "passed on by {n}, {implied} of them not credited",
        "passed on by {n}, {implied} of them not credited",
        len(via),
        implied=implied,
    )


def qualified_number(figure: Figure) -> str:
    """A figure's number with its qualifier, such as "about 4,000"."""
    return f"{figure.qualifier} {number(figure)}" if figure.qualifier else number(figure)


def number(figure: Figure) -> str:
    """A figure's number as pages show it: 4,000, 10,000–12,000, at least 300, up to 6,000."""
    if figure.value is not None:
        return messages.number(figure.value)
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        text = f"{messages.number(low)}–{messages.number(high)}"
    elif low is not None:
        text = _("at least {number}", number=messages.number(low))
    else:
        text = _("up to {number}", number=messages.number(high or 0))
    return text if figure.best is None else _("{number}, best {best}", number=text, best=messages.number(figure.best))
