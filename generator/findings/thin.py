"""Records of which the archive tells so little that a row of their index has room for all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator import routes
from generator.archive.archive import Archive
from generator.findings import figures
from generator.findings.hands import given_by, taken_by
from generator.findings.once import once
from generator.findings.spoken_of import spoken_of
from generator.records.model import Entity, Kind, Measure, Organisation, Person, kind_of

MOST_NAMES: Final = 180
"""Only where an index has no more people, organisations, places or documents than this, it shows all that there is to read of some."""

MOST_FIGURES: Final = 60
"""The same for figures."""

MOST_ARTICLES: Final = 4
"""In so many articles a figure's only estimate may stand, for a row to name them all."""


@once
def thin(archive: Archive) -> Mapping[str, Kind]:
    """The kinds of the records, by their ids, that are rows of their index and have no page of their own.

    These are the people, organisations, places and documents that one article names, or none, and of whom the archive tells nothing
    else; and the figures with one estimate, or none, that are not confused with another. A record for which an editor wrote a headline
    or notes has a page of its own, and so has every record of a kind of which the archive has too many for one page.
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
    row = thin(archive).get(record_id)
    if row:
        return routes.index(routes.FOLDER_OF[row]), routes.row(record_id)
    return routes.page(archive.kind(record_id), record_id), anchor


def _is_thin(archive: Archive, entity: Entity) -> bool:
    written = entity.headline or entity.notes
    return not written and len(archive.ids_naming(entity.id)) < 2 and not any(_told(archive, entity))


def _told(archive: Archive, entity: Entity) -> Iterator[object]:
    """What a profile has a section for, but for the articles that name it, and the names that stand there too."""
    e = entity.id
    for refers in (
        archive.quotations_by, archive.attributed_to, archive.statements_by, archive.published_by, archive.figures_by,
        archive.carried_by, archive.relayed_from, archive.events_at, archive.events_of, archive.utterances_at,
        archive.utterances_by, archive.members_of, archive.parts_of, archive.documents_of, archive.relations_to,
    ):  # fmt: skip
        yield refers(e)
    for found in (spoken_of, taken_by, given_by):
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
