"""The timeline, and the strips and bars of dates."""

import re
from pathlib import Path

import pytest

from generator import dates
from generator.drawing.svg import text_width
from generator.pages import timeline
from generator.pages.page import Page
from generator.pages.parts.bins import choose_scale
from generator.pages.parts.here import Here
from generator.pages.parts.strips import Dated, Strip, small_timeline, strip
from generator.pages.parts.tracks import track
from generator.pages.render import draw
from generator.pages.timeline import sizes
from generator.records.model import Date
from generator.text import markup
from tests.archive_files import archive_of, at_path, by_path

MARCH = (dates.Day(2025, 3, 1), dates.Day(2025, 3, 31))


def day(text: str | None) -> Date | None:
    return Date.model_validate({"edtf": text}) if text else None


# --- bars ---


@pytest.mark.parametrize(
    ("date", "style", "vague"),
    [
        ("2025-03-01", "--ar-from:0%;--ar-long:3.2%", ""),
        ("2025-03-30/2025-03-31", "--ar-from:93.5%;--ar-long:6.5%", ""),
        ("2025-03", "--ar-from:0%;--ar-long:100%;--ar-a:0%;--ar-b:100%", "within"),
        ("2025-03-XX", "--ar-from:0%;--ar-long:100%;--ar-a:0%;--ar-b:100%", "within"),
        ("[2025-03-01..2025-03-31]", "--ar-from:0%;--ar-long:100%;--ar-a:0%;--ar-b:100%", "within"),
        ("2025-03-16~", "--ar-from:38.7%;--ar-long:22.6%;--ar-a:42.9%;--ar-b:57.1%", "about"),
    ],
)
def test_a_bar_goes_from_the_earliest_day_to_the_latest(date: str, style: str, vague: str) -> None:
    (bar,) = track(dates.parse(date), *MARCH).bars
    assert (bar.style, bar.vague) == (style, vague)


def test_one_of_two_days_is_two_bars() -> None:
    assert len(track(dates.parse("[2025-03-03, 2025-03-20]"), *MARCH).bars) == 2


@pytest.mark.parametrize(
    ("date", "before", "after"),
    [
        ("2025-03-31~", False, True),
        ("2025-03-01~", True, False),
        ("2025-03-10/..", False, True),
        ("../2025-03-10", True, False),
        ("2025-03-10", False, False),
        ("2025~", True, True),
    ],
)
def test_a_bar_says_where_it_goes_on_beyond_its_frame(date: str, before: bool, after: bool) -> None:
    drawn = track(dates.parse(date), *MARCH)
    assert (drawn.before, drawn.after) == (before, after)


# --- strips ---


def drawn(*dated: tuple[str, str | None], most: int = 60) -> Strip:
    found: list[Dated] = [(clock, day(text)) for clock, text in dated]  # type: ignore[misc]
    made = strip(found, most)
    assert made is not None
    return made


def test_a_strip_has_a_lane_for_each_clock_and_says_what_it_shows() -> None:
    lanes = drawn(("said", "2025-03-02"), ("happened", "2025-03-01"), ("said", "2025-03-02~")).lanes
    assert [(lane.name, lane.count, lane.said) for lane in lanes] == [
        ("Happened", "1", "Happened: March 2025 1"),
        ("Said", "2", "Said: March 2025 2"),
    ]
    assert lanes[1].sure.count("z") == lanes[1].about.count("z") == 1


def test_the_bins_of_a_strip_are_the_finest_that_have_room() -> None:
    sizes = [
        re.split("in (?:its|one) |[;.]", drawn(("said", "2025-01-01"), ("said", end)).key)[1]
        for end in ("2025-02-20", "2025-12-31", "2027-12-31", "2050-01-01", "2500-01-01", "9000-01-01")
    ]
    assert sizes == ["day", "week", "month", "year", "decade", "119 years"]


def test_a_strip_never_has_more_bins_than_it_may() -> None:
    for last in ("2025-03-01", "2026-01-01", "2031-01-01", "2085-01-01", "2625-01-01", "9999-12-31"):
        assert drawn(("said", "2025-01-01"), ("said", last)).bins <= 60


def test_vague_dates_are_bars_and_equal_ones_one_bar() -> None:
    (lane,) = drawn(("said", "2025-03-01"), ("said", "2025-04-20"), *[("said", "2025-03")] * 3).lanes
    assert [len(row) for row in lane.vague] == [1]
    assert lane.count == "5"


def test_a_strip_owns_up_to_what_it_cannot_draw() -> None:
    vague = [("said", f"2024-{month:02}/2025-{month:02}") for month in range(1, 10)]
    note = drawn(*vague, ("said", None)).note
    assert note == "3 vague dates more than can be drawn. Without a date: 1."


def test_many_in_one_bin_are_drawn_to_scale() -> None:
    many = drawn(*[("said", "2025-03-01")] * 500, ("said", "2025-03-02"))
    assert not many.blocks
    assert many.lanes[0].high == 20
    assert many.key == "The tallest column is 500 in one day."


def test_too_little_makes_no_small_strip(tmp_path: Path) -> None:
    here = Here(archive_of(tmp_path, {"content/people/ada.yml": "name: Ada\n"}), "people/ada.md")
    few: list[Dated] = [("said", day("2025-03-01")), ("said", day("2025-05-01")), ("said", day(None))]
    assert small_timeline(here, few) is None
    enough: list[Dated] = [*few, ("published", day("2025-05-02")), ("published", day("2025-05-03"))]
    made = small_timeline(here, enough, whose="ada")
    assert made is not None
    assert made.more is not None
    assert made.more.href == "../../timeline/?who=ada"


# --- the page ---

FILES = {
    "content/people/ada.yml": "name: Ada <b>\n",
    "content/places/mill.yml": "name: The Mill\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/propositions/dam-broke.yml": "sentence: The dam broke.\n",
    "content/events/flood.yml": "what: The flood\ndate: 2025-04-26\nplace: mill\n",
    "content/utterances/speech.yml": (
        "title: A speech\nspeaker: ada\nsaid: 2025-04-26\nform: speech\npassages: [{id: dam, gist: on the dam}]\n"
    ),
    "content/articles/2025/one.md": """---
title: One
publisher: herald
published: 2025-04-26
quotations:
  - {id: q, speaker: ada, text: It broke, utterance: speech/dam}
events: [flood]
---
Rain.
""",
}


def pages(root: Path, files: dict[str, str]) -> dict[str, Page]:
    return by_path(timeline.pages(archive_of(root, files)))


def index(root: Path, more: dict[str, str] | None = None) -> str:
    return draw(pages(root, {**FILES, **(more or {})})["timeline/index.md"])


def lanes(text: str) -> list[tuple[str, str]]:
    """Every entry of a page as (lane, URL of what it names)."""
    found = []
    for lane, items in re.findall(r'<div class="ar-lane" data-lane="(\w+)">(.*?)</ul></div>', text, re.DOTALL):
        for item in items.split("<li ")[1:]:
            assert f'data-clock="{lane}"' in item
            found.append((lane, re.findall(r'href="([^"]*)"', item)[-1 if lane == "published" else 0]))
    return found


def test_one_day_keeps_three_clocks_in_three_lanes(tmp_path: Path) -> None:
    assert lanes(index(tmp_path)) == [
        ("happened", "../events/flood/"),
        ("said", "../statements/speech/"),
        ("published", "../articles/one/"),
    ]


def test_what_content_says_is_escaped(tmp_path: Path) -> None:
    text = index(tmp_path)
    assert "Ada &lt;b&gt;" in text
    assert "<b>\n" not in text


def test_an_entry_carries_what_it_is_found_by_and_since_when_it_is_known(tmp_path: Path) -> None:
    text = index(tmp_path)
    assert '<li data-clock="happened" data-place="mill" data-published="2025-04-26">' in text
    assert '<li data-clock="said" data-who="ada" data-published="2025-04-26">' in text
    assert '<li data-clock="published" data-who="herald\nada" data-published="2025-04-26">' in text
    assert '<option value="ada">Ada &lt;b&gt;</option>' in text


def test_what_no_article_dates_is_published_on_no_day(tmp_path: Path) -> None:
    undated = FILES["content/articles/2025/one.md"].replace("2025-04-26", "null")
    assert '<li data-clock="published" data-who="herald\nada" data-published="">' in index(
        tmp_path, {"content/articles/2025/one.md": undated}
    )


def headings(text: str) -> list[str]:
    return re.findall(r"^## (.*?)(?: <small.*?</small>)? \{", text, re.MULTILINE)


def months(text: str) -> list[tuple[str, str]]:
    """The folds of a page as (name, gist) pairs."""
    return re.findall(r'<summary><b>(.*?)</b> <span class="ar-month__gist"[^>]*><bdi>(.*?)</bdi>', text)


def event(number: int, date: str | None) -> dict[str, str]:
    return {f"content/events/e-{number}.yml": f"what: Event {number}\n" + (f"date: '{date}'\n" if date else "")}


def test_vague_dates_stand_in_the_month_or_the_year_that_they_state(tmp_path: Path) -> None:
    stated = [
        "2024",
        "2025-21",
        "2024-10-30~",
        "2024-12-30/2025-01-03",
        "[2025-05-29..2025-05-31]",
        "../2023-03-02",
        None,
    ]
    more: dict[str, str] = {}
    for number, date in enumerate(stated):
        more |= event(number, date)
    text = draw(pages(tmp_path, more)["timeline/index.md"])
    assert headings(text) == ["2023", "2024", "2025", "Without a date"]
    assert months(text) == [
        ("March", "Event 5"),
        ("In no single month", "Event 0"),
        ("October", "Event 2"),
        ("December", "Event 3"),
        ("In no single month", "Event 1"),
        ("May", "Event 4"),
        ("No date", "No record says when"),
    ]
    assert "<b>About 30 October</b>" in re.sub(r"</?time[^>]*>", "", text)
    assert "27 Oct – 2 Nov 2024 at the widest" in text
    assert "lasted 5 days" in text
    assert "Between 29 and 31 May" in text
    assert '<a href="../events/e-6/" data-published="">Event 6</a>' in text


def test_a_date_that_differs_in_an_article_is_counted_beside_the_event(tmp_path: Path) -> None:
    article = FILES["content/articles/2025/one.md"].replace("[flood]", "[{event: flood, date: 2025-04}]")
    assert "1 article, 1 with another date" in index(tmp_path, {"content/articles/2025/one.md": article})


def test_a_month_is_a_fold_with_what_it_is_about_and_how_much_is_in_it(tmp_path: Path) -> None:
    text = index(tmp_path)
    assert months(text) == [("April", "The flood")]
    assert (
        '<small class="ar-howmany" data-published="">1 happened, 1 said, 1 published</small></summary><div id="m-2025-04">'
        in text
    )
    assert "ar-calendar" not in text  # every month is on this page


def test_what_a_month_is_about_is_known_as_soon_as_that_is(tmp_path: Path) -> None:
    assert '<span class="ar-month__gist" data-published="2025-04-26">' in index(tmp_path)


def test_a_month_of_nothing_but_speech_is_about_an_occasion_rather_than_a_speaker(tmp_path: Path) -> None:
    article = FILES["content/articles/2025/one.md"].replace("events: [flood]\n", "")
    others = article.replace(", utterance: speech/dam", ", said: 2025-04-02")
    text = index(
        tmp_path,
        {
            "content/events/flood.yml": "what: The flood\n",
            "content/articles/2025/one.md": article,
            **{f"content/articles/2025/more-{n}.md": others for n in range(3)},
        },
    )
    assert months(text)[0] == ("April", "A speech")


# --- the picture ---


def many(*days: str) -> dict[str, str]:
    files: dict[str, str] = {}
    for number, day in enumerate(days):
        files |= event(number, day)
    return files


def picture(text: str) -> str:
    """The form of the picture for wide screens."""
    return text.split('<div class="ar-clocks__wide">')[1].split("</svg>", maxsplit=1)[0]


def test_the_title_names_the_months_with_most(tmp_path: Path) -> None:
    days = [*["2024-10-02"] * 5, *["2025-04-02"] * 4, "2025-06-02", "2025-07-02"]
    text = draw(pages(tmp_path, many(*days))["timeline/index.md"])
    assert (
        '<h1 data-published="" data-until="Timeline">October 2024 and April 2025 are the busiest months.</h1>' in text
    )
    assert '<a href="#m-2024-10">October 2024</a>' in text
    assert picture(text).count('class="hot"') == 9
    assert picture(text).count('class="unit"') == 2
    assert "Colour: the two months with the most." in text


@pytest.mark.parametrize(
    ("days", "title"),
    [
        (["2025-04-02"], "Everything here falls into 2 April 2025."),
        (["2024-01", "2024-04", "2024-08"], "From January 2024 to August 2024."),
        ([*["2024-01"] * 3, *["2024-04"] * 3, *["2024-08"] * 3], "From January 2024 to August 2024."),
        ([*["2024-01"] * 4, *["2024-04"] * 3, *["2024-08"] * 3], "January 2024 is the busiest month."),
        ([*["1914"] * 4, *["1939"] * 3, "1950", "1991"], "1914 and 1939 are the busiest years."),
    ],
)
def test_the_title_says_no_more_than_is_true(tmp_path: Path, days: list[str], title: str) -> None:
    text = draw(pages(tmp_path, many(*days))["timeline/index.md"])
    assert f">{title}</h1>" in text


def test_what_is_too_vague_for_a_month_is_not_drawn_and_counted(tmp_path: Path) -> None:
    text = draw(
        pages(tmp_path, many("2024-01-02", "2024-09-02~", "2024", "[2024-02-01..2024-05-31]"))["timeline/index.md"]
    )
    assert len(re.findall('<rect class="unit', picture(text))) == 2
    assert picture(text).count('class="unit about"') == 1
    assert "2 more entries belong to no single month, and are left out of the picture." in text
    assert "A hollow block: the date is approximate." in text


def test_too_many_for_blocks_are_bars_to_scale(tmp_path: Path) -> None:
    text = draw(pages(tmp_path, many(*["2024-01-02"] * 200, "2024-05-02", "2024-09-03"))["timeline/index.md"])
    heights = [float(high) for high in re.findall(r'<rect [^>]*height="([\d.]+)"', picture(text))]
    assert len(heights) == 3
    assert max(heights) > 50 * min(heights)
    assert "The tallest column is 200 entries in one month." in text


def test_no_words_in_the_picture_stand_on_blocks_or_beyond_its_end(tmp_path: Path) -> None:
    long = "A very long name of something that happened and goes on and on and on"
    files = {f"content/events/e-{n}.yml": f"what: {long} {n}\ndate: {day}\n" for n, day in enumerate([
        *["2024-10-02"] * 9, *["2024-11-02"] * 4, *["2024-12-02"] * 7, *["2025-04-02"] * 8, *["2025-05-01"] * 3])}  # fmt: skip
    drawn = picture(draw(pages(tmp_path, files)["timeline/index.md"]))
    blocks = [
        tuple(map(float, it))
        for it in re.findall(r'<rect class="\w+" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', drawn)
    ]
    words = re.findall(r'class="beside" x="([\d.]+)" y="([\d.]+)">(.*?)</text>', drawn)
    assert words
    for x, y, text in words:
        end = float(x) + text_width(markup.text_of(text), 15)
        assert end <= 1180
        assert not [it for it in blocks if it[0] < end and float(x) < it[0] + it[2] and it[1] < float(y)]


def test_the_calendar_of_a_long_timeline_leads_to_every_month(tmp_path: Path) -> None:
    text = draw(pages(tmp_path, many(*[f"{2020 + n % 3}-{n % 12 + 1:02}" for n in range(700)]))["timeline/index.md"])
    assert '<a href="../timeline/2020/#m-2020-01">' in text


def test_an_archive_of_nothing_has_a_timeline_all_the_same(tmp_path: Path) -> None:
    text = draw(pages(tmp_path, {"content/people/ada.yml": "name: Ada\n"})["timeline/index.md"])
    assert ">Timeline</h1>" in text
    assert headings(text) == []


def test_a_large_archive_has_a_page_for_each_year_and_an_index_that_counts(tmp_path: Path) -> None:
    files: dict[str, str] = {}
    for number in range(700):
        month = f"{2023 + number % 2}-{number % 12 + 1:02}" if number < 690 else None
        files |= event(number, month)
    made = pages(tmp_path, files)
    assert {"timeline/index.md", "timeline/2023.md", "timeline/2023-part-2.md", "timeline/2024.md"} < set(made)
    text = draw(made["timeline/index.md"])
    assert headings(text) == ["Without a date"]
    assert '<a href="../timeline/2023/#m-2023-01">2023</a>' in text
    assert "ar-filter" in text  # for the entries on the index itself
    listed = [address for page in made.values() for _, address in lanes(draw(page))]
    assert len(listed) == len(set(listed)) == 700
    second = draw(made["timeline/2023-part-2.md"])
    assert '<a href="../../timeline/2023/">Timeline of 2023, part 1 of 2</a>' in second


def test_no_page_grows_beyond_its_room(tmp_path: Path) -> None:
    long_name = "a very long name of a party that goes on and on " * 3
    files: dict[str, str] = {}
    for number in range(40):
        files[f"content/people/somebody-with-a-long-id-number-{number}.yml"] = f"name: {long_name}{number}\n"
    everybody = ", ".join(f"somebody-with-a-long-id-number-{number}" for number in range(40))
    for number in range(300):
        files[f"content/events/an-event-with-a-rather-long-id-of-its-own-{number}.yml"] = (
            f"what: '{'Something happened and it was long in the telling. ' * 4}'\ndate: 2025-04-01\nparticipants: [{everybody}]\n"
        )
    made = pages(tmp_path, files)
    assert len(made) > 2
    assert max(len(draw(page).encode()) for page in made.values()) < 270_000


def test_years_before_1000_are_written_in_one_way_in_the_list_the_calendar_and_the_drawing(tmp_path: Path) -> None:
    dated = ["-0211-06-09", "-2799~", "0391-08-17", "0000", "2021-03-02", "-0043-03-15/0014-08-19"]
    files: dict[str, str] = {
        f"content/events/e-{n}.yml": f"what: Wall {n}\ndate: '{date}'\n" for n, date in enumerate(dated)
    }
    page = draw(at_path(timeline.pages(archive_of(tmp_path, files)), timeline.INDEX))
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert headings(page) == ["2800 BC", "212 BC", "44 BC", "1 BC", "AD 391", "2021"]
    assert "17 August AD 391" not in text.split("## AD 391")[1]
    assert re.search(r">17 August</time>", page)
    assert "15 March 44 BC – 19 August AD 14" in text
    assert not re.search(r"[>\s“]-\d", text), "a year before AD 1 is drawn with a minus"


@pytest.mark.parametrize(
    ("first", "stretch", "one", "two"),
    [
        (dates.Day(2025, 5, 1), "day", "A is the busiest day.", "A and B are the busiest days."),
        (dates.Day(2024, 5, 1), "week", "A is the busiest week.", "A and B are the busiest weeks."),
        (dates.Day(2020, 5, 1), "month", "A is the busiest month.", "A and B are the busiest months."),
        (dates.Day(1950, 5, 1), "year", "A is the busiest year.", "A and B are the busiest years."),
        (dates.Day(1650, 5, 1), "decade", "A is the busiest decade.", "A and B are the busiest decades."),
        (
            dates.Day(-116_974, 5, 1),
            "stretch of 1,000 years",
            "A is the busiest stretch of 1,000 years.",
            "A and B are the busiest stretches of 1,000 years.",
        ),
    ],
)
def test_bins_of_every_size_are_spoken_of_in_whole_sentences(
    first: dates.Day, stretch: str, one: str, two: str
) -> None:
    scale = choose_scale(first, dates.Day(2025, 5, 31), 120)
    assert (sizes.busiest(scale, ("A",)), sizes.busiest(scale, ("A", "B"))) == (one, two)
    assert sizes.block(scale) == f"Each block is one entry, in its {stretch}."
    assert sizes.coloured(scale, 1) == f"Colour: the {stretch} with the most."
    assert sizes.coloured(scale, 2).startswith("Colour: the two ")
    assert sizes.tallest(scale, 1_200) == f"The tallest column is 1,200 entries in one {stretch}."
    assert sizes.vague(scale, 1) == f"One more entry belongs to no single {stretch}, and is left out of the picture."
    assert sizes.vague(scale, 7) == f"7 more entries belong to no single {stretch}, and are left out of the picture."
