"""Plots drawn as SVG during the build."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from generator.dates import Day
from generator.drawing import plots
from generator.drawing.plots import Curve, Panel, Plot, Point
from generator.drawing.svg import text_width

MARCH = Day(2025, 3, 1).ordinal


def point(number: float, day: int = 0, **more: object) -> Point:
    fields: dict[str, object] = {
        "first": MARCH + day, "last": MARCH + day, "low": number, "high": number, "best": number, "number": f"{number:,}",
        "names": ("The Ministry of Counting", "MoC"), "description": f"{number} counted",
    }  # fmt: skip
    return Point(**{**fields, **more})  # type: ignore[arg-type]


def plot(*panels: tuple[Point, ...], curves: tuple[Curve, ...] = ()) -> Plot:
    return Plot("p", "Killed", "What sources gave.", tuple(Panel("Killed", points) for points in panels), curves)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  (this module's own text)


def texts(svg: str, kind: str) -> list[str]:
    return ["".join(t.itertext()).strip() for t in parsed(svg).iter("text") if kind in (t.get("class") or "").split()]


@pytest.mark.parametrize("draw", [plots.draw_wide, plots.draw_narrow])
def test_a_plot_is_a_picture_with_a_name_and_a_description(draw) -> None:  # type: ignore[no-untyped-def]
    svg = parsed(draw(plot((point(300), point(600, 90)))))
    named = {node.get("id"): node.text for node in svg if node.tag in ("title", "desc")}
    assert svg.get("role") == "img"
    assert [named[i] for i in (svg.get("aria-labelledby") or "").split()] == ["Killed", "What sources gave."]


def test_the_two_drawings_share_no_id() -> None:
    both = plot((point(300), point(600, 90)))
    ids = [re.findall(r' id="([^"]+)"', draw(both)) for draw in (plots.draw_wide, plots.draw_narrow)]
    assert not set(ids[0]) & set(ids[1])


def test_a_plot_has_no_empty_line_which_would_end_a_block_of_html() -> None:
    assert "\n\n" not in plots.draw_wide(plot((point(300), point(600, 90))))


def test_names_are_long_where_there_is_room_and_short_on_a_phone() -> None:
    one = plot((point(300), point(600, 90)))
    assert "300 The Ministry of Counting" in texts(plots.draw_wide(one), "halo")
    assert "300 MoC" in texts(plots.draw_narrow(one), "halo")


@pytest.mark.parametrize(
    ("text", "set_in_dejavu_sans"),
    [("12,000 HUR", 5.996), ("10,000–12,000", 7.498), ("2011-11-11", 5.812), ("Government of Ukraine", 11.698)],
)
def test_text_is_given_the_room_that_wide_letters_take(text: str, set_in_dejavu_sans: float) -> None:
    assert 1 <= text_width(text, 1) / set_in_dejavu_sans < 1.1


def test_what_content_says_is_escaped() -> None:
    svg = plots.draw_wide(plot((point(300, names=("<script>", "<b>"), description="<img>"), point(600, 90))))
    assert "<script>" not in svg
    assert "<img>" not in svg
    assert "300 <script>" in texts(svg, "halo")


def test_the_scale_begins_at_zero_unless_the_numbers_differ_a_hundredfold() -> None:
    near, far = plot((point(300), point(6000, 90))), plot((point(30), point(6000, 90)))
    assert (near.is_logarithmic, far.is_logarithmic) == (False, True)
    assert texts(plots.draw_wide(near), "s")[:4] == ["0", "2,000", "4,000", "6,000"]
    assert texts(plots.draw_wide(far), "s")[:4] == ["10", "100", "1,000", "10,000"]


def test_equal_numbers_lie_equally_high_and_higher_ones_above() -> None:
    svg = parsed(plots.draw_wide(plot((point(300), point(300, 90), point(600, 180)))))
    heights = [float(c.get("cy") or 0) for c in svg.iter("circle")]
    assert heights[0] == heights[1] > heights[2]


def test_later_days_lie_further_right() -> None:
    svg = parsed(plots.draw_wide(plot(tuple(point(300, day) for day in (0, 40, 90, 400)))))
    across = [float(c.get("cx") or 0) for c in svg.iter("circle")]
    assert all(a < b for a, b in pairwise(across))


@pytest.mark.parametrize(
    ("days", "first"), [(1, "26 Jan 2025"), (90, "Mar 2025"), (500, "Apr 2025"), (4000, "2026"), (400_000, "2000")]
)
def test_time_has_a_handful_of_ticks_over_days_and_over_centuries(days: int, first: str) -> None:
    svg = plots.draw_wide(plot((point(300), point(300, days))))
    ticks = [t for t in texts(svg, "s") if re.search(r"[A-Z]|^\d{4}$", t)]
    assert 2 <= len(ticks) <= 7
    assert ticks[0] == first


def test_an_unnamed_source_is_a_ring_and_a_misread_number_a_cross() -> None:
    svg = plots.draw_wide(plot((point(300), point(400, 90, shape="unnamed"), point(500, 180, shape="misread"))))
    assert [c.get("class") for c in parsed(svg).iter("circle")] == ["k", "o"]
    assert 'class="x"' in svg


def test_lines_join_one_source_and_leave_out_what_is_misread() -> None:
    own = (
        point(300, line="a"),
        point(600, 90, line="a"),
        point(9000, 120, line="a", shape="misread"),
        point(5, 30, line="b"),
    )
    assert plots.draw_wide(plot(own)).count('<line class="l"') == 1


def test_every_mark_and_its_words_say_since_when_they_could_be_known() -> None:
    svg = parsed(plots.draw_wide(plot((point(300, published="2025-03-02"), point(600, 90)))))
    marks = [g.get("data-published") for g in svg.iter("g")]
    words = [t.get("data-published") for t in svg.iter("text") if "halo" in (t.get("class") or "")]
    assert marks == words == ["2025-03-02", ""]


def test_the_same_number_on_neighbouring_days_shares_a_label_with_every_name() -> None:
    points = (point(10000, names=("One", "1")), point(10000, 1, names=("Two", "2")), point(4000, 200))
    assert "10,000 One, Two" in texts(plots.draw_wide(plot(points)), "halo")


def test_a_date_vaguer_than_a_season_is_a_band_and_does_not_stretch_the_axis() -> None:
    vague = point(300, first=MARCH - 20_000, last=MARCH + 20_000)
    svg = plots.draw_wide(plot((point(300), point(600, 90), vague)))
    assert "fill-opacity" in svg
    assert len([*parsed(svg).iter("circle")]) == 2
    assert "Mar 2025" in texts(svg, "s")


def test_a_curve_leads_from_a_number_to_where_it_is_misread() -> None:
    curve = Curve((0, 0), (1, 0), "misread")
    svg = plots.draw_wide(plot((point(4700), point(6000, 90)), (point(4700, shape="misread"),), curves=(curve,)))
    assert svg.count('class="x dash"') == 1
    assert "misread" in texts(svg, "mis")


def test_thousands_of_points_are_drawn_as_few_bars() -> None:
    many = tuple(point(300 + n % 977, n % 700) for n in range(5000))
    svg = plots.draw_wide(plot(many))
    assert len(svg) < 30_000
    assert "300 The Ministry of Counting" in texts(svg, "halo")


def test_a_strip_is_as_small_as_a_word_and_hidden_from_who_cannot_see_it() -> None:
    svg = parsed(plots.draw_sparkline([point(300), point(600, 90), point(500, 30, shape="misread")]))
    assert svg.get("aria-hidden") == "true"
    assert len([*svg.iter("circle")]) == 2


@pytest.mark.parametrize("numbers", [(0, 0), (-5, 5), (0.25, 0.5), (10**15, 1), (7, 7)])
def test_any_numbers_can_be_drawn(numbers: tuple[float, float]) -> None:
    for draw in (plots.draw_wide, plots.draw_narrow):
        assert "nan" not in draw(plot((point(numbers[0]), point(numbers[1], 1)))).lower()


@pytest.mark.parametrize(
    ("years", "labels"),
    [
        ((-2500, -400), ["2500 BC", "2000 BC", "1500 BC", "1000 BC", "500 BC"]),
        ((-1500, 2100), ["1000 BC", "1000", "2000"]),
        ((380, 395), ["AD 380", "AD 385", "AD 390", "AD 395"]),
    ],
)
def test_an_axis_names_years_before_1000_as_the_text_does(years: tuple[int, int], labels: list[str]) -> None:
    first, last = (Day(year, 1, 1).ordinal - MARCH for year in years)
    ends = (point(300, first, first=first + MARCH, last=first + MARCH), point(600, last))
    shown = [label for label in texts(plots.draw_wide(plot(ends)), "s") if re.search(r"BC|AD|^[0-9]{4}$", label)]
    assert shown == labels


def test_a_name_is_as_wide_in_whatever_order_its_letters_are_added_up() -> None:
    """Floating-point sums depend on their order and on the version of Python, but drawings must not."""
    names = [
        f"{first} {last}"
        for first in ("Dmitry", "Kyrylo", "Mira", "Jo")
        for last in ("Peskov", "Budanov", "Ó 12", "Wm—il")
    ]
    letters = "".join(names)
    assert all(text_width(name, 12.5) == text_width(name[::-1], 12.5) for name in (*names, letters))
