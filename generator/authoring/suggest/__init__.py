"""Proposes annotations for a copy of a source: the records it mentions, the people it quotes, its dates and numbers.

Works by rules and the archive's own records; no language model is used, and nothing is fetched. Names are found in all
known spellings, speakers by the reporting verb next to the quotation, dates by their words and the day of publication,
passages by similarity to the quotation. These are proposals, not findings: every item written into a record has
`review: needed`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from generator.archive.archive import Archive
from generator.authoring.suggest.counts import FoundNumber, MeasureIndex, find_numbers
from generator.authoring.suggest.head import Head, head_of
from generator.authoring.suggest.mentions import Mention, NameIndex, find_mentions
from generator.authoring.suggest.passages import Passage, PassageIndex
from generator.authoring.suggest.speech import FoundQuotation, find_quotations, number_giver
from generator.authoring.suggest.text import Span, SplitText
from generator.authoring.suggest.times import DateIndex, FoundDate, find_dates, nearest
from generator.dates import Edtf, parse, proves_before
from generator.records.model import Article

__all__ = [
    "FoundDate",
    "FoundNumber",
    "FoundQuotation",
    "Mention",
    "Passage",
    "Proposal",
    "ProposedFigure",
    "ProposedQuotation",
    "Suggester",
]


_SURE = 90
"""The minimum similarity to a known passage, out of 100, at which its speaker is proposed if the text names none."""


@dataclass(frozen=True, slots=True)
class ProposedQuotation:
    """A proposed quotation: its words and speaker, when it was said, and the similar known passage, if any."""

    found: FoundQuotation
    parts: tuple[str, ...]
    date: FoundDate | None
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class ProposedFigure:
    """A proposed figure: the number, its source, and the date that it refers to."""

    number: FoundNumber
    source: str | None
    as_of: FoundDate | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything that is proposed for one article."""

    mentions: tuple[Mention, ...]
    quotations: tuple[ProposedQuotation, ...]
    dates: tuple[FoundDate, ...]
    figures: tuple[ProposedFigure, ...]
    head: Head


def _is_behind(day: FoundDate, published: Edtf | None) -> bool:
    """Whether a day is certainly after publication, so that nothing quoted in the article was said on it."""
    return published is not None and day.edtf is not None and proves_before(published, parse(day.edtf))


_WITHIN = 800
"""How many characters of a sentence are read on either side of a match. Sentences may have any length."""

_BOUND = re.compile(r"\b(?:since|after|before|until|till|from|с|со|після|после|з|до)\s+$", re.IGNORECASE)
"""Words before a date that make it the start or the end of a count, not the day of the count."""


@dataclass(frozen=True)
class Suggester:
    """Makes proposals from what an archive knows. Make one for all copies, because its indexes are built only once."""

    archive: Archive

    @cached_property
    def _known(self) -> NameIndex:
        return NameIndex(self.archive)

    @cached_property
    def _passages(self) -> PassageIndex:
        return PassageIndex(self.archive)

    @cached_property
    def _measures(self) -> MeasureIndex:
        return MeasureIndex(self.archive)

    def proposal_for(self, article: Article, text: str) -> Proposal:
        """Everything that is proposed for the text of this article, by its date of publication and its language."""
        return self.proposal(text, article.published.edtf if article.published else None, article.language)

    def proposal(self, text: str, published: Edtf | None = None, language: str = "en") -> Proposal:
        """Everything that is proposed for this text. Relative dates are resolved from `published`. `language` is that
        of the text."""
        copy = SplitText.of(text)
        named = find_mentions(self._known, text)
        days = find_dates(text, published, language)
        said = find_quotations(self._known, copy, named)
        said_by = (d for d in days if not copy.is_quoted(d.start) and not _is_behind(d, published))
        free = DateIndex(tuple(said_by))
        giver, every = number_giver(self._known, copy, named), DateIndex(days)
        numbers = find_numbers(self._measures, text, copy.sentences, ((d.start, d.end) for d in days), language)
        return Proposal(
            named,
            tuple(self._quoted(copy, one, free) for one in said),
            days,
            tuple(self._estimated(copy, one, giver, every) for one in numbers),
            head_of(self._known, text),
        )

    def _quoted(self, copy: SplitText, one: FoundQuotation, days: DateIndex) -> ProposedQuotation:
        parts = tuple(copy.words(span) for span in one.spans)
        first, last = one.spans[0], one.spans[-1]
        sentence = (
            max(copy.sentence_at(first[0])[0], first[0] - _WITHIN),
            min(copy.sentence_at(max(last[0], last[1] - 1))[1], last[1] + _WITHIN),
        )
        said = nearest(days.within(sentence), first, sentence)
        passage = self._passages.closest_passage(" ".join(parts), one.speaker)
        if (
            passage
            and passage.similarity >= _SURE
            and len(passage.speakers) == 1
            and not one.speaker
            and not one.unnamed
        ):
            one = replace(one, speaker=next(iter(passage.speakers)))
        return ProposedQuotation(one, parts, said, passage)

    def _estimated(
        self, copy: SplitText, one: FoundNumber, giver: Callable[[Span], str | None], days: DateIndex
    ) -> ProposedFigure:
        first, last = copy.sentence_at(one.start)
        sentence = (max(first, one.start - _WITHIN), min(last, one.end + _WITHIN))
        by = None if copy.is_quoted(one.start) else giver((one.start, one.end))
        at = tuple(
            day
            for day in days.within(sentence)
            if not _BOUND.search(copy.text[max(sentence[0], day.start - 20) : day.start])
        )
        return ProposedFigure(one, by, nearest(at, (one.start, one.end), sentence))
