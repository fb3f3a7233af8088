"""The map's page: drawings of the world and of regions, and the places beside them as lists."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import routes
from generator.archive.archive import Archive
from generator.drawing import basemap
from generator.drawing import maps as plots_map
from generator.pages.map.periods import Bin, Bins, bins_of
from generator.pages.map.spots import Item, Reading, Spot, reading_of, regions_of, spots_of
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link, When
from generator.records.model import Event, Place
from generator.text import english

PATH = routes.index("map")


LINES = 4
"""Events and occasions that stand with a place; its page has all."""


MOST_UNPLACED = 60


def pages(archive: Archive) -> Iterator[Page[MapView]]:
    """The map of all places."""
    here = Here(archive, PATH)
    found = [reading_of(archive, place) for place in archive.places]
    known = [one for one in found if one.number]
    spots = spots_of(archive, sorted(known, key=lambda one: (-one.number, one.place.name, one.place.id)))
    drawn = {one.place.id for spot in spots for one in spot.members}
    bins = bins_of(item.date for one in known for item in one.items)
    regions, alone = regions_of(spots)
    maps = [_region(here, some, bins) for some in regions]
    unplaced = [one for one in found if one.place.id not in drawn]
    view = MapView(
        deck=_deck(len(drawn), len(spots)),
        world=_world(here, maps, alone, [spot for some in regions for spot in some]),
        alone=tuple(_row(here, spot, one, bins) for spot in alone for one in spot.members),
        regions=tuple(region for region, _ in maps),
        bins=bins.bins,
        unplaced=tuple(_unplaced(here, one) for one in unplaced[:MOST_UNPLACED]),
        unplaced_more=here.to(routes.index("places"), f"All {english.counted(len(archive.places), 'place')}")
        if len(unplaced) > MOST_UNPLACED
        else None,
        without=tuple(_line(here, event) for event in _nowhere(archive)[:MOST_UNPLACED]),
        without_said=_without(archive),
        undated=sum(not item.date for one in known for item in one.items),
    )
    description = "Where it happened, where it was said, and which places articles name, on a map that asks nobody else for anything."
    yield Page(PATH, "map/map.md.j2", "Map", description, view, hide=("navigation", "toc"))


@dataclass(frozen=True, slots=True)
class Line:
    """An event or an occasion of speech at a place; `span` are the first and last bin of its date."""

    what: Link
    when: When
    kind: str
    span: str


@dataclass(frozen=True, slots=True)
class Row:
    """A place in the list beside a map. `spans` are the bins of time that its events and occasions reach into."""

    anchor: str
    name: Link
    precision: str
    with_: Link | None
    said: str
    spans: str
    lines: tuple[Line, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the earth with a map of its own."""

    anchor: str
    title: str
    short: str
    drawing: Markup
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A place that is not drawn, and why."""

    name: Link
    why: str
    said: str


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything on the map's page."""

    deck: str
    world: Markup
    alone: tuple[Row, ...]
    regions: tuple[Region, ...]
    bins: tuple[Bin, ...]
    unplaced: tuple[Unplaced, ...]
    unplaced_more: Link | None
    without: tuple[Line, ...]
    without_said: str
    undated: int


def _deck(places: int, spots: int) -> str:
    shared = f", at {spots} points" if spots != places else ""
    return f"{english.counted(places, 'place').capitalize()} on the map{shared}: where it happened, where it was said, and what articles name."


WORLD = basemap.world(880)


def _region(here: Here, spots: Sequence[Spot], bins: Bins) -> tuple[Region, basemap.View]:
    view = _around(spots)
    name = f"Around {spots[0].lead.name}"
    anchor = f"around-{spots[0].lead.id}"
    pins = tuple(_pin(here, spot) for spot in spots)
    drawing = plots_map.region(f"m-{spots[0].lead.id}", f"Map: {name}", view, pins)
    listed = tuple(_row(here, spot, one, bins) for spot in spots for one in spot.members)
    return Region(anchor, name, spots[0].lead.name, drawing, listed), view


def _around(spots: Sequence[Spot]) -> basemap.View:
    """The part of the earth that holds the spots, with room for their names."""
    middle = spots[0].point[1]
    lons = [middle + (spot.point[1] - middle + 180) % 360 - 180 for spot in spots]
    lats = [spot.point[0] for spot in spots]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    lat = (south + north) / 2
    shrink = math.cos(math.radians(lat))
    tall = max((north - south) * 1.4, (east - west) * 1.4 * shrink / _SHAPE, 4)
    tall = min(tall, 2 * (84 - abs(lat)))
    wide = tall * _SHAPE / shrink
    lon = (west + east) / 2
    return basemap.View(
        round(lon - wide / 2, 2), round(lat - tall / 2, 2), round(lon + wide / 2, 2), round(lat + tall / 2, 2), _ACROSS
    )


_SHAPE, _ACROSS = 1.12, 640.0
"""How much wider than high a map of a region is, and its units across."""


def _world(
    here: Here,
    maps: Sequence[tuple[Region, basemap.View]],
    alone: Sequence[Spot],
    within: Sequence[Spot],
) -> Markup:
    frames = tuple(plots_map.Frame(view, region.title, region.short, f"#{region.anchor}") for region, view in maps)
    pins = tuple(_pin(here, spot) for spot in alone)
    small = tuple(_pin(here, spot) for spot in within)
    return plots_map.world("m-world", "Map of the world", WORLD, frames, pins, small)


def _pin(here: Here, spot: Spot) -> plots_map.Pin:
    others = english.listed([one.place.name for one in spot.members if one.place is not spot.lead])
    said = ", ".join(filter(None, [_counted(spot.number), f"with {others}" if others else ""]))
    return plots_map.Pin(
        spot.point[1],
        spot.point[0],
        spot.lead.name,
        here.link(spot.lead.id).href or "",
        said,
        tuple(_anchor(one.place) for one in spot.members),
        min(3.5 + 1.6 * math.sqrt(spot.number), 18.0),
        not any(one.there for one in spot.members),
        spot.area,
    )


def _counted(number: int) -> str:
    return f"{number:,} to read"


def _row(here: Here, spot: Spot, one: Reading, bins: Bins) -> Row:
    place = one.place
    lines = tuple(_line(here, item.item, bins) for item in one.there[:LINES] if item.item)
    left = len(one.there) - len(lines)
    with_ = here.link(spot.lead.id) if place is not spot.lead else None
    more = here.link(place.id, f"{left:,} more there", "events") if left else None
    return Row(
        _anchor(place), here.link(place.id), _precision(place), with_, one.said,
        bins.spans(item.date for item in one.items), lines, more,
    )  # fmt: skip


def _anchor(place: Place) -> str:
    return f"at-{place.id}"


def _precision(place: Place) -> str:
    if place.point is None:
        return "no point known"
    return "; ".join(filter(None, [place.precision, place.basis]))


def _line(here: Here, item: Item, bins: Bins | None = None) -> Line:
    date = item.date if isinstance(item, Event) else item.said
    kind = "happened" if isinstance(item, Event) else "said"
    return Line(here.link(item.id), here.date(date), kind, bins.span(date) if bins else "")


def _unplaced(here: Here, one: Reading) -> Unplaced:
    within = here.archive.records.get(one.place.within or "")
    why = (
        "not among the busiest places, which the map shows"
        if one.place.point and one.number
        else "nothing to read yet"
        if one.place.point
        else f"no point known; lies within {within.name}"
        if within
        else "no point known"
    )
    return Unplaced(here.link(one.place.id), why, one.said)


def _nowhere(archive: Archive) -> list[Event]:
    return [event for event in archive.events if event.place is None]


def _without(archive: Archive) -> str:
    number = len(_nowhere(archive))
    if not number:
        return ""
    said = f"Of {english.counted(number, 'event')} no place is known"
    return f"{said}; the first {MOST_UNPLACED} are:" if number > MOST_UNPLACED else f"{said}:"
