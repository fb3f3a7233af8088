"""An article next to one that it follows, with a row for each thing that the copy changed, dropped or added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator import routes
from generator.archive.archive import Archive
from generator.findings.known_days import earliest, latest, published_at_latest
from generator.findings.lost_in_relay import Difference, How, RelayedPair, What, relayed_pairs_of
from generator.findings.renderings import Stretch, compare
from generator.pages.compare import compare_link
from generator.pages.parts.here import Here, Link, When
from generator.records.model import Article, Figure, Quotation
from generator.records.vocabulary import qualified_number
from generator.text import counts, lines
from generator.text.languages import without_region
from generator.text.messages import N_, _, ngettext

SHOWN = 12
"""How many differences of one pair the index shows. The page that compares two articles has all of them."""
SHOWN_PAIRS = 4
"""How many pairs the page of an article shows."""
SHOWN_THERE = 4
"""How many differences of each of these it shows; none if both follow the same report."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one of the two articles has: words of a quotation, a name or a number, with a link to it or to whoever is
    named."""

    words: tuple[Stretch, ...]
    language: str | None
    link: Link
    quoted: bool = False  # whether the link's text is the article's own words


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One difference. A cell is None if the article has nothing to compare."""

    what: str
    source: Cell | None
    copy: Cell | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two articles, and the text of its empty cells."""

    article: Link
    outlet: Link | None
    published: When
    missing: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two articles, how they are related, and how they differ."""

    title: Link  # the copy; on the copy's own page, what it follows
    tie: str
    counted: str  # the outlet of `title`, and the number of differences, in words
    sides: tuple[Side, Side]
    caveats: tuple[str, ...]
    rows: tuple[DifferenceRow, ...]
    more: int
    compare: Link
    known: str  # the day from which both were known


def pairs(n: int) -> str:
    """ "1 pair of articles", "2 pairs of articles"."""
    return ngettext("{n} pair of articles", "{n} pairs of articles", n)


def pair_rows(here: Here, items: Sequence[RelayedPair]) -> tuple[PairRow, ...]:
    """A row for each pair of articles, with its differences."""
    return tuple(_pair(here, it, SHOWN) for it in items)


@dataclass(frozen=True, slots=True)
class LostFold:
    """The part of an article's page about articles that it follows, or that follow it."""

    counted: str
    rows: tuple[PairRow, ...]
    more: Link | None
    known: str  # the day from which the first pair was known


def lost_fold(here: Here, article: str) -> LostFold | None:
    """How an article differs from those that it follows or that follow it; None if there are none."""
    found = relayed_pairs_of(here.archive).get(article)
    if not found:
        return None
    rows = tuple(_pair(here, it, SHOWN_THERE if it.tie != "report" else 0) for it in found[:SHOWN_PAIRS])
    every = _("All {counted}", counted=pairs(len(found)))
    return LostFold(
        counted=counted(here.archive, found[0]) if len(found) == 1 else counts.articles(len(found)),
        rows=rows,
        more=here.page_link(routes.index("lost"), every) if len(found) > len(rows) else None,
        known=earliest(row.known for row in rows),
    )


def _pair(here: Here, found: RelayedPair, most: int) -> PairRow:
    source, copy = here.archive.article(found.source), here.archive.article(found.copy)
    known = latest([published_at_latest(source), published_at_latest(copy)])
    titled = source if here.path == routes.page("article", copy.id) else copy
    shown = found.differences[:most]
    return PairRow(
        title=here.link(titled.id),
        tie=_tie(here, found, source, copy),
        counted=counts.join_phrases(
            [here.short_name(titled.publisher) if titled.publisher else "", counted(here.archive, found)]
        ),
        sides=(_side(here, source), _side(here, copy)),
        caveats=tuple(_caveats(here, found, source, copy)),
        rows=tuple(_row(here, it, source, copy, known) for it in shown),
        more=len(found.differences) - len(shown) if shown else 0,
        compare=compare_link(here.path, source.id, copy.id),
        known=known,
    )


def _named(here: Here, article: Article) -> str:
    """The name of an article within a sentence: its outlet, or its title if it has none."""
    return here.short_name(article.publisher) if article.publisher else here.link(article.id).text


def _tie(here: Here, found: RelayedPair, source: Article, copy: Article) -> str:
    one, other = _named(here, source), _named(here, copy)
    if found.tie == "text":
        return _("{copy} copies or rewrites {source}.", copy=other, source=one)
    if found.tie == "words":
        return _("Words reached {copy} by way of {source}.", copy=other, source=one)
    return _(
        "{source} and {copy} both follow {report}, whose own text is not in this archive.",
        source=one, copy=other, report=here.short_name(found.report),
    )  # fmt: skip


def counted(archive: Archive, found: RelayedPair) -> str:
    """How many things are worded differently, and how many only one of the two has, in words."""
    if not found.differences:
        return _("no difference in what the records have of both")
    changed, dropped, added = (found.count(how) for how in _HOWS)
    read = {article: archive.article(article).source.copy_ == "whole" for article in (found.source, found.copy)}
    said = [ngettext("{n} changed", "{n} changed", changed)] if changed else []
    if dropped and found.tie != "report" and read[found.copy]:
        said.append(ngettext("{n} dropped", "{n} dropped", dropped))
    elif dropped:
        said.append(ngettext("{n} only in the earlier one", "{n} only in the earlier one", dropped))
    if added and found.tie != "report" and read[found.source]:
        said.append(ngettext("{n} added", "{n} added", added))
    elif added:
        said.append(ngettext("{n} only in the later one", "{n} only in the later one", added))
    return counts.join_phrases(said)


_HOWS: tuple[How, ...] = ("changed", "dropped", "added")


def _side(here: Here, article: Article) -> Side:
    missing = _(_MISSING[article.source.copy_])
    return Side(here.link(article.id), here.outlet_beside(article), here.date(article.published), missing)


_MISSING = {
    "whole": N_("not there"), "excerpt": N_("not in the part that we read"), None: N_("not in this archive’s record of it"),
}  # fmt: skip
"""The text of an empty cell, by how much of the article was read."""


def _caveats(here: Here, found: RelayedPair, source: Article, copy: Article) -> list[str]:
    """Warnings about articles read only in part, if they might contain what seems to be missing."""
    missing = [(copy, found.count("dropped")), (source, found.count("added"))]
    return [
        _(
            "We read only a part of {article}: what is missing from it here may be in the rest.",
            article=_named(here, article),
        )
        for article, number in missing
        if number and article.source.copy_ == "excerpt"
    ]


_LABELS: Mapping[What, str] = {
    "quotation": N_("Quotation"), "qualifier": N_("Qualifier"), "figure": N_("Figure"), "speaker": N_("Speaker"), "carrier": N_("Passed on by"),
}  # fmt: skip


def _row(here: Here, it: Difference, source: Article, copy: Article, known: str) -> DifferenceRow:
    before, after = _Part(here, source, it.before, known), _Part(here, copy, it.after, known)
    label = _(_LABELS[it.what])
    if it.what == "quotation":
        return DifferenceRow(label, *_worded(before, after))
    if it.what == "figure" or (it.what == "qualifier" and before.figure):
        return DifferenceRow(label, before.counted(), after.counted())
    if it.what == "qualifier":
        had = "" if it.how == "added" else it.words
        has = it.words if it.how == "added" else it.instead
        return DifferenceRow(label, before.said(had), after.said(has))
    if it.who is None:
        return DifferenceRow(label, before.speaker(), after.speaker())
    cell = Cell((), None, here.agent_link(it.who), quoted=it.who.id is None)
    return DifferenceRow(label, cell if it.how == "dropped" else None, cell if it.how == "added" else None)


@dataclass(frozen=True)
class _Part:
    """A quotation or figure of one of the two articles, by its id; nothing if the id is empty."""

    here: Here
    article: Article
    id: str
    known: str

    @property
    def quotation(self) -> Quotation | None:
        return next((it for it in self.article.quotations if it.id == self.id), None) if self.id else None

    @property
    def figure(self) -> Figure | None:
        return next((it for it in self.article.figures if it.id == self.id), None) if self.id else None

    @property
    def text(self) -> str:
        return lines.on_one_line(self.quotation.words) if self.quotation else ""

    @property
    def language(self) -> str:
        return (self.quotation.language if self.quotation else None) or self.article.language

    def to(self, words: str) -> Link:
        """A link to it with these words. The status of the article is left out, because the head of the column shows
        it."""
        anchor = routes.quotation(self.id) if self.quotation else routes.figure(self.id)
        return replace(self.here.link(self.article.id, words, anchor, self.known), became=None)

    def speaker(self) -> Cell | None:
        """The person to whom the article attributes the words, as a cell."""
        if not self.quotation:
            return None
        who = self.quotation.speaker
        return Cell(
            (), None, self.to(self.here.archive[who.id].name if who.id else who.unnamed or ""), quoted=who.id is None
        )

    def said(self, words: str) -> Cell:
        """Some of its words, in the article's language; "not there" if `words` is empty."""
        if not words:
            return Cell((), None, Link(_("not there"), unknown=True))
        language = self.language if self.here.is_foreign(self.language) else None
        return Cell((), language, self.to(words), quoted=True)

    def counted(self) -> Cell | None:
        """Its number with the qualifier and what is counted, as a cell."""
        if not self.figure:
            return None
        measure = self.here.archive[self.figure.measure].name
        return Cell((), None, self.to(_("{figure}: {number}", figure=measure, number=qualified_number(self.figure))))


def _worded(before: _Part, after: _Part) -> tuple[Cell | None, Cell | None]:
    alike = without_region(before.language) == without_region(after.language)
    if before.quotation and after.quotation and alike:
        one, other = compare(before.text, after.text, before.language)
        return _words(before, one), _words(after, other)
    return _words(before, _whole(before.text)), _words(after, _whole(after.text))


def _whole(text: str) -> tuple[Stretch, ...]:
    return (Stretch(text, shared=True),)


def _words(part: _Part, words: tuple[Stretch, ...]) -> Cell | None:
    speaker = part.speaker()
    if speaker is None:
        return None
    language = part.language if part.here.is_foreign(part.language) else None
    return Cell(words, language, speaker.link, speaker.quoted)
