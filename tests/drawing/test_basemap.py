"""The base map: land and borders are drawn at their real positions."""

import re

import pytest

from generator.drawing.basemap import View, base_map, world

KOREA = View(122, 33, 132, 44, 640)


def points(path: str) -> list[tuple[float, float]]:
    """The points of a path made by `base_map`, followed step by step."""
    found = []
    for line in path.split("M")[1:]:
        start, steps = line.rstrip("z").split("l")
        x, y = map(float, start.split())
        found.append((x, y))
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


@pytest.mark.parametrize("view", [world(880), KOREA], ids=["world", "region"])
def test_land_is_drawn_within_the_view_and_little_beyond(view: View) -> None:
    drawn = points(base_map(view).land)
    assert len(drawn) > 100
    assert all(-20 <= x <= view.width + 20 and -20 <= y <= view.height + 20 for x, y in drawn)


def test_a_region_names_the_countries_that_are_seen_in_it() -> None:
    assert {"North Korea", "South Korea", "China"} <= {name for name, *_ in base_map(KOREA).names}
    middle = next((x, y) for name, x, y in base_map(KOREA).names if name == "South Korea")
    assert middle == pytest.approx(KOREA.position(127.8, 36.4), abs=30)


def test_a_disputed_border_is_set_apart() -> None:
    assert points(base_map(View(30, 43, 38, 48, 640)).disputed)
    assert not base_map(KOREA).disputed


def test_the_map_of_the_world_is_cut_where_no_country_is_torn_apart() -> None:
    view = world(880)
    assert view.nearest_longitude(-175) == 185
    assert view.position(view.nearest_longitude(-175), 66)[0] > view.position(view.nearest_longitude(170), 66)[0]


def test_open_sea_has_no_land_and_the_pole_can_be_drawn() -> None:
    assert base_map(View(-140, -30, -130, -22, 640)).land == ""
    assert base_map(View(-30, 76, 30, 88, 640)).land
