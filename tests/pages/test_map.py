"""The map: every place is on it or beside it, with what there is to read."""

import re
from pathlib import Path

from generator.archive.archive import Archive
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
    assert [(it.name.text, it.why) for it in view.unplaced] == [("A Farm", "no point known; lies within Upper Valley")]
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
    assert "The world" in draw(page)


def test_places_on_either_side_of_the_180th_meridian_lie_together(tmp_path: Path) -> None:
    files = {
        "content/places/east.yml": "name: East\npoint: [-17.0, 179.0]\n",
        "content/places/west.yml": "name: West\npoint: [-17.0, -179.0]\n",
        "content/events/a.yml": "what: A\nplace: east\n",
        "content/events/b.yml": "what: B\nplace: west\n",
    }
    (region,) = view_of(archive_of(tmp_path, files)).regions
    at = [float(x) for x in re.findall(r"translate\((\d+\.?\d*) ", region.drawing.split("</svg>")[1])]
    assert len(at) >= 2
    assert all(0 < x < 640 for x in at)


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
