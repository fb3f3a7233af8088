"""The index of articles."""

import re
from pathlib import Path

import pytest

from generator.pages.articles.index import NEWEST, ROWS
from generator.pages.page import Page
from generator.pages.parts.months import Month, fold_by_month
from tests import archive_files
from tests.archive_files import archive_of, draw, pages_of

HERALD = {"content/organisations/herald.yml": "name: The Herald\ncountry: GB\n"}


def article(n: int, *, published: str = "2025-04-28", more: str = "") -> dict[str, str]:
    """The file of an article in The Herald, published on `date`; '' for no date."""
    date = f"'{published}'" if published else None
    text = archive_files.article(
        "Rain.", title=f"Flood {n}", language="en", publisher="herald", published=date, more=more
    )
    return {f"content/articles/2025/flood-{n}.md": text}


def many(number: int, **more: str) -> dict[str, str]:
    return {path: text for n in range(number) for path, text in article(n, **more).items()}


def pages(root: Path, files: dict[str, str]) -> dict[str, Page]:
    """The pages that list articles."""
    return {
        page.path: page
        for page in pages_of(archive_of(root, files | HERALD), "articles")
        if page.template != "articles/article.md.j2"
    }


def headings(text: str) -> list[str]:
    return re.findall(r"^## (.*?) (?:<small.*</small> )?\{", text, re.MULTILINE)


def test_a_few_articles_stand_on_one_page_by_year(tmp_path: Path) -> None:
    found = pages(tmp_path, article(1, published="2024-12-31") | article(2) | article(3, published=""))
    assert list(found) == ["articles/index.md"]
    text = draw(found["articles/index.md"])
    assert headings(text) == ["2025", "2024", "Undated"]
    assert '<li data-outlet="The Herald" data-country="United Kingdom" data-language="English" data-topic="">' in text


def test_the_first_twenty_stand_open_and_the_others_in_folds_by_month(tmp_path: Path) -> None:
    files = article(999, published="2026-01-05") | many(55) | article(900, published="2025-03")
    text = draw(pages(tmp_path, files | article(901, published="2025"))["articles/index.md"])
    assert headings(text) == ["2026", "2025"]
    folds = re.findall(r"<b[^>]*>([^<]*)</b> <small[^>]*>([^<]*)</small>", text)[1:]
    assert folds == [
        ("April 2025, part 1 of 2", "30 more articles"),
        ("April 2025, part 2 of 2", "6 more articles"),
        ("March 2025", "1 article"),
        ("2025, no single month", "1 article"),
    ]
    assert text.count("ar-entry") == 58
    earlier, later = Month(2024, 11), Month(2024, 12)
    # An archive may sort vague dates before others. Months with few rows share a fold.
    _shown, by_month = fold_by_month([("a", Month(2024, 13)), ("b", later), ("c", earlier)], 0)
    assert [(fold.name, fold.rows) for fold in by_month] == [
        ("November–December 2024", ("c", "b")),
        ("2024, no single month", ("a",)),
    ]
    assert text.index("flood-999") < text.index('<details class="ar-fold ar-group"')


def test_more_than_a_page_holds_stand_on_pages_by_year(tmp_path: Path) -> None:
    files = many(ROWS + 1) | article(900, published="2024-05-01") | article(901, published="")
    found = pages(tmp_path, files)
    assert list(found) == [
        "articles/index.md",
        "articles/index/2025.md",
        "articles/index/2025-2.md",
        "articles/index/2024.md",
        "articles/index/undated.md",
    ]
    index = draw(found["articles/index.md"])
    assert headings(index) == ["2025", "2024", "Undated", "Newest", "By outlet"]
    assert f'<a href="../articles/index/2025/">28 April 2025, part 1 of 2: {ROWS} articles</a>' in index
    assert '<a href="../articles/index/2025-2/">28 April 2025, part 2 of 2: 1 article</a>' in index
    assert '<a href="../articles/index/undated/">No date given: 1 article</a>' in index
    assert index.count("ar-entry") == NEWEST
    assert '<a href="../search/?kind=Article">the search</a>' in index
    assert '<input type="hidden" name="kind" value="Article">' in index
    listed = [re.findall(r'<a href="[./]+articles/(flood-\d+)/"', draw(found[path])) for path in list(found)[1:]]
    assert [len(names) for names in listed] == [ROWS, 1, 1, 1]
    assert len({name for names in listed for name in names}) == ROWS + 3


def test_the_pages_by_year_lead_to_each_other_and_back(tmp_path: Path) -> None:
    found = pages(tmp_path, many(ROWS + 1) | article(900, published="2024-05-01"))
    text = draw(found["articles/index/2025-2.md"])
    assert "<h1>Articles of 2025, part 2 of 2</h1>" in text
    assert '<a href="../../../articles/">Articles</a>' in text
    assert '<a href="../../../search/?kind=Article">all articles</a>' in text
    assert '<span class="ar-label">Earlier</span> <a href="../../../articles/index/2024/">Articles of 2024</a>' in text
    assert (
        '<span class="ar-label">Later</span> <a href="../../../articles/index/2025/">Articles of 2025, part 1 of 2</a>'
        in text
    )


def test_no_page_of_long_titles_grows_too_large(tmp_path: Path) -> None:
    deck = "deck: '" + "x" * 200 + "'\n"
    found = pages(tmp_path, many(ROWS, more=deck))
    assert max(len(draw(page).encode()) for page in found.values()) < 200_000


@pytest.mark.parametrize(("body", "shown"), [("Rain.\n", True), ("", False)])
def test_an_article_without_a_summary_yet_has_no_heading_for_it(tmp_path: Path, body: str, *, shown: bool) -> None:
    """As after an import."""
    file = {"content/articles/2025/flood.md": f"---\ntitle: Flood\npublisher: herald\npublished: null\n---\n{body}"}
    found = pages_of(archive_of(tmp_path, file | HERALD), "articles")
    (page,) = (draw(it) for it in found if it.template == "articles/article.md.j2")
    assert ("{ #summary }" in page or 'id="summary"' in page) == shown


def test_a_language_is_named_where_it_is_not_the_archives_own(tmp_path: Path) -> None:
    def line(root: Path, own: str) -> str:
        settings = {"site_config/archive.yml": f"language: {own}\n"}
        return (
            draw(pages(root, article(1) | settings)["articles/index.md"]).split('class="ar-entry"')[1].split("</li>")[0]
        )

    assert ", English" not in line(tmp_path / "en", "en")
    assert ", English" in line(tmp_path / "uk", "uk")


def test_an_article_alone_leads_to_no_other(tmp_path: Path) -> None:
    def drawn(root: Path, files: dict[str, str]) -> str:
        made = pages_of(archive_of(root, files | HERALD), "articles")
        return draw(next(page for page in made if page.path == "articles/flood-1.md"))

    assert "ar-sequence" not in drawn(tmp_path / "one", article(1))
    assert "ar-sequence" in drawn(tmp_path / "two", article(1) | article(2))


EVIDENCE = {
    "content/people/ada-quill.yml": (
        "name: Ada Quill\nroles:\n  - {title: warden, from: {edtf: 2019~, words: some years ago, basis: a guess of ours}}\n"
    ),
    "content/propositions/wall-stands.yml": "sentence: The wall stands.\n",
    "content/measures/stones.yml": "name: Stones\ncounts: Stones in the wall.\n",
    "content/events/gate-opens.yml": "what: The gate opens\n",
    "content/articles/2025/wall.md": """---
title: The harbour wall
language: de
publisher: herald
published: {edtf: 2025-05-04, words: 4. Mai, basis: printed at its head}
quotations:
  - id: q
    speaker: ada-quill
    text: the wall will stand
    cue: boasting <b>
    said: {edtf: 2025-05-02, words: on "Friday", basis: "the Friday before\\n\\nthe printed date"}
statements:
  - id: s
    holder: ada-quill
    stance: asserts
    proposition: wall-stands
    date: {edtf: 2025-05-01, words: am Donnerstag, basis: the Thursday before}
figures:
  - {id: f, measure: stones, value: 5, as_of: {edtf: 2025-03, words: im März, basis: the year is the article's}}
events:
  - {event: gate-opens, date: {edtf: 2025-04-30, words: am Mittwoch, basis: the Wednesday before}}
---
A report.
""",
}


def article_page(root: Path) -> str:
    found = pages_of(archive_of(root, EVIDENCE | HERALD), "articles")
    return next(draw(page) for page in found if page.template == "articles/article.md.j2")


def test_what_links_show_of_an_article_has_its_quotations_in_marks_and_no_findings(tmp_path: Path) -> None:
    body = EVIDENCE["content/articles/2025/wall.md"].replace("A report.\n", "She said [[q:q]], once.\n")
    made = pages_of(archive_of(tmp_path, EVIDENCE | HERALD | {"content/articles/2025/wall.md": body}), "articles")
    page = next(it for it in made if it.template == "articles/article.md.j2")
    assert page.description == "She said “the wall will stand”, once."


def the_card(page: str) -> str:
    return page[page.index('<details class="ar-fold ar-said"') : page.index("</details>")]


def test_a_card_shows_the_reporting_verb_and_on_what_its_date_rests(tmp_path: Path) -> None:
    card = the_card(article_page(tmp_path))
    assert 'reported with “<bdi lang="de" dir="ltr">boasting &lt;b&gt;</bdi>”' in card
    assert 'printed “<bdi lang="de" dir="ltr">on &#34;Friday&#34;</bdi>”; the Friday before the printed date' in card
    assert "title=" not in card[: card.index("</time>")]


def test_every_date_of_an_articles_page_shows_its_words_and_its_basis(tmp_path: Path) -> None:
    page = article_page(tmp_path)
    for words, basis in (
        ("4. Mai", "printed at its head"),
        ("am Donnerstag", "the Thursday before"),
        ("im März", "the year is the article’s"),
        ("am Mittwoch", "the Wednesday before"),
    ):
        assert f'printed “<bdi lang="de" dir="ltr">{words}</bdi>”; {basis}' in page
    assert "as printed:" not in page


def test_a_folded_quotation_shows_words_speaker_day_finding_and_way_and_no_link(tmp_path: Path) -> None:
    folded = re.search(r"<summary>(.*?)</summary>", the_card(article_page(tmp_path)), re.DOTALL)
    assert folded
    assert "<a " not in folded[1]
    assert "the wall will stand" in folded[1]
    text = " ".join(re.sub(r"<[^>]+>", " ", folded[1]).split())
    assert text == "the wall will stand Ada Quill · 2 May 2025 · not yet checked Ada Quill here"


def test_the_address_of_a_quotation_stands_within_its_fold_so_that_it_opens_without_scripts(tmp_path: Path) -> None:
    card = the_card(article_page(tmp_path))
    assert card.index("</summary>") < card.index('id="q-q"')
    assert '<a href="#q-q" data-copy="">Link to this quotation</a>' in card


def carried(root: Path, *quotations: str, source: str = "") -> str:
    """The page of an article with these quotations, each given by its fields after the text."""
    entries = "".join(
        f"  - {{id: q-{n}, speaker: ada-quill, text: 'Words {n}', {more}}}\n" for n, more in enumerate(quotations)
    )
    text = f"---\ntitle: Flood\n{source}quotations:\n{entries}---\nRain.\n"
    files = {
        "content/people/ada-quill.yml": "name: Ada Quill\ncountry: GB\n",
        "content/organisations/wire.yml": "name: Wire Service Vell\nalso: [WSV]\n",
        "content/articles/2025/flood.md": text,
        **article(1),
    }
    made = pages_of(archive_of(root, HERALD | files), "articles")
    return next(draw(page) for page in made if page.path == "articles/flood.md")


def lead(page: str) -> str:
    found = re.search(r'<p class="ar-lead"[^>]*>(.*?)</p>', page)
    return found[1] if found else ""


def test_an_article_says_first_what_became_of_its_quotations(tmp_path: Path) -> None:
    page = carried(tmp_path, "fidelity: altered, note: n", "fidelity: altered, note: n", "fidelity: translation")
    assert lead(page) == "Two of its three quotations were altered inside their quotation marks."
    assert page.index("ar-lead") < page.index("ar-tally") < page.index("{ #summary }")
    assert page.count("<span></span>") == 3


def test_altered_quotations_come_first(tmp_path: Path) -> None:
    page = carried(tmp_path, "fidelity: verbatim", "fidelity: paraphrase", "fidelity: altered, note: n")
    assert re.findall(r"<span>Words (\d)</span>", page) == ["2", "1", "0"]


def test_quotations_beyond_the_first_thirty_are_folded(tmp_path: Path) -> None:
    page = carried(tmp_path, *["fidelity: verbatim"] * 32)
    _told_to_programs, _end, shown = page.partition("\n---\n")
    head, rest = shown.split("<b>The other 2 quotations</b>")
    assert head.count("Words ") == 30
    assert rest.count("Words ") == 2


def test_a_carrier_that_an_article_does_not_credit_is_named_first(tmp_path: Path) -> None:
    silent = "via: [{by: wire, implied: true}]"
    assert "All two came" not in lead(carried(tmp_path / "one", silent))
    assert lead(carried(tmp_path / "a", silent)).endswith(
        "It came through Wire Service Vell, which the article does not credit."
    )
    assert lead(carried(tmp_path / "b", silent, silent, "")).endswith(
        "Two of the three came through Wire Service Vell, which it does not credit."
    )
    assert "does not credit" not in lead(carried(tmp_path / "c", silent, silent, "via: [wire]"))


def test_an_article_that_follows_another_says_so(tmp_path: Path) -> None:
    source = "source: {relays: {of: flood-1}}\n"
    assert lead(carried(tmp_path, "", source=source)).endswith("It follows an article by The Herald.")


def test_the_way_is_told_in_short_names_and_unfolds_into_whole_ones(tmp_path: Path) -> None:
    card = the_card(carried(tmp_path, "via: [{by: wire, implied: true}, herald]"))
    folded, open_ = card.split("</summary>")
    assert "<bdi>Quill</bdi>" in folded
    assert (
        '<span class="ar-implied"><bdi>WSV</bdi><span class="ar-sr"> (not credited in the article)</span></span>'
        in folded
    )
    assert "<bdi>here</bdi>" in folded
    assert "Wire Service Vell</a> <small>not credited in the article</small>" in open_


@pytest.mark.parametrize(
    ("published", "inferred"),
    [
        ("{edtf: 2025-04-28, basis: date at the head of the stored text}", False),
        ("{edtf: 2025-04-28, basis: printed on page and in URL}", False),
        ("{edtf: 2025-04-28, basis: the dateline}", False),
        ("{edtf: 2025-04-28, words: 28 April 2025, basis: as on the first page}", False),
        ("2025-04-28", False),
        ('{edtf: 2025-04-28~, basis: "inferred: caption dated 28 April, printed on page"}', True),
        ("{edtf: 2025-04-28, words: Monday, basis: weekday resolved against the dateline}", True),
        ("{edtf: 2025-04-28, basis: no date in the copy; it reports a dispatch of that day}", True),
        ("{edtf: 2025-04-28, basis: the other outlets reported it then}", True),
    ],
)
def test_a_citation_says_of_a_day_that_it_is_inferred_only_where_it_was(
    tmp_path: Path, published: str, inferred: bool
) -> None:
    text = "---\ntitle: Flood\npublisher: herald\npublished: " + published + "\n---\nRain.\n"
    made = pages_of(archive_of(tmp_path, HERALD | {"content/articles/2025/flood.md": text}), "articles")
    (page,) = [page for page in made if page.template == "articles/article.md.j2"]
    assert ("(inferred)" in draw(page)) is inferred
