"""The search, as a reader's browser has it: the dialog on every page, and the page with its filters."""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from generator import theme
from generator.exports.search import pagefind
from generator.exports.search.entries import Entry, Facet
from tests.conftest import Guarded, at_night
from tests.in_browser import until

pytestmark = pytest.mark.browser

PHONE, DESK = (390, 844), (1366, 900)
HITS = ".ar-find__found > .ar-hits > .ar-hit"


def search(page: Page, site: str, query: str) -> int:
    """The search page for this query string, once it has answered; how many results it counts."""
    page.goto(f"{site}search/?{query}")
    return count(page)


def count(page: Page) -> int:
    status = page.locator(".ar-find [role=status]")
    expect(status).to_have_text(re.compile(r"results?$|partial match(es)?:$|Nothing found"))
    expect(page.locator(".ar-find[aria-busy]")).to_have_count(0)
    found = re.search(r"[\d,]+(?= (result|partial match))", status.inner_text())
    return int(found[0].replace(",", "")) if found else 0


def titles(page: Page) -> list[str]:
    return page.locator(f"{HITS} .ar-hit__title").all_inner_texts()


def years(page: Page) -> list[int]:
    """Of the results that give one."""
    dates = page.locator(f"{HITS} .ar-hit__when").all_inner_texts()
    return [int(date[-4:]) for date in dates if date[-4:].isdigit()]


def facet(page: Page, label: str) -> Locator:
    """The values of a filter, opened."""
    node = page.locator(f"details[data-label='{label}']")
    if node.get_attribute("open") is None:
        node.locator("summary").click()
    group = node.get_by_role("group")
    expect(group.locator("label").first).to_be_visible()
    return group


def tick(page: Page, label: str, value: str) -> int:
    """Choose a value; returns the number next to it."""
    row = facet(page, label).locator("label", has=page.locator(f'input[value="{value}"]'))
    number = int(row.locator(".ar-facet__count").inner_text().replace(",", ""))
    row.locator("input").check()
    expect(page.locator(".ar-chosen")).to_contain_text(row.locator("span").first.inner_text())
    return number


# --- what is found: by day one query of each sort; `tests/search` asks the same modules a hundred and fifty in Node ---


@pytest.fixture(scope="module")
def seekers(browser: Browser) -> Iterator[Guarded]:
    with closing(Guarded(browser.new_context())) as shared:
        yield shared


@pytest.fixture(scope="module")
def asking(seekers: Guarded, served_site: str) -> Iterator[Page]:
    """The search page, loaded once for all tests that only type a question and look at the answer."""
    with seekers.page() as page:
        search(page, served_site, "q=Kursk")
        yield page


def ask(page: Page, words: str) -> int:
    """Type a question on that page; how many results are counted. The page is busy from the moment that Enter is pressed."""
    field = page.get_by_role("searchbox", name="Words to search for")
    field.fill(words)
    field.press("Enter")
    return count(page)


def test_a_name_finds_its_bearer_first_and_what_is_said_about_it(asking: Page) -> None:
    assert ask(asking, "Shoigu") > 10
    assert titles(asking)[0] == "Sergei Shoigu"
    kinds = set(asking.locator(f"{HITS} .ar-label").all_inner_texts())
    assert {"PERSON", "QUOTATION", "EVENT"} <= {kind.upper() for kind in kinds}


@pytest.mark.parametrize("name", ["Шойгу", *at_night("Shoygu", "sergey shoigu", "SHOIGU")])
def test_other_spellings_and_scripts_find_the_record(asking: Page, name: str) -> None:
    ask(asking, name)
    assert titles(asking)[0] == "Sergei Shoigu"


@pytest.mark.parametrize(
    ("name", "bearer"),
    [("김정은", "Kim Jong Un"), *at_night(("Ким Ён Бок", "Kim Yong-bok"), ("Зеленський", "Volodymyr Zelensky"))],
)
def test_names_in_their_own_script_find_their_bearers(asking: Page, name: str, bearer: str) -> None:
    ask(asking, name)
    assert titles(asking)[0] == bearer


def test_accents_and_hyphens_need_not_be_typed(asking: Page) -> None:
    ask(asking, "jenca")
    assert titles(asking)[0] == "Miroslav Jenča"
    assert ask(asking, "Kim Jong-un") == ask(asking, "Kim Jong un") > 10
    assert titles(asking)[0] == "Kim Jong Un"


@pytest.mark.parametrize("words", ["북한군", *at_night("корейских бойцов", "special forces")])
def test_words_of_every_language_of_the_archive_are_found(asking: Page, words: str) -> None:
    assert ask(asking, words) > 0
    expect(asking.locator(f"{HITS} mark").first).to_be_visible()


@pytest.mark.parametrize(
    ("query", "measure"),
    [("12,000 troops", "DPRK troops deployed to Russia"), *at_night(("600 killed", "DPRK troops killed"))],
)
def test_a_number_finds_the_measure_that_has_it(asking: Page, query: str, measure: str) -> None:
    assert ask(asking, query) > 0
    expect(asking.locator(HITS, has_text=measure).locator(".ar-label", has_text="Figure").first).to_be_visible()
    expect(asking.locator(f"{HITS} mark", has_text=query.split(maxsplit=1)[0]).first).to_be_visible()


@pytest.mark.parametrize("query", ['"2+2 meeting"', *at_night("2+2 meeting in Washington", "$2+2$ meeting")])
def test_signs_within_words_do_no_harm(page: Page, served_site: str, query: str) -> None:
    search(page, served_site, f"q={quote(query)}&kind=Event")
    assert titles(page)[0] == "US-ROK 2+2 meeting in Washington"


def test_every_entry_of_the_archive_is_in_the_index(built_site: Path) -> None:
    number = json.loads((built_site / "pagefind" / "entries.json").read_text())["number"]
    assert len(list(built_site.glob("pagefind/fragment/*"))) == number > 500


def test_what_has_no_text_is_found_by_its_title_and_says_it_once(page: Page, served_site: str) -> None:
    title = "DPRK engineer troops cleared mines in Kursk Region in 2025"
    search(page, served_site, "q=engineer+troops+cleared+mines&kind=Proposition")
    hit = page.locator(HITS, has=page.get_by_role("link", name=title))
    expect(hit).to_have_count(1)
    expect(hit.locator(".ar-hit__excerpt")).to_have_count(0)


def test_a_phrase_in_quotation_marks_is_found_as_it_stands(asking: Page) -> None:
    loose = ask(asking, "their own land")
    assert 0 < ask(asking, "“their own land”") < loose
    assert ask(asking, chr(34) + "land own their" + chr(34)) == 0
    both = ask(asking, chr(34) + "own land" + chr(34) + " Shoigu")
    assert both > 0
    for words in asking.locator(f"{HITS} .ar-hit__words").all_inner_texts():
        assert "own land" in words


@pytest.mark.parametrize(
    "phrase", ["troop deployment", "북한군", *at_night("North Koreans", "prisoner of war", "soldiers")]
)
def test_a_phrase_has_no_other_endings(asking: Page, built_site: Path, phrase: str) -> None:
    found = [
        json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        for file in built_site.glob("pagefind/fragment/*")
    ]
    texts = ["\n".join([entry["content"], *entry["meta"].values()]).casefold() for entry in found]
    words = r"\W+".join(phrase.casefold().split())
    as_it_stands = sum(bool(re.search(words if phrase == "북한군" else rf"\b{words}\b", text)) for text in texts)
    many = ask(asking, f"{chr(34)}{phrase}{chr(34)}")
    partly = "No exact match" in asking.locator(".ar-find [role=status]").inner_text()
    assert (0 if partly else many) == as_it_stands


def test_a_phrase_shows_its_first_results_before_all_are_looked_through(page: Page, served_site: str) -> None:
    let_through, held = [None] * 30, list[Route]()

    def hold(route: Route) -> None:
        if let_through:  # what the first results are among, and nothing more for now
            let_through.pop()
            route.continue_()
        else:
            held.append(route)

    page.route("**/fragment/*", hold)
    page.goto(f"{served_site}search/?q=%22North+Korean%22")
    expect(page.locator(".ar-find [role=status]")).to_have_text("Counting…")
    expect(page.locator(f"{HITS} mark").first).to_be_visible()
    first = page.locator(HITS).all_inner_texts()
    assert held
    let_through.extend([None] * 1_000)
    for route in held:
        route.continue_()
    assert count(page) >= len(first)
    assert page.locator(HITS).all_inner_texts()[: len(first)] == first


def test_where_a_match_is_not_in_the_words_its_place_is_shown(page: Page, served_site: str) -> None:
    search(page, served_site, "q=sappers&kind=Quotation")
    for hit in page.locator(HITS).all():
        expect(hit.locator("mark").first).to_be_visible()


def test_a_quotation_shows_its_speaker_date_and_outlet_and_lands_on_its_card(page: Page, served_site: str) -> None:
    search(page, served_site, f"kind=Quotation&q={quote('defending their own land')}")
    hit = page.locator(HITS).first
    expect(hit).to_contain_text("as if defending their own land")
    expect(hit.locator("mark").first).to_be_visible()
    expect(hit).to_contain_text("Sergei Shoigu")
    expect(hit).to_contain_text("28 May 2025")
    expect(hit).to_contain_text("No publisher named")
    expect(hit).to_contain_text("paraphrase")
    hit.get_by_role("link").click()
    page.wait_for_url("**/articles/*/#q-*")
    card = page.locator("details.ar-said[open]", has=page.locator(f"#{urlsplit(page.url).fragment}"))
    expect(card).to_contain_text("as if defending their own land")
    expect(card).to_be_in_viewport()


def test_what_stands_nowhere_is_not_found_by_its_first_letter(asking: Page) -> None:
    assert ask(asking, "свекла") == 0


@pytest.mark.parametrize("word", ["parties", *at_night("sending", "mining", "confirmation")])
def test_another_ending_of_a_word_is_found_in_every_order(page: Page, served_site: str, word: str) -> None:
    found = {search(page, served_site, f"q={word}{order}") for order in ("", "&sort=newest", "&sort=oldest")}
    assert len(found) == 1
    assert found.pop() > 5


def test_where_nothing_has_all_words_what_has_some_is_shown(asking: Page) -> None:
    assert ask(asking, "sappers zeppelin") > 0
    expect(asking.locator(".ar-find [role=status]")).to_contain_text("No exact match.")
    assert "sappers" in asking.locator(HITS).first.inner_text().lower()
    assert ask(asking, "zeppelin dirigible") == 0


def test_words_that_stand_everywhere_are_left_out_beside_others(asking: Page) -> None:
    assert ask(asking, "the sappers of the") == ask(asking, "sappers")
    assert ask(asking, "the") > 50


def test_nothing_found_leads_on(page: Page, served_site: str) -> None:
    assert search(page, served_site, "q=Sjoigu&kind=Place") == 0
    expect(page.locator(".ar-nothing").get_by_role("link", name="Sergei Shoigu")).to_be_visible()
    assert search(page, served_site, "q=Shoigu&kind=Place&language=Korean") == 0
    page.goto(f"{served_site}search/?q=Shoigu&kind=Place")
    page.get_by_role("button", name="Without Kind: Place").click()
    page.wait_for_url("**/search/?q=Shoigu")
    assert count(page) > 10


def test_what_is_only_close_stands_below_under_a_heading_of_its_own(asking: Page) -> None:
    assert ask(asking, "zeppelin OR Yevkurov") > 0
    assert 0 < ask(asking, "prisoners letter Kyiv") < 12
    close = asking.get_by_role("region", name="Close, but not the same")
    shown = asking.locator(f"{HITS} a").evaluate_all("links => links.map(link => link.href)")
    expect(close.locator(".ar-hit").first).to_be_visible()
    assert len({*shown}) == len(shown)
    ask(asking, "Shoigu")
    expect(close).to_be_hidden()


def test_a_minus_an_or_and_what_is_not_understood(asking: Page) -> None:
    every, with_out, without = (ask(asking, words) for words in ("sappers", "sappers Shoigu", "sappers -Shoigu"))
    assert with_out + without == every
    assert ask(asking, "sappers OR howitzers") > every  # no text has both
    expect(asking.locator("[data-notes]")).to_be_hidden()
    ask(asking, "(sappers) speaker:Shoigu the")
    for sentence in ("Brackets have no effect here", "A word with a colon is not a filter here", "too common: the."):
        expect(asking.locator("[data-notes]")).to_contain_text(sentence)


def test_mixed_results_are_counted_by_kind_at_their_head(page: Page, served_site: str) -> None:
    total = search(page, served_site, "q=Shoigu")
    kinds = page.get_by_role("list", name="Kinds of results").get_by_role("listitem")
    assert sum(int(words.split()[-1]) for words in kinds.all_inner_texts()) == total
    search(page, served_site, "q=Shoigu&kind=Event")
    expect(kinds).to_have_count(0)


# --- filters ---

FILTERS = [
    ("Kind", "kind", "Quotation"),
    ("Speaker", "speaker", "Vladimir Putin"),
    ("Mentions", "named", "Vladimir Putin"),
    ("Outlet", "outlet", "TASS"),
    ("Year", "year", "2025"),
    ("Country", "country", "Russia"),
    ("Language", "language", "Russian"),
    ("Topic", "topic", "Deployment"),
    ("Stance", "stance", "denies"),
    ("Wording", "fidelity", "Verbatim"),
    ("Verified", "verified", "found word by word in a copy"),
]


def test_a_filter_leaves_as_many_as_it_says(page: Page, served_site: str, in_full: bool) -> None:
    """By day every second filter; the others are tried before anything is asked."""
    every = search(page, served_site, "q=Kursk")
    for label, name, value in FILTERS[:: 1 if in_full else 2]:
        group = facet(page, label)
        row = group.locator("label", has=page.locator(f'input[value="{value}"]'))
        if not row.count():
            group.get_by_role("button", name="more").click()
        number = tick(page, label, value)
        has_counted(page, number)
        assert 0 < number < every, label
        assert parse_qs(urlsplit(page.url).query) == {"q": ["Kursk"], name: [value]}
        page.locator(".ar-chosen").get_by_role("button", name=f"Remove {label}:").click()
        expect(page.locator(".ar-chosen")).to_be_hidden()
        has_counted(page, every)


def test_before_anything_is_asked_a_filter_counts_the_archive(page: Page, served_site: str, in_full: bool) -> None:
    page.goto(f"{served_site}search/")
    for label, name, value in FILTERS if in_full else FILTERS[1::2]:
        number = tick(page, label, value)
        assert number > 0, label
        has_counted(page, number)
        assert parse_qs(urlsplit(page.url).query) == {name: [value]}
        page.go_back()
        expect(page.get_by_text("Or start from a list")).to_be_visible()
        expect(page.locator(HITS)).to_have_count(0)
        expect(page.locator(".ar-find[aria-busy]")).to_have_count(0)


def has_counted(page: Page, number: int) -> None:
    """Wait until the page shows this number of results."""
    expect(page.locator(".ar-find [role=status]")).to_have_text(re.compile(rf"(?<!\d|,){number:,} results?\b"))
    expect(page.locator(".ar-find[aria-busy]")).to_have_count(0)


@pytest.mark.parametrize(("label", "name", "value"), [FILTERS[0], *at_night(*FILTERS[1:])])
def test_a_filter_turned_round_leaves_the_others(
    page: Page, served_site: str, label: str, name: str, value: str
) -> None:
    every = search(page, served_site, "q=Kursk")
    number = tick(page, label, value)
    assert count(page) == number
    turned = page.get_by_role("combobox", name=f"{label}: is or is not")
    turned.select_option("is not")
    page.wait_for_url(f"**&not={name}")
    expect(page.locator(".ar-find")).not_to_have_attribute("aria-busy", "true")
    assert count(page) == every - number
    expect(page.get_by_role("button", name=f"Remove {label} is not")).to_be_visible()
    page.reload()
    expect(page.locator(".ar-find")).not_to_have_attribute("aria-busy", "true")
    assert count(page) == every - number
    expect(turned).to_have_value("not")


def test_two_values_of_a_filter_add_up_and_two_filters_narrow(page: Page, served_site: str) -> None:
    search(page, served_site, "q=Kursk")
    quotations = tick(page, "Kind", "Quotation")
    assert count(page) == quotations
    articles = tick(page, "Kind", "Article")
    assert count(page) == quotations + articles
    narrowed = tick(page, "Wording", "Verbatim")
    assert count(page) == narrowed < quotations


def test_a_filter_without_words_asks_the_index_nothing_and_shows_the_newest_first(page: Page, served_site: str) -> None:
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(urlsplit(request.url).path.partition("/pagefind/")[2].split("/")[0])
    )
    assert search(page, served_site, "kind=Event") > 12
    expect(page.get_by_label("Sort by")).to_have_value("newest")
    assert {*filter(None, asked)} == {"entries.json", "values", "fragment"}
    newest = years(page)
    assert newest == sorted(newest, reverse=True)
    page.get_by_label("Sort by").select_option("oldest first")
    page.wait_for_url("**sort=oldest")
    count(page)
    assert max(years(page)) < max(newest)
    page.locator(".ar-find [name=q]").fill("Kursk")
    page.get_by_label("Sort by").select_option("relevance")
    page.wait_for_url("**/search/?q=Kursk&kind=Event")


def test_the_undated_come_last_in_either_order(page: Page, served_site: str) -> None:
    for order in ("newest", "oldest"):
        total = search(page, served_site, f"q=Shoigu&kind=Person&kind=Event&sort={order}")
        assert every(page) == total
        kinds = page.locator(HITS).evaluate_all("hits => hits.map(hit => hit.dataset.kind)")
        assert kinds == sorted(kinds)
        assert set(kinds) == {"Event", "Person"}
        dated = years(page)
        assert dated == sorted(dated, reverse=order == "newest")


def test_an_entry_without_words_shows_its_beginning_as_it_stands(page: Page, served_site: str, tmp_path: Path) -> None:
    text = " ".join(['&lt;b&gt; & <b> "rain"', *(f"w{n}" for n in range(40))])
    index = pagefind.build_index(
        tmp_path, [Entry("a/#q", "Ada", text, (("kind", ("Quotation",)), ("fidelity", ("Altered",))))]
    )
    page.route("**/pagefind/**", lambda route: route.fulfill(path=index / urlsplit(route.request.url).path[10:]))
    assert search(page, served_site, "kind=Quotation") == 1
    words = page.locator(".ar-hit__words").inner_text()
    assert words.startswith('“&lt;b&gt; & <b> "rain" w0')
    assert words.endswith("w27 …”")
    packed = next((index / "fragment").iterdir())
    packed.write_bytes(gzip.decompress(packed.read_bytes()))  # as from a host that has the browser unpack it
    page.reload()
    expect(page.locator(".ar-hit__words")).to_have_text(words)


def every(page: Page) -> int:
    """How many results there are, all of them asked for."""
    further = page.get_by_role("button", name="More results")
    while further.is_visible():
        shown = page.locator(HITS).count()
        further.click()
        expect(page.locator(HITS)).not_to_have_count(shown)
    return page.locator(HITS).count()


@pytest.mark.parametrize(
    "query",
    ['"special forces" Kursk', "confirmation generals", *at_night("Shoigu Kursk zither", "confirmation")],
    ids=["phrase", "other endings", "some words", "another ending"],
)
def test_counts_are_those_of_what_is_shown(page: Page, served_site: str, query: str) -> None:
    page.goto(f"{served_site}search/?q={quote(query)}")
    kinds = facet(page, "Kind")
    expect(page.locator(".ar-find[aria-busy]")).to_have_count(0)
    if kinds.get_by_role("button").count():
        kinds.get_by_role("button").click()
        expect(kinds.get_by_role("button")).to_have_count(0)
    counts = [int(number) for number in kinds.locator(".ar-facet__count").all_inner_texts()]
    assert sum(counts) == every(page) > 0
    for kind in kinds.locator("input:enabled").evaluate_all("boxes => boxes.map(box => box.value)"):
        number = tick(page, "Kind", kind)
        expect(page.locator(".ar-find[aria-busy]")).to_have_count(0)
        assert every(page) == number > 0
        page.locator(".ar-chosen").get_by_role("button", name="Remove Kind:").click()
        expect(page.locator(".ar-chosen")).to_be_hidden()


def test_an_index_that_is_replaced_below_an_open_page_is_loaded_anew(page: Page, served_site: str) -> None:
    old = ['{"name":"00000","digits":5,"number":3,"dated":1,"listed":"gone","stems":{},"terms":1,"longest":1}']
    page.route("**/entries.json", lambda route: route.fulfill(body=old.pop()) if old else route.continue_())
    page.goto(f"{served_site}search/?q=Shoigu")
    assert count(page) > 12
    assert not old
    assert titles(page)[0] == "Sergei Shoigu"


def test_a_range_of_dates_holds_what_may_lie_in_it(page: Page, served_site: str) -> None:
    every = search(page, served_site, "q=Kursk&kind=Event")
    inside = search(page, served_site, "q=Kursk&kind=Event&from=2025-04-01&to=2025-04-30")
    assert 0 < inside < every
    for date in page.locator(f"{HITS} .ar-hit__when").all_inner_texts():
        assert "2025" in date
    page.get_by_label("To", exact=True).fill("2025-06-30")
    page.wait_for_url("**to=2025-06-30")
    assert inside <= count(page) <= every
    assert search(page, served_site, "q=Kursk&from=1901-01-01&to=1901-12-31") == 0


def test_results_are_sorted_by_date(page: Page, served_site: str) -> None:
    search(page, served_site, "q=Shoigu&kind=Article&sort=newest")
    dated = years(page)
    assert len(dated) > 3
    assert dated == sorted(dated, reverse=True)
    newest = titles(page)
    page.get_by_label("Sort by").select_option("oldest first")
    page.wait_for_url("**sort=oldest")
    count(page)
    assert set(titles(page)) == set(newest)
    assert titles(page) != newest


def test_the_page_is_titled_by_what_was_asked(page: Page, served_site: str) -> None:
    number = search(page, served_site, "q=Kim")
    expect(page.locator("h1")).to_have_text(re.compile(rf"^“Kim”: {number} results"))
    page.get_by_role("searchbox", name="Words to search for").fill("")
    expect(page.locator("h1")).to_have_text(re.compile("^Search"))


@pytest.mark.parametrize("form", ["CSV", "JSON"])
def test_what_was_found_is_handed_over_as_a_file(page: Page, served_site: str, form: str) -> None:
    number = search(page, served_site, "q=Kursk&kind=Quotation&sort=oldest")
    with page.expect_download() as handed:
        page.get_by_role("button", name=form, exact=True).click()
    assert handed.value.suggested_filename.startswith("search")
    text = handed.value.path().read_text("utf-8")
    rows = json.loads(text)["rows"] if form == "JSON" else list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == number
    assert {row["kind"] for row in rows} == {"quotation"}
    assert all(row["words"] and row["address"].startswith(served_site) for row in rows)
    shown = page.locator(f"{HITS} a.ar-hit__words").evaluate_all("links => links.map(a => a.href)")
    assert [row["address"] for row in rows][: len(shown)] == shown
    if form == "JSON":
        assert json.loads(text)["asked"]["q"] == "Kursk"
        assert json.loads(text)["address"] == page.url


def test_more_results_come_on_request_each_once(page: Page, served_site: str) -> None:
    for order in ("", "&sort=newest"):
        total = search(page, served_site, f"q=Shoigu{order}")
        assert page.locator(HITS).count() == 12
        page.get_by_role("button", name="More results").click()
        expect(page.locator(HITS)).to_have_count(min(total, 24))
        addresses = page.locator(f"{HITS} a").evaluate_all("links => links.map(a => a.href)")
        assert len(set(addresses)) == len(addresses)


# --- state ---


def test_the_whole_state_stands_in_the_address_and_back_works(page: Page, served_site: str) -> None:
    search(page, served_site, "q=Kursk")
    tick(page, "Kind", "Quotation")
    quotations = count(page)
    page.get_by_label("Sort by").select_option("newest first")
    page.wait_for_url("**q=Kursk&kind=Quotation&sort=newest")
    page.reload()
    assert count(page) == quotations
    expect(page.get_by_label("Sort by")).to_have_value("newest")
    expect(page.locator("input[value=Quotation]")).to_be_checked()
    page.go_back()
    page.wait_for_url("**/search/?q=Kursk&kind=Quotation")
    expect(page.get_by_label("Sort by")).to_have_value("")
    page.go_back()
    page.wait_for_url("**/search/?q=Kursk")
    expect(page.locator("input[value=Quotation]")).not_to_be_checked()
    assert count(page) > quotations


def test_a_query_that_was_asked_is_gone_back_to(page: Page, served_site: str) -> None:
    page.goto(f"{served_site}search/")
    field = page.locator(".ar-find [name=q]")
    for name in ("Putin", "Shoigu"):
        field.fill("")
        field.press_sequentially(name, delay=80)
        field.press("Enter")
        page.wait_for_url(f"**/search/?q={name}")
        count(page)
    page.go_back()
    expect(field).to_have_value("Putin")
    page.wait_for_url("**/search/?q=Putin")


def test_a_date_that_is_typed_is_one_step(page: Page, served_site: str) -> None:
    search(page, served_site, "q=Kursk")
    before = page.evaluate("history.length")
    page.get_by_label("From").focus()
    page.keyboard.type("04282025", delay=20)
    page.wait_for_url("**/search/?q=Kursk&from=2025-04-28")
    assert page.evaluate("history.length") == before + 1


def test_as_many_results_as_were_shown_are_shown_again(page: Page, served_site: str) -> None:
    search(page, served_site, "q=Kursk")
    for shown in (24, 36):
        page.get_by_role("button", name="More results").click()
        expect(page.locator(HITS)).to_have_count(shown)
    last = page.locator(f"{HITS} a").nth(32)
    words = last.inner_text()
    last.click()
    page.wait_for_url(lambda address: "/search/" not in address)
    page.go_back()
    expect(page.locator(HITS)).to_have_count(36)
    expect(page.locator(f"{HITS} a").nth(32)).to_have_text(words)
    expect(page.locator(f"{HITS} a").nth(32)).to_be_in_viewport()


def test_a_range_that_ends_before_it_begins_holds_nothing(page: Page, served_site: str) -> None:
    assert search(page, served_site, "from=2025-06-01&to=2025-01-01") == 0


def test_days_of_years_with_a_sign_stand_in_the_order_of_time(page: Page, served_site: str, tmp_path: Path) -> None:
    kind: tuple[Facet, tuple[str, ...]] = ("kind", ("Event",))
    days = ["-0044-03-15", "-0043-03-15", "0987-01-01", "2025-01-01", "+12025-01-01"]
    index = pagefind.build_index(
        tmp_path, [Entry(f"events/{day}/", day, "It rained.", (kind, ("date", (day,)))) for day in days]
    )
    page.route("**/pagefind/**", lambda route: route.fulfill(path=index / urlsplit(route.request.url).path[10:]))
    assert search(page, served_site, "from=2025-01-01") == 2
    assert titles(page) == days[:2:-1]
    assert search(page, served_site, "to=0986-01-01&sort=oldest") == 2
    assert titles(page) == days[:2]
    assert facet(page, "Year").locator("input").evaluate_all("boxes => boxes.map(box => box.value)") == [
        "-0043",
        "-0044",
    ]


def test_an_empty_archive_has_nothing_to_find(page: Page, served_site: str, tmp_path: Path) -> None:
    index = pagefind.build_index(tmp_path, [])

    def answer(route: Route) -> None:
        file = index / urlsplit(route.request.url).path[10:]
        if file.is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(status=404)

    page.route("**/pagefind/**", answer)
    assert search(page, served_site, "q=Ada") == 0
    assert search(page, served_site, "kind=Event") == 0
    expect(page.locator(".ar-find [role=status]")).to_have_text("Nothing found")


def test_back_from_a_result_finds_the_results_again(page: Page, served_site: str) -> None:
    before = search(page, served_site, "q=Shoigu&kind=Quotation")
    page.locator(f"{HITS} a").first.click()
    page.wait_for_url("**/articles/**")
    page.go_back()
    page.wait_for_url("**/search/?q=Shoigu&kind=Quotation")
    assert count(page) == before


def test_a_chosen_filter_is_taken_away_by_its_button(page: Page, served_site: str) -> None:
    search(page, served_site, "q=Kursk&kind=Quotation&from=2025-01-01")
    page.get_by_role("button", name="Remove Kind: Quotation").click()
    page.wait_for_url("**/search/?q=Kursk&from=2025-01-01")
    page.get_by_role("button", name="Remove from 2025-01-01").click()
    page.wait_for_url("**/search/?q=Kursk")
    expect(page.locator(".ar-chosen")).to_be_hidden()


# --- keyboard ---


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_the_dialog_opens_by_the_keyboard_and_is_walked_through(page: Page, served_site: str, key: str) -> None:
    page.goto(served_site)
    page.keyboard.press(key)
    dialog = page.get_by_role("dialog", name="Search")
    field = dialog.get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("Shoigu")
    links = dialog.locator(".ar-hit a")
    expect(links.first).to_have_text("Sergei Shoigu")
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")  # the browser empties the field first, or closes
    until(page, "!document.querySelector('dialog[open] [name=q]')?.value")
    if dialog.is_visible():
        page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_the_focus_stays_in_the_dialog_and_returns_to_what_opened_it(page: Page, served_site: str) -> None:
    page.goto(served_site)
    button = page.locator("header").get_by_role("link", name="Search names, words, outlets")
    button.focus()
    button.press("Enter")
    dialog = page.get_by_role("dialog", name="Search")
    page.keyboard.type("Putin")
    expect(dialog.locator(".ar-hit").first).to_be_visible()
    for _ in range(25):
        page.keyboard.press("Tab")
        until(page, "document.activeElement === document.body || document.activeElement.closest('dialog')")
    dialog.get_by_role("button", name="Close").click()
    expect(button).to_be_focused()


def test_enter_leads_to_the_page_with_all_results(page: Page, served_site: str) -> None:
    page.goto(served_site + "about/")
    page.keyboard.press("/")
    page.keyboard.type("Shoigu")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=Shoigu")
    assert count(page) > 10


def test_a_slash_in_a_field_is_a_slash(page: Page, served_site: str) -> None:
    page.goto(served_site + "quotations/")
    page.get_by_label("Words", exact=True).press("/")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_results_of_the_page_are_walked_through_by_arrows(page: Page, served_site: str) -> None:
    search(page, served_site, "q=Shoigu")
    page.get_by_role("searchbox").press("ArrowDown")
    expect(page.locator(f"{HITS} a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()


# --- frame ---


def modules(asked: list[str]) -> list[str]:
    """Those of the theme's modules that are among these addresses, by their paths below assets/."""
    found = (re.search(r"/assets/((?:lib|search|annotate)/[\w-]+\.js)", url) for url in asked)
    return sorted(it[1] for it in found if it)


OF_RECORDS = ["lib/record.js"]
"""Modules that the page of a record also loads: the save button, and the news."""


@pytest.mark.parametrize(
    ("path", "more"), [("", []), ("articles/babel-gerasimov/", OF_RECORDS), ("people/vladimir-putin/", OF_RECORDS)]
)
def test_a_first_visit_asks_for_few_files(page: Page, served_site: str, path: str, more: list[str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served_site + path, wait_until="networkidle")
    assert modules(asked) == sorted([*theme.EARLY, *more])
    # Beside page and style: Material's script, the theme's own, what those import; the sitemap for Material, and the icon.
    assert len(asked) <= 5 + len(theme.SCRIPTS) + len(theme.EARLY) + len(more)


def test_the_modules_of_the_search_are_loaded_where_it_is_opened_each_once(page: Page, served_site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served_site, wait_until="networkidle")
    page.locator("header").get_by_role("link", name="Search names, words, outlets").click()
    page.keyboard.type("Shoigu")
    expect(page.locator("dialog .ar-hit").first).to_be_visible()
    searches = [name for name in theme.modules() if name.startswith(("lib/", "search/"))]
    assert modules(asked) == [name for name in searches if name != "search/page.js"]
    asked.clear()
    page.goto(served_site + "search/?q=Shoigu")
    count(page)
    searches = [name for name in theme.of_search() if name.startswith(("lib/", "search/"))]
    first_query = "search/questions.js"
    assert modules(asked) == sorted([*theme.EARLY, *searches, first_query])


def test_what_is_typed_while_the_search_is_loaded_is_answered(page: Page, served_site: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:  # Playwright takes no method of a list
        held.append(route)

    page.route("**/assets/search/answers.js*", hold)
    page.goto(served_site)
    page.keyboard.press("/")
    page.keyboard.type("Shoigu")
    dialog = page.get_by_role("dialog", name="Search")
    expect(dialog.get_by_role("searchbox")).to_have_value("Shoigu")
    expect(dialog.locator(".ar-hit")).to_have_count(0)
    until(page, "performance.getEntriesByType('resource').some((it) => it.name.includes('/search/query.js'))")
    for route in held:
        route.continue_()
    expect(dialog.locator(".ar-hit a").first).to_have_text("Sergei Shoigu")


def test_where_the_search_could_not_be_loaded_the_dialog_leads_to_its_page(page: Page, served_site: str) -> None:
    page.route("**/assets/search/answers.js*", lambda route: route.abort())
    page.goto(served_site)
    page.keyboard.press("Control+k")
    page.keyboard.type("Shoigu")
    expect(page.get_by_role("dialog", name="Search").get_by_role("status")).to_contain_text("could not be loaded")
    page.unroute("**/assets/search/answers.js*")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=Shoigu")
    assert count(page) > 10


def test_a_way_to_the_search_that_no_one_came_back_on_restores_nothing(page: Page, served_site: str) -> None:
    """The modules may be loaded long after the browser went back to the page on which they are."""
    search(page, served_site, "q=Putin")
    page.locator("[data-more]").click()
    expect(page.locator(HITS)).to_have_count(24)
    page.locator(f"{HITS} a").nth(20).click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.goto(served_site + "about/")
    page.goto(served_site + "open-questions/")
    page.go_back()
    page.wait_for_url("**/about/")
    page.evaluate("history.pushState(null, '', '/search/?q=Putin')")
    restored = page.evaluate("import('/assets/search/extent.js').then((it) => it.recallShown())")
    assert restored == {}


def test_nothing_of_the_search_is_loaded_before_a_reader_searches(page: Page, served_site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "search/", "articles/"):
        page.goto(served_site + path, wait_until="networkidle")
    beside = [urlsplit(url).path.split("/pagefind/")[1] for url in asked if "/pagefind/" in url]
    assert beside == ["entries.json"]  # it has the counts of the filter that is open
    page.keyboard.press("/")
    page.keyboard.type("Shoigu")
    expect(page.locator("dialog .ar-hit").first).to_be_visible()
    assert [url for url in asked if ".pf_meta" in url]
    assert not [url for url in asked if "/values/" in url]  # the dialog has no filters


def test_the_dialog_lives_through_instant_navigation(page: Page, served_site: str) -> None:
    page.goto(served_site)
    page.evaluate("window.sameDocument = true")
    dialog = page.get_by_role("dialog", name="Search")
    for name, address in (("Shoigu", "sergei-shoigu"), ("Peskov", "dmitry-peskov")):
        page.locator("header").get_by_role("link", name="Search names, words, outlets").click()
        dialog.get_by_role("searchbox").fill(name)
        dialog.locator(".ar-hit a", has_text=name).first.click()
        page.wait_for_url(f"**/people/{address}/")
        expect(page.locator("h1")).to_contain_text(name)
        expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.press("Control+a")
    page.keyboard.type("Kursk")
    dialog.get_by_role("link", name=re.compile("^All ")).click()
    page.wait_for_url("**/search/?q=Kursk")
    assert count(page) > 10
    assert page.evaluate("window.sameDocument")


def test_what_is_typed_before_the_script_has_come_is_sought(page: Page, served_kinds: str) -> None:
    held: list[Route] = []
    page.route("**/search/page.js*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    page.goto(f"{served_kinds}search/", wait_until="commit")
    field = page.locator(".ar-find [name=q]")
    expect(page.locator("[data-without-search]")).to_be_visible()
    field.fill("flood")
    while not held:
        page.wait_for_timeout(20)
    for route in held:
        route.continue_()
    page.wait_for_url("**/search/?q=flood")
    assert count(page) > 0
    expect(field).to_have_value("flood")


def test_without_scripts_the_page_leads_to_the_indexes(bare: Page, served_site: str) -> None:
    bare.goto(served_site)
    bare.locator("header").get_by_role("link", name="Search names, words, outlets").click()
    bare.wait_for_url("**/search/")
    expect(bare.locator("[data-search] form")).to_be_hidden()
    expect(bare.locator("[data-search] [data-filters]")).to_be_hidden()
    bare.locator(".ar-doors").get_by_role("link", name="Quotations").click()
    bare.wait_for_url("**/quotations/")


CHOSEN = "q=Putin&kind=Quotation&kind=Proposition&sort=newest"


@pytest.mark.parametrize(
    ("state", "size", "scheme"),
    [
        pytest.param("", PHONE, "dark", id="empty-phone"),
        pytest.param("", DESK, "light", id="empty-desk", marks=pytest.mark.in_full),
        pytest.param("q=Shoigu", PHONE, "dark", id="found-phone"),
        pytest.param("q=Shoigu", DESK, "light", id="found-desk"),
        pytest.param(CHOSEN, PHONE, "dark", id="chosen-phone", marks=pytest.mark.in_full),
        pytest.param(CHOSEN, DESK, "light", id="chosen-desk"),
        pytest.param("q=Sjoigu&kind=Place", PHONE, "dark", id="partial-phone", marks=pytest.mark.in_full),
        pytest.param("q=Sjoigu&kind=Place", DESK, "light", id="partial-desk"),
    ],
)
def test_axe_finds_nothing_on_the_page(
    page: Page, axe: Axe, served_site: str, state: str, size: tuple[int, int], scheme: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{served_site}search/?{state}")
    if state:
        count(page)
    filters = page.locator("[data-filters]:not([open]) > summary")
    if filters.is_visible():
        filters.click()
        expect(page.locator("[data-filters]")).to_have_attribute("open", "")
    shut = page.locator("details[data-facet]:not([open]) > summary:visible")
    left = shut.count()
    for number in range(1, min(left, 3) + 1):
        shut.first.click()
        expect(shut).to_have_count(left - number)
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (DESK, "light")], ids=["phone-dark", "desk-light"])
def test_axe_finds_nothing_in_the_dialog(
    page: Page, axe: Axe, served_site: str, size: tuple[int, int], scheme: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(served_site)
    page.locator("header").get_by_role("link", name="Search names, words, outlets").click()
    page.keyboard.type("Shoigu")
    expect(page.locator("dialog .ar-hit").first).to_be_visible()
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_phone_holds_it_all_and_its_targets_are_large(page: Page, served_site: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    search(page, served_site, "q=Shoigu&kind=Quotation")
    filters = page.locator("[data-filters]")
    expect(filters).not_to_have_attribute("open", "")  # they would come before the first result
    expect(page.get_by_role("button", name="Quotation")).to_be_visible()
    filters.locator("> summary").click()
    expect(filters).to_have_attribute("open", "")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    targets = ".ar-find :is(input[type=search], input[type=date], select, button, .ar-facet__value, summary):visible"
    for target in page.locator(targets).all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44, target.evaluate("e => e.outerHTML")


BAD = '<img src=x onerror="window.ran=1"> <mark>Shoigu</mark> &lt;b&gt; <script>window.ran=1</script>'


def test_what_content_says_is_never_markup(page: Page, served_site: str, tmp_path: Path) -> None:
    entries = [
        Entry("people/x/", BAD, BAD, (("kind", ("Person",)), ("speaker", (BAD,))), BAD, BAD, BAD, BAD),
        Entry("a/#q-x", BAD, BAD, (("kind", ("Quotation",)), ("fidelity", ("Altered",))), "", BAD, BAD, BAD),
    ]
    index = pagefind.build_index(tmp_path, entries)
    page.route("**/pagefind/**", lambda route: route.fulfill(path=index / urlsplit(route.request.url).path[10:]))
    assert search(page, served_site, "kind=Person&kind=Quotation") == 2
    assert page.locator(".ar-find :is(img, script, b b)").count() == 0
    assert search(page, served_site, "q=Shoigu") == 2
    expect(facet(page, "Speaker")).to_contain_text("onerror")
    expect(page.locator(HITS).first).to_contain_text('<img src=x onerror="window.ran=1">')
    assert page.locator(".ar-find :is(img, script, b b)").count() == 0
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize(
    ("asked", "page_of", "answered"),
    [
        (
            "Who denied first that North Korean troops were in Russia, and when did they admit?",
            "claims/",
            "28 April 2025",
        ),
        ("How many troops were killed, according to whom, when?", "figures/", "at least 300"),
        ("When did Kim admit?", "claims/", "Kim Jong Un"),
        ("Which outlet altered most?", "table/.of=quotations&by=outlet&and=finding", "148 quotations"),
    ],
)
def test_a_question_is_answered_on_the_page_that_comes_first(
    page: Page, served_site: str, asked: str, page_of: str, answered: str
) -> None:
    page.goto(served_site)
    page.keyboard.press("/")
    page.keyboard.insert_text(asked)
    first = page.locator(".ar-ask .ar-hits a").first
    expect(first).to_have_attribute("href", re.compile(page_of))
    first.click()
    expect(page.locator(".md-content")).to_contain_text(answered)
