"""What the start page shows first: the editors' choices from the settings, or else the best-evidenced finding of each
kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from generator.archive.archive import Archive, Quoted
from generator.findings.figures import disagreements, estimates
from generator.findings.renderings import Rewording, clearest_rewording, compare_rewording
from generator.findings.stances import Reversal, reversals, reversals_on
from generator.problems import Problem
from generator.records.model import Measure, NamedReversal, Utterance
from generator.records.scalars import QuotationRef
from generator.records.yaml_text import Source, field_path


@dataclass(frozen=True, slots=True)
class Front:
    """What the start page shows first. A field is None if the archive has nothing of that kind.

    `headline` is the one from the settings or, if the editors also chose the sentence, the headline of its utterance.
    """

    headline: str | None
    sentence: Rewording | None
    reversal: Reversal | None
    measure: Measure | None


def front(archive: Archive) -> Front:
    """The editors' choices; for each kind without one, the finding with the best evidence."""
    chosen = archive.settings.front
    sentence = pair_of(archive, *chosen.sentence) if chosen.sentence else None
    headline = chosen.headline or (sentence.utterance.headline if sentence else None)
    measure = chosen.figure or next((found.measure for found in disagreements(archive)), None)
    return Front(
        headline=headline,
        sentence=sentence or clearest_rewording(archive),
        reversal=(chosen.reversal and named_reversal(archive, chosen.reversal))
        or min(reversals(archive), key=lambda found: found.evidence, default=None),
        measure=cast(Measure, archive[measure]) if measure and measure in archive else None,
    )


def quoted_at(archive: Archive, ref: QuotationRef) -> Quoted | None:
    """The quotation with this reference; None if there is none, which `link` reports as a problem."""
    if ref.article not in archive or archive.kind(ref.article) != "article":
        return None
    article = archive.article(ref.article)
    return next((Quoted(article, quotation) for quotation in article.quotations if quotation.id == ref.quotation), None)


def pair_of(archive: Archive, closer: QuotationRef, altered: QuotationRef) -> Rewording | None:
    """The comparison of two versions of one sentence; None if they cannot be compared."""
    one, other = quoted_at(archive, closer), quoted_at(archive, altered)
    passage = one.quotation.passage if one else None
    if one is None or other is None or passage is None or _incomparable(one, other):
        return None
    utterance = cast(Utterance, archive[passage.utterance])
    return compare_rewording(utterance, next(p for p in utterance.passages if p.id == passage.passage), one, other)


def _incomparable(one: Quoted, other: Quoted) -> str:
    """Why two quotations are not two versions of one sentence; empty if they are."""
    if one.quotation.passage is None or one.quotation.passage != other.quotation.passage:
        return f"'{one.key}' and '{other.key}' do not render one passage"
    if one.language.split("-")[0] != other.language.split("-")[0]:
        return f"'{one.key}' and '{other.key}' are not in one language"
    return "both have the same words" if one.quotation.text == other.quotation.text else ""


def named_reversal(archive: Archive, chosen: NamedReversal) -> Reversal | None:
    """The best-evidenced reversal by the chosen holder that concerns the chosen proposition; None if there is none."""
    found = (r for r in reversals_on(archive, chosen.proposition) if r.subject == chosen.holder)
    return min(found, key=lambda reversal: reversal.evidence, default=None)


def is_missing_reversal(archive: Archive, chosen: NamedReversal) -> bool:
    """Whether the archive has no such reversal. False also if that cannot be decided because a reference is broken:
    `link` reports that."""
    try:
        return named_reversal(archive, chosen) is None
    except LookupError:
        return False


def unfit_choices(archive: Archive, settings: Source) -> Iterator[Problem]:
    """Problems with the settings under `front`: choices that cannot be shown on the start page. `settings` is the
    settings file."""
    chosen = archive.settings.front

    def misfit(key: str, fault: str, remedy: str) -> Problem:
        steps = ("front", key)
        return Problem("front-unfit", settings.place(steps), field_path(steps), fault, remedy)

    if chosen.sentence:
        one, other = (quoted_at(archive, ref) for ref in chosen.sentence)
        why = _incomparable(one, other) if one and other else ""
        if why:
            yield misfit("sentence", why, "name two versions of one sentence, of which one was reworded")
    if (
        chosen.reversal
        and _are_all_readable(archive, chosen.reversal)
        and is_missing_reversal(archive, chosen.reversal)
    ):
        holder, proposition = chosen.reversal.holder, chosen.reversal.proposition
        fault = f"no change of sides of '{holder}' on '{proposition}' is found"
        yield misfit("reversal", fault, "name one that the page of all claims lists")
    if (
        chosen.figure
        and isinstance(archive.records.get(chosen.figure), Measure)
        and not estimates(archive).get(chosen.figure)
    ):
        yield misfit("figure", f"no article gives a number for '{chosen.figure}'", "name a measure that has some")


def _are_all_readable(archive: Archive, chosen: NamedReversal) -> bool:
    return chosen.holder in archive and chosen.proposition in archive
