"""Records with so little content that a row of their index shows all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator import routes
from generator.archive.archive import Archive
from generator.findings import figures
from generator.findings.caching import cached_finding
from generator.findings.handovers import handovers_from, handovers_to
from generator.findings.quotations_about import quotations_about
from generator.records.model import Entity, Kind, Measure, Organisation, Person, kind_of

MOST_NAMES: Final = 180
"""The most people, organisations, places or documents in an index that shows some of them only as rows."""

MOST_FIGURES: Final = 60
"""The same limit for figures."""

MOST_ARTICLES: Final = 4
"""The most articles that may give a figure's only estimate for a row to name them all."""


@cached_finding
def thin_records(archive: Archive) -> Mapping[str, Kind]:
    """By id, the kind of each record that is only a row of its index and has no page of its own.

    These are the people, organisations, places and documents that at most one article names and about which the archive
    has nothing else; and figures with at most one estimate that are not confused with another. A record with a headline
    or notes by an editor has a page of its own, and so has every record of a kind that has too many records for rows.
    """
    found: dict[str, Kind] = {}
    for every in (archive.people, archive.organisations, archive.places, archive.documents):
        if len(every) <= MOST_NAMES:
            found.update((entity.id, kind_of(entity)) for entity in every if _is_thin(archive, entity))
    if len(archive.measures) <= MOST_FIGURES:
        found.update((measure.id, "measure") for measure in archive.measures if _is_single(archive, measure))
    return found


def place_of(archive: Archive, record_id: str, anchor: str = "") -> tuple[str, str]:
    """Where to read about a record: the source path of its page, or of its index, and the anchor there."""
    row = thin_records(archive).get(record_id)
    if row:
        return routes.index(routes.FOLDER_OF[row]), routes.row(record_id)
    return routes.page(archive.kind(record_id), record_id), anchor


def _is_thin(archive: Archive, entity: Entity) -> bool:
    written = entity.headline or entity.notes
    return not written and len(archive.ids_naming(entity.id)) < 2 and not any(_profile_sections(archive, entity))


def _profile_sections(archive: Archive, entity: Entity) -> Iterator[object]:
    """What a profile shows in sections of its own, apart from the articles that name the entity."""
    e = entity.id
    for refers in (
        archive.quotations_by, archive.attributed_to, archive.statements_by, archive.published_by, archive.figures_by,
        archive.carried_by, archive.relayed_from, archive.events_at, archive.events_of, archive.utterances_at,
        archive.utterances_by, archive.members_of, archive.parts_of, archive.documents_of, archive.relations_to,
    ):  # fmt: skip
        yield refers(e)
    for found in (quotations_about, handovers_to, handovers_from):
        yield found(archive).get(e)
    if isinstance(entity, Person | Organisation):
        yield entity.roles
        yield entity.relations


def _is_single(archive: Archive, measure: Measure) -> bool:
    if measure.headline or measure.notes:
        return False
    estimates = figures.estimates(archive).get(measure.id, ())
    if len(estimates) > 1 or any(it.misreads or it.misread_by or len(it.carriers) > MOST_ARTICLES for it in estimates):
        return False
    others = (figures.misread_by, figures.lookalikes, figures.neighbours)
    return not any(found(archive).get(measure.id) for found in others)
