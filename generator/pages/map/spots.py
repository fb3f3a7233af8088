"""The spots of the map: the places that share each, what there is to read about them, and the regions they form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.archive.archive import Archive, date_sort_key
from generator.drawing import overview
from generator.drawing.maps import kilometres
from generator.pages.paging import rows_that_fit
from generator.records.model import AnyRecord, Date, Event, Place, Utterance
from generator.text import counts
from generator.text.messages import ngettext, pgettext

MOST_PLACES = rows_that_fit(6_000)
"""How many places the map shows, those with most to read first, at up to 3.5 KB each. The maps of six regions take the
rest of the page."""


MOST_REGIONS = overview.MOST_REGIONS


REGION_RADIUS = 1500.0
"""Radius of a regional map in kilometres. On a larger one, neighbouring cities would overlap."""


SHARED_MARK_DISTANCE = 20.0
"""Places closer than this, in kilometres, share a mark."""


_WIDE = frozenset(
    {"area", "autonomous", "continent", "country", "district", "front", "governorate", "island", "oblast", "peninsula", "province",
     "region", "republic", "sea", "state", "territory"}
)  # fmt: skip
"""The first words of a precision that is wider than a city."""


Item = Event | Utterance


@dataclass(frozen=True, slots=True)
class Dated:
    """Something to read about a place, with its date."""

    date: Date | None
    item: Item | None  # None for an article that names the place


@dataclass(frozen=True, slots=True)
class Reading:
    """A place with everything there is to read about it."""

    place: Place
    items: tuple[Dated, ...]

    @property
    def number(self) -> int:
        return len(self.items)

    @property
    def there(self) -> tuple[Dated, ...]:
        """What happened or was said there, earliest first."""
        return tuple(item for item in self.items if item.item)

    @property
    def said(self) -> str:
        events = sum(isinstance(item.item, Event) for item in self.items)
        spoken = sum(isinstance(item.item, Utterance) for item in self.items)
        named = self.number - events - spoken
        return pgettext("between the items of a list", ", ").join(
            filter(
                None,
                [
                    counts.events(events) if events else "",
                    ngettext("{n} occasion of speech", "{n} occasions of speech", spoken) if spoken else "",
                    ngettext("named in {n} article", "named in {n} articles", named) if named else "",
                ],
            )
        )


def reading_of(archive: Archive, place: Place) -> Reading:
    """A place with its events, its occasions of speech, and the articles that name it."""
    there: list[Dated] = [Dated(event.date, event) for event in archive.events_at(place.id)]
    there += [Dated(spoken.said, spoken) for spoken in archive.utterances_at(place.id)]
    there.sort(key=lambda item: date_sort_key(item.date))
    named = [Dated(article.published, None) for article in archive.articles_naming(place.id)]
    return Reading(place, (*there, *named))


@dataclass(frozen=True)
class Spot:
    """A spot on the map: the place whose coordinates it has, and the places that share it, the lead first, then the
    busiest."""

    lead: Place
    point: tuple[float, float]  # latitude first
    members: tuple[Reading, ...]

    @property
    def number(self) -> int:
        return sum(one.number for one in self.members)

    @property
    def area(self) -> bool:
        """Whether the spot represents an area wider than a city."""
        return _is_wide(self.lead)


def _is_wide(place: Place) -> bool:
    return any(word.strip(",;(") in _WIDE for word in (place.precision or "").casefold().split()[:2])


def spots_of(archive: Archive, found: Sequence[Reading]) -> list[Spot]:
    """The spots of the busiest places with coordinates of their own or of an enclosing city. Places closer than
    `SHARED_MARK_DISTANCE` share a spot."""
    hosts: dict[str, Place] = {}
    members: dict[str, list[Reading]] = {}
    for one in found[:MOST_PLACES]:
        place = _placed(archive, one.place)
        if place and place.point and place.id not in hosts:
            near = (
                host
                for host in hosts.values()
                if host.point and kilometres(host.point, place.point) < SHARED_MARK_DISTANCE
            )
            place = next(near, place)
            hosts[place.id] = place
        if place:
            members.setdefault(place.id, []).append(one)
    for host, some in members.items():
        some.sort(key=lambda one: one.place.id != host)
    spots = [Spot(hosts[i], hosts[i].point or (0, 0), tuple(some)) for i, some in members.items()]
    return sorted(spots, key=lambda spot: (-spot.number, spot.lead.name))


def _placed(archive: Archive, place: Place) -> Place | None:
    """The place whose coordinates are used: the widest enclosing place that is no wider than a city, or the place
    itself. None if there are no coordinates."""
    passed: set[str] = set()
    found = None
    around: AnyRecord | None = place
    while isinstance(around, Place) and around.id not in passed:
        passed.add(around.id)
        if around.point and (around is place or not _is_wide(around)):
            found = around
        around = archive.records.get(around.within or "")
    return found


def regions_of(spots: Sequence[Spot]) -> tuple[list[list[Spot]], list[Spot]]:
    """At most `MOST_REGIONS` regions, the busiest first, each a busy spot and those around it; then all other spots."""
    around: list[list[Spot]] = []
    for spot in spots:
        near = [(kilometres(spot.point, some[0].point), n) for n, some in enumerate(around)]
        if near and min(near)[0] < REGION_RADIUS:
            around[min(near)[1]].append(spot)
        else:
            around.append([spot])
    regions = [some for some in around if len(some) > 1]
    regions.sort(key=lambda some: -sum(spot.number for spot in some))
    drawn = regions[:MOST_REGIONS]
    return drawn, [spot for some in around if some not in drawn for spot in some]
