"""Turns words that somebody marked in a source into quotations of its article, marked for review.

A quotation needs a speaker, but a mark does not name one. The speaker is taken from data attached to the mark (a tag, a
column) if it names a record of the archive, or otherwise from the surrounding sentence, as `suggest` reads it. If
neither says, the mark is kept as a comment at the end of the record, until somebody turns it into a quotation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.archive.archive import Archive
from generator.authoring import verify
from generator.authoring.copies import Copy
from generator.authoring.imports.items import MarkedWords, to_one_line
from generator.authoring.scaffold.ids import short_id
from generator.authoring.suggest import ProposedQuotation, Suggester
from generator.authoring.suggest.writing import IdMaker
from generator.problems import RefusedError
from generator.records import edit, layout
from generator.records.model import SPOTS, Article
from generator.text import english, names
from generator.text.marks import DOUBLE, SINGLE
from generator.text.selector import NotFound, Span

_MARKS = DOUBLE + SINGLE + "\"' \t\r\n\u00a0"
"""Characters stripped from the ends of marked words."""
HEAD = "# marked in the source; add the speaker of each, and make it a quotation:"


@dataclass
class PlacedMarks:
    """The result for the marks of an article: the quotations and comments to add, and notes for the contributor."""

    quotations: list[dict[str, layout.Value]] = field(default_factory=list)
    found: int = 0
    """How many of the quotations were found in the copy."""
    comments: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    there: int = 0
    """How many marks are already quotations of the article."""

    @property
    def edits(self) -> tuple[edit.Edit, ...]:
        """The edits to the record."""
        included = (edit.AppendItems(("quotations",), tuple(self.quotations)),) if self.quotations else ()
        return (*included, *((edit.AppendComment((HEAD, *self.comments)),) if self.comments else ()))

    def one_by_one(self, make: Callable[[Sequence[edit.Edit]], None]) -> None:
        """Add each quotation separately with `make`; leave out those that it refuses, and note why."""
        quotations, self.quotations = self.quotations, []
        for one in quotations:
            try:
                make((edit.AppendItems(("quotations",), (one,)),))
                self.quotations.append(one)
            except RefusedError as refusal:
                self.found -= "at" in one
                self.unplaced.append(f"{one['id']}: {refusal}")
        make(self.edits)

    @property
    def summary(self) -> str:
        """A summary for the contributor."""
        parts = [f"{english.count_of(len(self.quotations), 'quotation')} to review, {self.found} found in the copy"]
        if self.there:
            parts.append(f"{self.there} existing")
        if self.comments:
            parts.append(f"{english.count_of(len(self.comments), 'mark')} without a speaker, as comments")
        return "; ".join(parts)


class MarkPlacer:
    """Places marks in the articles of an archive. Make one for all articles, because its indexes are built only
    once."""

    def __init__(self, archive: Archive, suggester: Suggester) -> None:
        self._agents = AgentIndex(archive)
        self._suggester = suggester

    def place(self, article: Article, parts: Iterable[MarkedWords], copy: Copy | None) -> PlacedMarks:
        """The result for these marks in an article; `copy` is the article's copy, if there is one."""
        marks = _Marks(article, copy, self._agents, self._suggester)
        for part in parts:
            marks.add_mark(part)
        return marks.placed


@dataclass
class _Marks:
    article: Article
    copy: Copy | None
    agents: AgentIndex
    suggester: Suggester
    placed: PlacedMarks = field(default_factory=PlacedMarks)

    def __post_init__(self) -> None:
        self.ids = IdMaker(
            {part.id for key in ("quotations", "statements", "figures") for part in getattr(self.article, key)}
        )
        self.there = {names.key(words) for one in self.article.quotations for words in (one.words, *one.text)}
        self.quoted = self._quoted(self.copy.text) if self.copy else ()

    def _quoted(self, text: str) -> tuple[ProposedQuotation, ...]:
        day = self.article.published.edtf if self.article.published else None
        return self.suggester.proposal(text, day).quotations

    def add_mark(self, part: MarkedWords) -> None:
        """Turn one mark into a quotation or a comment."""
        spans: Sequence[Span] = ()
        if self.copy:
            found = self._places(part, self.copy.text)
            if isinstance(found, str):
                self.placed.unplaced.append(f"{part.place}: “{_shorten(part.text)}”: {found}")
                self._comment(part)
                return
            spans = found
        if part.is_quotation:
            self._add_speech_at(part, spans)
        else:
            self._add_marked_words(part, spans)

    def _add_speech_at(self, part: MarkedWords, spans: Sequence[Span]) -> None:
        speaker = self._speaker(part)
        if speaker:
            self._quotation(part, speaker, (part.text, *part.further), spans, None)
        else:
            self._comment(part)

    def _add_marked_words(self, part: MarkedWords, places: Sequence[Span]) -> None:
        if self.copy:
            span, around, quoted = places[0], self.copy.text, self.quoted
        else:
            before = f"{part.prefix or ''}"
            around = f"{before}{part.text}{part.suffix or ''}"
            span, quoted = (len(before), len(before) + len(part.text)), self._quoted(around)
        start, end = _trim(around, span)
        if start >= end:
            self.placed.unplaced.append(f"{part.place}: it marks no words")
            return
        speaker = self._speaker(part)
        covered = [one for one in quoted if start <= one.found.start and one.found.spans[-1][1] <= end]
        holding = [one for one in quoted if any(a <= start and end <= b for a, b in one.found.spans)]
        made = False
        for one in covered or holding:
            own = speaker or one.found.speaker or (self._unnamed(one) if self.copy else None)
            texts = one.parts if covered else (_words(around, (start, end)),)
            spans = one.found.spans if covered else ((start, end),)
            if own:
                self._quotation(part, own, texts, spans, one.found.cue)
                made = True
        if not (covered or holding) and speaker:
            self._quotation(part, speaker, (_words(around, (start, end)),), ((start, end),), None)
            made = True
        if not made:
            self._comment(part)

    def _places(self, part: MarkedWords, text: str) -> Sequence[Span] | str:
        """The span of each part of the mark in the copy, or why it was not found."""
        words, why = tuple(it.strip() for it in (part.text, *part.further)), ""
        for prefix, suffix in dict.fromkeys(((part.prefix or "", part.suffix or ""), ("", ""))):
            found = verify.places(text, words, prefix, suffix)
            if not isinstance(found, NotFound):
                return found
            why = why or found.reason
            if found.reason == "missing":
                return "its words are not in the copy"
            known = part.start is not None and not part.further and text.startswith(part.text, part.start)
            if found.reason == "ambiguous" and part.start is not None and known:
                return ((part.start, part.start + len(part.text)),)
        return f"its words are in the copy {'more than once' if why == 'ambiguous' else 'in several places, none of them next to the same words as in the source'}"

    def _speaker(self, part: MarkedWords) -> layout.Value:
        for name in (part.speaker, part.speaker_id, *part.tags):
            found = self.agents.named(name) if name else None
            if found:
                return found
        return {"unnamed": to_one_line(part.speaker)} if part.speaker else None

    @staticmethod
    def _unnamed(one: ProposedQuotation) -> layout.Value:
        return {"unnamed": one.found.unnamed} if one.found.unnamed else None

    def _quotation(
        self, part: MarkedWords, speaker: layout.Value, texts: Sequence[str], spans: Sequence[Span], cue: str | None
    ) -> None:
        words = names.key(" ".join(texts))
        if words in self.there:
            self.placed.there += 1
            return
        self.there.add(words)
        one: dict[str, layout.Value] = {
            "id": self.ids.fresh(short_id(" ".join(texts))),
            "review": "needed",
            "speaker": speaker,
        }
        one["text"] = texts[0] if len(texts) == 1 else list(texts)
        if cue:
            one["cue"] = cue
        if part.note:
            one["note"] = "\n".join(map(to_one_line, part.note.split("\n")))
        kind = self.article.source.published_as
        spot = {key: value for key, value in part.spot.items() if kind in SPOTS["time" if key == "until" else key]}
        if spot:
            one["where"] = dict(spot)
        if self.copy:
            written: list[layout.Value] = [list(span) for span in spans]
            one["at"] = written[0] if len(written) == 1 else written
            self.placed.found += 1
        elif tuple(texts) == (part.text, *part.further):
            one |= {key: value for key, value in (("prefix", part.prefix), ("suffix", part.suffix)) if value}
        self.placed.quotations.append(one)

    def _comment(self, part: MarkedWords) -> None:
        self.placed.comments += _as_comment(part)


class AgentIndex:
    """People and organisations by id and by every name."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._by_name: dict[tuple[str, ...], set[str]] = {}
        for one in (*archive.people, *archive.organisations):
            for name in one.names:
                self._by_name.setdefault(names.key(name), set()).add(one.id)

    def named(self, name: str) -> str | None:
        """The id of the one with this id or name; None if nobody has it, or several do."""
        if name in self._archive and self._archive.kind(name) in ("person", "organisation"):
            return name
        found = self._by_name.get(names.key(name), set())
        return next(iter(found)) if len(found) == 1 else None


def _trim(text: str, span: Span) -> Span:
    """The span without white space and quotation marks at its ends."""
    start, end = span
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _MARKS:
        end -= 1
    return start, end


def _words(text: str, span: Span) -> str:
    return " ".join(text[span[0] : span[1]].split())


def _shorten(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else words[:59] + "…"


def _as_comment(part: MarkedWords) -> Iterator[str]:
    """A mark on one line: its words as YAML, their place, and the note on them."""
    where = ", ".join(f"{key} {value}" for key, value in part.spot.items())
    note = f"; {part.note}" if part.note else ""
    words = " […] ".join(" ".join(it.split()) for it in (part.text, *part.further))
    yield to_one_line(f"#   {layout.to_scalar(words, flow=True)}{f' ({where})' if where else ''}{note}")
