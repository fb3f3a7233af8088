"""The page on which a record is written in the browser: with the keyboard, from a text never seen before to a file that
passes."""

import contextlib
import difflib
import gzip
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Locator, Page, expect

from generator import cli, dates, pipeline, theme
from generator.authoring import verify
from generator.authoring.copies import Copy
from generator.authoring.imports import saved
from generator.exports import pdf as pdfjs
from generator.records import layout, structure
from generator.records.load import make_record
from generator.records.model import Article
from generator.records.yaml_text import read
from generator.text import messages
from tests.archive_files import write
from tests.authoring.test_contributing import COPY, FILES, run
from tests.conftest import ROOT, at_night, build, copy_mkdocs_config, guarded, once, serving
from tests.in_browser import until
from tests.pdfs import pdf

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1366, "height": 900}
CHANGED = "west-australian-kirby"

ASTRAL = (
    "\ufeff😀 Заголовок\r\n\r\nПутин сказал: «Мы благодарны корейским бойцам».\r\n"
    "김정은은 “군사적 공로 𝔸”라고 말했다.  “We  thank\r\nyou,” he said, “𝒷oth 😀 of you.” Then “we thank” nobody.\r\n"
)


UNCHECKED = "content/articles/2025/after.md"
WITHOUT_A_COPY = """---
title: After
publisher: vell-herald
published: 2025-05-31
source: {copy: whole}
rights: {status: CC-BY-4.0}
quotations:
  - {id: anything, speaker: mira-okonjo, text: Nobody here has seen anything like it}
  - {id: sound, speaker: mira-okonjo, text: sound}
---
What was said after the flood. The chair of the board spoke of the dam, and of the water that had come overnight.
"""
"""A record whose quotations were not checked against a copy; `COPY` is one."""


# --- the page, and the keys that work it ---


def opened(page: Page, site: str, article: str = "") -> Page:
    """The page, ready to be worked with."""
    page.goto(f"{site}contributing/annotate/{f'?article={article}' if article else ''}")
    expect(page.locator(".ar-an")).to_be_visible()
    return page


def without_text(page: Page, site: str) -> Page:
    """The page with a new record to whose article no text is given."""
    opened(page, site)
    page.get_by_role("button", name="Write the record without the text").click()
    return page


def text_of(page: Page) -> str:
    """The record as the page shows it."""
    return page.locator(".an-yaml code").text_content() or ""


def put(page: Page, text: str) -> None:
    """Put a text in, as somebody who pastes it."""
    page.get_by_label("The article’s text").fill(text)
    page.get_by_role("button", name="Find the quotations").press("Enter")
    expect(page.locator(".an-reader")).to_be_focused()


def status(page: Page) -> Locator:
    return page.locator(".an-status")


def problems(page: Page) -> list[str]:
    """The problems that the page shows, once they are those of the current record."""
    until(
        page,
        "(() => { const tally = document.querySelector('.an-tally').textContent;"
        " const rows = document.querySelectorAll('.an-problems li').length;"
        " return tally && (rows > 0) === !tally.startsWith('No'); })()",
    )
    return page.locator(".an-problems button").all_text_contents()


def tab_to(page: Page, name: str) -> None:
    """Move on with the Tab key until what is called so has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "() => { const it = document.activeElement; return it.getAttribute('aria-label')"
            " || (it.labels && it.labels[0] && it.labels[0].textContent) || it.textContent }"
        )
        if here.strip().startswith(name):
            return
    pytest.fail(f"the Tab key does not lead to {name!r}")


def choose_by_keys(page: Page, copy: str, words: str) -> None:
    """Choose words of the text with the keyboard alone; the text has the focus."""
    page.keyboard.press("Control+Home")
    for _ in range(copy.index(words)):
        page.keyboard.press("ArrowRight")
    for _ in words:
        page.keyboard.press("Shift+ArrowRight")


def choose(page: Page, words: str) -> None:
    """Choose words of the text, which has the focus, as hundreds of keys would."""
    page.locator(".an-reader:focus").evaluate(
        """(it, words) => {
            const start = it.value.indexOf(words);
            it.setSelectionRange(start, start + words.length, "forward");
        }""",
        words,
    )


def pick(page: Page, typed: str) -> None:
    """Type into the field for a record, and take the first that is offered."""
    page.keyboard.type(typed)
    expect(page.locator("[role=combobox]:focus")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def article_in(path: str, text: str) -> Article:
    source, faults = read(path, text.encode(), front_matter=True)
    assert source is not None, [*map(str, faults)]
    record, more = make_record(source, "article", Path(path).stem)
    assert [*map(str, faults), *map(str, more)] == []
    assert isinstance(record, Article)
    return record


@pytest.fixture(scope="module")
def vell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The site of the contributor's small archive, with a code host, and the archive's root."""
    root = once(tmp_path_factory, "vell", _make_vell)
    with serving(root / "site") as address:
        yield address, root


def _make_vell(root: Path) -> None:
    write(root, {**FILES, UNCHECKED: WITHOUT_A_COPY, "content/pages/about.md": "# About\n"})
    copy_mkdocs_config(root)
    build(root, REPOSITORY_URL="https://code.example/owner/archive")


@pytest.fixture(scope="session")
def articles(real_archive: Path) -> list[Path]:
    """The files of its articles."""
    return sorted((real_archive / "content" / "articles").rglob("*.md"))


# --- the empty page, and what is found in a text ---


def test_it_opens_with_a_box_for_the_text_and_no_fault(page: Page, vell: tuple[str, Path]) -> None:
    opened(page, vell[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Mark the quotations in an article")
    expect(page.get_by_label("The article’s text")).to_be_visible()
    expect(page.locator(".an-paces > li")).to_have_count(3)
    expect(page.locator(".an-fault:visible, [aria-invalid]:visible")).to_have_count(0)
    for later in ("#an-record", "#an-article", "#an-summary", "#an-so-far", ".an-problems", ".an-opened"):
        expect(page.locator(later)).to_be_hidden()
    put(page, COPY)
    for later in ("#an-record", "#an-article", "#an-summary", "#an-so-far"):
        expect(page.locator(later)).to_be_visible()
    expect(page.locator(".an-paces")).to_be_hidden()
    expect(page.locator(".an-problems")).to_be_hidden()
    expect(page.locator(".an-fault:visible")).to_have_count(0)


FOUND = "He said “the first one”, she said “the second one”, and both called it “good”.\n"


def test_what_stands_in_quotation_marks_is_found_and_filled_in_one_after_the_other(
    page: Page, vell: tuple[str, Path]
) -> None:
    opened(page, vell[0])
    put(page, FOUND)
    expect(status(page)).to_have_text("3 quotations found. Fill in the first.")
    expect(page.locator(".an-found")).to_have_count(3)
    expect(page.locator(".an-mirror > .an-left")).to_have_text(["the first one", "the second one", "good"])
    assert "quotations:" not in text_of(page)

    page.get_by_role("button", name="Fill in the next one").click()
    expect(page.locator(".an-opened h3")).to_have_text("Quotation 1 of 3")
    expect(page.locator(".an-opened [data-field$='.text'] textarea")).to_have_value("the first one")
    expect(page.locator(".an-opened .an-fault:visible")).to_have_count(0)
    pick(page, "mira")
    page.get_by_role("button", name="Next quotation").click()
    expect(page.locator(".an-opened h3")).to_have_text("Quotation 2 of 3")
    expect(page.locator(".an-opened [data-field$='.text'] textarea")).to_have_value("the second one")
    pick(page, "river")
    page.get_by_role("button", name="Next quotation").click()
    page.locator(".an-opened").get_by_role("button", name="Not a quotation").click()
    expect(page.locator(".an-found")).to_have_count(0)
    expect(page.locator(".an-card")).to_have_count(2)
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator(".an-card")).to_have_count(3)


SAVED = """<!DOCTYPE html>
<!--
 Page saved with SingleFile
 url: https://herald.example/dam?utm_source=x
-->
<html lang="en-GB"><head>
<meta charset="utf-8">
<title>The dam holds | The Herald</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle",
 "headline": "The dam holds", "datePublished": "2025-05-02T08:00:00Z", "author": [{"@type": "Person", "name": "Ann Lee"}],
 "publisher": {"@type": "Organization", "name": "River Board"}}]}</script>
<script>document.documentElement.dataset.ran = "yes"; fetch("https://tracker.example/ran")</script>
<link rel="stylesheet" href="https://tracker.example/a.css">
</head><body onload="fetch('https://tracker.example/loaded')">
<nav>“Subscribe now” <a href="/">Home</a></nav>
<article><h1>The dam holds</h1><img src="https://tracker.example/a.png" onerror="fetch('https://tracker.example/b')">
<p>The chair spoke on Friday, before the council met in the town hall to hear what the third dam on the river will cost the valley.</p>
<p>“It will<br>not break,” she said. <script>alert(1)</script>The keeper called it “old”.</p></article>
<footer>© The Herald</footer></body></html>
"""

DROP = """([name, text, type]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type }));
  for (const kind of ["dragover", "drop"]) {
    document.querySelector(".an-paste, .an-pane").dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""


@pytest.mark.parametrize("dropped", [False, True])
def test_a_saved_page_is_read_with_what_it_says_of_itself_and_nothing_of_it_runs_or_is_fetched(
    page: Page, vell: tuple[str, Path], *, dropped: bool
) -> None:
    opened(page, vell[0])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    if dropped:
        page.evaluate(DROP, ["dam.html", SAVED, "text/html"])
    else:
        chooser = page.get_by_label("or open a saved page")
        chooser.set_input_files({"name": "dam.html", "mimeType": "text/html", "buffer": SAVED.encode()})
    expect(status(page)).to_contain_text(
        "2 quotations found. Fill in the first. What the file says about itself is filled in"
    )
    expect(page.locator(".an-reader")).to_have_value(
        "The dam holds\n\nThe chair spoke on Friday, before the council met in the town hall to hear what the third dam on the river will cost the"
        " valley.\n\n“It will\nnot break,” she said. The keeper called it “old”.\n"
    )
    expect(page.get_by_label("Web address")).to_have_value("https://herald.example/dam?utm_source=x")
    text = text_of(page)
    for written in (
        "title: The dam holds",
        "published: 2025-05-02",
        "publisher: river-board",
        "authors: [Ann Lee]",
        "language: en",
    ):
        assert written in text
    assert [url for url in asked if not url.startswith(vell[0])] == []
    assert page.evaluate("document.documentElement.dataset.ran") is None
    page.evaluate(DROP, ["other.html", SAVED, "text/html"])
    expect(status(page)).to_contain_text("Another text is open.")


def test_a_pdf_is_read_as_archive_add_reads_it_and_its_pages_are_kept(page: Page, vell: tuple[str, Path]) -> None:
    opened(page, vell[0])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # A word broken at a line's end, and one that is on both pages.
    made = pdf(
        [
            ["The chair of the board spoke.", '"It will hold for twen-', 'ty years," she said.'],
            ['She added: "It held."', '"It held," the keeper said.'],
        ],
        "Report of the River Board",
    )
    page.evaluate(DROP, ["report.pdf", made.decode(), "application/pdf"])
    expect(status(page)).to_contain_text("3 quotations found.")
    reader = page.locator(".an-reader")
    (item,) = saved.items(made, "report.pdf")
    assert item.copy is not None
    # What verifies a quotation takes all white space for one space.
    assert [part.split() for part in reader.input_value().split("\f")] == [p.split() for p in item.copy.split("\f")]
    page.locator(".an-found").last.get_by_role("button", name="Fill in").click()
    expect(page.locator(".an-form")).to_be_visible()
    text = text_of(page)
    for written in ("title: Report of the River Board", 'page: "2"', "text: It held"):
        assert written in text, text
    assert "authors" not in text
    assert [url for url in asked if not url.startswith(vell[0])] == []


def test_a_pdf_that_cannot_be_read_says_why(page: Page, vell: tuple[str, Path]) -> None:
    opened(page, vell[0])
    page.evaluate(DROP, ["a.pdf", "%PDF-1.7", "application/pdf"])
    expect(status(page)).to_contain_text("it is damaged, or not a PDF")
    page.evaluate(DROP, ["a.pdf", pdf([[]], "Nothing").decode(), "application/pdf"])
    expect(status(page)).to_contain_text("only pictures of its pages")
    korean = pdf([["abcd"]], "Korean").decode().replace(
        "/Subtype/Type1/BaseFont/Helvetica", "/Subtype/Type0/BaseFont/HYSMyeongJo-Medium/Encoding/UniKS-UCS2-H"
        "/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/HYSMyeongJo-Medium"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Korea1)/Supplement 1>>/FontDescriptor<</Type/FontDescriptor/FontName/HYSMyeongJo-Medium"
        "/Flags 6/Ascent 880/Descent -120/CapHeight 880/StemV 93/ItalicAngle 0/FontBBox[0 -148 1001 880]>>>>]",
    )  # fmt: skip
    page.evaluate(DROP, ["a.pdf", korean, "application/pdf"])
    expect(status(page)).to_contain_text("needs character maps")
    expect(page.locator(".an-reader")).to_have_count(0)


def test_what_reads_a_pdf_is_that_of_the_package_which_is_named() -> None:
    published = ROOT / ".ci/node_modules/pdfjs-dist/legacy/build"
    if not published.is_dir():
        pytest.skip("that needs `npm ci --prefix .ci --ignore-scripts`")
    assert gzip.decompress(pdfjs.SCRIPT.read_bytes()) == (published / "pdf.min.mjs").read_bytes()
    assert gzip.decompress(pdfjs.WORKER.read_bytes()) == (published / "pdf.worker.min.mjs").read_bytes()


def test_of_a_page_that_says_nothing_nothing_is_made_up(page: Page, vell: tuple[str, Path]) -> None:
    opened(page, vell[0])
    page.evaluate(DROP, ["a.html", "<body hidden></body>", "text/html"])
    expect(status(page)).to_have_text("No text was found in this page. Paste it instead.")
    page.evaluate(DROP, ["a.html", "<p>He said “no”.<p>So it was.", "text/html"])
    expect(page.locator(".an-reader")).to_have_value("He said “no”.\n\nSo it was.\n")
    text = text_of(page)
    assert "publisher: null" in text
    for absent in ("published: 2", "url:", "authors:"):
        assert absent not in text


def test_what_is_no_quotation_is_set_aside_for_good(page: Page, vell: tuple[str, Path]) -> None:
    opened(page, vell[0])
    put(page, FOUND)
    page.locator(".an-found").last.get_by_role("button", name="Not a quotation").click()
    expect(page.locator(".an-found")).to_have_count(2)
    page.reload()
    expect(page.locator(".an-found")).to_have_count(2)
    expect(page.locator(".an-mirror > .an-left")).to_have_text(["the first one", "the second one"])


def test_a_form_shows_the_way_of_the_words_and_leads_to_what_the_archive_has(
    page: Page, vell: tuple[str, Path]
) -> None:
    site, _ = vell
    opened(page, site)
    put(page, "He said “Nobody here has seen anything like it”.\n")
    page.get_by_role("button", name="Fill in the next one").click()
    way = page.locator(".an-way > span")
    expect(way).to_have_text(["?", "this article"])
    pick(page, "mira")
    expect(way).to_have_text(["Mira Okonjo", "this article"])
    expect(page.locator(".an-opened .an-named").first).to_contain_text("in this archive already: ")
    page.get_by_role("button", name="Add a step").click()
    pick(page, "river")
    expect(way).to_have_text(["Mira Okonjo", "River Board", "this article"])
    page.locator(".an-row").get_by_text("Not credited in the article").click()
    expect(page.locator(".an-way > .an-implied")).to_have_text("River Board")
    page.locator("[data-field=publisher] input").focus()
    pick(page, "vell herald")
    expect(way.last).to_have_text("The Vell Herald")
    with page.context.expect_page() as coming:
        page.get_by_role("link", name="Does the archive have these words already?").click()
    other = coming.value
    expect(other.locator("[data-check] textarea")).to_have_value("Nobody here has seen anything like it")
    expect(other.locator("[data-answer]")).to_contain_text("Mira Okonjo")
    assert other.url.startswith(f"{site}check/#q=")


def test_a_text_without_quotation_marks_says_what_to_do(page: Page, vell: tuple[str, Path]) -> None:
    opened(page, vell[0])
    put(page, "She spoke of the dam.\n")
    expect(status(page)).to_contain_text("No quotation marks were found")
    expect(page.locator(".an-found")).to_have_count(0)
    expect(page.get_by_role("button", name="Fill in the next one")).to_have_count(0)


def test_words_that_change_the_meaning_are_chosen_in_the_text_and_explained(page: Page, vell: tuple[str, Path]) -> None:
    opened(page, vell[0])
    put(page, FOUND)
    page.locator(".an-found").first.get_by_role("button", name="Fill in").click()
    pick(page, "mira")
    page.locator(".an-reader").focus()
    choose(page, "first")
    page.keyboard.press("t")
    expect(page.get_by_label("What they change")).to_be_focused()
    page.keyboard.type("The recording has another number")
    expect(page.locator(".an-yaml code")).to_contain_text(
        "turns: [{words: first, why: The recording has another number}]"
    )
    page.locator(".an-reader").focus()
    choose(page, "second")  # of another quotation
    page.keyboard.press("t")
    expect(page.locator("[data-field='quotations.0.turns.1.words'] .an-fault")).to_contain_text(
        "are not in the quotation"
    )
    page.get_by_role("button", name=re.compile("^Remove .* 2$")).click()
    expect(page.locator(".an-yaml code")).to_contain_text("turns: [{words: first,")
    expect(page.locator(".an-problems")).not_to_contain_text("are not in the quotation")
    page.get_by_role("button", name="Add a word or phrase").click()
    expect(page.locator("[data-field='quotations.0.turns.1.words'] :is(input, textarea)")).to_be_focused()


TEN = "".join(
    f"{name} spoke on 30 May 2025. “{word.capitalize()} houses stand in the water,” {name} said.\n\n"
    for number, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"])
    for name in (("Mira Okonjo", "The River Board")[number % 2],)
)
"""An article with ten quotations."""


def test_ten_quotations_of_an_article_take_three_keys_each(page: Page, vell: tuple[str, Path]) -> None:
    """By the keystroke-level model (Card, Moran and Newell: 0.28 s a key, 1.35 s of thought before each choice) that is
    under a minute."""
    opened(page, vell[0])
    put(page, TEN)
    keys = 0

    def press(key: str) -> None:
        nonlocal keys
        keys += 1
        page.keyboard.press(key)

    press("n")
    press("q")
    for number in range(10):
        expect(page.locator(".an-opened h3")).to_have_text(f"Quotation {number + 1} of 10")
        expect(page.locator("[role=combobox]:focus")).to_have_value("")
        press("ArrowDown")
        expect(page.locator("[role=combobox]:focus")).to_have_attribute("aria-expanded", "true")
        press("Enter")
        expect(page.locator("[role=combobox]:focus")).not_to_have_value("")
        press("Control+Enter")
    expect(status(page)).to_have_text("Every quotation that was found is filled in.")
    quotations = article_in("ten.md", text_of(page)).quotations
    assert [it.speaker.id for it in quotations] == ["mira-okonjo", "river-board"] * 5
    assert all(it.at for it in quotations)
    assert keys == 2 + 3 * 10
    thoughts = 2 * 10
    assert 0.28 * keys + 1.35 * thoughts < 60


def test_chosen_words_fill_in_what_they_say(page: Page, vell: tuple[str, Path]) -> None:
    text = "On Friday “the wall holds”, Mira Okonjo told reporters. She denied that about eleven thousand had fled.\n"
    opened(page, vell[0])
    put(page, text)
    page.locator("[data-field='published'] input").first.fill("2025-05-31")
    page.get_by_role("button", name="Fill in the next one").click()
    expect(page.locator(".an-near > button")).to_have_text(["Mira Okonjo", "“told”"])
    page.get_by_role("button", name="“told”").click()
    expect(page.locator(".an-yaml code")).to_contain_text("cue: told")
    page.locator(".an-reader").focus()
    choose(page, "Mira Okonjo")
    page.keyboard.press("w")
    expect(page.locator(".an-yaml code")).to_contain_text("speaker: mira-okonjo")
    page.locator(".an-reader").focus()
    choose(page, "Friday")
    page.keyboard.press("d")
    expect(page.locator(".an-yaml code")).to_contain_text("edtf: 2025-05-30")
    expect(page.locator(".an-yaml code")).to_contain_text("basis: weekday resolved against the date of publication")
    page.locator(".an-reader").focus()
    choose(page, "denied")
    page.keyboard.press("s")
    expect(page.locator(".an-yaml code")).to_contain_text("stance: denies")
    expect(page.locator(".an-yaml code")).to_contain_text("rests_on: verb")
    page.locator(".an-reader").focus()
    choose(page, "about eleven thousand")
    page.keyboard.press("f")
    expect(page.locator(".an-yaml code")).to_contain_text("value: 11000")
    expect(page.locator(".an-yaml code")).to_contain_text("qualifier: about")


# --- the whole path ---


def test_with_the_keyboard_alone_a_text_becomes_the_record_that_the_commands_make(
    page: Page, vell: tuple[str, Path], tmp_path: Path
) -> None:
    site, _ = vell
    root = write(tmp_path / "archive", FILES)
    copy = tmp_path / "copy.txt"
    copy.write_text(COPY, encoding="utf-8")
    given = ["--url", "https://example.org/flood", "--publisher", "vell-herald", "--published", "2025-05-31"]
    assert run(root, "new", "article", "--text", str(copy), *given) == 0
    name = "vell-herald-river-board-chair-calls-flood"
    assert run(root, "suggest", name, "--copy", str(copy), "--write") == 0
    file = root / "content" / "articles" / "2025" / f"{name}.md"
    by_command = re.sub(r" *review: needed\n", "", file.read_text("utf-8"))

    opened(page, site)
    tab_to(page, "The article’s text")
    page.keyboard.insert_text(COPY)
    tab_to(page, "Find the quotations")
    page.keyboard.press("Enter")
    expect(page.locator(".an-reader")).to_be_focused()

    page.keyboard.press("n")
    page.keyboard.press("q")
    pick(page, "okonjo")
    tab_to(page, "Reporting verb")
    page.keyboard.type("told")
    tab_to(page, "To whom")
    page.keyboard.type("reporters")
    page.keyboard.press("Escape")
    expect(page.locator(".an-reader")).to_be_focused()

    page.keyboard.press("n")
    page.keyboard.press("q")
    pick(page, "Оконджо")
    tab_to(page, "Reporting verb")
    page.keyboard.type("described")
    page.keyboard.press("Escape")

    choose_by_keys(page, COPY, "About 1,200 houses")
    page.keyboard.press("f")
    pick(page, "flooded")
    page.keyboard.press("Escape")

    choose(page, "River Board said")
    for _ in " said":
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("m")
    expect(page.get_by_label("Who or what is named")).to_have_value("river-board")
    tab_to(page, "Put into the summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Home")
    page.keyboard.type("This copy names ")
    page.keyboard.press("Control+End")
    page.keyboard.type(" and")
    page.locator(".an-reader").focus()
    choose(page, "Myra Okonjo")
    page.keyboard.press("m")
    pick(page, "mira")
    tab_to(page, "Put into the summary")
    page.keyboard.press("Enter")
    page.keyboard.type(".")

    page.locator(".an-yaml > summary").click()
    tab_to(page, "The record as text")  # the way round leads to every field
    page.locator("[data-field='published'] input").first.focus()
    page.keyboard.type("2025-05-31")
    page.locator("[data-field='source.url'] input").focus()
    page.keyboard.type("https://example.org/flood")
    page.locator("[data-field=publisher] input").focus()
    pick(page, "vell herald")
    page.keyboard.press("Tab")

    expect(page.locator(".an-path")).to_have_text(f"content/articles/2025/{name}.md")
    expect(page.locator(".an-problems button")).to_have_count(0)  # they are shown a moment after the last letter
    assert problems(page) == []
    in_browser = text_of(page)
    found, wanted = (article_in(f"{name}.md", text) for text in (in_browser, by_command))
    # The day on which it was read is today, here and there; nothing else differs.
    assert found.model_copy(update={"source": wanted.source}) == wanted.model_copy(update={"review": None})
    assert found.source.model_copy(update={"seen": wanted.source.seen}) == wanted.source

    file.write_text(in_browser, encoding="utf-8")
    assert run(root, "check", "--strict") == 0
    assert run(root, "fmt", "--check", name) == 0
    assert run(root, "verify", name, "--copy", str(copy)) == 0
    assert file.read_text("utf-8") == in_browser


def test_a_suggested_change_passes_the_check_and_touches_nothing_else(
    page: Page, served_site: str, real_archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.goto(f"{served_site}articles/{CHANGED}/")
    page.get_by_text("Where this copy comes from").click()
    page.get_by_role("link", name="Suggest a change").click()
    expect(page.locator(".an-card").first).to_be_visible()
    (file,) = real_archive.glob(f"content/articles/*/{CHANGED}.md")
    before = file.read_text("utf-8")
    assert text_of(page) == before
    expect(page.locator(".an-tally")).to_have_text(re.compile("^No problems|notices?"))

    page.locator(".an-card").first.get_by_role("button", name="Edit").click()
    cue = page.get_by_label("Reporting verb")
    cue.fill("said: “so”")
    expect(page.locator(".an-yaml code")).to_contain_text('cue: "said: “so”"')
    after = text_of(page)
    differing = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert 2 <= len(differing) <= 8, (
        differing
    )  # one part of the record is written again, if its lines were broken differently
    assert '+     cue: "said: “so”"' in differing
    root = tmp_path / "archive"
    shutil.copytree(real_archive / "content", root / "content")
    shutil.copytree(real_archive / "site_config", root / "site_config")
    written = root / file.relative_to(real_archive)
    written.write_text(after, encoding="utf-8")
    assert cli.main(["--root", str(root), "check"]) == 0
    assert f"{CHANGED}.md" not in capsys.readouterr().out
    assert cli.main(["--root", str(root), "fmt", "--check", CHANGED]) == 0


# --- the record's text ---

WRITTEN = """async () => {
  const [{ writer, segments }, known] = await Promise.all([
    import(new URL("assets/annotate/yaml.js", window.__md_scope)),
    fetch(new URL("contributing/known.json", window.__md_scope)).then((it) => it.json()),
  ]);
  const made = writer(known.form, known.style);
  const of = async (id) => {
    const record = await (await fetch(new URL(`articles/${id}/record.json`, window.__md_scope))).json();
    const changed = { ...record.tree, title: record.tree.title === null ? "A title" : null };
    const fewer = structuredClone(record.tree);
    if (fewer.quotations?.length > 1) fewer.quotations.splice(0, 1);
    return {
      path: record.path, whole: `---\\n${made.annotation(record.tree, record)}---\\n${record.body}`,
      anew: made.written(record.tree), retitled: made.annotation(changed, record), fewer: made.annotation(fewer, record),
      told: segments(record.yaml, record.tree) !== null,
    };
  };
  return Object.fromEntries(await Promise.all(IDS.map(async (id) => [id, await of(id)])));
}"""


@pytest.fixture
def rewritten(page: Page, served_site: str, articles: list[Path]) -> dict[str, Any]:
    """Every record of the archive as the page's script writes it: unchanged, from scratch, and with one change."""
    page.goto(served_site)
    return dict(page.evaluate(WRITTEN.replace("IDS", json.dumps([path.stem for path in articles]))))


def test_every_record_comes_back_as_it_is_written(
    rewritten: dict[str, Any], articles: list[Path], real_archive: Path
) -> None:
    assert len(rewritten) == len(articles) > 50
    for path in articles:
        found = rewritten[path.stem]
        assert found["path"] == path.relative_to(real_archive).as_posix()
        assert found["whole"] == path.read_text("utf-8")
        assert found["told"], path


def test_a_record_written_anew_says_the_same_and_is_as_tidy_as_the_commands_leave_it(
    rewritten: dict[str, Any], articles: list[Path]
) -> None:
    for path in articles:
        before, _ = read(path.name, path.read_bytes(), front_matter=True)
        text = f"---\n{rewritten[path.stem]['anew']}---\n{before.body if before else ''}"
        after, faults = read(path.name, text.encode(), front_matter=True)
        assert before is not None
        assert after is not None
        assert (after.tree, faults) == (before.tree, ())
        assert list(after.tree) == [key for key in structure.keys(Article) if key in before.tree]
        assert layout.format_source(after, "article") == text, path


def test_what_was_not_changed_keeps_its_lines(rewritten: dict[str, Any], articles: list[Path]) -> None:
    for path in articles:
        source, _ = read(path.name, path.read_bytes(), front_matter=True)
        assert source is not None
        lines = source.yaml_text.splitlines()
        retitled = rewritten[path.stem]["retitled"].splitlines()
        kept = [line for line in retitled if line not in ("title: null", "title: A title")]
        assert len(kept) == len(retitled) - 1
        assert kept == lines[len(lines) - len(kept) :]
        tree, _ = read("a.yml", rewritten[path.stem]["fewer"].encode(), front_matter=False)
        assert tree is not None
        quotations = source.tree.get("quotations", [])
        assert tree.tree.get("quotations", []) == (quotations[1:] if len(quotations) > 1 else quotations)
        assert all(line in lines for line in rewritten[path.stem]["fewer"].splitlines())


COMMENTED = """\
# yaml-language-server: $schema=../../../site_config/schemas/article.json
# Whose copy this is.
title: A title  # as printed
publisher: null
quotations:
  # The first of two.
  - id: one
    speaker: a-b
    text: Words  # exact
  - id: two
    speaker: a-b
    text: |
      More words:
      - of a list
events: [a, b]
# The end.
"""


def test_comments_stay_with_what_they_explain(page: Page, served_site: str) -> None:
    page.goto(served_site)
    source, _ = read("a.yml", COMMENTED.encode(), front_matter=False)
    assert source is not None
    script = """async ([yaml, tree]) => {
      const { writer } = await import(new URL("assets/annotate/yaml.js", window.__md_scope));
      const known = await (await fetch(new URL("contributing/known.json", window.__md_scope))).json();
      const made = writer(known.form, known.style);
      const two = structuredClone(tree);
      two.quotations[1].cue = "said";
      two.deck = "A deck";
      const none = { ...tree };
      delete none.events;
      return [made.annotation(tree, { yaml, tree }), made.annotation(two, { yaml, tree }), made.annotation(none, { yaml, tree })];
    }"""
    same, two, none = page.evaluate(script, [COMMENTED, source.tree])
    assert same == COMMENTED
    anew = '  - {id: two, speaker: a-b, text: "More words:\\n- of a list\\n", cue: said}\n'
    wanted = COMMENTED.replace(COMMENTED[COMMENTED.index("  - id: two") : COMMENTED.index("events:")], anew)
    assert two == wanted.replace("publisher:", "deck: A deck\npublisher:")
    assert none == COMMENTED.replace("events: [a, b]\n", "")


SCALARS = [
    "plain", "true", "No", "null", "~", "12", "1e5", "12:30", "2025-04-28", "2025", "- dash", "a: b", "a #b", "a#b", "'quoted'",
    'say "so"', "it's \"so\"", "{a}", "[a]", "a, b", "https://example.org/?a=b", "*star", "&and", "!bang", "@at", "`tick`", "%", "|", ">",
    "---", "... dots", "line\nbreak", "tab\there", " lead", "trail ", "колокол: дно", "한국어, 말", "😀 " * 70, "word " * 60 + "end",
    "back\\slash", "<script>alert(1)</script>", "=", "<<", ".5", "+1", "0x1f", "",
]  # fmt: skip


def test_text_is_quoted_and_broken_as_the_commands_do(page: Page, served_site: str) -> None:
    page.goto(served_site)
    script = """async (scalars) => {
      const { writer } = await import(new URL("assets/annotate/yaml.js", window.__md_scope));
      const known = await (await fetch(new URL("contributing/known.json", window.__md_scope))).json();
      const made = writer(known.form, known.style);
      return scalars.map((it) => made.written({ title: it, published: { edtf: it, words: it }, authors: [it, it] }));
    }"""
    for scalar, text in zip(SCALARS, page.evaluate(script, SCALARS), strict=True):
        order: dict[str, layout.Value] = {
            "title": scalar,
            "authors": [scalar, scalar],
            "published": {"edtf": scalar, "words": scalar},
        }
        assert text == "\n".join(layout.to_lines(order)) + "\n"


# --- offsets, hash and dates ---


def test_offsets_count_characters_of_every_script_as_the_archive_does(
    page: Page, vell: tuple[str, Path], tmp_path: Path
) -> None:
    site, _ = vell
    file = tmp_path / "copy.txt"
    file.write_bytes(ASTRAL.encode())
    opened(page, site)
    page.get_by_label("or open a saved page").set_input_files(file)
    expect(page.locator(".an-reader")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("n")
        page.keyboard.press("q")
        pick(page, "mira")
        page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("q")
    pick(page, "river")
    page.locator(".an-reader").focus()
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("q")
    pick(page, "mira")
    page.keyboard.press("Escape")
    page.locator("[data-field=language] input").fill("ru")
    expect(page.locator(".an-yaml code")).to_contain_text("language: ru")

    source, faults = read("a.md", text_of(page).encode(), front_matter=True)
    assert source is not None
    article, more = make_record(source, "article", "a")
    assert isinstance(article, Article), [*faults, *more]
    copy = Copy.from_bytes(ASTRAL.encode())
    assert article.source.sha256 == copy.sha256
    words = [quotation.text for quotation in article.quotations]
    assert words[:2] == [("Мы благодарны корейским бойцам",), ("군사적 공로 𝔸",)]
    assert words[2] == ("We thank you", "𝒷oth 😀 of you")
    assert words[3] == ("we thank",)
    verified = verify.verify(article, source, copy)
    assert verified.problems == ()
    assert verified.spans == {quotation.id: quotation.at for quotation in article.quotations}
    start, end = article.quotations[2].at[1]
    assert ASTRAL[start:end] == "𝒷oth 😀 of you"


def test_who_has_the_source_checks_a_quotation_by_a_command_or_by_opening_it_in_the_browser(
    page: Page, vell: tuple[str, Path], tmp_path: Path
) -> None:
    site, _ = vell
    root = write(tmp_path / "archive", {**FILES, UNCHECKED: WITHOUT_A_COPY})
    right, wrong = tmp_path / "right.txt", tmp_path / "wrong.txt"
    right.write_text(COPY, encoding="utf-8")
    wrong.write_text(COPY.replace("seen anything", "seen nothing"), encoding="utf-8")

    page.goto(f"{site}articles/after/")
    expect(page.get_by_text("2 not yet checked", exact=True)).to_be_visible()
    quotation = page.locator("details").filter(has_text="Nobody here has seen anything like it")
    quotation.locator("summary").click()
    expect(quotation.get_by_text("Not checked against our copy yet")).to_be_visible()
    quotation.get_by_role("link", name="check it").click()
    page.get_by_label("or open a saved page").set_input_files(wrong)
    expect(page.locator(".an-problems")).to_contain_text("the words are not in the copy")
    assert run(root, "verify", "after", str(wrong)) == 1
    assert (root / UNCHECKED).read_text("utf-8") == WITHOUT_A_COPY

    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Start again").click()
    opened(page, site, "after")
    page.get_by_label("or open a saved page").set_input_files(right)
    expect(page.locator(".an-reader")).to_be_focused()
    assert not any("stand" in problem for problem in problems(page))
    assert run(root, "verify", "after", str(right)) == 0
    by_command = article_in(UNCHECKED, (root / UNCHECKED).read_text("utf-8"))
    assert by_command.source.sha256 == Copy.from_bytes(COPY.encode()).sha256
    assert [len(quotation.at) for quotation in by_command.quotations] == [1, 1]


DATES = [
    "2025", "2025-04", "2025-04-28", "2025-04~", "2025-04-28?", "2025-13", "2025-02-29", "2024-02-29", "2025-4-28", "28 April 2025",
    "2024-10-XX", "2024-XX", "202X", "20XX", "2X24", "2024-1X", "2024-XX-12", "XXXX", "2025-04-01/2025-04-30", "2025-05/2025-04", "2025-04/..",
    "/2025", "/", "../..", "[2025-05-29..2025-05-31]", "[2025, 2026]", "[]", "[2025,]", "[2025..2024]", "2024-21", "2024-25", "2024-10-~30",
    "Y20250", "-0043-03-15", "-0000", "2025-04-00", "2025-04-31", "2025-00", "today", "2025/2026/2027", "XXXX/2025", "2025-04-28T12:00", "1815-13",
    "[..2025]", "2024-%10", "2024-~XX", "2025-04-28/unknown", "0000", "2024~-10", "20250428",
]  # fmt: skip


def test_dates_are_judged_as_the_archive_judges_them(page: Page, served_site: str) -> None:
    page.goto(served_site)
    script = """async (all) => {
      const { dateFault } = await import(new URL("assets/annotate/dates.js", window.__md_scope));
      return all.map((it) => dateFault(it) === null);
    }"""
    sound = []
    for date in DATES:
        with contextlib.suppress(dates.DateFault):
            dates.parse(date)
            sound.append(date)
    assert [date for date, good in zip(DATES, page.evaluate(script, DATES), strict=True) if good] == sound


# --- problems ---

LONG = "quotations: [{id: q, speaker: mira-okonjo, text: Words}]\n"
FAULTY = {
    "nobody by that id": "title: A\npublisher: vell-heralt\n",
    "another kind than is wanted": "title: A\npublisher: mira-okonjo\n",
    "a quotation without a speaker": "title: A\nquotations: [{id: q, text: Words}]\n",
    "a quotation without words": "title: A\nquotations: [{id: q, speaker: mira-okonjo}]\n",
    "an id that is none": "title: A\nquotations: [{id: Q Q, speaker: mira-okonjo, text: Words}]\n",
    "an id that appears twice": (f"title: A\n{LONG}figures: [{{id: q, measure: houses-flooded, value: 1, by: []}}]\n"),
    "a range turned round": "title: A\nfigures: [{id: f, measure: houses-flooded, low: 3, high: 2, by: []}]\n",
    "one number and a range": "title: A\nfigures: [{id: f, measure: houses-flooded, value: 3, high: 2, by: []}]\n",
    "no number": "title: A\nfigures: [{id: f, measure: houses-flooded, by: []}]\n",
    "a number in words": "title: A\nfigures: [{id: f, measure: houses-flooded, value: '1,200', by: []}]\n",
    "an address that is none": "title: A\nsource: {url: example.org}\n",
    "a day that is none": "title: A\npublished: 2025-02-30\n",
    "a year of another calendar": "title: A\npublished: 5785-02-03\n",
    "a day to come": "title: A\npublished: 2025-05-31\nsource: {seen: 2999-01-01}\n",
    "a day long ago": "title: A\npublished: 2025-05-31\nfigures: [{id: f, measure: houses-flooded, value: 1, by: [], as_of: 1404-02}]\n",
    "a copy from before": "title: A\npublished: 2025-05-31\nsource: {seen: 2025-05-29}\n",
    "a language that is none": "title: A\nlanguage: English\n",
    "an unknown right": "title: A\nrights: {status: Mine}\n",
    "a whole text that may not stand": "title: A\nrights: {status: InC, text: full}\n",
    "marks around a quotation": "title: A\nquotations: [{id: q, speaker: mira-okonjo, text: “Words”}]\n",
    "a finding without a ground": (
        "title: A\nquotations: [{id: q, speaker: mira-okonjo, text: Words, fidelity: altered}]\n"
    ),
    "a translation without its original": (
        "title: A\nquotations: [{id: q, speaker: mira-okonjo, text: Words, fidelity: translation}]\n"
    ),
    "no such passage": "title: A\nquotations: [{id: q, speaker: mira-okonjo, text: Words, utterance: no/one}]\n",
    "a position on nothing": "title: A\nstatements: [{id: s, holder: mira-okonjo, stance: denies}]\n",
    "an unknown position": "title: A\nstatements: [{id: s, holder: mira-okonjo, stance: says, proposition: none}]\n",
    "a step that names nobody": (
        "title: A\nquotations: [{id: q, speaker: mira-okonjo, text: Words, via: [{implied: true}]}]\n"
    ),
    "its own publisher in the chain": (
        "title: A\npublisher: vell-herald\nquotations: [{id: q, speaker: mira-okonjo, text: W, via: [vell-herald]}]\n"
    ),
    "not looked at": f"title: A\nreview: needed\n{LONG}",
    "words, and none named": "title: A\nstatements: [{id: s, holder: mira-okonjo, stance: denies, rests_on: words}]\n",
    "an inference from nothing": (
        "title: A\nstatements: [{id: s, holder: mira-okonjo, stance: denies, proposition: p, rests_on: inferred}]\n"
    ),
    "no such ground": "title: A\nstatements: [{id: s, holder: mira-okonjo, stance: denies, rests_on: lead}]\n",
    "words of another": (
        "title: A\nquotations: [{id: q, speaker: mira-okonjo, text: W, really: {speaker: null, basis: b}}]\n"
        "statements: [{id: s, holder: mira-okonjo, stance: denies, proposition: p, rests_on: words, quotations: [q]}]\n"
    ),
    "really the speaker's own": (
        "title: A\nquotations: [{id: q, speaker: mira-okonjo, text: W, really: {speaker: mira-okonjo, basis: b}}]\n"
    ),
    "really of nobody by that id": (
        "title: A\nquotations: [{id: q, speaker: mira-okonjo, text: W, really: {speaker: nobody, basis: b}}]\n"
    ),
    "really another's, without a ground": (
        "title: A\nquotations: [{id: q, speaker: mira-okonjo, text: W, really: {speaker: river-board}}]\n"
    ),
    "two titles": "title: A\nsupplied_title: B\n",
    "itself": "title: A\nsource: {relays: a}\n",
}


BODIES = ["[[mira-okonjo]] spoke.\n", "", "[[nobody]] and [[q:none]] and [[open\n"]


def test_what_is_wrong_is_told_as_the_check_tells_it(page: Page, vell: tuple[str, Path], tmp_path: Path) -> None:
    site, _ = vell
    cases = [(what, f"---\n{text}---\n{body}") for what, text in FAULTY.items() for body in BODIES]
    sources = [read("a.md", text.encode(), front_matter=True)[0] for _, text in cases]
    page.goto(site)
    script = """async (all) => {
      const module = (name) => import(new URL(`assets/annotate/${name}.js`, window.__md_scope));
      const [{ problemsOf }, { Known }] = await Promise.all([module("check"), module("known")]);
      const json = async (name) => (await fetch(new URL(`contributing/${name}.json`, window.__md_scope))).json();
      const known = new Known(await json("known"), () => json("titles"));
      await known.articles();
      known.add("article", ["a", "A", [], "", ""]);
      return all.map(([tree, body]) => (
        problemsOf({ id: "a", isNew: false, tree, body }, known, null).map((it) => [it.code, it.field, it.fault, it.severity])
      ));
    }"""
    told = page.evaluate(script, [[source.tree, source.body] for source in sources if source])
    file = "content/articles/2025/a.md"
    for (what, text), on_page in zip(cases, told, strict=True):
        root = write(tmp_path, {**FILES, file: text})
        wanted = {(p.code, p.field, p.fault, p.severity) for p in pipeline.read(root).problems if p.place.path == file}
        found = {tuple(one) for one in on_page}
        assert wanted, what
        # If a record cannot be read, the command stops there; the page reports the other problems too.
        assert wanted - found == set(), what
        if all(severity != "error" for *_, severity in wanted):
            assert found == wanted, what


def test_what_is_demanded_of_a_new_record_is_told_of_one_alone(page: Page, vell: tuple[str, Path]) -> None:
    """As a strict check does: older records may leave open what a stance rests on."""
    site, _ = vell
    page.goto(site)
    told = page.evaluate(
        """async () => {
      const module = (name) => import(new URL(`assets/annotate/${name}.js`, window.__md_scope));
      const [{ problemsOf }, { Known }] = await Promise.all([module("check"), module("known")]);
      const json = async (name) => (await fetch(new URL(`contributing/${name}.json`, window.__md_scope))).json();
      const known = new Known(await json("known"), () => json("titles"));
      const statement = { id: "s", holder: "mira-okonjo", stance: "denies" };
      return [[true, {}], [false, {}], [true, { rests_on: "verb" }]].map(([isNew, more]) => (
        problemsOf({ id: "a", isNew, tree: { title: "A", statements: [{ ...statement, ...more }] }, body: "b" }, known, null)
          .filter((it) => it.severity === "notice").map((it) => `${it.field}: ${it.fault}`)
      ));
    }"""
    )
    assert told == [["statements.0: the stance does not say what it rests on"], [], []]


def test_words_are_given_back_to_whom_they_really_belong(page: Page, vell: tuple[str, Path]) -> None:
    """A required key that may be null is written as null next to its basis, and removed with it."""
    site, _ = vell
    opened(page, site)
    put(page, COPY)
    page.keyboard.press("n")
    page.keyboard.press("q")
    pick(page, "okonjo")
    page.locator("details.an-more > summary").first.click()
    basis = page.get_by_label("How we know").first  # the second is of the source
    basis.fill("the recording has another voice")
    expect(page.locator(".an-yaml code")).to_contain_text(
        "really: {speaker: null, basis: the recording has another voice}"
    )
    page.get_by_label("Who really said it").focus()
    pick(page, "board")
    expect(page.locator(".an-yaml code")).to_contain_text("speaker: river-board")
    basis.fill("")
    expect(page.locator(".an-problems")).to_contain_text("How we know: not filled in yet")
    page.get_by_label("Who really said it").fill("")
    page.keyboard.press("Tab")
    expect(page.locator(".an-yaml code")).not_to_contain_text("really")


def test_problems_are_told_as_they_arise_and_lead_to_their_field(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    opened(page, site)
    put(page, COPY)
    page.keyboard.press("n")
    page.keyboard.press("q")
    page.keyboard.type("Somebody New")
    expect(page.locator(".an-problems")).to_contain_text("choose one of the list, or make a new record there")
    page.keyboard.press("Escape")
    page.get_by_label("Two or three sentences").focus()
    page.locator(".an-open-points > summary").click()
    page.locator(".an-problems button", has_text="Who said it").press("Enter")
    expect(page.get_by_label(re.compile("^Who said it required"))).to_be_focused()
    expect(page.get_by_label(re.compile("^Who said it required"))).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Words required").fill("words that stand nowhere")
    expect(page.locator(".an-problems")).to_contain_text("the words are not in the copy")
    expect(page.locator(".an-yaml code")).not_to_contain_text("at: [")


def test_a_day_that_cannot_be_meant_is_doubted_as_it_is_written(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    opened(page, site)
    put(page, COPY)
    doubt = page.locator(".an-problems li", has_text="5785 is 2024 or 2025 in the Hebrew calendar")
    day = page.locator("[data-field='published'] input").first
    day.fill("5785-02-03")
    expect(doubt).to_contain_text("5785-02-03 has not come yet")
    day.fill("2025-02-03")
    expect(doubt).to_have_count(0)


def test_words_that_stand_twice_are_told_apart_by_where_they_were_chosen(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    opened(page, site)
    twice = "He said “never again” once. She said “never again” twice.\n"
    put(page, twice)
    for at in (1, 2):
        page.keyboard.press("n")
        if at == 2:
            page.keyboard.press("q")
            pick(page, "mira")
    second = twice.rindex("never")
    expect(page.locator(".an-yaml code")).to_contain_text(f"at: [{second}, {second + len('never again')}]")
    page.keyboard.press("Escape")
    assert not [line for line in problems(page) if "stand 2 times" in line]


# --- cards, drafts and the way out ---


def test_a_part_that_was_removed_can_be_brought_back(page: Page, served_site: str) -> None:
    opened(page, served_site, CHANGED)
    before, cards = text_of(page), page.locator(".an-card").count()
    page.locator(".an-card").first.get_by_role("button", name="Remove").press("Enter")
    expect(page.locator(".an-card")).to_have_count(cards - 1)
    assert text_of(page) != before
    expect(page.get_by_role("button", name="Bring it back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".an-card")).to_have_count(cards)
    assert text_of(page) == before


def test_a_draft_outlives_the_page_until_it_is_begun_anew(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    opened(page, site)
    put(page, COPY)
    page.keyboard.press("n")
    page.keyboard.press("q")
    pick(page, "okonjo")
    written = text_of(page)
    page.reload()
    expect(page.locator(".an-card")).to_have_count(1)
    assert text_of(page) == written
    expect(page.locator(".an-reader")).to_have_value(COPY)
    page.goto(f"{site}people/mira-okonjo/")
    page.go_back()
    expect(page.locator(".an-card")).to_have_count(1)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".an-card")).to_have_count(0)
    page.reload()
    expect(page.get_by_label("The article’s text")).to_be_visible()
    expect(page.locator(".an-card")).to_have_count(0)


def test_begun_anew_a_letter_begins_one_part_as_before(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    opened(page, site)
    page.on("dialog", lambda dialog: dialog.accept())
    for _ in range(2):
        put(page, COPY)
        page.keyboard.press("n")
        page.keyboard.press("q")
        expect(page.locator(".an-card")).to_have_count(1)
        page.get_by_role("button", name="Start again").click()
        expect(page.locator(".an-card")).to_have_count(0)


def test_a_carrier_that_is_added_gets_the_keyboard_each_time(page: Page, vell: tuple[str, Path]) -> None:
    without_text(page, vell[0])
    page.get_by_role("button", name="Add a quotation by hand").click()
    for number in range(3):
        page.get_by_role("button", name="Add a step").click()
        expect(page.locator(".an-row")).to_have_count(number + 1)
        expect(page.locator(".an-row").nth(number).locator("input").first).to_be_focused()


def test_the_page_outlives_instant_navigation(page: Page, served_site: str) -> None:
    opened(page, served_site)
    put(page, COPY)
    page.get_by_role("link", name="Contributing", exact=True).first.click()
    page.wait_for_url("**/contributing/")
    page.get_by_role("link", name="Annotate", exact=True).first.click()
    expect(page.locator(".an-reader")).to_have_value(COPY)
    expect(page.locator("#an-record")).to_have_count(1)


def test_the_record_can_be_downloaded_under_its_name(page: Page, served_site: str, tmp_path: Path) -> None:
    opened(page, served_site, CHANGED)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download").click()
    assert coming.value.suggested_filename == f"{CHANGED}.md"
    coming.value.save_as(tmp_path / "record.md")
    assert (tmp_path / "record.md").read_text("utf-8") == text_of(page)


OPENED = "window.opened = []; window.open = (address) => { window.opened.push(address); return null; };"


def test_a_new_record_opens_on_the_code_host_filled_in_while_it_is_short(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    page.add_init_script(OPENED)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, site)
    put(page, COPY)
    page.get_by_role("button", name="Open on code.example").click()
    expect(status(page)).to_contain_text("with the record in it")
    (address,) = page.evaluate("window.opened")
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith("https://code.example/owner/archive/new/main?")
    assert asked["filename"][0].endswith("/river-board-chair-calls-flood-worst-living.md")
    assert asked["value"] == [text_of(page)]

    page.get_by_label("Two or three sentences").fill("Многословие. " * 120)
    page.get_by_role("button", name="Open on code.example").click()
    expect(status(page)).to_contain_text("too long for an address")
    address = page.evaluate("window.opened.at(-1)")
    assert "value" not in parse_qs(urlsplit(address).query)
    assert unquote(address).endswith("living.md")
    assert page.evaluate("navigator.clipboard.readText()") == text_of(page)


def test_a_changed_record_opens_its_own_file(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    page.context.grant_permissions(["clipboard-write"])
    page.add_init_script(OPENED)
    opened(page, site, "before")
    page.get_by_role("button", name="Open on code.example").click()
    expect(status(page)).to_contain_text("its file is open")
    opened_at = page.evaluate("window.opened")
    assert opened_at == ["https://code.example/owner/archive/edit/main/content/articles/2024/before.md"]


def test_without_a_code_host_nothing_is_opened_there(page: Page, served_site: str) -> None:
    opened(page, served_site)
    expect(page.get_by_role("button", name=re.compile("^Open on"))).to_have_count(0)


def test_whom_the_archive_does_not_have_is_begun_as_a_record_of_its_own(
    page: Page, vell: tuple[str, Path], tmp_path: Path
) -> None:
    site, _ = vell
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, site)
    put(page, "“The wall holds”, Somebody New said.\n")
    page.get_by_role("button", name="Fill in the next one").click()
    page.keyboard.type("Somebody New")
    page.get_by_role("option", name="New person: Somebody New").click()
    expect(status(page)).to_contain_text("A new record was started: “Somebody New”.")
    expect(page.locator(".an-opened .an-named").first).to_have_text("Somebody New")
    expect(page.locator(".an-other .an-path")).to_have_text("content/people/somebody-new.yml")
    page.locator("[data-field='newcomers.0.country'] input").fill("Korea")
    expect(page.locator(".an-problems")).to_contain_text("'Korea' is not a country code")

    page.get_by_role("button", name="Copy", exact=True).first.click()
    expect(status(page)).to_contain_text("must be corrected first")
    expect(page.locator(".an-problems button").first).to_be_focused()
    page.locator("[data-field='newcomers.0.country'] input").fill("KR")
    page.locator("[data-field=publisher] input").fill("The Vell Crier")
    page.get_by_role("option", name="New organisation: The Vell Crier").click()
    page.locator("[data-field='newcomers.1.id'] input").fill("vell-crier")
    page.keyboard.press("Tab")
    expect(page.locator(".an-yaml code").first).to_contain_text("publisher: vell-crier")
    page.get_by_label("Two or three sentences").fill("[[somebody-new]] spoke.")
    expect(page.locator(".an-problems")).not_to_contain_text("country code")

    root = write(tmp_path, FILES)
    for number in range(3):
        page.get_by_role("button", name="Copy", exact=True).nth(number).click()
        expect(status(page)).to_have_text("The record is copied.")
        text = page.evaluate("navigator.clipboard.readText()")
        write(root, {page.locator(".an-path").nth(number).text_content() or "": text})
        page.get_by_role("button", name="Edit").first.focus()
        page.evaluate("document.querySelector('.an-status').textContent = ''")
    assert [str(it) for it in pipeline.read(root).problems if it.severity == "error"] == []
    assert (root / "content/people/somebody-new.yml").read_text("utf-8").endswith("name: Somebody New\ncountry: KR\n")
    page.reload()
    expect(page.locator(".an-other")).to_have_count(2)


# --- strange texts, and every reader ---

HOSTILE = '<img src=x onerror="alert(1)"> “</textarea><script>alert(2)</script>” said <b>X</b>\n'


def test_hostile_words_stay_words(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    opened(page, site)
    put(page, HOSTILE)
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("q")
    page.keyboard.type("<img src=x onerror=alert(3)>")
    page.keyboard.press("Escape")
    expect(page.locator(".an-card")).to_contain_text("</textarea><script>alert(2)</script>")
    expect(page.locator(".an-problems")).to_contain_text("<img src=x onerror=alert(3)>")
    assert (
        page.locator(".ar-an img, .ar-an script, .ar-an b:not(.an-problems b, summary > b, .an-paces b)").count() == 0
    )
    source, faults = read("a.md", text_of(page).encode(), front_matter=True)
    assert (source is not None, faults) == (True, ())
    assert source is not None
    assert source.tree["quotations"][0]["text"] == "</textarea><script>alert(2)</script>"
    page.goto(f"{site}contributing/annotate/?article=%3Cscript%3E..%2F")
    expect(status(page)).to_contain_text("The archive has no article '<script>../'")


def test_nothing_is_asked_for_or_sent_while_a_text_is_annotated(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    opened(page, site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data}"))
    put(page, COPY)
    page.keyboard.press("n")
    page.keyboard.press("q")
    pick(page, "mira")
    page.get_by_label("Two or three sentences").fill("[[mira-okonjo]] spoke.")
    expect(page.locator(".an-tally")).to_have_text(re.compile("problem|warning"))
    assert asked == []
    page.get_by_label("Web address").fill("https://example.org/flood")
    with page.expect_request("**/titles.json"):
        page.keyboard.press("Tab")
    assert asked == [f"GET {site}contributing/titles.json None"]


def test_leaving_a_field_as_it_was_changes_nothing(page: Page, served_site: str, in_full: bool) -> None:
    """By day the fields of every third part."""
    opened(page, served_site, CHANGED)
    before = text_of(page)
    for number in range(0, page.locator(".an-card").count(), 1 if in_full else 3):
        page.locator(".an-card").nth(number).get_by_role("button", name="Edit").press("Enter")
        expect(page.locator(".an-opened :is(input, textarea):visible").first).to_be_visible()
        for field in page.locator(".an-opened :is(input:not([type=checkbox]), textarea, select):visible").all():
            field.focus()
        page.keyboard.press("Escape")
        expect(page.locator(".an-opened :is(input, textarea)")).to_have_count(0)
    for field in page.locator("[aria-labelledby=an-article] :is(input, textarea, select):visible").all():
        field.focus()
    page.keyboard.press("Tab")
    assert text_of(page) == before


def test_an_events_own_date_makes_a_mapping_of_its_id(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    opened(page, site)
    put(page, "On 31 May 2025 the dam broke.\n")
    choose(page, "the dam broke")
    page.keyboard.press("e")
    page.keyboard.type("dam-breaks")
    page.locator(".an-reader").focus()
    choose(page, "31 May 2025")
    page.keyboard.press("d")
    expect(page.locator(".an-yaml code")).to_contain_text(
        "events: [{event: dam-breaks, date: {edtf: 2025-05-31, words: 31 May 2025}}]"
    )


def test_the_text_itself_cannot_be_edited(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    opened(page, site)
    put(page, COPY)
    page.keyboard.press("Control+Home")
    page.keyboard.type("xyz")
    page.keyboard.press("Delete")
    page.keyboard.insert_text("pasted")
    expect(page.locator(".an-reader")).to_have_value(COPY)


def test_on_a_page_that_tells_no_hash_the_record_is_made_without(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined });")
    opened(page, site)
    put(page, "He said “never again” once. She said “never again” twice.\n")
    expect(page.locator(".an-text")).to_contain_text("this browser cannot make the fingerprint of the text")
    page.keyboard.press("n")
    page.keyboard.press("q")
    expect(page.locator(".an-yaml code")).to_contain_text("prefix: He said")
    assert "sha256" not in text_of(page)
    assert "at:" not in text_of(page)


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), *at_night((DESK, "light"))])
def test_the_page_is_accessible_at_every_step(
    browser: Browser, axe: Axe, vell: tuple[str, Path], scheme: str, size: Any
) -> None:
    site, _ = vell
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    with guarded(context) as page:

        def sound() -> None:
            found = axe.run(page).response["violations"]
            assert [(it["id"], [node["html"][:200] for node in it["nodes"]]) for it in found] == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

        opened(page, site)
        sound()
        put(page, COPY)
        page.keyboard.press("n")
        page.keyboard.press("q")
        page.keyboard.type("o")
        sound()
        pick(page, "konjo")
        page.get_by_role("button", name="Add a step").click()
        page.keyboard.type("nobody at all")
        page.keyboard.press("Tab")
        expect(page.locator(".an-problems")).to_contain_text("passed it on")
        sound()
        if size is PHONE:
            small = page.evaluate(
                "() => [...document.querySelectorAll('.ar-an :is(button, input:not([type=checkbox], [type=file]), select, summary, .an-tick)')]"
                ".filter((it) => it.checkVisibility() && it.getBoundingClientRect().height < 43.5).map((it) => it.outerHTML.slice(0, 120))"
            )
            assert small == []
            expect(page.locator(".an-yaml")).not_to_have_attribute("open", "")


# --- how its modules are loaded ---


def test_each_module_is_loaded_by_an_address_that_changes_with_it(page: Page, vell: tuple[str, Path]) -> None:
    opened(page, vell[0])
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map((it) => it.name).filter((it) => /[/]assets[/]\\w+[/].*[.]js/.test(it))"
    )
    loaded = [address for address in loaded if "/assets/javascripts/" not in address]  # Material's
    named = [re.fullmatch(r".*/assets/([\w-]+/[\w-]+\.js)\?[0-9a-f]{8}", address) for address in loaded]
    assert all(named), loaded
    found = {it[1] for it in named if it}
    assert {it for it in found if not it.startswith("lib/")} == {
        it
        for it in theme.modules()
        if it.startswith("annotate/")
        and it
        not in (
            "annotate/example.js",
            "annotate/pdf.js",
            "annotate/webpage.js",
        )  # asked for by a button, and for a file
    }
    assert {"lib/dom.js", "lib/messages.js"} <= found <= {*theme.modules()}


def test_a_page_from_before_the_last_publishing_is_loaded_anew_on_the_way_here(
    page: Page, vell: tuple[str, Path]
) -> None:
    site, _ = vell
    page.goto(f"{site}contributing/")
    page.evaluate("document.querySelector('script[type=importmap]').textContent = '{}'; window.before = true")
    page.locator(".md-content a[href$='annotate/']").first.click()
    expect(page.locator(".ar-an")).to_be_visible()
    assert page.evaluate("window.before") is None


# --- in the archive's language ---

PSEUDO = """
const said = MESSAGES;
const messages = Object.fromEntries(said.map(([name, text]) => [name, [`⟦${text}⟧`]]));
globalThis.archiveMessages = { language: "ko", forms: { other: 0 }, messages, apart: false };
"""
"""Has scripts say every message in brackets, as if they were in another language."""

SHOWN = """() => {
  const found = new Set();
  const unsaid = (text) => {
    let left = text;
    for (let before = ""; before !== left;) { before = left; left = left.replace(/⟦[^⟦⟧]*⟧/g, ""); }
    return left;
  };
  const look = (text, where) => { if (/[a-z]{2}/i.test(unsaid(text))) found.add(`${where}: ${text.trim()}`); };
  const place = document.querySelector(".ar-an");
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const RECORD = ".an-yaml code, .an-path, .an-mirror, .an-card__words, .an-found .an-card__words, .an-problems b, kbd, code, li[role=option], .an-tick:has(input[value]) > span";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { parentElement: owner } = node;
    if (!owner.closest(RECORD)) look(owner.closest("button, p, label, legend, h2, h3, h4, summary, option")?.textContent ?? node.data, owner.className || owner.tagName);
  }
  for (const it of place.querySelectorAll("*")) {
    for (const name of ["aria-label", "placeholder", "title", "alt"]) {
      if (it.hasAttribute(name)) look(it.getAttribute(name), `${name} of ${it.tagName}`);
    }
  }
  return [...found];
}"""
"""Text on the page that is neither a message nor from the record."""


def test_all_that_the_page_says_is_a_message(page: Page, vell: tuple[str, Path]) -> None:
    site, _ = vell
    with messages.TEMPLATE.open("rb") as opened_file:
        english = [it.id if isinstance(it.id, tuple) else (it.id,) for it in read_po(opened_file) if it.id]
        opened_file.seek(0)
        contexts = [(f"{it.context}\u0004{it.id}", it.id) for it in read_po(opened_file) if it.context]
    said = [*((one[0], one[-1]) for one in english), *contexts]
    page.add_init_script(PSEUDO.replace("MESSAGES", json.dumps(said)))
    opened(page, site)

    def unsaid() -> list[str]:
        # What fields are for comes with known.json.
        return [it for it in page.evaluate(SHOWN) if not it.startswith(("ar-sr: ", "an-hint: "))]

    assert unsaid() == []
    put(page, FOUND)
    page.get_by_role("button", name="Fill in the next one").click()
    page.locator(".an-open-points > summary").click()
    expect(page.locator(".an-opened details > summary").first).to_be_visible()
    for fold in page.locator(".an-opened details > summary").all():
        fold.click()
    page.locator(".an-reader").focus()
    choose(page, "second")
    page.keyboard.press("t")
    for name in ("Add a step", "Add a word or phrase", "Add a stance by hand", "Add a figure by hand"):
        page.get_by_role("button", name=name).first.click()
    expect(page.locator(".an-problems li").first).to_be_visible()
    problems(page)
    assert unsaid() == []


def test_an_example_shows_the_page_at_work_and_leaves_nothing_behind(page: Page, served_kinds: str) -> None:
    opened(page, served_kinds)
    page.get_by_role("button", name="See an example").click()
    expect(page.locator(".an-note")).to_contain_text("made-up example. Nothing of it is saved.")
    expect(page.locator(".an-reader")).to_have_value(re.compile("^Made-up example. The bridge stays shut"))
    expect(page.locator(".an-open-points")).to_contain_text("No problems")
    expect(page.locator(".an-yaml code")).to_contain_text("text: We will open it again in May")
    assert page.locator(".an-result").get_by_role("button").count() == 0
    page.locator(".an-reader").focus()
    page.wait_for_timeout(600)  # longer than the page waits before it keeps a draft
    assert page.evaluate("Object.keys(localStorage).filter((it) => it.startsWith('annotate'))") == []
    page.get_by_role("button", name="Start your own").click()
    expect(page.get_by_label("The article’s text")).to_be_focused()
    expect(page.locator(".an-note")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="See an example")).to_be_visible()
