"""The page of a measure, and the index of measures."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Screen
from playwright.sync_api import expect

from generator.archive.archive import Archive
from generator.pages.measures import against
from generator.pages.measures.index import IndexView
from generator.pages.measures.page import SHOWN, MeasureView
from generator.pages.measures.rows import READINGS
from generator.pages.page import Page
from generator.pages.parts.here import Here
from generator.pages.render import draw
from tests.archive_files import archive_of, articles, at_path, pages_of

RECORDS = {
    "content/measures/casualties.yml": (
        "name: Casualties\ncounts: Soldiers killed and wounded together; not only the dead.\nunit: people\n"
    ),
    "content/measures/killed.yml": "name: Troops killed\ncounts: Soldiers <b>dead</b>.\nunit: people\nnotes: A page of its own.\n",
    "content/measures/wounded.yml": "name: Troops wounded\ncounts: Soldiers wounded.\nunit: people\n",
    "content/measures/horses.yml": "name: Horses\ncounts: Horses.\nnotes: A page of its own.\n",
    "content/organisations/service.yml": "name: The Service\nalso: [SVC]\n",
    "content/organisations/ministry.yml": "name: The Ministry\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/organisations/courier.yml": "name: The Courier\n",
}


def told(outlet: str, published: str, *figures: str) -> str:
    lines = "".join(f"  - {{id: f{n}, {figure}}}\n" for n, figure in enumerate(figures))
    return f"---\ntitle: An article\npublisher: {outlet}\npublished: {published}\nfigures:\n{lines}---\nText.\n"


WHOLE = "measure: casualties, value: 4700, by: [service], as_of: 2025-04-30, qualifier: some"
DEAD = "measure: killed, value: 600, by: [service], as_of: 2025-04-30, qualifier: about"
WRONG = "measure: wounded, value: 4700, by: [service], as_of: 2025-04-30, misreads: casualties"


def archive(root: Path, **texts: str) -> Archive:
    return archive_of(root, {**RECORDS, **articles(**texts)})


def two_reports(root: Path) -> Archive:
    """Two outlets' reports of one briefing: one subtracts, the other does not."""
    return archive(
        root,
        right=told("herald", "2025-04-30", WHOLE, DEAD),
        wrong=told("courier", "2025-05-01", DEAD, WRONG),
        later=told(
            "herald",
            "2025-09-02",
            "measure: killed, value: 2000, by: [service], as_of: 2025-09-02, qualifier: more than",
        ),
        other=told("courier", "2025-09-03", "measure: killed, value: 350, by: [ministry], as_of: 2025-09"),
    )


def page_of(archive: Archive, path: str) -> Page:
    return at_path(pages_of(archive, "measures"), path)


def view_of(archive: Archive, measure: str) -> MeasureView:
    view = page_of(archive, f"figures/{measure}.md").view
    assert isinstance(view, MeasureView)
    return view


def text_of(archive: Archive, path: str) -> str:
    return draw(page_of(archive, path))


def test_what_is_counted_stands_on_top(tmp_path: Path) -> None:
    text = text_of(two_reports(tmp_path), "figures/killed.md")
    assert text.index("Soldiers &lt;b&gt;dead&lt;/b&gt;.") < text.index("## ")
    assert "<b>dead</b>" not in text


def test_an_estimate_of_several_articles_is_one_row_with_its_carriers(tmp_path: Path) -> None:
    first = view_of(two_reports(tmp_path), "killed").estimates[0]
    assert (first.qualifier, first.number) == ("about", "600")
    assert [link.text for link in first.holders] == ["The Service"]
    assert [(c.outlet.text, c.day) for c in first.carriers] == [
        ("The Herald", "2025-04-30"),
        ("The Courier", "2025-05-01"),
    ]
    assert first.day == "2025-04-30"


def test_what_an_article_prints_otherwise_is_said_beside_it(tmp_path: Path) -> None:
    other = "measure: killed, value: 600, by: [service], as_of: 2025-04, qualifier: at least"
    found = archive(tmp_path, one=told("herald", "2025-04-30", DEAD), two=told("courier", "2025-06-01", other))
    (row,) = view_of(found, "killed").estimates
    assert [(c.qualifier, c.dated.text if c.dated else None) for c in row.carriers] == [
        (None, None),
        ("at least 600", "April 2025"),
    ]


@pytest.mark.parametrize("measure", ["casualties", "wounded"])
def test_a_misreading_stands_on_the_pages_of_both_measures(tmp_path: Path, measure: str) -> None:
    (it,) = view_of(two_reports(tmp_path), measure).misread
    assert (it.counted.text, it.printed.text) == ("Casualties", "Troops wounded")
    assert it.reckoning == (
        "The 600 are part of the 4,700. Printed beside it, they are counted twice: 600 and 4,700 would make 5,300."
    )
    right, wrong = it.bars
    assert [words for words, _, _ in right.stretches] == ["600", "4,100 others"]
    assert [kind for _, _, kind in wrong.stretches] == ["full", "wrong"]
    assert sum(float(share) for _, share, _ in wrong.stretches) == pytest.approx(100, abs=0.1)
    text = text_of(two_reports(tmp_path / "again"), f"figures/{measure}.md")
    assert (
        'class="ar-split" role="img" aria-label="The Herald: Casualties, some 4,700; among them Troops killed, 600.'
        in text
    )


def test_a_misreading_whose_right_reading_is_not_in_the_archive_says_so(tmp_path: Path) -> None:
    found = archive(tmp_path, wrong=told("courier", "2025-05-01", WRONG))
    assert "no article of this archive prints it as it was given" in text_of(found, "figures/wounded.md")


def test_figures_that_disagree_stand_against_each_other_the_lowest_first(tmp_path: Path) -> None:
    (found,) = view_of(two_reports(tmp_path), "killed").opposites
    assert (found.low.told, found.high.told, found.apart) == ("350", "more than 2,000", "5.7 times as many")
    it = found.every
    assert it.when == "September 2025"
    assert it.lead == "2 estimates, from 350 to 2,000: the highest is 5.7 times the lowest."
    assert [(s.number, s.bound) for s in it.sides] == [("350", ""), ("2,000", "least")]
    assert it.day == "2025-09-03"  # the day of the second one


def test_the_start_page_names_each_measure_whose_figures_disagree_once(tmp_path: Path) -> None:
    (line,) = against.disagreeing(Here(two_reports(tmp_path), "index.md"), 5)
    assert (line.measure.text, line.measure.href) == ("Troops killed", "figures/killed/#disagreements")
    assert (line.span, line.estimates, line.when) == ("350 to 2,000", "2 estimates", "September 2025")


def test_the_picture_comes_with_its_key_and_its_table(tmp_path: Path) -> None:
    view = view_of(two_reports(tmp_path), "killed")
    assert view.picture is not None
    assert [sign for sign, _ in view.picture.key] == ["●", "↑", "▬", "┆"]
    text = text_of(two_reports(tmp_path / "again"), "figures/killed.md")
    assert text.count('class="ar-plot ar-estimated') == 2
    assert "data-sortable" in text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ((DEAD,), "According to The Service: <b>about 600</b> people."),
        (("measure: killed, value: 600, by: [], as_of: 2025-04",), "<b>600</b> people, as an article prints it without a source."),
        ((), "No article in this archive gives this figure yet."),
        (
            (DEAD, "measure: killed, value: 900, by: [ministry], as_of: 2026, qualifier: up to"),
            "Estimates run from <b>about 600</b> to <b>up to 900</b> people.",
        ),
        (
            (DEAD, "measure: killed, low: 2400, high: 2800, by: [{unnamed: <i>}], as_of: 2025-04-30"),
            ("Estimates run from <b>about 600</b> to <b>2,800</b> people. "
            "For the same time The Service gave about 600 and “&lt;i&gt;” gave 2,400 to 2,800, <b>four times as many</b>."),
        ),
    ],
)  # fmt: skip
def test_the_answer_is_a_sentence(tmp_path: Path, said: tuple[str, ...], sentence: str) -> None:
    found = archive(tmp_path, one=told("herald", "2025-06-30", *said)) if said else archive(tmp_path)
    assert view_of(found, "killed").answer == sentence


def test_two_that_cannot_both_be_right_are_of_the_same_time_and_joined_in_the_picture(tmp_path: Path) -> None:
    # 300 on the first day and 900 on the last do not exclude each other; 250 in that month excludes 900.
    more = "measure: killed, value: {}, by: [service], as_of: 2025-04-{}"
    month = "measure: killed, value: 250, by: [ministry], as_of: 2025-04"
    found = archive(tmp_path, one=told("herald", "2025-06-30", more.format(300, "01"), more.format(900, "30"), month))
    view = view_of(found, "killed")
    (it,) = view.opposites
    assert (it.low.told, it.high.told) == ("250", "900")
    assert view.picture is not None
    assert view.picture.wide.count('class="gap"') == 1
    assert view.picture.narrow.count(" held") == 2


def test_measures_that_are_confused_share_a_plot_and_a_curve_joins_them(tmp_path: Path) -> None:
    found = archive(
        tmp_path,
        right=told("herald", "2025-04-30", WHOLE, "measure: casualties, value: 6000, by: [service], as_of: 2025-08"),
        wrong=told("courier", "2025-05-01", WRONG),
    )
    plot = view_of(found, "casualties").plot
    assert plot is not None
    assert re.findall('class="t"[^>]*>([^<]+)', plot.wide) == ["Casualties", "Troops wounded"]
    assert plot.wide.count('class="x dash"') == 1


@pytest.mark.parametrize("measure", ["casualties", "horses"])
def test_one_figure_or_none_gets_a_plain_page(tmp_path: Path, measure: str) -> None:
    view, text = view_of(two_reports(tmp_path), measure), text_of(two_reports(tmp_path / "b"), f"figures/{measure}.md")
    assert view.picture is None
    assert "<svg" not in text
    assert "data-sortable" not in text


def test_rows_and_marks_say_when_they_were_published_so_that_later_ones_can_be_hidden(tmp_path: Path) -> None:
    text = text_of(two_reports(tmp_path), "figures/killed.md")
    assert re.findall(r'<tr id="[^"]+" data-published="([^"]*)"', text) == ["2025-04-30", "2025-09-03", "2025-09-02"]
    # once in the wide and once in the narrow form
    assert len(re.findall(r'<g data-published="2025-09-02"><title>', text)) == 2
    assert text.count('form class="ar-known') == 1


def test_no_empty_line_ends_a_block_of_html(tmp_path: Path) -> None:
    text = text_of(two_reports(tmp_path), "figures/killed.md")
    for block in re.findall(r"<(div|figure)( class=\"[^\"]*\")?>\n(.*?)\n</\1>\n\n", text, re.DOTALL):
        assert "\n\n" not in block[2]


def test_the_index_tells_measures_with_several_estimates_from_the_rest(tmp_path: Path) -> None:
    view = page_of(two_reports(tmp_path), "figures/index.md").view
    assert isinstance(view, IndexView)
    assert [(r.measure.text, r.estimates, r.span) for r in view.measures.shown] == [
        ("Troops killed", 3, "350 to 2,000")
    ]
    assert [(r.measure.text, r.estimate and r.estimate.number) for r in view.single.shown] == [
        ("Casualties", "4,700"),
        ("Horses", None),
        ("Troops wounded", "4,700"),
    ]
    assert [it.printed.text for it in view.misread] == ["Troops wounded"]


def test_a_measure_of_thousands_of_figures_stays_a_page_that_opens(tmp_path: Path) -> None:
    note = "note: " + "a long note " * 40
    same = [
        f"measure: killed, value: {n}00, by: [service], as_of: 2025-03-{n % 28 + 1:02}, {note}" for n in range(1, 200)
    ]
    many = {f"a{n}": told("herald", f"2025-04-{n + 1:02}", *same) for n in range(10)}
    pages = {p.path: draw(p) for p in pages_of(archive(tmp_path, **many), "measures")}
    assert pages["figures/killed.md"].count('<tr id="e-') == SHOWN
    assert pages["figures/killed.md"].count("more articles") == SHOWN
    assert pages["figures/killed.md"].count('class="ar-carriers"') == SHOWN
    assert "All 199 estimates" in pages["figures/killed.md"]
    assert "All 1,990 reports" in pages["figures/killed.md"]
    assert READINGS < 10
    assert max(map(len, pages.values())) < 280_000


# --- in a browser --------------------------------------------------------------------------------------------------------

CROWDED, MISREAD = "figures/dprk-troops-deployed/", "figures/dprk-casualties/"
SIZES = {"phone": {"width": 390, "height": 844}, "laptop": {"width": 1366, "height": 768}}


def open_page(page: Screen, address: str, size: str = "laptop", scheme: str = "light") -> None:
    page.set_viewport_size({"width": SIZES[size]["width"], "height": SIZES[size]["height"]})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("size", "scheme"), [("phone", "dark"), ("laptop", "light")], ids=["phone-dark", "laptop-light"]
)
@pytest.mark.parametrize("path", [CROWDED, MISREAD])
def test_a_measure_has_no_fault_that_axe_finds_and_fits(
    page: Screen, axe: Axe, served_site: str, path: str, size: str, scheme: str
) -> None:
    open_page(page, served_site + path, size, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "path", [CROWDED, MISREAD, "figures/dprk-troops-killed/", "figures/dprk-troops-deployed-to-kursk/"]
)
def test_no_label_of_a_plot_lies_on_another(page: Screen, served_site: str, path: str, size: str) -> None:
    open_page(page, served_site + path, size)
    boxes = page.locator("svg.ar-plot:visible text").evaluate_all(
        "all => all.map(t => { const b = t.getBoundingClientRect(); return [b.left, b.top + 3, b.right, b.bottom - 3, t.textContent] })"
    )
    assert len(boxes) > 8
    on = [
        (a[4], b[4]) for a, b in combinations(boxes, 2) if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert on == []


@pytest.mark.browser
def test_the_table_is_sorted_by_the_keyboard_and_says_so(page: Screen, served_site: str) -> None:
    open_page(page, served_site + CROWDED)
    head = page.get_by_role("columnheader", name="Figure")
    expect(page.get_by_role("columnheader", name="As of")).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    numbers = page.locator(".ar-estimates tbody td:nth-child(3)")
    expect(numbers.first).to_contain_text("1,500")
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(numbers.first).to_contain_text("15,000–18,000")
    expect(page.locator(".ar-estimates [aria-sort]")).to_have_count(1)
    page.reload()  # the order is in the address
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(numbers.first).to_contain_text("15,000–18,000")


@pytest.mark.browser
def test_what_was_not_yet_published_on_a_day_is_in_neither_table_nor_plot(page: Screen, served_site: str) -> None:
    open_page(page, served_site + MISREAD + "?known=2025-04-30")
    rows = page.locator(".ar-estimates tbody tr:visible")
    expect(rows).to_have_count(4)
    plot = page.locator("svg.ar-estimated--wide")
    marks = plot.locator("g:has(> title):not([data-later])")
    expect(marks).to_have_count(4)
    page.get_by_role("button", name="Show everything").click()
    expect(rows).to_have_count(6)
    expect(marks).to_have_count(6)
    expect(plot.get_by_text("UK Ministry of Defence", exact=True)).to_be_visible()


@pytest.mark.browser
def test_without_scripts_everything_stands_there(served_site: str, bare: Screen) -> None:
    bare.goto(served_site + CROWDED)
    rows = bare.locator(".ar-estimates tbody tr").count()
    assert rows > 10
    assert bare.locator(".ar-estimates tbody tr:visible").count() == rows
    assert bare.locator("svg.ar-estimated--wide:visible").count() == 1
    assert bare.locator("form.ar-known:visible").count() == 0
