"""What other sites may embed from the archive in an iframe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from generator.archive.archive import Archive
from generator.findings import figures
from generator.findings.caching import cached_finding
from generator.findings.stances import Reversal, reversals_on, stances
from generator.records.model import Measure, Proposition, Quotation
from generator.records.settings import Embeds

MANY: Final = 500
"""If an archive has more articles than this and no setting, only findings can be embedded. With 1,000 synthetic articles,
everything took a first build from 0.8 to 1.0 times the processor time of MkDocs with the same pages, which is too much
for what few readers of a large archive embed."""
MOST_TURNS: Final = 3
"""How many changes of sides on one claim can be embedded: the latest ones. The claim's own page shows all of them."""


def embeds(archive: Archive) -> Embeds:
    """What other sites may embed: the archive's setting or, if there is none, a choice by the number of articles."""
    return archive.settings.embeds or _default_choice(archive)["embeds"]


@cached_finding
def _default_choice(archive: Archive) -> Mapping[str, Embeds]:
    # A mapping, as in `pictures.py`: a new article makes pages again only if it changes the choice.
    return {"embeds": "all" if len(archive.articles) <= MANY else "findings"}


def is_embedded(archive: Archive, quotation: Quotation) -> bool:
    """Whether a quotation has an embeddable page."""
    wanted = embeds(archive)
    return wanted == "all" or (wanted == "findings" and (quotation.is_reworded or bool(quotation.turns)))


def is_claim_embedded(archive: Archive, proposition: Proposition) -> bool:
    """Whether a claim's picture, if there is one, has an embeddable page. With the setting `findings`, only if somebody
    changed sides."""
    wanted = embeds(archive)
    return wanted == "all" or (wanted == "findings" and bool(reversals_on(archive, proposition.id)))


def is_figure_embedded(archive: Archive, measure: Measure) -> bool:
    """Whether a figure's plot, if there is one, has an embeddable page. With the setting `findings`, only if estimates
    disagree."""
    wanted = embeds(archive)
    return wanted == "all" or (wanted == "findings" and measure.id in _disputed(archive))


def embed_name_of(archive: Archive, reversal: Reversal) -> str:
    """The name of the embeddable page of a change of sides, such as dam-was-safe/river-board; empty if it has none."""
    if embeds(archive) == "none":
        return ""
    return dict(_embed_names(archive).get(reversal.proposition, ())).get(_key(reversal), "")


def _key(reversal: Reversal) -> str:
    return f"{reversal.subject} {reversal.before[0].key} {reversal.after[0].key}"


@cached_finding
def _disputed(archive: Archive) -> Mapping[str, bool]:
    """The ids of the figures whose estimates disagree."""
    return {it.measure: True for it in figures.disagreements(archive)}


@cached_finding
def _embed_names(archive: Archive) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By the id of a claim, its embeddable changes of sides as (key, name). If one side changed more than once, the
    second and later changes are numbered in order of time, so that a new one does not rename the others."""
    latest: Counter[str] = Counter()
    chosen = []
    for reversal in stances(archive).reversals:
        latest[reversal.proposition] += 1
        if latest[reversal.proposition] <= MOST_TURNS:
            chosen.append(reversal)
    number: Counter[tuple[str, str]] = Counter()
    named: dict[str, list[tuple[str, str]]] = {}
    for reversal in reversed(chosen):
        claim, subject = reversal.proposition, reversal.subject
        number[claim, subject] += 1
        at = number[claim, subject]
        name = f"{claim}/{subject}--{at}" if at > 1 else f"{claim}/{subject}"
        named.setdefault(claim, []).append((_key(reversal), name))
    return {claim: tuple(some) for claim, some in named.items()}
