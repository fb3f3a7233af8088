"""How two looks of a page are compared, without a browser."""

from __future__ import annotations

from typing import Any

import pytest

from tests.look.boxes import MOST, Look, differences, look, read, shown, written


def part(name: str, *parts: dict[str, Any], **otherwise: Any) -> dict[str, Any]:
    """A part as measure.js returns it."""
    plain = {"label": "", "x": 0, "y": 0, "w": 300, "h": 20, "below": False, "out": 0, "empty": False}
    return {"name": name, **plain, **otherwise, "parts": parts}


def page(*parts: dict[str, Any], covered: tuple[str, ...] = ()) -> dict[str, Look]:
    return {"laptop": look({"parts": parts, "covered": covered})}


GRID = page(
    part(
        ".grid",
        part(".mark", x=612, w=14, label="28 April"),
        part(".mark", x=612, y=8, below=True, w=14, label="3 # May"),
        part(".note", w=120, empty=True),
    ),
    part("h2", label="What was said"),
    covered=('.mark "28 April" meets .note',),
)


def test_what_is_written_is_read_as_it_was() -> None:
    assert read(written(GRID)) == GRID


def test_a_page_has_nothing_otherwise_than_itself() -> None:
    assert differences(GRID, GRID) == []


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ({"x": 612}, {"x": 480}, "x 612 -> 480"),
        ({"x": 612}, {"x": 480, "out": 20}, "x 612 -> 480, now outside the part around it by 20"),
        ({"x": 612}, {"x": 616}, None),
        ({"h": 20}, {"h": 23}, None),
        ({"h": 20}, {"h": 24}, "h 20 -> 24"),
        ({"h": 1000}, {"h": 1019}, None),
        ({"h": 1000}, {"h": 1030}, "h 1000 -> 1030"),
        ({"empty": False}, {"empty": True}, "now empty"),
        ({"below": True}, {"below": False}, "now beside the part before it"),
    ],
)
def test_a_part_that_moved_is_said_with_both_places(
    before: dict[str, Any], now: dict[str, Any], words: str | None
) -> None:
    one, two = (page(part(".grid", part(".mark", label="28 April", **some))) for some in (before, now))
    expected = [] if words is None else [f'laptop: .grid · .mark "28 April": {words}']
    assert differences(one, two) == expected


def test_a_part_that_is_gone_is_said_once_with_all_that_was_in_it() -> None:
    found = differences(GRID, page(part("h2", label="What was said")))
    assert found == ["laptop: .grid: no longer there", 'laptop: no longer: .mark "28 April" meets .note']


def test_words_that_are_covered_now_are_said() -> None:
    assert differences(page(), page(covered=("h1 lies under .plate",))) == ["laptop: now h1 lies under .plate"]


def test_of_many_differences_the_first_are_shown() -> None:
    words = [f"laptop: {number}" for number in range(MOST + 3)]
    assert shown(words) == "\n".join([*words[:MOST], "and 3 more"])
    assert shown(words[:2]) == "laptop: 0\nlaptop: 1"
