"""Abbreviations in our own text are spelt out at their first use on a page."""

from pathlib import Path

import pytest

from generator.findings.abbreviations import abbreviations
from generator.pages import spelling_out
from tests.archive_files import ENTITIES, archive_of, draw, pages_of

RVB = "name: Kingdom of Vell\nalso: [{name: KV, abbr: true}, Vell, {name: Велл, language: ru}]\n"
FILES = {
    "content/organisations/vell.yml": RVB + "summary: KV built the dam.\n",
    "content/people/ada.yml": "name: Ada\nsummary: She left KV for the sea. KV let her go.\nnotes: KV kept her letters.\n",
    "content/articles/2025/a.md": (
        "---\ntitle: KV rises\nquotations: [{id: q, speaker: ada, text: KV is safe}]\n---\n"
        "The paper “KV” said of [[vell|KV]] that KV won.\n"
    ),
}


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, str]:
    return {page.path: draw(page) for page in pages_of(archive_of(tmp_path, FILES), "articles", *ENTITIES)}


def test_an_abbreviation_stands_for_the_shortest_whole_name_in_the_archives_language(tmp_path: Path) -> None:
    assert [(it.short, it.whole) for it in abbreviations(archive_of(tmp_path, FILES))] == [("KV", "Vell")]


def test_none_is_spelt_out_that_stands_for_two(tmp_path: Path) -> None:
    other = {"content/organisations/other.yml": "name: Karst Village\nalso: [{name: KV, abbr: true}]\n"}
    assert abbreviations(archive_of(tmp_path, FILES | other)) == ()


def test_a_page_spells_it_out_once_where_our_own_words_have_it_first(pages: dict[str, str]) -> None:
    ada = pages["people/ada.md"]
    assert "She left KV (Vell) for the sea. KV let her go." in ada
    assert "<p>KV kept her letters.</p>" in ada.replace(' class="ar-small"', "")
    assert ada.count("KV (Vell)") == 1


def test_neither_titles_nor_quoted_words_nor_links_are_changed(pages: dict[str, str]) -> None:
    article = pages["articles/a.md"]
    assert "<h1>KV rises</h1>" in article
    assert "KV is safe" in article
    assert ">KV</a> that KV (Vell) won." in article


def test_what_only_titles_and_quoted_words_have_is_explained_at_the_end_of_the_page(tmp_path: Path) -> None:
    files = FILES | {"content/articles/2025/a.md": FILES["content/articles/2025/a.md"].partition("The paper")[0]}
    article = {page.path: draw(page) for page in pages_of(archive_of(tmp_path, files), "articles")}["articles/a.md"]
    assert article.rstrip().endswith(">Abbreviations: KV (Vell).</p>")
    assert article.count("(Vell)") == 1


def test_the_page_of_what_it_stands_for_does_not_spell_it_out(pages: dict[str, str]) -> None:
    assert "KV built the dam." in pages["organisations/vell.md"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("North Korea (DPRK) and the DPRK", "North Korea (DPRK) and the DPRK"),  # explained already
        ("the DPRK’s men, then DPRK men", "the DPRK’s men, then DPRK (North Korea) men"),
        ("non-DPRK men and DPRK-made shells", "non-DPRK men and DPRK-made shells"),
        ("the DPRKX", "the DPRKX"),
        ("It has “DPRK soldiers”, and DPRK men", "It has “DPRK soldiers”, and DPRK (North Korea) men"),
        ("«DPRK» and DPRK", "«DPRK» and DPRK (North Korea)"),
        ("of the DPRK” it says. DPRK men", "of the DPRK” it says. DPRK (North Korea) men"),
        ("It said “the DPRK", "It said “the DPRK"),
        ("DPRK, that is North Korea", "DPRK, that is North Korea"),
    ],
)
def test_it_is_spelt_out_where_a_sentence_can_take_it(words: str, said: str) -> None:
    spelling_out.start_page([("DPRK", "North Korea")])
    assert spelling_out.spell_out(words) == said


def test_html_keeps_its_tags_and_stays_escaped() -> None:
    spelling_out.start_page([("AT&T", "American <Telephone>")])
    html = "<p>We <b>heard</b> <q>AT&amp;T</q> of AT&amp;T &lt;b&gt;.</p>"
    said = "<p>We <b>heard</b> <q>AT&amp;T</q> of AT&amp;T (American &lt;Telephone&gt;) &lt;b&gt;.</p>"
    assert spelling_out.spell_out_in_html(html) == said
