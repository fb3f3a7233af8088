"""The map: every place is on it or in the list of places that are not, with what there is to read."""

import re
from pathlib import Path

import pytest

from generator.archive.archive import Archive
from generator.drawing.maps import LETTERS
from generator.drawing.svg import text_width
from generator.pages.map import pages
from generator.pages.map.page import MapView
from generator.pages.map.periods import Bin
from tests.archive_files import archive_of, draw

CITIES = {
    "content/places/vell.yml": "name: Vell\npoint: [50.0, 10.0]\nprecision: city\nbasis: from an atlas\n",
    "content/places/mill.yml": "name: The Mill\nwithin: vell\n",
    "content/places/upper.yml": "name: Upper Valley\npoint: [51.0, 11.0]\nprecision: region (the point is its town)\n",
    "content/places/farm.yml": "name: A Farm\nwithin: upper\n",
    "content/events/flood.yml": "what: The flood\ndate: 2025-05-01\nplace: vell\n",
    "content/events/fire.yml": "what: The fire\ndate: 2025-07\nplace: mill\n",
    "content/events/quarrel.yml": "what: The quarrel\n",
    "content/articles/2025/a.md": "---\ntitle: T\npublished: 2025-06-02\n---\nAt [[upper]] and the [[farm]].\n",
}


def view_of(archive: Archive) -> MapView:
    (page,) = pages(archive)
    assert isinstance(page.view, MapView)
    return page.view


def test_places_that_lie_together_have_a_map_with_their_list_beside_it(tmp_path: Path) -> None:
    view = view_of(archive_of(tmp_path, CITIES))
    (region,) = view.regions
    assert region.title == "Around Vell"
    assert [(row.name.text, row.precision, row.said, row.spans) for row in region.rows] == [
        ("Vell", "city; from an atlas", "1 event", "0-0:1"),
        ("The Mill", "no point known", "1 event", "2-2:1"),
        ("Upper Valley", "region (the point is its town)", "named in 1 article", "1-1:1"),
    ]
    assert [line.what.text for row in region.rows for line in row.lines] == ["The flood", "The fire"]
    assert view.bins == (
        Bin("May 2025", "2025-05", "2025-05"), Bin("June 2025", "2025-06", "2025-06"), Bin("July 2025", "2025-07", "2025-07"),
    )  # fmt: skip


def test_a_place_without_a_point_shares_the_mark_of_its_city_but_not_of_a_region(tmp_path: Path) -> None:
    view = view_of(archive_of(tmp_path, CITIES))
    (region,) = view.regions
    assert [row.with_.text if row.with_ else None for row in region.rows] == [None, "Vell", None]
    assert 'data-rows="at-vell at-mill"' in region.drawing
    assert [(it.name.text, it.why) for it in view.unplaced] == [("A Farm", "no point known; within Upper Valley")]
    assert [line.what.text for line in view.without] == ["The quarrel"]


def test_a_mark_leads_to_its_place_and_says_what_it_stands_for(tmp_path: Path) -> None:
    (region,) = view_of(archive_of(tmp_path, CITIES)).regions
    marks = re.findall(r'<a class="ar-pin" href="([^"]+)" aria-label="([^"]+)"', region.drawing)
    assert set(marks) == {
        ("../places/vell/", "Vell: 2 to read, with The Mill"),
        ("../places/upper/", "Upper Valley: 1 to read"),
    }
    assert 'class="ar-pin__area"' in region.drawing


def test_names_are_escaped_wherever_they_are_drawn(tmp_path: Path) -> None:
    hostile = CITIES | {"content/places/vell.yml": "name: '<b onload=x> \"&'\npoint: [50.0, 10.0]\n"}
    (page,) = pages(archive_of(tmp_path, hostile))
    assert "<b onload" not in draw(page)


def test_an_archive_without_places_has_a_page_all_the_same(tmp_path: Path) -> None:
    (page,) = pages(archive_of(tmp_path, {}))
    assert "<h1>Places</h1>" in draw(page)


def test_places_on_either_side_of_the_180th_meridian_lie_together(tmp_path: Path) -> None:
    files = {
        "content/places/east.yml": "name: East\npoint: [-17.0, 179.0]\n",
        "content/places/west.yml": "name: West\npoint: [-17.0, -179.0]\n",
        "content/events/a.yml": "what: A\nplace: east\n",
        "content/events/b.yml": "what: B\nplace: west\n",
    }
    (region,) = view_of(archive_of(tmp_path, files)).regions
    at = [float(x) for x in re.findall(r"translate\((\d+\.?\d*) ", region.drawing.split("</svg>")[0])]
    assert len(at) >= 2
    assert all(0 < x < 640 for x in at)


def event(number: int, place: str) -> dict[str, str]:
    return {f"content/events/e-{number}-{place}.yml": f"what: Event {number}\nplace: {place}\n"}


@pytest.mark.parametrize(
    ("places", "title"),
    [
        (["a", "a", "b"], "Most happened or was said in A Town."),
        (["a", "b"], "Most happened or was said in A Town and B Town."),
        (["a", "b", "c"], "Where it happened, and where it was said"),
    ],
)
def test_the_title_says_where_most_happened(tmp_path: Path, places: list[str], title: str) -> None:
    files = {
        f"content/places/{one}.yml": f"name: {one.upper()} Town\npoint: [50.0, {n}.0]\n" for n, one in enumerate("abc")
    }
    for number, place in enumerate(places):
        files |= event(number, place)
    assert view_of(archive_of(tmp_path, files)).title.replace("<bdi>", "").replace("</bdi>", "") == title


def far(*regions: tuple[float, float, int]) -> dict[str, str]:
    """Regions around these points, each (latitude, longitude, number of places)."""
    files: dict[str, str] = {}
    for n, (latitude, longitude, number) in enumerate(regions):
        for k in range(number):
            place = f"r{n}-{k}"
            files[f"content/places/{place}.yml"] = (
                f"name: Town {n} {k}\npoint: [{latitude + 1.7 * (k % 3)}, {longitude + 2.3 * (k // 3)}]\nprecision: city\n"
            )
            files |= event(n, place)
    return files


WORLDS = {
    "one": far((50, 10, 4)),
    "two": far((50, 10, 2), (35, 139, 3)),
    "three": far((40, -75, 2), (50, 10, 7), (35, 139, 3)),
    "four": far((40, -75, 2), (50, 10, 3), (52, 45, 3), (40, 125, 9)),
    "seven": far((40, -75, 9), (50, 10, 2), (52, 45, 3), (40, 125, 2), (-30, 25, 2), (-35, 150, 2), (-10, -60, 2)),
    "none": far((50, 10, 1), (-35, 150, 1)),
}

Segment = tuple[float, float, float, float]


def leads(drawing: str) -> list[list[Segment]]:
    """The lines from frames to their enlargements, as straight segments."""
    found = []
    for path in re.findall(r'class="ar-overview__lead" d="M([^"]+)"', drawing):
        x, y = map(float, re.findall(r"^([-\d.]+) ([-\d.]+)", path)[0])
        pieces: list[Segment] = []
        for way, text in re.findall(r"([VH])([-\d.]+)", path):
            to = float(text)
            pieces.append((x, y, x, to) if way == "V" else (x, y, to, y))
            x, y = pieces[-1][2:]
        found.append(pieces)
    return found


def meet(a: Segment, b: Segment) -> bool:
    return (
        min(a[0], a[2]) <= max(b[0], b[2])
        and min(b[0], b[2]) <= max(a[0], a[2])
        and min(a[1], a[3]) <= max(b[1], b[3])
        and min(b[1], b[3]) <= max(a[1], a[3])
    )


@pytest.mark.parametrize("side", ["wide", "narrow"])
@pytest.mark.parametrize("world", WORLDS)
def test_each_region_is_joined_to_its_place_by_a_line_that_crosses_no_other(
    tmp_path: Path, world: str, side: str
) -> None:
    view = view_of(archive_of(tmp_path, WORLDS[world]))
    drawing = view.wide if side == "wide" else view.narrow
    number = len(view.regions)
    assert drawing.count('class="ar-frame"') == drawing.count('class="ar-overview__box"') == number <= 4
    lines = leads(drawing)
    assert len(lines) == number
    boxes = [
        tuple(map(float, it))
        for it in re.findall(
            r'class="ar-map ar-overview__part" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', drawing
        )
    ]
    width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)[0])
    for n, (x, y, wide, high) in enumerate(boxes):
        assert 0 <= x <= x + wide <= width + 0.2
        assert y + high <= height
        for other in boxes[n + 1 :]:
            assert not (
                x < other[0] + other[2] and other[0] < x + wide and y < other[1] + other[3] and other[1] < y + high
            )
        end = lines[n][-1]
        assert x - 0.1 <= end[2] <= x + wide + 0.1
        assert end[3] == pytest.approx(y, abs=0.2)
        for m, line in enumerate(lines):
            if m != n:
                assert not any(meet(one, another) for one in lines[n] for another in line)
                inner = (x + 1, y + 1, x + wide - 1, y + high - 1)
                assert not any(meet(piece, inner) for piece in line)


@pytest.mark.parametrize("side", ["wide", "narrow"])
def test_names_stand_within_their_box(tmp_path: Path, side: str) -> None:
    view = view_of(archive_of(tmp_path, WORLDS["four"]))
    drawing = view.wide if side == "wide" else view.narrow
    named = 0
    for part in drawing.split('class="ar-map ar-overview__part"')[1:]:
        width, height = map(float, re.findall(r'width="([\d.]+)" height="([\d.]+)"', part)[0])
        for x, y, dx, dy, name in re.findall(
            r'translate\(([-\d.]+) ([-\d.]+)\)"><g class="ar-still">.*?<text class="halo" x="([-\d.]+)" y="([-\d.]+)">([^<]+)',
            part,
        ):
            named += 1
            left = float(x) + float(dx)
            assert left >= 0
            assert left + text_width(name, LETTERS[side]) <= width
            assert 0 < float(y) + float(dy) < height
    assert named >= 12  # the list next to the map has all


def test_every_place_on_the_map_is_listed_beside_it(tmp_path: Path) -> None:
    (page,) = pages(archive_of(tmp_path, CITIES))
    beside = draw(page).split('<section aria-labelledby="places-listed">')[1].split("</section>")[0]
    assert re.findall(r'<li><a href="[^"]+"[^>]*>([^<]+)</a> <span>', beside) == ["Vell", "The Mill", "Upper Valley"]
    assert "shown at" in beside


def test_the_page_stays_small_however_many_places_there_are(tmp_path: Path) -> None:
    files: dict[str, str] = {}
    for n in range(260):
        latitude, longitude = -50 + (n * 37) % 110, -170 + (n * 61) % 340
        files[f"content/places/p{n}.yml"] = (
            f"name: A place with a rather long name {n}\npoint: [{latitude}.5, {longitude}.5]\nprecision: city\n"
        )
        for k in range(6):
            files[f"content/events/e{n}-{k}.yml"] = (
                f"what: An event that takes some words to tell, {n} and {k}\ndate: 20{10 + k}-0{1 + n % 9}\nplace: p{n}\n"
            )
    (page,) = pages(archive_of(tmp_path, files))
    assert len(draw(page).encode()) < 290_000


def test_a_mark_is_dotted_if_all_that_happened_there_is_from_sources_changed_since(tmp_path: Path) -> None:
    told = (
        "---\ntitle: B\npublished: 2025-06-02\nsource: {status: {is: withdrawn, basis: a note in its place}}\n"
        "events: [flood, fire]\n---\nWords.\n"
    )
    withdrawn = archive_of(tmp_path / "one", CITIES | {"content/articles/2025/b.md": told})
    (page,) = pages(withdrawn)
    view = view_of(withdrawn)
    assert view.shaken
    assert "ar-pin__shaken" in view.wide + view.narrow
    assert "all from sources changed since" in view.wide + view.narrow
    assert "everything reported about it is from sources changed since" in draw(page)
    two = view_of(
        archive_of(tmp_path / "two", CITIES | {"content/articles/2025/b.md": told.replace("withdrawn", "gone")})
    )
    assert not two.shaken
    assert "ar-pin__shaken" not in two.wide + two.narrow
