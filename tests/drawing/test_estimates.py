"""Estimates over time: panels where they are crowded, every mark at its day and number, and a line for each on a
phone."""

import itertools
import math
import re
from collections.abc import Callable
from datetime import date

import pytest

from generator.drawing.plots import Disagreement, Estimates, Point, estimates
from generator.drawing.plots.estimates import MOST_LINES, panels_of
from generator.drawing.svg import text_width


def point(day: str, low: float, high: float | None = None, **more: str) -> Point:
    at = date.fromisoformat(day).toordinal()
    high = low if high is None else high
    return Point(
        at, at, low, high, None, f"{low:,.0f}", (f"The source of {low:.0f}", "source"), f"{low:.0f} on {day}",
        published=more.get("published", day), qualified=f"about {low:,.0f}",
    )  # fmt: skip


CROWD = [point(f"2024-10-{day:02}", 1000 * day) for day in (10, 12, 13, 15)]
LATER = [point(day, number) for day, number in (("2025-01-20", 9000), ("2025-05-01", 12_000), ("2025-11-30", 14_000))]


def test_estimates_that_crowd_into_days_have_a_panel_of_their_own() -> None:
    assert panels_of([*CROWD, *LATER]) == [[0, 1, 2, 3], [4, 5, 6]]
    assert panels_of(LATER) == [[0, 1, 2]]
    assert panels_of(CROWD) == [[0, 1, 2, 3]]


MARK = re.compile(r'<title>(\d+) on ([\d-]+)</title><circle class="k" cx="([\d.]+)" cy="([\d.]+)"')


@pytest.mark.parametrize("points", [CROWD, LATER, [*CROWD, *LATER]])
def test_marks_stand_at_their_days_within_their_panel_and_at_their_numbers(points: list[Point]) -> None:
    svg = str(estimates.draw_wide(Estimates("e", "In words.", tuple(points))))
    marks = [(float(n), date.fromisoformat(day).toordinal(), float(x), float(y)) for n, day, x, y in MARK.findall(svg)]
    assert len(marks) == len(points)
    heights = [(n, y) for n, _, _, y in marks]
    (low, at_low), (high, at_high) = min(heights), max(heights)
    for number, y in heights:
        assert math.isclose(y, at_low + (at_high - at_low) * (number - low) / (high - low), abs_tol=0.2)
    for panel in panels_of(points):
        within = [marks[n] for n in panel]
        (_, first, left, _), (_, last, right, _) = within[0], within[-1]
        for _, day, x, _ in within:
            assert math.isclose(x, left + (right - left) * (day - first) / (last - first), abs_tol=0.2)


def test_on_a_phone_each_has_a_line_in_the_order_of_time_and_stands_at_its_number() -> None:
    svg = str(estimates.draw_narrow(Estimates("e", "In words.", (*CROWD, *LATER))))
    marks = [(float(n), float(x), float(y)) for n, _, x, y in MARK.findall(svg)]
    assert [y for *_, y in marks] == sorted(y for *_, y in marks)
    (low, at_low, _), (high, at_high, _) = min(marks), max(marks)
    for number, x, _ in marks:
        assert math.isclose(x, at_low + (at_high - at_low) * (number - low) / (high - low), abs_tol=0.2)


def test_what_cannot_both_be_right_is_joined_and_underlined() -> None:
    plot = Estimates("e", "In words.", tuple(CROWD), (Disagreement(0, 3, "far <apart>", "2024-10-15"),))
    assert 'class="gap" data-published="2024-10-15"' in estimates.draw_wide(plot)
    assert "far &lt;apart&gt;" in estimates.draw_wide(plot)
    assert str(estimates.draw_narrow(plot)).count(" held") == 2


def test_of_very_many_a_phone_shows_some_and_counts_the_others() -> None:
    many = tuple(point(f"2025-{1 + n // 28:02}-{1 + n % 28:02}", 100 + n) for n in range(60))
    svg = str(estimates.draw_narrow(Estimates("e", "In words.", many)))
    assert len(MARK.findall(svg)) <= MOST_LINES
    assert "more in the table" in svg


@pytest.mark.parametrize("numbers", [(-5.0, 5.0), (0.0, 0.0), (0.001, 0.004), (3.0, 4_000_000.0)])
@pytest.mark.parametrize("days", [("0044-03-15", "2025-01-01"), ("2025-01-01", "2025-01-01")])
def test_any_numbers_of_any_days_are_drawn(numbers: tuple[float, float], days: tuple[str, str]) -> None:
    plot = Estimates("e", "<In> words.", tuple(point(day, number) for day, number in zip(days, numbers, strict=True)))
    for svg in (str(estimates.draw_wide(plot)), str(estimates.draw_narrow(plot))):
        assert "nan" not in svg
        assert "<In>" not in svg
        assert "\n\n" not in svg


def test_a_panel_is_titled_from_the_day_on_which_all_was_known_since_with_less_it_was_another() -> None:
    title = re.compile(r'<text class="when" data-published="([\d-]*)" x="[\d.]+" y="14">([^<]+)</text>')
    svg = str(estimates.draw_wide(Estimates("e", "In words.", (*CROWD, *LATER))))
    assert title.findall(svg) == [("2025-11-30", "October 2024"), ("2025-11-30", "January–November 2025")]
    unknown = [*CROWD, *LATER[:-1], point("2025-11-30", 14_000, published="")]
    svg = str(estimates.draw_wide(Estimates("e", "In words.", tuple(unknown))))
    assert [day for day, _ in title.findall(svg)] == ["", ""]


@pytest.mark.parametrize("size", [estimates.draw_wide, estimates.draw_narrow])
def test_from_right_to_left_everything_stands_as_far_from_the_other_side(size: Callable[[Estimates], str]) -> None:
    """Marks, ticks and words are mirrored. Words are not reversed, but start at the mirrored position, since they run
    the other way."""
    gap = Disagreement(4, 6, "4,000 apart", "2025-11-30")
    svgs = [
        str(size(Estimates("e", "In words.", (*CROWD, *LATER), (gap,), right_to_left=way))) for way in (False, True)
    ]
    assert [' direction="rtl"' in svg for svg in svgs] == [False, True]
    (width,) = {float(found) for svg in svgs for found in re.findall(r'viewBox="0 0 ([\d.]+)', svg)}
    words, marks, bars = (
        re.compile(r'<text[^>]* x="([\d.-]+)"[^>]*>(.*?)</text>'),
        re.compile(r'cx="([\d.]+)"'),
        re.compile(r'<rect class="floor" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"'),
    )
    plain, turned = ([(float(x), text) for x, text in words.findall(svg)] for svg in svgs)
    assert [text for _, text in plain] == [text for _, text in turned]
    assert len(plain) > 10
    for (x, _), (other, _) in zip(plain, turned, strict=True):
        assert math.isclose(x + other, width, abs_tol=0.2)
    for x, other in zip(*(map(float, marks.findall(svg)) for svg in svgs), strict=True):
        assert math.isclose(x + other, width, abs_tol=0.2)
    for (x, wide), (other, _) in zip(*(bars.findall(svg) for svg in svgs), strict=True):
        assert math.isclose(float(x) + float(wide) + float(other), width, abs_tol=0.2)


@pytest.mark.parametrize("highest", [3_000, 300_000, 2_900_000, 29_000_000, 2_900_000_000])
def test_on_a_phone_the_numbers_of_the_scale_keep_off_each_other(highest: int) -> None:
    points = (point("2024-10-10", highest / 3), point("2024-10-12", highest))
    svg = str(estimates.draw_narrow(Estimates("e", "In words.", points)))
    found = re.findall(r'<text[^>]* class="s" text-anchor="(end|middle)" x="([\d.]+)" y="11">([\d,]+)</text>', svg)
    ends = [
        (float(x) - text_width(text, 12.5), float(x))
        if anchor == "end"
        else (float(x) - text_width(text, 12.5) / 2, float(x) + text_width(text, 12.5) / 2)
        for anchor, x, text in found
    ]
    assert ends
    assert all(before < after for (_, before), (after, _) in itertools.pairwise(ends))
