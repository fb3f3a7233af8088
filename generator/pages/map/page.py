"""The page of the map: drawings of the world and of regions, and the places of each as a list."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import routes
from generator.archive.archive import Archive
from generator.drawing import basemap, overview
from generator.drawing import maps as plots_map
from generator.findings.source_status import status_of_evidence
from generator.pages.map.periods import Bin, Bins, bins_of
from generator.pages.map.spots import Item, Reading, Spot, reading_of, regions_of, spots_of
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link, When
from generator.records.model import Event, Place
from generator.text import markup, terms
from generator.text.messages import _, listed, ngettext

PATH = routes.index("map")


LINES = 4
"""How many events and occasions are listed with a place. The place's own page has all."""


MOST_UNPLACED = 60


def pages(archive: Archive) -> Iterator[Page[MapView]]:
    """The page of the map."""
    here = Here(archive, PATH)
    found = [reading_of(archive, place) for place in archive.places]
    with_entries = [one for one in found if one.number]
    spots = spots_of(archive, sorted(with_entries, key=lambda one: (-one.number, one.place.name, one.place.id)))
    drawn = {one.place.id for spot in spots for one in spot.members}
    bins = bins_of(item.date for one in with_entries for item in one.items)
    regions, alone = regions_of(spots)
    maps = [_region(here, some, bins) for some in regions]
    seen = _seen(here, maps, regions)
    unplaced = [one for one in found if one.place.id not in drawn]
    view = MapView(
        title=_title(with_entries),
        lead=_lead(len(drawn)),
        shapes=Markup("\n").join(
            [plots_map.shapes("m-world", WORLD), *(plots_map.shapes(part.key, part.frame.view) for part in seen)]
        ),
        wide=_overview(here, seen, alone, "wide"),
        narrow=_overview(here, seen, alone, "narrow"),
        places=len(drawn),
        alone=tuple(_row(here, spot, one, bins) for spot in alone for one in spot.members),
        regions=tuple(region for region, _view in maps),
        bins=bins.bins,
        unplaced=tuple(_unplaced(here, one) for one in unplaced[:MOST_UNPLACED]),
        unplaced_more=here.page_link(
            routes.index("places"), ngettext("All {n} place", "All {n} places", len(archive.places))
        )
        if len(unplaced) > MOST_UNPLACED
        else None,
        without=tuple(_line(here, event) for event in _nowhere(archive)[:MOST_UNPLACED]),
        without_said=_without(archive),
        undated=sum(not item.date for one in with_entries for item in one.items),
        shaken=any(_is_revised(archive, spot) for spot in spots),
    )
    description = _(
        "Where it happened, where it was said, and which places articles name, on a map that loads nothing from other sites."
    )
    yield Page(PATH, "map/map.md.j2", _("Map"), description, view, is_single_column=True)


@dataclass(frozen=True, slots=True)
class Line:
    """An event or an occasion of speech at a place. `span` is the indexes of the first and last bin of its date, as
    "first-last"."""

    what: Link
    when: When
    kind: str
    span: str


@dataclass(frozen=True, slots=True)
class Row:
    """A place in the list of a map. `spans` counts its events, occasions and articles by the bins of their dates (see
    `Bins.spans`)."""

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
    """A part of the earth with a map of its own. `known` is the day from which its name was known."""

    anchor: str
    title: str
    drawing: Markup
    rows: tuple[Row, ...]
    known: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A place that is not drawn, and why."""

    name: Link
    why: str
    said: str


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything on the map's page."""

    title: str
    lead: str
    shapes: Markup
    wide: Markup
    narrow: Markup
    places: int
    alone: tuple[Row, ...]
    regions: tuple[Region, ...]
    bins: tuple[Bin, ...]
    unplaced: tuple[Unplaced, ...]
    unplaced_more: Link | None
    without: tuple[Line, ...]
    without_said: str
    undated: int
    shaken: bool  # whether any mark is drawn as one whose sources were all changed or retracted


def _title(known: Sequence[Reading]) -> str:
    """A title that says where most happened or was said; or, if nothing did, which places are named most."""
    there = sorted(known, key=lambda one: (-len(one.there), one.place.name))
    if not there:
        return _("Places")
    if most := len(there[0].there):
        alike = [one.place.name for one in there if len(one.there) == most]
        if len(alike) <= _MOST_IN_TITLE:
            return _naming(_("Most happened or was said in {places}."), alike)
        return _("Where it happened, and where it was said")
    named = max(one.number for one in known)
    alike = sorted(one.place.name for one in known if one.number == named)
    if len(alike) <= _MOST_IN_TITLE:
        return _naming(_("Articles name {places} most often."), alike)
    return _("Which places articles name")


def _naming(said: str, places: Sequence[str]) -> Markup:
    """A title with the names of places inserted, as HTML."""
    names = Markup(listed([markup.isolate(name) for name in places]))  # noqa: S704 - each of them is escaped
    return Markup(said).format(places=names)  # noqa: S704 - the message is our own


_MOST_IN_TITLE = 2
"""How many places a title may name."""


def _lead(places: int) -> str:
    return ngettext(
        "{n} place: where it happened, where it was said, and what articles only name. The larger a mark, the more there is to read.",
        "{n} places: where it happened, where it was said, and what articles only name. The larger a mark, the more there is to read.",
        places,
    )


WORLD = basemap.world(880)


def _region(here: Here, spots: Sequence[Spot], bins: Bins) -> tuple[Region, basemap.View]:
    view = _around(spots)
    name = _("Around {place}", place=spots[0].lead.name)
    anchor = f"around-{spots[0].lead.id}"
    pins = tuple(_pin(here, spot) for spot in spots)
    drawing = plots_map.region(f"m-{spots[0].lead.id}", _("Map: {name}", name=name), view, pins)
    rows = tuple(_row(here, spot, one, bins) for spot in spots for one in spot.members)
    return Region(anchor, name, drawing, rows, here.known_day(spots[0].lead.id)), view


def _around(spots: Sequence[Spot]) -> basemap.View:
    """The part of the earth that contains the spots, with room for their names."""
    middle = spots[0].point[1]
    lons = [middle + (spot.point[1] - middle + 180) % 360 - 180 for spot in spots]
    lats = [spot.point[0] for spot in spots]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    lat = (south + north) / 2
    shrink = math.cos(math.radians(lat))
    tall = max((north - south) * 1.4, (east - west) * 1.4 * shrink / _ASPECT_RATIO, 4)
    tall = min(tall, 2 * (84 - abs(lat)))
    wide = tall * _ASPECT_RATIO / shrink
    lon = (west + east) / 2
    return basemap.View(
        round(lon - wide / 2, 2),
        round(lat - tall / 2, 2),
        round(lon + wide / 2, 2),
        round(lat + tall / 2, 2),
        _REGION_WIDTH,
    )


_ASPECT_RATIO, _REGION_WIDTH = 1.12, 640.0
"""The ratio of width to height of a region's map, and its width in SVG units."""


def _seen(
    here: Here, maps: Sequence[tuple[Region, basemap.View]], regions: Sequence[Sequence[Spot]]
) -> list[overview.Part]:
    """The regions as the overview shows them."""
    return [
        overview.Part(
            plots_map.Frame(view, region.title, f"#{region.anchor}"),
            f"m-{some[0].lead.id}",
            tuple(_pin(here, spot) for spot in some),
        )
        for (region, view), some in zip(maps, regions, strict=True)
    ]


def _overview(here: Here, seen: Sequence[overview.Part], alone: Sequence[Spot], side: overview.Side) -> Markup:
    return overview.draw("m-world", _("Map"), WORLD, seen, [_pin(here, spot) for spot in alone], side)


def _is_revised(archive: Archive, spot: Spot) -> bool:
    """Whether everything that happened or was said there is reported only by articles that were changed or
    retracted."""
    there = [item.item for one in spot.members for item in one.there if item.item]
    return bool(there) and all(status_of_evidence(archive, it.id) for it in there)


def _pin(here: Here, spot: Spot) -> plots_map.Pin:
    others = listed([one.place.name for one in spot.members if one.place is not spot.lead])
    said = (
        ngettext("{n} to read, with {places}", "{n} to read, with {places}", spot.number, places=others)
        if others
        else ngettext("{n} to read", "{n} to read", spot.number)
    )
    shaken = _is_revised(here.archive, spot)
    if shaken:
        said = _("{counts}; all from sources changed since", counts=said)
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
        shaken,
    )


def _row(here: Here, spot: Spot, one: Reading, bins: Bins) -> Row:
    place = one.place
    lines = tuple(_line(here, item.item, bins) for item in one.there[:LINES] if item.item)
    left = len(one.there) - len(lines)
    with_ = here.link(spot.lead.id) if place is not spot.lead else None
    more = here.link(place.id, ngettext("{n} more there", "{n} more there", left), "events") if left else None
    return Row(
        _anchor(place), here.link(place.id), _precision(place), with_, one.said,
        bins.spans(item.date for item in one.items), lines, more,
    )  # fmt: skip


def _anchor(place: Place) -> str:
    return f"at-{place.id}"


def _precision(place: Place) -> str:
    if place.point is None:
        return _("no point known")
    return "; ".join(filter(None, [terms.precision_label(place.precision or ""), place.basis]))


def _line(here: Here, item: Item, bins: Bins | None = None) -> Line:
    date = item.date if isinstance(item, Event) else item.said
    kind = "happened" if isinstance(item, Event) else "said"
    return Line(here.link(item.id), here.date(date), kind, bins.span(date) if bins else "")


def _unplaced(here: Here, one: Reading) -> Unplaced:
    within = here.archive.records.get(one.place.within or "")
    why = (
        _("not among the busiest places, which the map shows")
        if one.place.point and one.number
        else _("nothing to read yet")
        if one.place.point
        else _("no point known; within {place}", place=within.name)
        if within
        else _("no point known")
    )
    return Unplaced(here.link(one.place.id), why, one.said)


def _nowhere(archive: Archive) -> list[Event]:
    return [event for event in archive.events if event.place is None]


def _without(archive: Archive) -> str:
    number = len(_nowhere(archive))
    if not number:
        return ""
    if number <= MOST_UNPLACED:
        return ngettext("Of {n} event no place is known:", "Of {n} events no place is known:", number)
    return ngettext(
        "Of {n} event no place is known; the first {shown} are:",
        "Of {n} events no place is known; the first {shown} are:",
        number,
        shown=MOST_UNPLACED,
    )
