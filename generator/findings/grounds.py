"""What a position rests on, and which of its reports shows it best.

The holder's own words weigh more than the reporter's verb, a verb more than a headline, and a headline more than an
editor's inference or an unstated ground. A report counts less if its article copies or rewrites another, or if its
quotation was found altered. Printing the text of an outlet that is named among the carriers is not copying: it is one
more carrier. A report that its publisher withdrew comes last. Among equal reports, one in the readers' language comes
first, and then the one with the fewest carriers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from generator.archive.archive import Quoted, Stated, date_sort_key
from generator.records.model import Fidelity, Ground, Via

_FAITHFUL: Final[dict[Fidelity | None, int]] = {"verbatim": 0, "translation": 1, None: 2, "paraphrase": 3, "altered": 4}
_ORDER: Final[tuple[tuple[Ground | Literal["quoted"] | None, bool], ...]] = (
    ("words", False),
    ("verb", False),
    ("words", True),
    ("headline", False),
    ("quoted", False),  # the report quotes words, but no editor has said that the position rests on them
    ("verb", True),
    ("headline", True),
    (None, False),
    ("quoted", True),
    ("inferred", False),
    ("inferred", True),
    (None, True),
)
"""Pairs of what a report rests on and whether it is rewritten, best first."""
_FRAGMENT: Final = 2
"""A quotation of at most this many words says little by itself."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report of a position with one of the holder's quotations that support it; `quoted` is None if it quotes
    none."""

    stated: Stated
    quoted: Quoted | None

    @property
    def ground(self) -> Ground | None:
        """What the position rests on; None if the record does not say."""
        return self.stated.statement.rests_on

    @property
    def is_rewritten(self) -> bool:
        """Whether the article copies or rewrites another, or an editor found the words altered.

        If the article relays an outlet that is already named among the carriers, that counts in `hands` and not here.
        """
        relays = self.stated.article.source.relays
        return (relays is not None and all(relays.of not in step.by for step in self._via)) or (
            self.quoted is not None and _FAITHFUL[self.quoted.quotation.fidelity] > _FAITHFUL[None]
        )

    @property
    def order(self) -> int:
        """The rank by ground and rewriting: 0 is best."""
        sort = "quoted" if self.ground is None and self.quoted else self.ground
        return _ORDER.index((sort, self.is_rewritten))

    @property
    def hands(self) -> int:
        """Through how many hands the words came, including the article's own publisher."""
        return len(self._via) + 1

    @property
    def _via(self) -> Via:
        return self.quoted.quotation.via if self.quoted else self.stated.statement.via


def best_report(reports: Sequence[Stated], language: str) -> Carrier:
    """The report and quotation that best show a position to readers of this language. `reports` must not be empty."""

    def order(carrier: Carrier) -> tuple[object, ...]:
        quoted = carrier.quoted
        article = carrier.stated.article
        status = article.source.status
        return (
            status is not None and status.is_ == "withdrawn",
            carrier.order,
            quoted is None,
            (quoted.language if quoted else carrier.stated.article.language) != language,
            quoted is not None and len(quoted.quotation.words.split()) <= _FRAGMENT,
            carrier.hands,
            _FAITHFUL[quoted.quotation.fidelity] if quoted else 0,
            date_sort_key(article.published),
            article.id,
        )

    return min((carrier for stated in reports for carrier in _carriers(stated)), key=order)


def _carriers(stated: Stated) -> tuple[Carrier, ...]:
    return tuple(Carrier(stated, quoted) for quoted in stated.quotations) or (Carrier(stated, None),)
