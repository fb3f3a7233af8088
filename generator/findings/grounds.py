"""What a position rests on, and which of its reports shows it best.

The holder's own words weigh more than the reporter's verb, a verb more than a headline, and a headline more than what an editor
inferred or nobody said. A report that copies or rewrites another, or whose quotation is found altered, shows a position only
where nothing better is at hand. To print the text of an outlet that is among the carriers is neither: it is one more hand. Of
equals, the readers' language comes first, and then the one through the fewest hands, which is nearest the speaker.
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
    ("quoted", False),  # words are quoted, and nobody has said whether the position rests on them
    ("verb", True),
    ("headline", True),
    (None, False),
    ("quoted", True),
    ("inferred", False),
    ("inferred", True),
    (None, True),
)
"""What a report rests on, and whether it is rewritten, the best first."""
_FRAGMENT: Final = 2
"""Words that are too few to say anything by themselves."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report of a position, with one of the quotations of the holder that carry it; None where it quotes none."""

    stated: Stated
    quoted: Quoted | None

    @property
    def ground(self) -> Ground | None:
        """What it rests on; None where the record does not say."""
        return self.stated.statement.rests_on

    @property
    def rewritten(self) -> bool:
        """Whether the article copies or rewrites another, or an editor found the words altered.

        An outlet that is named or implied among the carriers is a hand through which the words came, and counted as one.
        """
        relays = self.stated.article.source.relays
        return (relays is not None and all(relays.of not in step.by for step in self._via)) or (
            self.quoted is not None and _FAITHFUL[self.quoted.quotation.fidelity] > _FAITHFUL[None]
        )

    @property
    def order(self) -> int:
        """What it rests on and whether it is rewritten, in one number, the best least."""
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
    """The report, and of its quotations the one, that show a position best to readers of this language. There is at least one."""

    def order(carrier: Carrier) -> tuple[object, ...]:
        quoted = carrier.quoted
        article = carrier.stated.article
        return (
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
