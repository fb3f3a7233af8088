"""What a position rests on, and which of its reports shows it best.

The holder's own words weigh more than the reporter's verb, a verb more than a headline, and a headline more than what
an editor inferred, or a ground that nobody states. A report counts less where its article copies or rewrites another,
or its quotation was found altered. To print the text of an outlet that is named among the carriers is not to copy it:
that is one more hand. A report that its publisher withdrew comes last. Of equal reports, one in the readers' language comes first, and then the one that came through
the fewest hands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from generator.archive.archive import Quoted, Stated, when
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
"""What a report rests on and whether it is rewritten, the best pair first."""
_FRAGMENT: Final = 2
"""A quotation of so many words, or fewer, says little by itself."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report of a position with one of the holder's quotations that carry it; `quoted` is None where it quotes
    none."""

    stated: Stated
    quoted: Quoted | None

    @property
    def ground(self) -> Ground | None:
        """What it rests on; None where the record does not say."""
        return self.stated.statement.rests_on

    @property
    def rewritten(self) -> bool:
        """Whether the article copies or rewrites another, or an editor found the words altered.

        Where the article relays an outlet that is named among the carriers, that outlet is a hand, and `hands` counts
        it.
        """
        relays = self.stated.article.source.relays
        return (relays is not None and all(relays.of not in step.by for step in self._via)) or (
            self.quoted is not None and _FAITHFUL[self.quoted.quotation.fidelity] > _FAITHFUL[None]
        )

    @property
    def order(self) -> int:
        """The rank of what it rests on and whether it is rewritten: 0 is the best, and each rank less is better."""
        sort = "quoted" if self.ground is None and self.quoted else self.ground
        return _ORDER.index((sort, self.rewritten))

    @property
    def hands(self) -> int:
        """Through how many hands it came, the article's own included."""
        return len(self._via) + 1

    @property
    def _via(self) -> Via:
        return self.quoted.quotation.via if self.quoted else self.stated.statement.via


def best(reports: Sequence[Stated], language: str) -> Carrier:
    """The report and quotation that show a position best to readers of this language. `reports` must not be empty."""

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
            when(article.published),
            article.id,
        )

    return min((carrier for stated in reports for carrier in _carriers(stated)), key=order)


def _carriers(stated: Stated) -> tuple[Carrier, ...]:
    return tuple(Carrier(stated, quoted) for quoted in stated.quotations) or (Carrier(stated, None),)
