"""As known on a day, no page reveals later publications: the whole archive by its days, and a small one by its words.

In `make test` the indexes and some other pages are looked at on a few days; `pytest --in-full` looks at every page on
more.
"""

import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from generator import pipeline
from generator.archive.archive import Archive
from generator.findings.known_days import known_days, published_at_latest
from generator.records.model import AnyRecord, Article
from tests.archive_files import write
from tests.conftest import build, copy_mkdocs_config, serving
from tests.in_browser import cards

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
DAYS, SAMPLE = 10, 24
FEW_DAYS = slice(None, None, DAYS - 1)  # the first and the last
CHOSEN = {"quotations/": "by-", "statements/": "y-", "articles/": "y-"}
"""Sections in which what stands open, and what folds are called, follows from the whole archive: the speakers who are
quoted most, the months beyond the first twenty rows. On an early day it would have been others; what stands there was
known."""

SHOW = """async (day) => {
    const field = document.querySelector("form.ar-known [name=known]");
    if (field.value !== day) {
        field.value = day;
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const out = [document.title, document.body.innerText];
    // Chromium calls a part of a drawing visible that is not displayed.
    const seen = (node) => node.checkVisibility({ visibilityProperty: true }) && !(node instanceof SVGElement && node.closest("[data-later]"));
    for (const node of document.querySelectorAll("[title], [aria-label], [alt]"))
        if (seen(node)) for (const name of ["title", "aria-label", "alt"]) out.push(node.getAttribute(name) || "");
    for (const node of document.querySelectorAll("svg text, svg title, svg desc"))
        if (seen(node)) out.push(node.textContent);
    const form = document.querySelector("form.ar-known");
    const said = form.querySelector("[role=status]").textContent.match(/^([\\d,]+) .* had been published by/);
    for (const closed of document.querySelectorAll(".md-content details")) {
        closed.removeAttribute("name"); // of those that share one, one alone would stay open
        closed.open = true;
    }
    const rows = [...document.querySelectorAll(form.dataset.rows || "no-rows")].filter(seen);
    const faults = [];
    const content = document.querySelector(".md-content__inner");
    const short = (node) => node.outerHTML.replace(/\\s+/g, " ").slice(0, 120);
    const drawn = (node) => node.innerText.trim() || node.querySelector("svg, img, input, i, .ar-vague");
    for (const node of content.querySelectorAll("p, li, dd, dt, blockquote, caption, h2, h3, h4"))
        if (seen(node) && !node.closest("form, .ar-sr, [role=status]") && !drawn(node)) faults.push(`nothing is left in ${short(node)}`);
    for (const heading of content.querySelectorAll(":scope > :is(h2, h3, h4)")) {
        if (!seen(heading)) continue;
        let some = false;
        for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
            if (/^H[2-6]$/.test(next.tagName) && next.tagName <= heading.tagName) break;
            if (seen(next) && drawn(next) && !next.matches("nav, [data-published=always]")) some = true;
        }
        if (!some) faults.push(`nothing stands under ${short(heading)}`);
    }
    for (const note of content.querySelectorAll(":scope > p[data-published=always]")) {
        let before = note;
        while (before && !/^H[2-6]$/.test(before.tagName)) before = before.previousElementSibling;
        if (seen(note) && before && !seen(before)) faults.push(`nothing is spoken of in ${short(note)}`);
    }
    for (const table of content.querySelectorAll("table:not(.ar-crossed__table)")) // where a month of nothing stands between others
        for (const head of seen(table) ? table.tHead?.rows[0]?.cells || [] : []) {
            const { left, right } = head.getBoundingClientRect();
            const beneath = (cell) => cell.getBoundingClientRect().left < right - 1 && cell.getBoundingClientRect().right > left + 1;
            const cells = [...table.querySelectorAll("tbody > tr > *")].filter((it) => seen(it) && beneath(it));
            if (seen(head) && right - left > 2 && !cells.some(drawn)) faults.push(`nothing stands in the column ${short(head)}`);
        }
    for (const node of content.querySelectorAll("p, li, dd, td, th, span")) {
        const parts = [...node.childNodes].filter((it) => it.textContent.trim());
        const last = parts.at(-1);
        if (!last?.dataset || seen(last) || !seen(node)) continue;
        if (parts.filter((it) => !it.dataset || seen(it)).at(-1)?.tagName === "A") continue; // a name, whole as it is
        if (/(^|\\s)(in|of|by|to|at|on|via|and|with|for|from|as)$|[,;·:›(]$/.test(node.innerText.trim())) faults.push(`left hanging: ${short(node)}`);
    }
    if (said && Number(said[1].replace(",", "")) !== rows.length) faults.push(`${said[0]}: ${rows.length} rows`);
    for (const cell of document.querySelectorAll("[data-carriers]")) {
        if (!seen(cell)) continue;
        const carriers = cell.dataset.carriers.split(" ").map((word) => word.split(":"));
        const number = carriers.reduce((sum, [on, count]) => sum + (on && on <= day ? Number(count) : 0), 0);
        const times = cell.querySelector(".ar-times")?.textContent.match(/\\d+/)?.[0];
        if (Number(times || 1) !== number && (times || number > 1) && cell.querySelector(".ar-times"))
            faults.push(`a cell says ${times}, and ${number} had carried it`);
    }
    return [out.join("\\n"), faults];
}"""


def folded(text: str) -> str:
    """A text as it is compared: without case, one kind of space and of quotation mark."""
    return re.sub(r"\s+", " ", text.translate(str.maketrans("’‘“”", "''\"\""))).casefold()


def texts(record: AnyRecord) -> Iterator[str]:
    """What names a record: its names, the words that it quotes, and what is written of it."""
    yield from getattr(record, "names", (record.name,))
    if isinstance(record, Article):
        for quotation in record.quotations:
            yield from quotation.text
    elif record_summary := getattr(record, "summary", None):
        yield record_summary


def later_texts(archive: Archive, day: str, frame: str) -> dict[str, str]:
    """The texts that only occur in publications after a day, each with its record. Text in the frame does not count."""
    found = known_days(archive)
    out = [article for article in archive.articles if "" < published_at_latest(article) <= day]
    named = [record for record in archive.records.values() if "" < found.first[record.id] <= day]
    names = [name for record in named for name in getattr(record, "names", (record.name,))]
    printed = (
        a.model_dump_json(exclude={"deck", "body"} if a.rights.text == "summary" else {"deck"}, warnings=False)
        for a in out
    )
    public = folded(" ".join([*printed, *names, frame]).replace('\\"', '"'))
    # What is written of one outlet is written of others too ("South Korean broadcaster."): it names none of them.
    summaries = {i: folded(getattr(record, "summary", None) or "") for i, record in archive.records.items()}
    written = " ".join(summaries[record.id] for record in named if "" < found.editorial[record.id] <= day)
    later = {
        folded(text): record.id
        for record in archive.records.values()
        if not "" < found.first[record.id] <= day
        for text in texts(record)
    }
    return {
        text: record_id
        for text, record_id in later.items()
        if len(text) > 4 and not _stands(text, public) and not (text == summaries[record_id] and _stands(text, written))
    }


ROWS = """() => {
    // Chromium calls a part of a drawing visible that is not displayed.
    const seen = (node) => node.checkVisibility({ visibilityProperty: true }) && !(node instanceof SVGElement && node.closest("[data-later]"));
    for (const closed of document.querySelectorAll(".md-content details")) {
        closed.removeAttribute("name"); // of those that share one, one alone would stay open
        closed.open = true;
    }
    const OWN = new Set(["Written later than this day; hidden.", "More of them"]); // how many stand open follows from the whole archive
    const content = document.querySelector(".md-content__inner");
    const rows = new Map(); // what stands together, by the innermost element of a list or table
    let section = "";
    const unmarked = (words) => {
        const copy = words.cloneNode(true);
        for (const lacking of copy.querySelectorAll("del, .ar-aside")) lacking.remove();
        return copy.textContent;
    };
    // A table counts an article from the day on which its name could be shown: one that editors named may be counted later.
    const COUNTED = ".ar-crossed__table, [data-crossed] > [role=status]";
    const put = (node, text) => {
        text = text.replace(/\\s+/g, " ").trim();
        if (!/[\\p{L}\\p{N}]/u.test(text) || node.closest(COUNTED) || node.closest("form, .ar-knownfold, script, style, .ar-siblings, .ar-grid thead, [data-search], [data-without-search], [data-save]")) return;
        const row = node.closest("li, tr, .ar-row") || node;
        if (!rows.has(row)) rows.set(row, [node.closest("nav") ? "" : section, []]);
        if (section !== "related") rows.get(row)[1].push(text); // what to read next is chosen among everything
    };
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let it = walker.nextNode(); it; it = walker.nextNode()) {
        const node = it.parentElement;
        if (it.nodeType === Node.ELEMENT_NODE) {
            if (node === content && /^H[23]$/.test(it.tagName)) section = it.dataset.until === undefined ? it.id : "";
            if (seen(it)) for (const name of ["title", "aria-label", "alt"]) put(it, it.getAttribute(name) || "");
            if (seen(it) && it.dataset.marked !== undefined) put(it, unmarked(it)); // they stand plain before what they are compared with
        } else if (seen(node) && it.data !== node.dataset.until && !OWN.has(it.data)) {
            put(node, it.data);
        }
    }
    for (const entry of document.querySelectorAll(".md-nav--secondary a"))
        if (seen(entry) && content.querySelector(entry.hash)?.dataset.until === undefined) rows.set(entry, ["contents", [entry.textContent.trim()]]);
    return [...rows.values()];
}"""


def drawn(page: Page) -> None:
    """Wait for what a script draws or shows: the tools of the page, and the table of the one that counts."""
    for tool in page.locator(
        ".md-content :is([data-check], [data-compare], [data-saved], [data-sql]):not([data-later])"
    ).all():
        tool.wait_for()
    if page.locator("[data-crossed]").count():
        page.locator(".ar-crossed__table").wait_for()


def archive_of(archive: Path, day: str, root: Path) -> None:
    """Lay down the archive as it would be with the articles alone that had certainly been published by a day."""
    shutil.copytree(archive, root, ignore=shutil.ignore_patterns("site", ".cache", ".git"))
    everything = pipeline.read(root).archive
    for article in everything.articles:
        if not "" < published_at_latest(article) <= day:
            (root / everything.paths[article.id]).unlink()
    for problem in pipeline.read(root).problems:
        if problem.code == "unused-record" and problem.place.path.split("/")[1] in (
            "events",
            "propositions",
            "utterances",
        ):
            (root / problem.place.path).unlink()
    for _ in range(3):  # what names one that is not there, and what then names nothing
        for problem in sorted(pipeline.read(root).problems, key=lambda one: one.place, reverse=True):
            if problem.severity == "error":
                path = root / problem.place.path
                lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
                del lines[problem.place.line - 1]
                path.write_text("".join(lines), encoding="utf-8")


def test_what_stands_together_as_known_on_a_day_does_so_in_the_archive_of_that_day(
    browser: Browser, request: pytest.FixtureRequest, tmp_path: Path, in_full: bool
) -> None:
    """A site is made of what had been published, and every row of each page looked for in it, under the same heading:
    counts, keys and text alternatives too. By day every fifth page of the small archive of all kinds is looked at."""
    site: Path = request.getfixturevalue("built_site" if in_full else "site_of_kinds")
    served: str = request.getfixturevalue("served_site" if in_full else "served_kinds")
    articles = pipeline.read(site.parent).archive.articles
    published = sorted({published_at_latest(article) for article in articles} - {""})
    days, paths = [published[len(published) // 2]], pages_of(site)[::5]
    if in_full:
        days, paths = [published[len(published) * part // 10] for part in (3, 7)], pages_of(site)
    state, of_day = browser.new_page(), browser.new_page()
    compared, faults = 0, []
    for day in days:
        archive_of(site.parent, day, tmp_path / day)
        build(tmp_path / day)
        with serving(tmp_path / day / "site") as then:
            there = set(pages_of(tmp_path / day / "site"))
            for path in paths:
                state.goto(f"{served}{path}?known={day}")
                state.wait_for_selector(".md-content__inner[data-known-shown]", state="attached")
                drawn(state)
                title = state.locator("h1").first.inner_text().replace("¶", "").strip()
                whole = path
                while whole and whole not in there:  # what several pages hold now stood on one
                    whole = f"{Path(whole).parent.as_posix()}/".removeprefix("./")
                of_day.goto(f"{then}{whole}")
                drawn(of_day)
                had = [("", {title}), *((section, set(texts)) for section, texts in of_day.evaluate(ROWS))]
                beside = [it for it in there if it.startswith(whole) and it.count("/") == path.count("/")]
                if whole != path and beside:  # or on other pages of the same kind, such as those of other years
                    of_day.goto(f"{then}{min(beside)}")
                    had += [(section, set(texts)) for section, texts in of_day.evaluate(ROWS)]
                for section, texts in state.evaluate(ROWS):
                    compared += len(texts)
                    if path in CHOSEN and section.startswith(CHOSEN[path]) and len(texts) == 1:
                        continue
                    if not any(section in ("", other) and set(texts) <= row for other, row in had):
                        faults.append(f"{path} on {day}, under {section or 'no heading'}: {texts}")
    state.close()
    of_day.close()
    if in_full:
        sys.stdout.write(f"{compared:,} texts of {len(paths)} pages on {len(days)} days\n")
    assert not faults, "\n".join(faults)
    assert compared > 10 * len(days) * len(paths)


def _stands(text: str, within: str) -> bool:
    return text in within and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", within) is not None


def pages_of(site: Path) -> list[str]:
    """The addresses of the pages from the root of the site. Those for frames elsewhere show what is known today."""
    every = (f"{page.parent.relative_to(site).as_posix()}/".removeprefix("./") for page in site.rglob("index.html"))
    return sorted(path for path in every if not path.startswith("embed/"))


def test_on_a_day_no_page_names_what_was_published_later_and_counts_are_true(
    browser: Browser, real_archive: Path, built_site: Path, served_site: str, in_full: bool
) -> None:
    archive = pipeline.read(real_archive).archive
    published = sorted({published_at_latest(article) for article in archive.articles} - {""})
    days = [published[at * (len(published) - 2) // (DAYS - 1)] for at in range(DAYS)]
    paths = pages_of(built_site)
    if not in_full:
        days = days[FEW_DAYS]
        paths = [
            path for at, path in enumerate(paths) if at % (4 * SAMPLE) == 0 or (path.count("/") <= 1 and at % 4 == 1)
        ]
    page = browser.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(f"{served_site}no-such-page/")
    page.goto(f"{served_site}about/")
    frame = " ".join(page.locator("header, nav, footer").all_inner_texts()) + page.title()
    page.goto(f"{served_site}table/")  # its controls are called the same on every day
    frame += " ".join(page.locator("[data-crossed] form").all_inner_texts())
    later = {day: later_texts(archive, day, frame) for day in days}
    assert all(later.values())
    faults = []
    for path in paths:
        page.goto(f"{served_site}{path}?known={days[-1]}")
        page.wait_for_selector(".md-content__inner[data-known-shown]", state="attached")
        for day in reversed(days):
            seen, miscounted = page.evaluate(SHOW, day)
            seen = folded(seen)
            faults += [f"{path} on {day}: {fault}" for fault in miscounted]
            faults += [
                f"{path} on {day}: {text!r} of {i}"
                for text, i in later[day].items()
                if text in seen and _stands(text, seen)
            ]
    page.close()
    assert not faults, "\n".join(faults)
    assert broken == []


# --- a small archive, in which the word "tempest" and the year 2025 are of later -----------------------------------------

HEAD = "rights: {status: CC-BY-4.0, text: summary}\ntopics: [harbour]\npublisher: quay-post\n"
EARLY, LATE = "2024-06-01", "2025-03-11"
FILES = {
    "content/articles/2024/a.md": f"""---
title: The wall is looked at
published: 2024-01-11
deck: Taken back in the tempest of March 2025.
{HEAD}events: [{{event: look}}, {{event: walk}}]
quotations:
  - {{id: q, speaker: ada-quill, text: the wall is not safe, said: 2024-01-10, utterance: at-the-quay/wall}}
  - {{id: mole, speaker: ada-quill, text: nor is the mole, said: 2024-01-10, utterance: on-the-mole/wall}}
statements:
  - {{id: s, holder: ada-quill, stance: denies, date: 2024-01-10, proposition: wall-is-safe, quotations: [q]}}
figures: [{{id: f, measure: stones, value: 40, by: [ada-quill], as_of: 2024-01-10}}]
---
[[ada-quill|Ada Quill]] looked at it on [[mole|the mole]]. A tempest has since taken it.
""",
    "content/articles/2024/month.md": f"""---
title: Another report
published: 2024-06
{HEAD}quotations:
  - {{id: q, speaker: ada-quill, text: a gust in the month, said: 2024-06}}
---
A report.
""",
    "content/articles/2025/b.md": f"""---
title: Tempest at the harbour
published: 2025-03-11
{HEAD}events: [{{event: look}}, {{event: breach}}, {{event: storm-warning}}]
quotations:
  - {{id: q, speaker: ada-quill, role: tempest minister, text: the wall is safe in a tempest, said: 2025-03-10, utterance: at-the-quay/wall}}
  - {{id: r, speaker: tess-tempest, text: tempest it was, said: 2025-03-10}}
statements:
  - {{id: s, holder: ada-quill, stance: confirms, date: 2025-03-10, proposition: wall-is-safe, quotations: [q]}}
  - {{id: t, holder: tess-tempest, stance: asserts, date: 2025-03-10, proposition: tempest-came, quotations: [r]}}
figures: [{{id: f, measure: stones, value: 4025, by: [tess-tempest], as_of: 2025-03-10}}]
---
[[ada-quill|Ada Quill]] and [[tess-tempest|Tess Tempest]] met in [[tempest-bay|Tempest Bay]] for the [[storm-board|Tempest Board]].
""",
    "content/pages/about.md": "# Harbour\n\n[The wall in June](../claims/wall-is-safe/?known=2024-06-30)\n",
    "content/organisations/quay-post.yml": "name: The Quay Post\nsummary: It reported the tempest of 2025.\n",
    "content/people/ada-quill.yml": "name: Ada Quill\nsummary: Known as the master of the tempest since March 2025.\n"
    "roles: [{title: harbour master, of: storm-board, from: 2019}, {title: tempest adviser, from: 2025-03}]\n",
    "content/people/tess-tempest.yml": "name: Tess Tempest\nroles: [{title: clerk, of: storm-board}]\n",
    "content/organisations/storm-board.yml": "name: Tempest Board\n",
    "content/places/tempest-bay.yml": "name: Tempest Bay\n",
    "content/places/mole.yml": "name: The Long Mole\nwithin: tempest-bay\n",
    "content/propositions/wall-is-safe.yml": "sentence: The wall is safe.\n"
    "summary: Denied by Ada Quill in January 2024 and confirmed by her in the tempest of March 2025.\n",
    "content/propositions/tempest-came.yml": "sentence: A tempest came.\ncontradicts: [wall-is-safe]\n",
    "content/measures/stones.yml": "name: Stones in the wall\ncounts: Stones, those that the tempest took too.\n"
    "summary: Forty, and 4025 after the tempest.\n",
    "content/events/look.yml": "what: The wall is inspected\ndate: 2024-01-10\nsummary: The tempest came later.\n",
    "content/events/walk.yml": "what: A walk to the light\ndate: 2024-01-10\nplace: mole\n",
    "content/events/breach.yml": "what: A tempest breaks the wall\ndate: 2025-03-09\nplace: tempest-bay\n",
    "content/events/meeting.yml": "what: Tess Tempest meets nobody\ndate: 2024-01-09\n",
    "content/topics/harbour.yml": "title: Harbour\nsummary: The harbour before and after the tempest.\n",
    "content/utterances/on-the-mole.yml": "title: Ada Quill on the mole\nspeaker: ada-quill\nsaid: 2024-01-10\n"
    "event: storm-warning\npassages: [{id: wall, gist: whether the wall holds}]\n",
    "content/events/storm-warning.yml": "what: Tess Tempest gives a warning\ndate: 2024-01-10\n",
    "content/utterances/at-the-quay.yml": "title: Ada Quill at the quay\nspeaker: ada-quill\nsaid: 2024-01-10\n"
    "summary: Said again in the tempest.\npassages: [{id: wall, gist: whether the wall holds in a tempest}]\n",
}
LATER = re.compile(r"tempest|2025|4025|4,025", re.IGNORECASE)
VAGUE = re.compile(
    rf"{LATER.pattern}|gust\b|Another report", re.IGNORECASE
)  # published in June 2024: known from its last day


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small archive's site, in this archive's theme."""
    return _built(tmp_path_factory.mktemp("later"), FILES)


def _built(root: Path, files: Mapping[str, str]) -> Path:
    write(root, files)
    copy_mkdocs_config(root)
    build(root, SITE_URL="https://archive.example/")
    return root / "site"


@pytest.fixture(scope="module")
def small(small_site: Path) -> Iterator[str]:
    """The address of the small archive's site."""
    with serving(small_site) as address:
        yield address


def test_no_page_of_a_small_archive_tells_of_later(page: Page, small_site: Path, small: str, in_full: bool) -> None:
    """Every third page is opened as known on one of the days, and then asked for another; with `--in-full` each is
    opened on each."""
    days = ["2023-12-31", EARLY, "2024-01-11", "2025-03-10"]
    asked = len(days) if in_full else 2
    faults, told = [], 0
    paths = pages_of(small_site)[:: 1 if in_full else 3]
    for number, path in enumerate(paths):
        for at in range(asked):
            day = days[(number + at) % len(days)]
            if at == 0 or in_full:
                page.goto(f"{small}{path}?known={day}")
                page.wait_for_selector(".md-content__inner[data-known-shown]", state="attached")
            seen, miscounted = page.evaluate(SHOW, day)
            faults += [f"{path} on {day}: {fault}" for fault in miscounted]
            ours = re.sub(
                r"10 March 2025|2025-03-10|as in 2025-04-28", "", seen
            )  # the day itself is said, and how one is written
            later = LATER if day > "2024-06-29" else VAGUE
            faults += [f"{path} on {day}: {line}" for line in ours.splitlines() if later.search(line)]
        page.get_by_role("button", name="Show everything").click()
        expect(page.locator("html.ar-asknown")).to_have_count(0)
        told += bool(LATER.search(page.locator("body").inner_text()))
    assert not faults, "\n".join(faults)
    assert told > len(paths) // 3  # it is shown if everything is shown


# --- what pages ask for when they are open: the search, cards, neighbours ---

JUNE = "2024-06-30"


def later_words(page: Page) -> list[str]:
    """The lines of a page that tell of what came after June 2024."""
    return [line for line in page.locator("body").inner_text().splitlines() if LATER.search(line)]


def test_the_search_shows_no_result_and_no_words_of_later(page: Page, small: str) -> None:
    for query in ("gust", "wall", "Ada", "harbour", "The"):
        page.goto(f"{small}search/?q={query}&known={JUNE}")
        expect(page.locator("[data-search] [role=status]")).to_have_text(re.compile("result|Nothing found"))
        assert later_words(page) == [], query
    page.goto(f"{small}search/?q=gust&known={JUNE}")
    expect(page.locator(".ar-hits a").first).to_be_visible()
    page.goto(f"{small}search/?q=wall")
    expect(page.locator(".ar-hits").get_by_text("tempest").first).to_be_visible()


@pytest.mark.parametrize("query", ["breaks", "confirms", "tess", "bay"])
def test_the_search_does_not_say_that_something_of_later_is_there(page: Page, small: str, query: str) -> None:
    page.goto(f"{small}search/?q={query}&known={JUNE}")
    expect(page.locator("[data-search] [role=status]")).to_have_text(re.compile("Nothing found"))
    expect(page.locator(".ar-hits a")).to_have_count(0)
    assert later_words(page) == []


def test_the_search_of_every_page_shows_nothing_of_later(page: Page, small: str) -> None:
    page.goto(f"{small}articles/?known={JUNE}")
    page.wait_for_selector("[data-known-shown]", state="attached")
    page.keyboard.press("/")
    box = page.get_by_role("dialog", name="Search")
    for query, found in (("gust", "result"), ("tess", "Nothing found")):
        box.get_by_role("searchbox").fill(query)
        expect(box.get_by_role("status")).to_have_text(re.compile(found))
        assert later_words(page) == [], query


def test_no_card_that_looks_ahead_tells_of_later(page: Page, small: str, in_full: bool) -> None:
    def tells_nothing(path: str, card: Locator) -> None:
        assert not LATER.search(card.inner_text()), f"{path}: {card.inner_text()}"

    of = ("articles/", "people/ada-quill/", "claims/wall-is-safe/", "topics/harbour/", "articles/a/")
    paths = [f"{path}?known={JUNE}" for path in of]
    assert cards(page, small, paths, 6 if in_full else 3, tells_nothing, "[data-known-shown]") > 5


def test_the_next_article_is_named_from_the_day_on_which_it_was_published(page: Page, small: str) -> None:
    neighbours = page.locator(".md-content nav.ar-sequence")
    page.goto(f"{small}articles/month/?known=2025-03-11")
    expect(neighbours.get_by_role("link")).to_have_text(["The wall is looked at", "Tempest at the harbour"])
    page.goto(f"{small}articles/month/?known={JUNE}")
    expect(neighbours.locator("p:visible")).to_have_count(1)
    expect(neighbours.locator("p:visible")).to_contain_text("The wall is looked at")
    page.goto(f"{small}articles/a/?known={EARLY}")
    expect(page.get_by_role("status").filter(has_text="What was known by 1 June 2024")).to_be_visible()
    expect(neighbours).to_be_hidden()


# --- the day stays chosen ---


def test_the_day_stays_through_links_back_forward_and_reload(page: Page, small: str) -> None:
    said = page.get_by_role("status").filter(has_text="30 June 2024")
    page.goto(f"{small}articles/?known={JUNE}")
    page.locator(".md-content a", has_text="The wall is looked at").first.click()
    article = re.compile(rf"/articles/a/\?known={JUNE}$")
    for step in (page.reload, page.go_back, page.go_forward):
        expect(page).to_have_url(article) if step != page.go_forward else expect(page).to_have_url(
            re.compile("articles/[?]")
        )
        expect(said).to_be_visible()
        assert later_words(page) == []
        step()
    expect(page).to_have_url(article)
    expect(said).to_be_visible()
    assert later_words(page) == []


def test_the_day_stays_behind_a_link_until_everything_is_shown(page: Page, served_site: str) -> None:
    day = "2024-12-31"
    page.goto(f"{served_site}articles/?known={day}")
    said = page.get_by_role("status").filter(has_text="31 December 2024")
    expect(said).to_be_visible()
    page.locator("details.ar-group:visible > summary").first.click()
    page.locator(".ar-articles a[href*='/articles/']").filter(visible=True).first.click()
    expect(page).to_have_url(re.compile(rf"/articles/[^/]+/\?known={day}$"))
    expect(said).to_be_visible()
    page.get_by_role("button", name="Show everything").click()
    expect(page).to_have_url(re.compile(r"/articles/[^/?]+/$"))
    expect(page.get_by_role("status").filter(has_text="Everything is shown")).to_be_visible()


RECORD = """() => {
    window.frames_ = [];
    const look = () => {
        const known = new URLSearchParams(location.search).has("known");
        const name = document.querySelector("h1")?.textContent.replace("¶", "").trim();
        if (known) window.frames_.push([location.pathname, name, document.title, document.body.innerText]);
        requestAnimationFrame(look);
    };
    look();
}"""


def test_instant_navigation_shows_nothing_of_later_not_even_for_a_frame(page: Page, small: str) -> None:
    """From a page where everything is shown, among pages as known on a day, and back and forth."""
    page.goto(f"{small}about/", wait_until="networkidle")
    page.evaluate("window.same = true")
    page.evaluate(RECORD)
    said = page.locator("form.ar-known [role=status]")
    page.get_by_role("link", name="The wall in June").click()
    expect(said).to_contain_text("30 June 2024")
    page.locator(".md-tabs__link", has_text="Quotations").click()
    page.locator(".ar-siblings").get_by_role("link", name="Statements").click()
    page.locator(".md-content").get_by_role("link", name="Ada Quill at the quay").click()
    expect(page.locator("h1")).to_contain_text("Ada Quill at the quay")
    expect(page.locator(".md-content h2").get_by_text("Sentence 1")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Statements")
    page.get_by_role("button", name="Show everything").click()
    expect(page).to_have_url(re.compile(r"/statements/$"))
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Quotations")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("The wall is safe")
    expect(said).to_contain_text("30 June 2024")
    page.go_forward()
    page.go_forward()
    expect(page.locator("h1")).to_contain_text("Statements")
    page.go_forward()
    expect(page.locator("h1")).to_contain_text("Ada Quill at the quay")
    expect(page.locator(".md-content h2").get_by_text("Sentence 1")).to_be_visible()
    assert page.evaluate("window.same")  # no page was loaded
    names = {
        "/claims/wall-is-safe/": "The wall is safe.",
        "/quotations/": "Quotations",
        "/statements/": "Statements",
        "/statements/at-the-quay/": "Ada Quill at the quay",
    }
    frames = [frame for frame in page.evaluate("window.frames_") if names[frame[0]] == frame[1]]
    assert {path for path, *_ in frames} == set(names)
    flashes = {
        (path, line) for path, _, *texts in frames for text in texts for line in text.splitlines() if LATER.search(line)
    }
    assert not flashes


def test_a_live_region_says_the_day_whenever_it_changes_and_the_address_follows(page: Page, small: str) -> None:
    page.goto(f"{small}claims/wall-is-safe/?known={JUNE}")
    region = page.locator("form.ar-known [role=status]")
    expect(region).to_have_text(re.compile("^1 stance had been published by 30 June 2024"))
    region.evaluate("(node) => { window.region = node; }")
    page.get_by_label("Show what was known by").fill("2025-03-11")
    expect(region).to_have_text(re.compile("^2 stances had been published by 11 March 2025"))
    expect(page).to_have_url(re.compile(r"\?known=2025-03-11$"))
    assert region.evaluate("(node) => node === window.region")  # readers of screens follow one element


def test_a_sheet_says_as_known_on_which_day_it_was_printed(page: Page, small: str) -> None:
    page.goto(f"{small}claims/wall-is-safe/?known={JUNE}")
    said = page.locator("form.ar-known [role=status]")
    expect(said).to_have_text(re.compile("30 June 2024"))
    page.emulate_media(media="print")
    expect(said).to_be_visible()
    assert later_words(page) == []
    expect(page.get_by_label("Show what was known by")).to_be_hidden()
    expect(page.get_by_role("button", name="Show everything")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Show everything").click()
    page.emulate_media(media="print")
    expect(said).to_be_hidden()
    page.emulate_media(media="screen")
    page.goto(f"{small}claims/wall-is-safe/")  # the day may also be chosen where the page has the fold
    page.get_by_text("What was known by a certain day").click()
    page.get_by_label("Show what was known by").fill(JUNE)
    page.emulate_media(media="print")
    expect(said).to_have_text(re.compile("30 June 2024"))
    expect(said).to_be_visible()


def test_what_had_been_published_is_shown(page: Page, small: str) -> None:
    """Nothing that was known is hidden with what came later: the words of a rendering, what a sign means, a name."""
    page.goto(f"{small}statements/at-the-quay/?known={JUNE}")
    renderings = page.get_by_role("list", name="Versions in English")
    expect(renderings.get_by_text("the wall is not safe", exact=True)).to_be_visible()
    expect(renderings.get_by_role("link", name="In its article")).to_be_visible()
    expect(page.locator(".md-content .ar-versions > li:visible")).to_have_count(1)
    page.goto(f"{small}claims/wall-is-safe/?known={JUNE}")
    key = page.get_by_role("list", name="Key").first
    expect(key.get_by_text("denies")).to_be_visible()
    expect(key.get_by_text("admits or confirms it")).to_be_hidden()
    page.goto(f"{small}articles/month/?known={JUNE}")
    expect(page.get_by_role("navigation", name="Articles in order of publication")).to_be_visible()


MARKS = "ins, del, mark, .ar-spell, .ar-beyond, .ar-aside"
RENDERED = """---
title: {0}
rights: {{status: CC-BY-4.0, text: summary}}
published: {0}
quotations: [{{id: q, speaker: ada, text: {1}, utterance: speech/lamp, fidelity: {2}, note: Compared.}}]
---
A report.
"""
VERSIONS = {
    **{
        f"content/articles/2024/{name}.md": RENDERED.format(*given)
        for name, given in {
            "first": ("2024-01-10", "the lamp burned at six in the evening", "altered"),
            "second": ("2024-02-10", "The light burned at six in the evening", "altered"),
            "third": ("2024-03-10", "the lamp was lit at six in the evening", "verbatim"),
            "fourth": ("2024-04-10", "the lamp was lit at seven", "altered"),
        }.items()
    },
    "content/pages/about.md": "# About\n",
    "content/people/ada.yml": "name: Ada\n",
    "content/utterances/speech.yml": "title: A speech\nspeaker: ada\nsaid: 2024-01-09\npassages: [{id: lamp, gist: the lamp}]\n",
}


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of four versions of the same words."""
    with serving(_built(tmp_path_factory.mktemp("versions"), VERSIONS)) as address:
        yield address


@pytest.mark.parametrize(
    ("path", "words", "unmarked", "marked"),
    [
        ("articles/first/", "the lamp burned at six in the evening", "2024-03-09", "2024-03-10"),
        ("articles/fourth/", "the lamp was lit at seven", None, "2024-04-10"),
        ("statements/speech/", "the lamp burned at six in the evening", "2024-03-09", "2024-03-10"),
        ("statements/speech/", "The light burned at six in the evening", "2024-03-09", "2024-03-10"),
        ("statements/speech/", "the lamp was lit at seven", None, "2024-04-10"),
    ],
)
def test_marks_of_what_differs_show_from_the_day_on_which_both_versions_were_known(
    page: Page, versions: str, path: str, words: str, unmarked: str | None, marked: str
) -> None:
    everything = page.locator("[data-marked]")
    printed = "els => els.map(el => { const copy = el.cloneNode(true); copy.querySelectorAll('del').forEach(it => it.remove()); return copy.textContent.replace(/\\s+/g, ' ').trim(); })"
    page.goto(f"{versions}{path}")
    whole = everything.evaluate_all("els => els.map(el => el.innerHTML)")
    at = everything.evaluate_all(printed).index(words)
    if unmarked:
        page.goto(f"{versions}{path}?known={unmarked}")
        unfold(page)
        assert everything.nth(at).text_content() == words
        expect(everything.nth(at)).to_be_visible()
        expect(everything.nth(at).locator(MARKS)).to_have_count(0)
        expect(page.locator(".ar-head .ar-key").filter(visible=True)).to_have_count(0)
        page.get_by_role("button", name="Show everything").click()
        expect(page.locator("html.ar-asknown")).to_have_count(0)
        assert everything.evaluate_all("els => els.map(el => el.innerHTML)") == whole
    page.goto(f"{versions}{path}?known={marked}")
    unfold(page)
    expect(everything.nth(at).locator(MARKS).filter(visible=True).first).to_be_visible()
    assert everything.nth(at).inner_html() == whole[at]
    if path.startswith("statements/"):
        expect(page.locator(".ar-head .ar-key")).to_be_visible()


def unfold(page: Page) -> None:
    page.locator("details.ar-said").evaluate_all("folds => folds.forEach(fold => { fold.open = true })")


def test_no_head_column_or_word_is_left_of_what_came_later(page: Page, small: str) -> None:
    page.goto(f"{small}figures/?known={JUNE}")
    expect(page.locator("table .ar-n:visible")).to_have_count(0)
    expect(page.locator("thead th:visible")).to_have_text(["What is counted"])
    expect(page.locator(".md-content h2:visible")).to_have_text([re.compile("^Figures")])
    page.goto(f"{small}events/walk/?known={JUNE}")
    where = page.locator(".ar-facts > div", has_text="Where")
    expect(where.locator("dd")).to_have_text("The Long Mole", use_inner_text=True)
    page.get_by_role("button", name="Show everything").click()
    expect(where.locator("dd")).to_contain_text("in Tempest Bay", use_inner_text=True)
    page.goto(f"{small}statements/on-the-mole/?known={JUNE}")
    expect(page.locator(".ar-head .ar-label")).to_have_text("Statement · 10 January 2024")
    told = page.locator(".ar-head .ar-line > li").filter(visible=True)
    expect(told).to_have_text(["Ada Quill", "1 article in English"])
    page.get_by_role("button", name="Show everything").click()
    expect(told).to_have_text(["Ada Quill", "Tess Tempest gives a warning", "1 article in English"])
    page.goto(f"{small}claims/wall-is-safe/?known={JUNE}")
    page.get_by_text("All stances in one table").click()
    party = page.locator(".ar-grid .ar-party:visible")
    expect(party).to_have_count(1)
    expect(party).to_have_text("", use_inner_text=True)
    low = party.evaluate("(row) => row.offsetHeight")
    page.get_by_role("button", name="Show everything").click()
    expect(party).to_contain_text("Tempest Board")
    assert low < party.evaluate("(row) => row.offsetHeight") / 2


def test_without_scripts_no_page_pretends_to_be_as_known_on_a_day(
    bare: Page, small_site: Path, small: str, in_full: bool
) -> None:
    for path in pages_of(small_site)[:: 1 if in_full else 3]:
        bare.goto(f"{small}{path}?known={JUNE}")
        seen = bare.locator("body").inner_text()
        assert "30 June 2024" not in seen.replace("30 June 2024, 1 day", ""), path
        assert "Show what was known by" not in seen or path == "method/", path
        expect(bare.locator(".ar-known").filter(visible=True)).to_have_count(0)
    bare.goto(f"{small}claims/wall-is-safe/?known={JUNE}")
    assert LATER.search(bare.locator(".md-content").inner_text())
