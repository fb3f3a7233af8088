"""The start page."""

from pathlib import Path

from generator.pages import home
from generator.pages.home.page import NEWEST
from generator.text.markup import text_of
from tests.archive_files import archive_of, draw

SETTINGS = """\
title: Ada's sayings
lead: |
  What Ada said.
  And how it was heard.
"""
ARTICLE = """\
---
title: {title}
language: {language}
published: {published}
deck: Ada's weather.
{more}---
It rained, [[ada]] said.
"""
FILES = {"site_config/archive.yml": SETTINGS, "content/people/ada.yml": "name: Ada\n"}
SPEECH = """\
title: Ada on the flood
speaker: ada
said: 2025-04-28
passages: [{id: never, gist: that it never rains}]
"""


def article(title: str, published: str, language: str = "en", more: str = "") -> str:
    return ARTICLE.format(title=title, published=published, language=language, more=more)


def quotation(words: str, fidelity: str, note: str = "the note") -> str:
    return (
        "quotations:\n"
        f"  - {{id: it, speaker: ada, text: '{words}', utterance: speech/never, fidelity: {fidelity}, note: '{note}'}}\n"
    )


def start_page(root: Path, files: dict[str, str]) -> str:
    (page,) = home.pages(archive_of(root, {**FILES, **files}))
    assert page.path == "index.md"
    return draw(page)


def test_it_says_what_the_archive_is(tmp_path: Path) -> None:
    text = start_page(tmp_path, {})
    assert '<h1 class="ar-home">Ada’s sayings</h1>' in text
    assert '<p class="ar-lead">What Ada said. And how it was heard.</p>' in text
    assert 'description: "What Ada said. And how it was heard."' in text


def test_an_archive_without_articles_has_a_start_page_without_sections(tmp_path: Path) -> None:
    text = start_page(tmp_path, {})
    assert "## " not in text
    assert "articles" not in text_of(text)


def test_counts_lead_to_the_indexes(tmp_path: Path) -> None:
    text = start_page(tmp_path, {"content/articles/2025/flood.md": article("Flood", "2025-04-28")})
    assert '<a href="articles/"><b>1</b> article</a>' in text
    assert '<a href="people/"><b>1</b> person</a>' in text
    assert 'href="topics/"' not in text  # there is none
    assert "languages" not in text  # nothing to choose from


def test_languages_are_counted_without_their_regions(tmp_path: Path) -> None:
    files = {
        f"content/articles/2025/{n}.md": article(n, "2025-04-28", language)
        for n, language in (("a", "en"), ("b", "en-GB"), ("c", "ru"))
    }
    assert "<b>2</b> languages" in start_page(tmp_path, files)


def test_the_newest_articles_come_first_and_the_rest_stands_in_the_index(tmp_path: Path) -> None:
    days = range(1, NEWEST + 2)
    files = {f"content/articles/2025/day-{day}.md": article(f"Day {day}", f"2025-04-0{day}") for day in days}
    text = start_page(tmp_path, files)
    newest = [line for line in text.splitlines() if "ar-entry" in line]
    assert len(newest) == NEWEST
    assert f'href="articles/day-{NEWEST + 1}/"' in newest[0]
    assert 'href="articles/day-1/"' not in text
    assert f'<a href="articles/">All {NEWEST + 1} articles</a>' in text


def test_a_reworded_quotation_stands_beside_a_closer_one(tmp_path: Path) -> None:
    files = {
        "content/utterances/speech.yml": SPEECH,
        "content/articles/2025/herald.md": article(
            "Herald", "2025-04-28", more=quotation("It never rains", "translation")
        ),
        "content/articles/2025/gazette.md": article(
            "Gazette", "2025-04-29", more=quotation("It seldom rains", "altered", "Never became seldom.")
        ),
    }
    text = start_page(tmp_path, files)
    assert "## Reworded { #reworded }" in text
    closer, altered = text.split('<div class="ar-version">')[1:]
    assert "It <mark>never</mark> rains" in closer
    assert 'href="articles/herald/#q-it"' in closer
    assert "It <mark>seldom</mark> rains" in altered
    assert "Never became seldom." in altered
    assert 'href="utterances/speech/#p-never"' in text


def test_what_content_says_is_never_markup(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script> [x](javascript:1)"
    files = {
        "content/utterances/speech.yml": SPEECH.replace("that it never rains", f"'{bad}'"),
        "content/articles/2025/herald.md": article(f"'{bad}'", "2025-04-28", more=quotation(bad, "translation")),
        "content/articles/2025/gazette.md": article("G", "2025-04-29", more=quotation(f"{bad} no", "altered", bad)),
    }
    assert "<script" not in start_page(tmp_path, files)
