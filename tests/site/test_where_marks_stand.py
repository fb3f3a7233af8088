"""Every mark of a grid, a plot, a strip and a map is at the place of its value, on screens and on paper, light and
dark.

What is measured is what a browser drew: the place of a mark against that of the axis, or of the head of its column. The
values come from the records below, and where a page of the real archive is looked at, from the words beside the marks.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.archive_files import write
from tests.conftest import build, copy_mkdocs_config, serving

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]

# --- a small archive whose values are known ---

POSITIONS = {
    "2024-10-21": "denies",
    "2024-11-05": "declines",
    "2024-12-30": "denies",
    "2025-03-01": "declines",
    "2025-04-28": "confirms",
    "2025-06": "confirms",
}
FIGURES = {"2024-10-15": 1500, "2024-12-01": 3000, "2025-01-31": 11_000, "2025-04-28": 14_000, "2025-07-09": 4000}
PLACES = {
    "warsaw": (52.23, 21.01), "minsk": (53.90, 27.57), "kharkiv": (49.99, 36.23), "voronezh": (51.66, 39.20),
    "wuhan": (30.59, 114.31), "xian": (34.34, 108.94), "chengdu": (30.57, 104.07),
    "denver": (39.74, -104.99), "omaha": (41.26, -95.93),
    "alice": (-23.70, 133.88),
}  # fmt: skip
HAPPENED = ("2024-02-29", "2024-10-03", "2024-10-31", "2024-12-31", "2025-01-01", "2025-06-15", "2025-06-16")

FILES = {
    "content/organisations/north.yml": "name: The North\n",
    "content/organisations/ministry.yml": "name: A ministry\npart_of: north\n",
    "content/organisations/south.yml": "name: The South\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/people/ada.yml": "name: Ada\n",
    "content/propositions/sent.yml": "sentence: Soldiers were sent.\n",
    "content/measures/soldiers.yml": "name: Soldiers sent\ncounts: soldiers\n",
    **{
        f"content/places/{name}.yml": f"name: {name.title()}\npoint: [{lat}, {lon}]\nprecision: city\n"
        for name, (lat, lon) in PLACES.items()
    },
    **{
        f"content/events/event-{n}.yml": f"what: Event {n}\ndate: {day}\nplace: {place}\n"
        for n, (day, place) in enumerate(zip(HAPPENED, PLACES, strict=False))
    },
    **{
        f"content/articles/2025/a{n}.md": (
            f"---\ntitle: Report {n}\npublisher: herald\npublished: {day if len(day) > 7 else day + '-20'}\n"
            f"statements:\n  - {{id: s, holder: {holder}, stance: {stance}, proposition: sent, date: {day}}}\n"
            f"---\nIn [[alice]] and [[denver]], [[omaha]] and [[chengdu]].\n"
        )
        for n, ((day, stance), holder) in enumerate(
            zip(POSITIONS.items(), ["ministry"] * 3 + ["north"] * 3, strict=True)
        )
    },
    **{
        f"content/articles/2025/f{n}.md": (
            f"---\ntitle: Count {n}\npublisher: herald\npublished: {day}\n"
            f"figures:\n  - {{id: f, measure: soldiers, value: {value}, by: [{by}], as_of: {day}}}\n---\nIt rains.\n"
        )
        for n, ((day, value), by) in enumerate(
            zip(FIGURES.items(), ("ada", "south", "north", "ada", "herald"), strict=True)
        )
    },
}


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small archive's site."""
    root = write(tmp_path_factory.mktemp("marks"), FILES)
    (root / "content" / "pages").mkdir()
    (root / "content" / "pages" / "about.md").write_text("# About\n", encoding="utf-8")
    copy_mkdocs_config(root)
    build(root)
    with serving(root / "site") as address:
        yield address


View = tuple[int, Literal["screen", "print"], Literal["light", "dark"]]
VIEWS: list[View] = [
    (390, "screen", "light"), (390, "screen", "dark"), (1440, "screen", "light"), (1440, "screen", "dark"),
    (718, "print", "light"), (718, "print", "dark"),  # A4 without its margins, at 96 dots an inch
]  # fmt: skip
BY_DAY: list[View] = [(390, "screen", "light"), (1440, "screen", "dark"), (718, "print", "light")]
every_view = pytest.mark.parametrize(
    "view",
    [pytest.param(it, id="-".join(map(str, it)), marks=[] if it in BY_DAY else pytest.mark.in_full) for it in VIEWS],
)


def seen(page: Page, address: str, view: View) -> None:
    """The page as a screen of that width, or paper, shows it."""
    width, media, scheme = view
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=media, color_scheme=scheme, reduced_motion="reduce")
    page.goto(address, wait_until="load")


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# A mark that has the colour of the paper is none.
VISIBLE = """
const paper = getComputedStyle(document.body).getPropertyValue("--ar-paper").trim();
const shown = (node) => node.checkVisibility() && node.getClientRects().length > 0;
const middle = (node) => { const box = node.getBoundingClientRect(); return [(box.left + box.right) / 2, (box.top + box.bottom) / 2]; };
const colour = (text) => { const one = document.createElement("i"); one.style.color = text; document.body.append(one);
  const found = getComputedStyle(one).color; one.remove(); return found; };
const drawn = (node) => { const { fill, stroke } = getComputedStyle(node); return [fill, stroke].some((one) => one !== "none" && one !== colour(paper)); };
"""


# --- the grid of positions ---

GRID = f"""() => {{
  {VISIBLE}
  for (const fold of document.querySelectorAll("details:has(table.ar-grid)")) fold.open = true;
  return [...document.querySelectorAll("table.ar-grid")].filter(shown).map((grid) => ({{
    list: getComputedStyle(grid.querySelector("tbody tr")).display !== "table-row",
    heads: [...grid.querySelectorAll("thead th")].slice(1).map((th) => [th.textContent.trim(), th.getBoundingClientRect().left, th.getBoundingClientRect().right]),
    parties: [...grid.querySelectorAll("tbody")].map((body) => ({{
      cells: [...body.querySelectorAll("a.ar-cell:has(.ar-stance)")].filter(shown).map((cell) => ({{
        stance: cell.querySelector(".ar-stance").dataset.stance, text: cell.querySelector("small").textContent.trim(),
        words: cell.innerText.replace(/\\s+/g, " "), x: cell.querySelector(".ar-stance").getBoundingClientRect().left,
      }})),
      ends: [...body.querySelectorAll(".ar-party td > .ar-stance")].filter(shown).map((mark) => [mark.dataset.stance, mark.getBoundingClientRect().left]),
      ways: [...body.querySelectorAll(".ar-party .ar-grid__span")].filter(shown).map((way) => [way.getBoundingClientRect().left, way.getBoundingClientRect().right]),
      turned: body.querySelector(".ar-party .ar-turnword") !== null,
    }})),
  }}));
}}"""


def columns(heads: list[tuple[str, float, float]]) -> list[tuple[str, str]]:
    """The month and the year of each column; a head names its year only where that is another than before."""
    found, year = [], ""
    for label, _, _ in heads:
        month, _, own = label.partition(" ")
        year = own or year
        found.append((month, year))
    return found


def column_at(heads: list[tuple[str, float, float]], x: float) -> int:
    """The number of the column that contains something."""
    (number,) = (n for n, (_, left, right) in enumerate(heads) if left - 0.5 <= x < right - 0.5)
    return number


def check_grid(grid: dict[str, Any]) -> Counter[str]:
    """Every cell is below the month that it names, and every end of a reversal in the month of such a position."""
    met: Counter[str] = Counter()
    heads = grid["heads"]
    names = columns(heads)
    for party in grid["parties"]:
        if grid["list"]:  # on a phone the words say the month, and nothing is drawn between them
            assert not party["ends"]
            assert not party["ways"]
            for cell in party["cells"]:
                met["listed"] += 1
                assert re.search(r"\b\d{4}\b|no date", cell["words"]), cell
            continue
        stances: dict[int, set[str]] = {}
        for cell in party["cells"]:
            number = column_at(heads, cell["x"])
            stances.setdefault(number, set()).add(cell["stance"])
            month = next((m for m in MONTHS if re.search(rf"\b{m}", cell["text"])), None)
            year = re.search(r"\b\d{4}\b", cell["text"])
            begin, _, end = names[number][0].partition("–")  # a column is a month, or a quarter
            if month and begin in MONTHS:
                met["cells"] += 1
                assert MONTHS.index(begin) <= MONTHS.index(month) <= MONTHS.index(end or begin), cell
                assert not year or names[number][1] == year[0], cell
        for stance, x in party["ends"]:
            met["ends"] += 1
            assert stance in stances[column_at(heads, x)], (stance, names[column_at(heads, x)])
        for left, right in party["ways"]:
            met["ways"] += 1
            (_, start), (_, end) = party["ends"]
            first, last = column_at(heads, start), column_at(heads, end)
            assert math.isclose(left, heads[first][2], abs_tol=1)  # from the end of the one month
            assert math.isclose(right, heads[last][1], abs_tol=1)  # to the beginning of the other
    return met


@every_view
def test_positions_and_reversals_stand_in_their_months(page: Page, small_site: str, view: View) -> None:
    seen(page, f"{small_site}claims/sent/", view)
    (grid,) = page.evaluate(GRID)
    met = check_grid(grid)
    if grid["list"]:
        assert view[0] == 390
        assert met["listed"] == len(POSITIONS)
        return
    assert (met["cells"], met["ends"], met["ways"]) == (len(POSITIONS), 2, 1)
    (party,) = grid["parties"]
    names = columns(grid["heads"])
    ends = [(stance, names[column_at(grid["heads"], x)]) for stance, x in party["ends"]]
    assert ends == [("denies", ("Oct", "2024")), ("confirms", ("Apr", "2025"))]


@every_view
@pytest.mark.parametrize("path", ["dprk-soldiers-sent-to-russia", "dprk-soldiers-take-part-in-the-war"])
def test_the_archives_own_reversals_stand_in_their_months(page: Page, served_site: str, view: View, path: str) -> None:
    seen(page, f"{served_site}claims/{path}/", view)
    (grid,) = page.evaluate(GRID)
    met = check_grid(grid)
    assert any(party["turned"] for party in grid["parties"])
    if view[0] == 390:
        assert met["listed"] > 0
    else:
        assert (
            met["cells"] > 0
        )  # whether the chain is drawn or written depends on the number of periods that the records span


# --- the picture of a claim ---

TURN = f"""() => {{
  {VISIBLE}
  const svg = [...document.querySelectorAll(".ar-turn > svg")].find(shown);
  const shape = ".own, .told, .headline, .inferred, .unsaid";
  const box = (node) => {{ const {{ left, top, right, bottom }} = node.getBoundingClientRect(); return [left, top, right, bottom]; }};
  return {{
    down: svg.matches(".ar-turn__narrow"),
    ticks: [...svg.querySelectorAll("g:has(> .tickline) + .tickname")].map((name) => [
      name.textContent, ...box(name.previousElementSibling.querySelector(".tickline")).slice(0, 2)]),
    marks: [...svg.querySelectorAll("g:has(> title)")].map((g) => ({{
      said: g.querySelector("title").textContent, at: middle(g.querySelector(shape)), drawn: drawn(g.querySelector(shape)) }})),
    words: [...svg.querySelectorAll("text.label")].filter(shown).map((text) => [text.textContent, ...box(text)]),
  }};
}}"""


def check_turn(turn: dict[str, Any]) -> list[float]:
    """Assert that every mark is at its day and no words overlap; returns the days of the marks."""
    across = 1 if turn["down"] else 0
    days = dated([[words, at[across]] for words, *at in turn["ticks"]])
    assert len(days) > 1
    met = []
    for mark in turn["marks"]:
        found = re.search(
            r"(?:(\d+) )?(January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})",
            mark["said"],
        )
        if not found or re.search(r"late|early|mid-|between|one day", mark["said"]):
            continue
        month, year = MONTHS.index(found[2][:3]) + 1, int(found[3])
        first = date(year, month, int(found[1] or 1)).toordinal()
        last = first if found[1] else date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
        assert math.isclose(mark["at"][across], along(days, (first + last + 1) / 2), abs_tol=2), mark
        assert mark["drawn"], mark
        met.append((first + last) / 2)
    for (one, *a), (other, *b) in combinations(turn["words"], 2):
        over = (min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1]))
        assert min(over) < 4, (one, other)  # the boxes of letters are higher than what is seen of them
    return met


@every_view
def test_marks_of_a_claim_stand_at_their_days_and_no_words_over_others(page: Page, small_site: str, view: View) -> None:
    seen(page, f"{small_site}claims/sent/", view)
    assert len(check_turn(page.evaluate(TURN))) == len(POSITIONS)


@every_view
@pytest.mark.parametrize("path", ["dprk-soldiers-sent-to-russia", "dprk-soldiers-take-part-in-the-war"])
def test_marks_of_the_archives_own_claims_do_so_too(page: Page, served_site: str, view: View, path: str) -> None:
    seen(page, f"{served_site}claims/{path}/", view)
    assert len(check_turn(page.evaluate(TURN))) > 10


# --- plots of numbers over time ---

PLOT = f"""() => {{
  {VISIBLE}
  const svg = [...document.querySelectorAll("svg.ar-estimated")].find(shown);
  const lines = [...svg.querySelectorAll("line")].map((line) => ({{
    box: line.getBoundingClientRect(), upright: line.getAttribute("x1") === line.getAttribute("x2"), kind: line.getAttribute("class") }}));
  const words = [...svg.querySelectorAll("text.s")].map((text) => [text.textContent, ...middle(text), text.getAttribute("text-anchor")]);
  return {{
    down: svg.matches(".ar-estimated--narrow"),
    upright: lines.filter(({{ upright, kind }}) => upright && "ga".includes(kind)).map(({{ box }}) => box.left),
    level: lines.filter(({{ upright, kind, box }}) => !upright && "ga".includes(kind) && box.width > 100).map(({{ box }}) => box.top),
    months: words.filter(([, , , anchor]) => anchor === "middle"), numbers: words.filter(([, , , anchor]) => anchor === "end"),
    marks: [...svg.querySelectorAll("g:has(> title)")].map((g) => ({{
      said: g.querySelector("title").textContent, at: middle(g.querySelector("circle")), drawn: drawn(g.querySelector("circle")) }})),
  }};
}}"""


def along(known: list[tuple[float, float]], value: float) -> float:
    """The position of a value on an axis, interpolated or extrapolated from values with known positions."""
    (low, at_low), (high, at_high) = min(known), max(known)
    return at_low + (at_high - at_low) * (value - low) / (high - low)


def days_of(months: list[list[Any]], upright: list[float]) -> list[tuple[float, float]]:
    """The day and the place of each tick of time, from its words and the line that is nearest to them."""
    found: list[tuple[float, float]] = []
    year = 0
    for words, x, _, _ in sorted(months, key=lambda one: one[1]):
        month, _, named = words.partition(" ")
        before = found[-1][0] if found else 0
        year = int(named) if named else year
        day = date(year, MONTHS.index(month) + 1, 1).toordinal()
        assert day > before
        found.append((float(day), min(upright, key=lambda line: abs(line - x))))
    return found


def check_lines(plot: dict[str, Any]) -> None:
    """On a phone a line for each estimate, in the order of days, with its mark at its number."""
    scale = [*plot["months"], *plot["numbers"]]
    known = [
        (float(words.replace(",", "")), min(plot["upright"], key=lambda line: abs(line - x)))
        for words, x, *_ in scale
        if re.fullmatch(r"[\d,]+", words)
    ]
    assert len(known) > 2
    rows = sorted(plot["marks"], key=lambda mark: mark["at"][1])
    for (_, value), mark in zip(FIGURES.items(), rows, strict=True):
        assert f"{value:,}" in mark["said"]
        assert math.isclose(mark["at"][0], along(known, value), abs_tol=1.5), mark
        assert mark["drawn"], mark


@every_view
def test_numbers_stand_at_their_day_and_on_their_height(page: Page, small_site: str, view: View) -> None:
    seen(page, f"{small_site}figures/soldiers/", view)
    plot = page.evaluate(PLOT)
    if plot["down"]:
        check_lines(plot)
        return
    days = days_of(plot["months"], plot["upright"])
    numbers = [
        (float(words.replace(",", "")), min(plot["level"], key=lambda line: abs(line - y)))
        for words, _, y, _ in plot["numbers"]
    ]
    assert len(days) > 1
    assert len(numbers) > 2
    for number, y in numbers:  # the axis itself: evenly
        assert math.isclose(along(numbers, number), y, abs_tol=1)
    left = dict(FIGURES)
    for mark in plot["marks"]:
        day = next(day for day, value in left.items() if f"{value:,}" in mark["said"])
        value = left.pop(day)
        x, y = mark["at"]
        assert math.isclose(x, along(days, date.fromisoformat(day).toordinal()), abs_tol=2), mark
        assert math.isclose(y, along(numbers, value), abs_tol=1.5), mark
        assert mark["drawn"], mark
    assert left == {}


@every_view
def test_a_plot_in_a_table_keeps_the_order_of_days_and_numbers(page: Page, small_site: str, view: View) -> None:
    seen(page, f"{small_site}figures/", view)
    marks = page.evaluate(
        f"() => {{ {VISIBLE} return [...document.querySelectorAll('svg.ar-range circle')].filter(shown).map(middle); }}"
    )
    points = [(date.fromisoformat(day).toordinal(), value) for day, value in FIGURES.items()]
    assert len(marks) == len(points)
    marks.sort()
    days = [(float(day), x) for (day, _), (x, _) in zip(points, marks, strict=True)]
    numbers = [(float(value), y) for (_, value), (_, y) in zip(points, marks, strict=True)]
    for known in (days, numbers):
        for value, at in known:
            assert math.isclose(at, along(known, value), abs_tol=1)


# --- strips of time ---

CLOCKS = f"""() => {{
  {VISIBLE}
  const [svg] = [...document.querySelectorAll(".ar-clocks svg")].filter(shown);
  const [line] = svg.querySelectorAll(".ground");
  const [{{ left, right, bottom }}] = [line.getBoundingClientRect()];
  const blocks = [...svg.querySelectorAll("rect")].filter((it) => it.getBoundingClientRect().bottom <= bottom + 1);
  return {{
    said: svg.getAttribute("aria-label"), left, right,
    blocks: blocks.map((it) => [it.getBoundingClientRect().left, it.getBoundingClientRect().right, drawn(it)]),
  }};
}}"""


@every_view
def test_the_blocks_of_the_timeline_stand_in_their_months(page: Page, small_site: str, view: View) -> None:
    seen(page, f"{small_site}timeline/", view)
    found = page.evaluate(CLOCKS)
    ends = [
        12 * int(year) + MONTHS.index(month[:3])
        for month, year in re.findall(r"(?:from|to) (\w+) (\d{4})", found["said"].split(".")[0])
    ]
    wide = (found["right"] - found["left"]) / (ends[1] - ends[0] + 1)
    months = []
    for left, right, is_drawn in found["blocks"]:
        assert is_drawn
        number = int((left - found["left"]) / wide)
        assert right <= found["left"] + (number + 1) * wide + 1
        months.append(ends[0] + number)
    days = map(date.fromisoformat, HAPPENED)
    assert sorted(months) == sorted(12 * day.year + day.month - 1 for day in days)


def dated(ticks: list[list[Any]]) -> list[tuple[float, float]]:
    """The day and the place of each tick from the first one that names its year."""
    found: list[tuple[float, float]] = []
    year = 0
    for words, x in ticks:
        name, _, named = words.rpartition(" ")
        year = int(named) if named.isdigit() else year
        if year:
            month = 1 if words.isdigit() else MONTHS.index((name or words)[:3]) + 1
            found.append((float(date(year, month, 1).toordinal()), float(x)))
    return found


DATES = f"""() => {{
  {VISIBLE}
  return [...document.querySelectorAll(".ar-events > li")].filter(shown).flatMap((row) => {{
    const day = row.querySelector("time")?.getAttribute("datetime");
    const track = row.querySelector(".ar-vague"), bar = track?.querySelector("i:not([data-vague])");
    if (!bar || !shown(bar)) return [];
    const [frame, at] = [track, bar].map((node) => node.getBoundingClientRect());
    return [[day, (at.left - frame.left) / frame.width, frame.width, getComputedStyle(bar).backgroundColor !== colour(paper)]];
  }});
}}"""


@every_view
def test_a_day_stands_in_its_year_where_it_lies_in_it(page: Page, small_site: str, view: View) -> None:
    seen(page, f"{small_site}events/", view)
    found = page.evaluate(DATES)
    assert found
    for text, share, width, drawn in found:
        day = date.fromisoformat(text)
        first = date(day.year, 1, 1)
        long = (date(day.year + 1, 1, 1) - first).days
        assert abs(share - (day - first).days / long) * width < 1, text
        assert drawn


# --- maps ---

MAPS = f"""() => {{
  {VISIBLE}
  const land = (svg) => {{
    const use = svg.querySelector("use");
    const shapes = document.querySelector(use.getAttribute("xlink:href") ?? use.getAttribute("href"));
    const [, x = 0, y = 0] = /translate\\(([-\\d.]+) ([-\\d.]+)\\)/.exec(use.getAttribute("transform")) ?? [];
    const scale = Number(/scale\\(([\\d.]+)\\)/.exec(use.getAttribute("transform"))[1]);
    return {{ path: shapes.querySelector(".ar-map__land"), scale, from: [Number(x), Number(y)] }};
  }};
  const inLand = (svg, [x, y]) => {{
    const {{ path, scale, from }} = land(svg);
    const at = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM().inverse());
    return path.isPointInFill(new DOMPoint((at.x - from[0]) / scale, (at.y - from[1]) / scale));
  }};
  const marks = (svg, which) => [...svg.querySelectorAll(which)].map((node) => {{
    const dot = node.matches("circle") ? node : node.querySelector("circle:not(.ar-touch)");
    return {{ rows: node.dataset.rows.split(" "), at: middle(dot), drawn: drawn(dot), land: inLand(svg, middle(dot)) }};
  }});
  return [...document.querySelectorAll("svg.ar-map")].filter(shown).map((svg) => ({{
    name: svg.getAttribute("aria-label"), pins: marks(svg, ".ar-pin"), dots: marks(svg, "circle[data-rows]"),
    frames: [...svg.querySelectorAll(".ar-frame")].map((frame) => {{
      const {{ left, top, right, bottom }} = frame.querySelector("rect").getBoundingClientRect();
      const part = document.getElementById(frame.getAttribute("href").slice(1));
      return {{ box: [left, top, right, bottom], rows: [...part.querySelectorAll(".ar-places > li")].map((row) => row.id) }};
    }}),
  }}));
}}"""


@every_view
def test_places_stand_at_their_points_on_land_and_in_their_regions(page: Page, small_site: str, view: View) -> None:
    seen(page, f"{small_site}map/", view)
    world, *regions = page.evaluate(MAPS)
    assert len(regions) in (len(world["frames"]), 2 * len(world["frames"]))  # on paper the larger maps too
    met: set[str] = set()
    for region in regions:
        known = [(PLACES[pin["rows"][0].removeprefix("at-")], pin["at"]) for pin in region["pins"]]
        met.update(pin["rows"][0].removeprefix("at-") for pin in region["pins"])
        assert len(known) > 1
        for lat_lon in (0, 1):
            axis = [(point[lat_lon], at[1 - lat_lon]) for point, at in known]
            for value, at in axis:  # a map of a region is even in both directions
                assert math.isclose(at, along(axis, value), abs_tol=1), region["name"]
            (_, low), (_, high) = min(axis), max(axis)
            assert (high < low) if lat_lon == 0 else (high > low)  # north above, east to the right
    met.update(pin["rows"][0].removeprefix("at-") for pin in world["pins"])
    assert met == set(PLACES)
    for mark in [*world["pins"], *world["dots"], *(pin for region in regions for pin in region["pins"])]:
        assert mark["drawn"], mark
        assert mark["land"], mark  # every place of this archive lies far from any sea
    for dot in world["dots"]:
        (frame,) = (frame for frame in world["frames"] if set(dot["rows"]) <= set(frame["rows"]))
        left, top, right, bottom = frame["box"]
        assert left < dot["at"][0] < right
        assert top < dot["at"][1] < bottom
    north_to_south = sorted(
        ((PLACES[m["rows"][0].removeprefix("at-")][0], m["at"][1]) for m in [*world["pins"], *world["dots"]]),
        reverse=True,
    )
    assert all(upper[1] <= lower[1] for upper, lower in pairwise(north_to_south))
