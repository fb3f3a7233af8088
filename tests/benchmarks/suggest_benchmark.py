"""How much of this archive `archive suggest` would have found: `python -m tests.benchmarks.suggest_benchmark`.

Each article is taken out of the archive with its annotation, and proposed again from what is left. The sources' own
texts may not be kept here, so two things are measured, and neither is what a contributor meets:

- **The bodies**, of every article: the archive's own summaries, with the quotations set in where they are pulled in.
  They name people in full and more plainly than newspapers do, so names are found more easily than in a source, and
  speakers less easily, since a summary often says "Putin's words were:". Whom a body names without a link counts as
  wrongly found, so that the precision of mentions is a lower bound.
- **One copy**, that of the first article, where it is at hand: a real source, and only one.

The weights by which figures are led to their measures were found on these very bodies: for figures the table shows how
well they fit, not how well they would do elsewhere.

Prints; asserts nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator import pipeline
from generator.archive.archive import Archive
from generator.authoring.suggest import Proposal, ProposedQuotation, Suggester
from generator.dates import Edtf
from generator.records.model import ENTITY_KINDS, Article, Figure, Quotation
from generator.records.scalars import PassageRef
from generator.text import wikilinks

ROOT = Path(__file__).resolve().parents[2]
COPY = ROOT.parent / "shared/originals/seed-article.txt"
FIRST = "north-korean-soldiers-praised-by-russia"


@dataclass
class Score:
    """Right ones, those proposed, and those wanted."""

    right: int = 0
    proposed: int = 0
    wanted: int = 0

    def add(self, right: int, proposed: int, wanted: int) -> None:
        self.right += right
        self.proposed += proposed
        self.wanted += wanted

    def __str__(self) -> str:
        def share(of: int) -> str:
            return f"{self.right / of:7.0%}" if of else "      –"

        return f"{self.wanted:7} {self.proposed:9} {self.right:6} {share(self.wanted)} {share(self.proposed)}"


def main() -> None:
    """Prints the tables; with --misses, what was missed and what was wrongly found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print what was missed and wrongly proposed")
    call = parser.parse_args()
    archive = pipeline.read(ROOT).archive
    print(f"bodies of {len(archive.articles)} articles, each proposed from an archive without it")
    scores = _scores()
    for article in archive.articles:
        proposal = Suggester(_without(archive, article)).proposal(_text(archive, article), _published(article))
        _judge(archive, article, proposal, scores, _in_body(article), misses=call.misses)
    _table(scores)
    if COPY.is_file():
        article = archive.article(FIRST)
        print(f"\nthe copy of {FIRST}: one real text")
        scores = _scores()
        text = COPY.read_text(encoding="utf-8")
        proposal = Suggester(_without(archive, article)).proposal(text, _published(article))
        _judge(archive, article, proposal, scores, {q.id for q in article.quotations}, misses=call.misses, whole=True)
        _table(scores)
    else:
        print("\nno copy of a source is at hand")


def _scores() -> dict[str, Score]:
    kinds = (
        "entities named",
        "quotations",
        "their speakers",
        "their verbs",
        "their dates",
        "their passages",
        "figures",
    )
    return {kind: Score() for kind in kinds}


def _table(scores: dict[str, Score]) -> None:
    print(f"{'':16} {'wanted':>7} {'proposed':>9} {'right':>6} {'recall':>7} precision")
    for kind, score in scores.items():
        if score.wanted or score.proposed:
            print(f"{kind:16} {score}")


def _without(archive: Archive, article: Article) -> Archive:
    """The archive without this article, and without its links and renderings."""
    records = {i: record for i, record in archive.records.items() if i != article.id}
    mentions = tuple(m for m in archive.mentions if m.article.id != article.id)
    return Archive(archive.settings, records, archive.paths, mentions, archive.former_ids)


def _published(article: Article) -> Edtf | None:
    return article.published.edtf if article.published else None


def _text(archive: Archive, article: Article) -> str:
    """The body as plain text: the words of links, and quotations in their marks."""
    own = {q.id: q for q in article.quotations}
    text = article.body
    for link in reversed(wikilinks.links(text)):
        if link.quotation in own:
            shown = " … ".join(f"“{part}”" for part in own[link.quotation].text)
        else:
            shown = link.label or archive[link.target].name
        text = text[: link.start] + shown + text[link.end :]
    return text


def _in_body(article: Article) -> set[str]:
    return {link.quotation for link in wikilinks.links(article.body) if link.quotation}


def _judge(
    archive: Archive,
    article: Article,
    proposal: Proposal,
    scores: dict[str, Score],
    pulled: set[str],
    *,
    misses: bool,
    whole: bool = False,
) -> None:
    named = {m.id for m in proposal.mentions}
    linked = {m.target for m in archive.mentions if m.article.id == article.id}
    wanted = {i for i in (archive.named_in(article.id) if whole else linked) if archive.kind(i) in ENTITY_KINDS}
    scores["entities named"].add(len(named & wanted), len(named), len(wanted))
    _miss(misses, article, "named", wanted - named, named - wanted)

    quotations = [q for q in article.quotations if q.id in pulled and (whole or len(q.text) == 1)]
    by_words = {_plain(" ".join(q.parts)): q for q in proposal.quotations}
    found = [(q, by_words[_plain(" ".join(q.text))]) for q in quotations if _plain(" ".join(q.text)) in by_words]
    scores["quotations"].add(len(found), len(proposal.quotations), len(quotations))
    _miss(
        misses,
        article,
        "quoted",
        {q.id for q in quotations} - {q.id for q, _ in found},
        set(by_words) - {_plain(" ".join(q.text)) for q in quotations},
    )
    for quotation, proposed in found:
        _judge_quotation(archive, article, quotation, proposed, scores, misses=misses, whole=whole)

    text_has = {(f.number.value, f.number.low, f.number.high): f for f in proposal.figures}
    figures = [f for f in article.figures if _numbers(f) in text_has]
    right = [f for f in figures if text_has[_numbers(f)].number.measure == f.measure]
    offered = [f for f in proposal.figures if f.number.measure]
    scores["figures"].add(len(right), len(offered), len(figures))
    missed = {
        f"{f.measure}:{_numbers(f)} got {text_has[_numbers(f)].number.measure}" for f in figures if f not in right
    }
    known = {_numbers(f) for f in right}
    wrong = {
        f"{f.number.words}:{f.number.measure}"
        for f in offered
        if (f.number.value, f.number.low, f.number.high) not in known
    }
    _miss(misses, article, "figures", missed, wrong)


def _judge_quotation(
    archive: Archive,
    article: Article,
    quotation: Quotation,
    proposed: ProposedQuotation,
    scores: dict[str, Score],
    *,
    misses: bool,
    whole: bool,
) -> None:
    spoken = proposed.found
    if quotation.speaker.id:
        right = spoken.speaker == quotation.speaker.id
        scores["their speakers"].add(right, bool(spoken.speaker), 1)
        if not right:
            _miss(misses, article, "speaker", {f"{quotation.id}: {quotation.speaker.id}"}, {str(spoken.speaker)})
    if whole and quotation.cue:
        scores["their verbs"].add(spoken.cue == quotation.cue, bool(spoken.cue), 1)
        if spoken.cue != quotation.cue:
            _miss(misses, article, "verb", {quotation.cue}, {str(spoken.cue)})
    if whole and quotation.said and quotation.said.words:
        same = bool(
            proposed.date
            and proposed.date.edtf
            and proposed.date.edtf.rstrip("~") == quotation.said.edtf.text.rstrip("~")
        )
        scores["their dates"].add(same, bool(proposed.date and proposed.date.edtf), 1)
        if not same:
            _miss(misses, article, "date", {quotation.said.edtf.text}, {str(proposed.date)})
    others = [r for r in archive.renderings_of(quotation.passage) if r.article.id != article.id]
    language = quotation.language or article.language
    originals = [
        p.original for u in archive.utterances for p in u.passages if PassageRef(u.id, p.id) == quotation.passage
    ]
    alike = any(r.language == language for r in others) or any(o and o.language == language for o in originals)
    path = proposed.passage.ref if proposed.passage else None
    scores["their passages"].add(bool(path) and path == quotation.passage, bool(path), alike)
    if path != quotation.passage and (path or alike):
        _miss(misses, article, "passage", {f"{quotation.id}: {quotation.passage}"}, {str(path)})


def _numbers(figure: Figure) -> tuple[float | None, float | None, float | None]:
    return figure.value, figure.low, figure.high


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _miss(shown: bool, article: Article, what: str, missed: Iterable[str], wrong: Iterable[str]) -> None:
    missed, wrong = sorted(missed), sorted(wrong)
    if shown and (missed or wrong):
        print(f"  {article.id}: {what}: missed {', '.join(missed) or 'none'}; wrongly {', '.join(wrong) or 'none'}")


if __name__ == "__main__":
    main()
