"""The map: where it happened, where it was said, and which places articles name; what has no point stands in a list."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import dates, routes
from generator.archive.archive import Archive, when
from generator.dates import Day
from generator.drawing import basemap
from generator.drawing import maps as plots_map
from generator.pages.page import Page
from generator.pages.parts.here import Here, Link, When
from generator.records.model import AnyRecord, Date, Event, Place, Utterance
from generator.text import markup

PATH = routes.index("map")

MOST_PLACES = 50
"""Places on the map: those with most to read. At up to 3.5 KB each, and with six regions, the page stays below 300 KB."""
MOST_REGIONS = 6
LINES = 4
"""Events and occasions that stand with a place; its page has all."""
MOST_UNPLACED = 60
MOST_BINS = 48
"""Months that the time may be chosen by; where there are more, it is chosen by years, or by as many years as it takes."""
FAR = 1500.0
"""Kilometres from the busiest place of a region to its farthest: about as much as a map shows on which cities lie apart."""
TOUCHING = 20.0
"""Kilometres below which two places share a mark."""
_WIDE = frozenset(
    {"area", "autonomous", "continent", "country", "district", "front", "governorate", "island", "oblast", "peninsula", "province",
     "region", "republic", "sea", "state", "territory"}
)  # fmt: skip
"""The first words of a precision that say more than a city."""


def pages(archive: Archive) -> Iterator[Page]:
    """The map of all places."""
    here = Here(archive, PATH)
    found = [_read(archive, place) for place in archive.places]
    known = [one for one in found if one.number]
    spots = _spots(archive, sorted(known, key=lambda one: (-one.number, one.place.name, one.place.id)))
    drawn = {one.place.id for spot in spots for one in spot.members}
    bins = _bins(item.date for one in known for item in one.items)
    regions, alone = _regions(spots)
    maps = [_region(here, some, bins) for some in regions]
    unplaced = [one for one in found if one.place.id not in drawn]
    view = MapView(
        deck=_deck(len(drawn), len(spots)),
        world=_world(here, maps, alone, [spot for some in regions for spot in some]),
        alone=tuple(_row(here, spot, one, bins) for spot in alone for one in spot.members),
        regions=tuple(region for region, _ in maps),
        bins=bins.bins,
        unplaced=tuple(_unplaced(here, one) for one in unplaced[:MOST_UNPLACED]),
        unplaced_more=here.to(routes.index("places"), f"All {markup.counted(len(archive.places), 'place')}")
        if len(unplaced) > MOST_UNPLACED
        else None,
        without=tuple(_line(here, event) for event in _nowhere(archive)[:MOST_UNPLACED]),
        without_said=_without(archive),
        undated=sum(not item.date for one in known for item in one.items),
    )
    description = "Where it happened, where it was said, and which places articles name, on a map that asks nobody else for anything."
    yield Page(PATH, "map/map.md.j2", "Map", description, view, hide=("navigation", "toc"))


# --- what the page shows -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """An event or an occasion of speech at a place; `span` are the first and last bin of its date."""

    what: Link
    when: When
    kind: str
    span: str


@dataclass(frozen=True, slots=True)
class Row:
    """A place in the list beside a map. `spans` say how much there is to read in which bins of time."""

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
class Bin:
    """A stretch of time to choose: its name, and its first and last month or year as EDTF, by which an address names it."""

    name: str
    first: str
    last: str


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
    return f"{markup.counted(places, 'place').capitalize()} on the map{shared}: where it happened, where it was said, and what articles name."


# --- what there is to read at a place ------------------------------------------------------------------------------------

Item = Event | Utterance


@dataclass(frozen=True, slots=True)
class _Dated:
    date: Date | None
    item: Item | None  # None for an article that names the place


@dataclass(frozen=True, slots=True)
class _Read:
    """A place with what there is to read of it."""

    place: Place
    items: tuple[_Dated, ...]

    @property
    def number(self) -> int:
        return len(self.items)

    @property
    def there(self) -> tuple[_Dated, ...]:
        """What happened or was said there, earliest first."""
        return tuple(item for item in self.items if item.item)

    @property
    def said(self) -> str:
        events = sum(isinstance(item.item, Event) for item in self.items)
        spoken = sum(isinstance(item.item, Utterance) for item in self.items)
        named = self.number - events - spoken
        return ", ".join(
            filter(
                None,
                [
                    markup.counted(events, "event") if events else "",
                    markup.counted(spoken, "occasion of speech", "occasions of speech") if spoken else "",
                    f"named in {markup.counted(named, 'article')}" if named else "",
                ],
            )
        )


def _read(archive: Archive, place: Place) -> _Read:
    there: list[_Dated] = [_Dated(event.date, event) for event in archive.events_at(place.id)]
    there += [_Dated(spoken.said, spoken) for spoken in archive.utterances_at(place.id)]
    there.sort(key=lambda item: when(item.date))
    named = [_Dated(article.published, None) for article in archive.articles_naming(place.id)]
    return _Read(place, (*there, *named))


# --- points --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Spot:
    """A point of the map: the place whose point it is, and the places that share it: itself, then the busiest."""

    lead: Place
    point: tuple[float, float]  # latitude first
    members: tuple[_Read, ...]

    @property
    def number(self) -> int:
        return sum(one.number for one in self.members)

    @property
    def area(self) -> bool:
        """Whether the point stands for more than a city."""
        return _is_wide(self.lead)


def _is_wide(place: Place) -> bool:
    return any(word.strip(",;(") in _WIDE for word in (place.precision or "").casefold().split()[:2])


def _spots(archive: Archive, found: Sequence[_Read]) -> list[_Spot]:
    """The busiest places that have a point, or lie within a city that has one; those that touch share a spot."""
    hosts: dict[str, Place] = {}
    members: dict[str, list[_Read]] = {}
    for one in found[:MOST_PLACES]:
        place = _placed(archive, one.place)
        if place and place.point and place.id not in hosts:
            near = (host for host in hosts.values() if host.point and _far(host.point, place.point) < TOUCHING)
            place = next(near, place)
            hosts[place.id] = place
        if place:
            members.setdefault(place.id, []).append(one)
    for host, some in members.items():
        some.sort(key=lambda one: one.place.id != host)
    spots = [_Spot(hosts[i], hosts[i].point or (0, 0), tuple(some)) for i, some in members.items()]
    return sorted(spots, key=lambda spot: (-spot.number, spot.lead.name))


def _placed(archive: Archive, place: Place) -> Place | None:
    """Whose point a place stands at: the widest around it that is no wider than a city, or its own."""
    passed: set[str] = set()
    found = None
    around: AnyRecord | None = place
    while isinstance(around, Place) and around.id not in passed:
        passed.add(around.id)
        if around.point and (around is place or not _is_wide(around)):
            found = around
        around = archive.records.get(around.within or "")
    return found


def _far(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points, latitude first."""
    (lat1, lon1), (lat2, lon2) = (map(math.radians, a), map(math.radians, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def _regions(spots: Sequence[_Spot]) -> tuple[list[list[_Spot]], list[_Spot]]:
    """Spots that lie around a busier one, as regions, the busiest first; and those that lie alone."""
    around: list[list[_Spot]] = []
    for spot in spots:
        near = [(_far(spot.point, some[0].point), n) for n, some in enumerate(around)]
        if near and min(near)[0] < FAR:
            around[min(near)[1]].append(spot)
        else:
            around.append([spot])
    regions = [some for some in around if len(some) > 1]
    regions.sort(key=lambda some: -sum(spot.number for spot in some))
    drawn = regions[:MOST_REGIONS]
    return drawn, [spot for some in around if some not in drawn for spot in some]


# --- drawings ------------------------------------------------------------------------------------------------------------

WORLD = basemap.world(880)


def _region(here: Here, spots: Sequence[_Spot], bins: _Bins) -> tuple[Region, basemap.View]:
    view = _around(spots)
    name = f"Around {spots[0].lead.name}"
    anchor = f"around-{spots[0].lead.id}"
    pins = tuple(_pin(here, spot) for spot in spots)
    drawing = plots_map.region(f"m-{spots[0].lead.id}", f"Map: {name}", view, pins)
    listed = tuple(_row(here, spot, one, bins) for spot in spots for one in spot.members)
    return Region(anchor, name, spots[0].lead.name, drawing, listed), view


def _around(spots: Sequence[_Spot]) -> basemap.View:
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
    alone: Sequence[_Spot],
    within: Sequence[_Spot],
) -> Markup:
    frames = tuple(plots_map.Frame(view, region.title, region.short, f"#{region.anchor}") for region, view in maps)
    pins = tuple(_pin(here, spot) for spot in alone)
    small = tuple(_pin(here, spot) for spot in within)
    return plots_map.world("m-world", "Map of the world", WORLD, frames, pins, small)


def _pin(here: Here, spot: _Spot) -> plots_map.Pin:
    others = markup.listed([one.place.name for one in spot.members if one.place is not spot.lead])
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


# --- the list ------------------------------------------------------------------------------------------------------------


def _row(here: Here, spot: _Spot, one: _Read, bins: _Bins) -> Row:
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


def _line(here: Here, item: Item, bins: _Bins | None = None) -> Line:
    date = item.date if isinstance(item, Event) else item.said
    kind = "happened" if isinstance(item, Event) else "said"
    return Line(here.link(item.id), here.date(date), kind, bins.span(date) if bins else "")


def _unplaced(here: Here, one: _Read) -> Unplaced:
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
    said = f"Of {markup.counted(number, 'event')} no place is known"
    return f"{said}; the first {MOST_UNPLACED} are:" if number > MOST_UNPLACED else f"{said}:"


# --- time ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bins:
    """Stretches of time that a reader may choose, each of so many months; months are counted from the year 0."""

    first: int
    months: int
    bins: tuple[Bin, ...]

    def span(self, date: Date | None) -> str:
        """The bins that a date reaches into, as first-last; empty where nothing is known of it."""
        ends = _months(date)
        if ends is None or not self.bins:
            return ""
        low, high = (min(max((m - self.first) // self.months, 0), len(self.bins) - 1) for m in ends)
        return f"{low}-{high}"

    def spans(self, some: Iterable[Date | None]) -> str:
        """How many dates there are of each span, as span:number; those without a date under x."""
        counts: dict[str, int] = {}
        for date in some:
            span = self.span(date) or "x"
            counts[span] = counts.get(span, 0) + 1
        return " ".join(f"{span}:{number}" for span, number in sorted(counts.items()))


def _months(date: Date | None) -> tuple[int, int] | None:
    if date is None:
        return None
    start, end = date.edtf.earliest or date.edtf.latest, date.edtf.latest or date.edtf.earliest
    return (_month(start), _month(end)) if start and end else None


def _month(day: Day) -> int:
    return day.year * 12 + day.month - 1


def _bins(some: Iterable[Date | None]) -> _Bins:
    """Months, or as many of them together as it takes to have few enough; a single one is no choice."""
    ends = [months for months in map(_months, some) if months]
    if not ends:
        return _Bins(0, 1, ())
    first, last = min(start for start, _ in ends), max(end for _, end in ends)
    size = next(m for m in _SIZES if (last - first) // m < MOST_BINS)
    if size > 1:
        first -= first % size
    count = (last - first) // size + 1
    return _Bins(first, size, tuple(_bin(first + n * size, size) for n in range(count)))


_SIZES = (1, *(12 * years * 10**e for e in range(5) for years in (1, 2, 5)))
_NAMES = ("January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")  # fmt: skip


def _bin(month: int, size: int) -> Bin:
    year = month // 12
    if size == 1:
        written = f"{_edtf(year)}-{month % 12 + 1:02}"
        return Bin(f"{_NAMES[month % 12]} {dates.year_name(year)}", written, written)
    last = year + size // 12 - 1
    return Bin(dates.years_name(year, last), _edtf(year), _edtf(last))


def _edtf(year: int) -> str:
    return f"{year:05}" if year < 0 else f"{year:04}"
