"""The index of quotations."""

import re
from pathlib import Path

import pytest

from generator.pages import quotations
from generator.pages.page import Page
from generator.pages.quotations.by_speaker import SHOWN
from generator.pages.quotations.listing import ROWS
from tests.archive_files import archive_of, by_path, draw

ADA = "name: Ada\n"
HERALD = "name: The Herald\ncountry: GB\n"


def flood(*said: str, more: str = "", language: str = "en") -> dict[str, str]:
    """An archive of one article that quotes Ada once for each of these dates; '' for no date."""
    dates = (f", said: '{date}'" if date else "" for date in said)
    entries = "".join(
        f"  - {{id: q-{n}, speaker: ada, text: 'Words {n}'{date}{more}}}\n" for n, date in enumerate(dates)
    )
    article = f"---\ntitle: Flood\nlanguage: {language}\npublisher: herald\nquotations:\n{entries}---\nRain.\n"
    return {
        "content/people/ada.yml": ADA,
        "content/organisations/herald.yml": HERALD,
        "content/articles/2025/flood.md": article,
    }


def pages(root: Path, files: dict[str, str]) -> dict[str, Page]:
    return by_path(quotations.pages(archive_of(root, files)))


def index(root: Path, files: dict[str, str]) -> str:
    return draw(pages(root, files)["quotations/index.md"])


def headings(text: str) -> list[str]:
    return re.findall(r"^## (.*?)(?: <small.*?</small>)? \{", text, re.MULTILINE)


def words(text: str) -> list[str]:
    return re.findall(r"(?:Words|More) (\d+)</span>", text)


def listed(root: Path, files: dict[str, str]) -> str:
    """The text of all pages by year."""
    return "".join(draw(page) for path, page in pages(root, files).items() if path != "quotations/index.md")


@pytest.fixture
def all_by_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that shows no quotations, so that even a small archive has pages by year."""
    monkeypatch.setattr(quotations, "SHOWN", 0)


@pytest.fixture
def few_rows(monkeypatch: pytest.MonkeyPatch, all_by_year: None) -> None:
    """Pages of three rows, so that even a small archive has many."""
    monkeypatch.setattr(quotations, "ROWS", 3)


def test_a_quotation_says_in_two_lines_when_it_was_said_what_was_found_and_how_it_came(tmp_path: Path) -> None:
    text = index(tmp_path, flood("2025-04-28", more=", fidelity: altered, note: n, context: 'the rain', via: [herald]"))
    summary = re.sub(r"<[^>]+>", " ", text[text.index("<summary>") : text.index("</summary>")])
    assert summary.split() == [
        "Words",
        "0",
        "28",
        "April",
        "2025",
        "·",
        "altered",
        "Ada",
        "The",
        "Herald",
        "The",
        "Herald",
    ]
    assert '<a href="../people/ada/">Ada</a>' in text
    assert '<a href="../articles/flood/#q-q-0">The quotation in its article</a>' in text
    assert "the rain" in text


def by(speaker: str, number: int, fidelity: str = "", words: str = "") -> str:
    """YAML of quotations by one speaker."""
    found = f", fidelity: {fidelity}, note: n" if fidelity else ""
    return "".join(
        f"  - {{id: {speaker}-{fidelity}{n}, speaker: {speaker}, text: '{words or f'{speaker} {fidelity} {n}.'}'{found}}}\n"
        for n in range(number)
    )


def of_speakers(*entries: str) -> dict[str, str]:
    named = {name: f"name: {name.title()}\n" for name in re.findall(r"speaker: (\w+)", "".join(entries))}
    article = f"---\ntitle: Flood\nquotations:\n{''.join(entries)}---\nRain.\n"
    return {f"content/people/{name}.yml": text for name, text in named.items()} | {
        "content/articles/2025/flood.md": article
    }


def test_the_index_has_a_few_quotations_of_each_of_the_speakers_quoted_most(tmp_path: Path) -> None:
    names = ("ada", "ben", "cy", "dee", "eve", "flo")
    text = index(tmp_path, of_speakers(*(by(name, 9 - number) for number, name in enumerate(names))))
    assert headings(text) == ["Ada", "Ben", "Cy", "Dee", "Eve", "Everyone else", "All of them, by year"]
    assert text.count('<details class="ar-fold ar-said"') == 20
    assert text.count('name="said"') == 20
    assert "Showing 20 of 39." in text
    assert '<a href="../people/ada/#quoted">All 9 quotations by Ada</a>' in text
    assert '<a href="../people/flo/">Flo</a> <span class="ar-soft">4 quotations</span>' in text
    assert '<a href="#by-ada">Ada</a>' in text


def test_altered_quotations_come_first_under_each_speaker(tmp_path: Path) -> None:
    text = index(
        tmp_path, of_speakers(by("ada", 9), by("ada", 1, "translation"), by("ada", 2, "altered"), by("ben", 12))
    )
    assert "24 quotations from 1 article. 2 were altered inside their quotation marks" in text
    shown = re.findall(r"<span>ada (\w*) ?\d\.</span>", text)
    assert shown[:3] == ["altered", "altered", "translation"]
    assert "## Ada <small>12 quotations, 2 altered</small>" in text


def test_different_words_come_before_the_same_ones_again(tmp_path: Path) -> None:
    again, other = by("ada", 15, "altered", "The same."), by("ada", 8, "verbatim")
    text = index(tmp_path, of_speakers(again, other, by("ben", 1)))
    shown = re.findall(r"<span>((?:The same|ada)[^<]*)</span>", text)
    assert shown.count("The same.") == 10 - 8
    assert len(shown) == 10


def test_everything_stands_on_the_index_of_a_small_archive(tmp_path: Path) -> None:
    made = pages(tmp_path, flood(*["2025-01-01"] * SHOWN))
    assert list(made) == ["quotations/index.md"]
    text = draw(made["quotations/index.md"])
    assert sorted(words(text), key=int) == [str(n) for n in range(SHOWN)]
    assert "<form" not in text


def test_speakers_without_a_name_stand_last(tmp_path: Path) -> None:
    files = of_speakers(by("ada", 1))
    unnamed = "  - {id: u, speaker: {unnamed: an official}, text: Unnamed words}\n" * 1
    unknown = "  - {id: k, speaker: ada, text: Unknown words, really: {speaker: null, basis: nobody can tell}}\n"
    path = "content/articles/2025/flood.md"
    files[path] = files[path].replace("quotations:\n", f"quotations:\n{unnamed}{unknown}")
    assert headings(index(tmp_path, files)) == ["Ada", "Sources that articles do not name", "not known whose words"]


def test_quotations_stand_by_the_month_in_which_they_were_said(tmp_path: Path, all_by_year: None) -> None:
    text = listed(tmp_path, flood("2025-05-01", "2024-12-31", "2025-05-28~"))
    assert headings(text) == ["December 2024", "May 2025"]
    assert "2 quotations" in text


def test_a_date_near_the_end_of_a_month_stands_in_the_month_that_it_states(tmp_path: Path, all_by_year: None) -> None:
    assert headings(listed(tmp_path, flood("2024-10-30~"))) == ["October 2024"]


def test_vague_dates_follow_what_is_known(tmp_path: Path, all_by_year: None) -> None:
    text = listed(tmp_path, flood("", "2025", "2025-12", "2025-03/2025-04", "2026-01-01"))
    assert headings(text) == ["December 2025", "2025, no single month", "January 2026", "No date given"]


def test_an_archive_without_quotations_has_an_index_all_the_same(tmp_path: Path) -> None:
    text = index(tmp_path, {"content/people/ada.yml": ADA})
    assert "0 quotations" in text
    assert headings(text) == []


def test_a_filter_of_one_choice_is_not_offered(tmp_path: Path, all_by_year: None) -> None:
    text = index(tmp_path, flood("2025-04-28", "2024-04-28"))
    assert 'name="year"' in text
    assert 'name="speaker"' not in text
    assert 'name="speaker"' not in listed(tmp_path / "again", flood("2025-04-28", "2024-04-28"))


def test_words_of_another_language_say_so(tmp_path: Path) -> None:
    text = index(tmp_path, flood("2025-04-28", language="ar"))
    assert '<span class="ar-said__words" lang="ar" dir="rtl">' in text
    assert "<dt>Language</dt><dd>Arabic</dd>" in text


def test_a_very_long_quotation_is_cut(tmp_path: Path) -> None:
    files = flood("2025-04-28")
    files["content/articles/2025/flood.md"] = files["content/articles/2025/flood.md"].replace(
        "Words 0", "rain " * 500 + "end"
    )
    text = index(tmp_path, files)
    assert "rain…" in text
    assert len(text) < 5000


def test_what_content_says_is_never_markup(tmp_path: Path) -> None:
    files = {**flood("2025-04-28"), "content/people/ada.yml": """name: '"><script>alert(1)</script>'\n"""}
    assert "<script" not in index(tmp_path, files)


# --- more than fits on one page
# ------------------------------------------------------------------------------------------


def test_more_than_a_page_holds_are_split_by_year(tmp_path: Path, few_rows: None) -> None:
    made = pages(tmp_path, flood("2024-01-01", "2025-02-01", "2025-03-01", ""))
    assert list(made) == ["quotations/index.md", "quotations/2024.md", "quotations/2025.md", "quotations/no-date.md"]
    years = draw(made["quotations/index.md"])
    assert re.findall(r"<b>(2024|2025|No date given)</b>", years) == ["2024", "2025", "No date given"]
    assert '<a href="../quotations/2025/">February 2025 to March 2025: 2 quotations</a>' in years
    assert '<form class="ar-filter ar-seek" action="../search/"' in years
    assert '<input type="hidden" name="kind" value="Quotation">' in years
    of_2025 = draw(made["quotations/2025.md"])
    assert '<a href="../../search/?kind=Quotation">all quotations</a>' in of_2025
    assert "<h1>Quotations of 2025</h1>" in of_2025
    assert 'href="../../people/ada/"' in of_2025
    assert re.search(r"Earlier</span> <a href=\"\.\./\.\./quotations/2024/\">", of_2025)
    assert re.search(r"Later</span> <a href=\"\.\./\.\./quotations/no-date/\">", of_2025)


def test_a_long_year_goes_on_over_further_pages_and_loses_nothing(tmp_path: Path, few_rows: None) -> None:
    made = pages(tmp_path, flood(*["2025-01-01"] * 5, *["2025-02-01"] * 2))
    assert list(made) == [f"quotations/{name}.md" for name in ("index", "2025", "2025-2", "2025-3")]
    parts = [draw(made[path]) for path in list(made)[1:]]
    assert [headings(part) for part in parts] == [
        ["January 2025"],
        ["January 2025", "February 2025"],
        ["February 2025"],
    ]
    assert words("".join(parts)) == ["0", "1", "2", "3", "4", "5", "6"]
    assert made["quotations/2025-2.md"].title == "Quotations of 2025, part 2 of 3"


def ways(index: str) -> list[str]:
    """The texts of the links to the pages by year."""
    return re.findall(r'<li><a href="\.\./quotations/[^"]+">([^<]+)</a></li>', index)


def test_pages_of_what_has_no_date_are_told_apart_by_when_it_was_published(tmp_path: Path, few_rows: None) -> None:
    files = flood("", "")
    for name, day in (("b", "2025-05-02"), ("a", "2024-10"), ("c", "2025-06-01")):
        entries = "".join(f"  - {{id: q-{n}, speaker: ada, text: 'More {n}'}}\n" for n in range(2))
        files[f"content/articles/2025/{name}.md"] = (
            f"---\ntitle: {name}\npublished: {day}\nquotations:\n{entries}---\nIt rains.\n"
        )
    made = pages(tmp_path, files)
    assert ways(draw(made["quotations/index.md"])) == [
        "Published October 2024 to 2 May 2025: 3 quotations",
        "Published 2 May 2025 to 1 June 2025: 3 quotations",
        "Published on no known day: 2 quotations",
    ]


def test_no_two_links_to_pages_of_a_list_read_the_same(tmp_path: Path, few_rows: None) -> None:
    of_a_month = ways(draw(pages(tmp_path / "month", flood(*["2025-01-01"] * 7))["quotations/index.md"]))
    assert of_a_month == [
        "January 2025, part 1 of 3: 3 quotations",
        "January 2025, part 2 of 3: 3 quotations",
        "January 2025, part 3 of 3: 1 quotation",
    ]
    of_none = ways(draw(pages(tmp_path / "none", flood(*[""] * 4))["quotations/index.md"]))
    assert of_none == [
        "Published on no known day, part 1 of 2: 3 quotations",
        "Published on no known day, part 2 of 2: 1 quotation",
    ]


def test_a_full_page_stays_small(tmp_path: Path) -> None:
    files = flood(*["2025-01-01"] * ROWS, more=", context: 'what the words are about, in our own words'")
    assert max(len(draw(page).encode()) for page in pages(tmp_path, files).values()) < 200_000
