"""Makes the data of the base map from world-atlas 2.0.2 (npm, ISC licence), which is Natural Earth 4.1.0 (public domain).

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    python -m generator.drawing.basemap.make package

It reads countries-110m.json and countries-50m.json, and writes natural-earth.json.gz next to this file. The output is
the same bytes each time.

Coordinates are in hundredths of a degree, longitude first. After the first point, each is the difference from the one
before. A ring that crosses the 180th meridian continues beyond 180 degrees, so that no land is split. The code that draws
it clips it at the edge.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("natural-earth.json.gz")

Point = tuple[int, int]
Line = list[Point]

_DISPUTED = frozenset({"W. Sahara", "Kosovo", "N. Cyprus", "Somaliland", "Siachen Glacier", "Palestine"})
_CRIMEA = (3200, 4400, 3700, 4640)
"""Natural Earth shows Crimea as held by Russia. Its land border with Ukraine is drawn as disputed."""
_SPELT = {
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Central African Rep.": "Central African Republic",
    "Dem. Rep. Congo": "DR Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Macedonia": "North Macedonia",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "Turkey": "Türkiye",
    "United States of America": "United States",
    "W. Sahara": "Western Sahara",
    "eSwatini": "Eswatini",
}


def main(package: Path) -> None:
    """Write the data from the unpacked package."""
    coarse, fine = (_read(package / f"countries-{scale}.json") for scale in ("110m", "50m"))
    made = {"110m": _drawn(coarse), "50m": _drawn(fine), "countries": _named(coarse)}
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    DATA.write_bytes(gzip.compress(text.encode(), mtime=0))


def _read(file: Path) -> dict[str, Any]:
    topology: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc: Line = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            arc.append((round((x * kx + dx) * 100), round((y * ky + dy) * 100)))
        arcs.append(arc)
    return {"arcs": arcs, **topology["objects"]}


def _drawn(atlas: dict[str, Any]) -> dict[str, Any]:
    land = [_ring(atlas["arcs"], ring) for geometry in atlas["land"]["geometries"] for ring in _rings(geometry)]
    agreed, disputed = _borders(atlas)
    return {"land": _steps(land), "borders": _steps(agreed), "disputed": _steps(disputed)}


def _borders(atlas: dict[str, Any]) -> tuple[list[Line], list[Line]]:
    """The lines shared by two countries: agreed borders, then disputed ones."""
    beside: dict[int, set[str]] = defaultdict(set)
    for geometry in atlas["countries"]["geometries"]:
        for ring in _rings(geometry):
            for arc in ring:
                beside[arc if arc >= 0 else ~arc].add(geometry["properties"]["name"])
    agreed: list[Line] = []
    disputed: list[Line] = []
    for arc, names in sorted(beside.items()):
        if len(names) > 1:
            line = atlas["arcs"][arc]
            crimea = {"Russia", "Ukraine"} <= names and all(_within(point, _CRIMEA) for point in line)
            (disputed if crimea or names & _DISPUTED else agreed).append(line)
    return agreed, disputed


def _within(point: Point, box: tuple[int, int, int, int]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _named(atlas: dict[str, Any]) -> list[list[Any]]:
    """Each country's name and outer rings. Low resolution is enough to place a name."""
    found = []
    for geometry in atlas["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        rings = [_ring(atlas["arcs"], polygon[0]) for polygon in _polygons(geometry)]
        found.append([_SPELT.get(name, name), _steps(rings)])
    return sorted(found)


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def _rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    for polygon in _polygons(geometry):
        yield from polygon


def _ring(arcs: Sequence[Line], indexes: Iterable[int]) -> Line:
    """The arcs of a ring joined into one line. A ring around a pole is closed along the pole."""
    line: Line = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line += arc[1:] if line else arc
    whole = [line[0]]
    for x, y in line[1:]:
        last = whole[-1][0]
        whole.append((x + 36000 * round((last - x) / 36000), y))
    turn = whole[-1][0] - whole[0][0]
    if turn:
        pole = -9000 if whole[0][1] < 0 else 9000
        whole += [(whole[-1][0], pole), (whole[0][0], pole)]
    return whole


def _steps(lines: Iterable[Line]) -> list[list[int]]:
    """Each line as a flat list: its first point, then the difference to each next point. Repeated points are merged."""
    found = []
    for line in lines:
        x, y = line[0]
        flat = [x, y]
        for point in line[1:]:
            if point != (x, y):
                flat += [point[0] - x, point[1] - y]
                x, y = point
        if len(flat) >= 4:
            found.append(flat)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
