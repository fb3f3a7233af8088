"""What a copy of a source seems to say: whom it names, whom it quotes, which days and numbers it gives. Proposals, never findings.

Everything is read off the text by rules and off the archive's own records, with no model and no network: names and their other
spellings; who spoke, from the reporting verb next to the quotation marks; dates from their words and the day of publication;
which passage of a known utterance a quotation resembles. Whatever is written into a record says `review: needed`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from generator.archive import Archive
from generator.dates import Edtf
from generator.suggest.counts import Counted, Measures, counted_in
from generator.suggest.mentions import Known, Mention, mentioned_in
from generator.suggest.passages import Passage, Passages
from generator.suggest.speech import Spoken, spoken_in
from generator.suggest.text import Copy
from generator.suggest.times import Dated, dated_in, nearest

__all__ = ["Counted", "Dated", "Estimated", "Mention", "Passage", "Proposal", "Quoted", "Spoken", "Suggester"]


_SURE = 90
"""From this resemblance to a known passage on, its speaker is proposed where the text's own clause names none."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as proposed: what was read of it, when it was said, and the passage that it resembles."""

    spoken: Spoken
    parts: tuple[str, ...]
    said: Dated | None
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Estimated:
    """A number as proposed, with who gives it and for when."""

    counted: Counted
    by: str | None
    as_of: Dated | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything that is proposed for one article."""

    mentions: tuple[Mention, ...]
    quotations: tuple[Quoted, ...]
    dates: tuple[Dated, ...]
    figures: tuple[Estimated, ...]


_BOUND = re.compile(r"\b(?:since|after|before|until|till|from|с|со|після|после|з|до)\s+$", re.IGNORECASE)
"""What makes a date the beginning or the end of what is counted, not the day on which it was."""


@dataclass(frozen=True)
class Suggester:
    """Reads copies with what an archive knows; its indexes are made once, for as many copies as there are."""

    archive: Archive

    @cached_property
    def _known(self) -> Known:
        return Known(self.archive)

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self.archive)

    @cached_property
    def _measures(self) -> Measures:
        return Measures(self.archive)

    def proposal(self, text: str, published: Edtf | None = None) -> Proposal:
        """What a copy, published then, seems to say."""
        copy = Copy.of(text)
        named = mentioned_in(self._known, text)
        days = dated_in(text, published)
        said = spoken_in(self._known, copy, named)
        numbers = counted_in(self._measures, text, copy.sentences, ((d.start, d.end) for d in days))
        return Proposal(
            named,
            tuple(self._quoted(copy, one, days) for one in said),
            days,
            tuple(self._estimated(copy, one, named, days) for one in numbers),
        )

    def _quoted(self, copy: Copy, one: Spoken, days: tuple[Dated, ...]) -> Quoted:
        parts = tuple(copy.words(span) for span in one.spans)
        first, last = one.spans[0], one.spans[-1]
        sentence = (copy.sentence_at(first[0])[0], copy.sentence_at(max(last[0], last[1] - 1))[1])
        outside = tuple(d for d in days if not any(s <= d.start < e for s, e in copy.quoted))
        said = nearest(outside, first, sentence)
        passage = self._passages.rendered(" ".join(parts), one.speaker)
        if passage and passage.alike >= _SURE and len(passage.speakers) == 1 and not one.speaker and not one.unnamed:
            one = replace(one, speaker=next(iter(passage.speakers)))
        return Quoted(one, parts, said, passage)

    def _estimated(self, copy: Copy, one: Counted, named: tuple[Mention, ...], days: tuple[Dated, ...]) -> Estimated:
        sentence = copy.sentence_at(one.start)
        by = self._giver(copy, one, named)
        at = tuple(day for day in days if not _BOUND.search(copy.text[sentence[0] : day.start]))
        return Estimated(one, by, nearest(at, (one.start, one.end), sentence))

    def _giver(self, copy: Copy, one: Counted, named: tuple[Mention, ...]) -> str | None:
        """Who says the number: whoever the sentence's reporting verb belongs to."""
        inside = any(start <= one.start < end for start, end in copy.quoted)
        if inside:
            return None
        found = spoken_in(self._known, replace(copy, quoted=((one.start, one.end),)), named)
        return found[0].speaker if found and found[0].cue else None
