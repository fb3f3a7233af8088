"""The start page."""

from pathlib import Path

from generator.pages import home
from generator.pages.home.page import EXAMPLES
from generator.text.markup import text_of
from tests.archive_files import archive_of, article, draw

SETTINGS = """\
title: Ada's sayings
lead: |
  What Ada said.
  And how it was heard.
"""
FILES = {"site_config/archive.yml": SETTINGS, "content/people/ada.yml": "name: Ada\n"}
SPEECH = """\
title: Ada on the flood
speaker: ada
said: 2025-04-28
passages: [{id: never, gist: that it never rains}]
"""


def rainy(title: str, published: str, language: str = "en", more: str = "") -> str:
    """The file of an article that names Ada."""
    keys = {"title": title, "language": language, "published": published, "deck": "Ada's weather."}
    return article("It rained, [[ada]] said.", more, **keys)


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
    assert "<h1>Ada’s sayings</h1>" in text
    assert '<p class="ar-lead">What Ada said. And how it was heard.</p>' in text
    assert 'description: "What Ada said. And how it was heard."' in text


def test_an_archive_without_articles_has_a_start_page_without_sections(tmp_path: Path) -> None:
    (page,) = home.pages(archive_of(tmp_path, {"site_config/archive.yml": SETTINGS}))
    assert "## " not in draw(page)
    assert "articles" not in text_of(start_page(tmp_path / "ada", {}))


def test_counts_lead_to_the_indexes(tmp_path: Path) -> None:
    text = start_page(tmp_path, {"content/articles/2025/flood.md": rainy("Flood", "2025-04-28")})
    assert '<a href="articles/"><b>1</b> article</a>' in text
    assert '<a href="people/"><b>1</b> person</a>' in text
    assert 'href="topics/"' not in text  # there are no topics
    assert "languages" not in text  # there is only one language to choose


def test_languages_are_counted_without_their_regions(tmp_path: Path) -> None:
    more = "quotations: [{id: q, speaker: ada, text: It rained}]\n"
    files = {
        f"content/articles/2025/{n}.md": rainy(n, "2025-04-28", language, more)
        for n, language in (("a", "en"), ("b", "en-GB"), ("c", "ru"))
    }
    assert "<b>3</b> quotations in 2 languages" in start_page(tmp_path, files)


def test_each_way_in_shows_a_few_examples_and_the_newest_articles_stand_first(tmp_path: Path) -> None:
    days = range(1, EXAMPLES + 2)
    files = {f"content/articles/2025/day-{day}.md": rainy(f"Day {day}", f"2025-04-0{day}") for day in days}
    text = start_page(tmp_path, files)
    assert [number for number in range(9, 0, -1) if f'href="articles/day-{number}/"' in text] == [4, 3, 2]
    assert text.index("day-4/") < text.index("day-3/")
    assert '<h3><a href="articles/">Articles</a></h3>' in text
    assert '<h3><a href="people/">People</a></h3>' in text
    assert 'href="claims/"' not in text  # there are no claims


def test_people_who_were_quoted_most_stand_first(tmp_path: Path) -> None:
    said = "quotations: [{{id: a, speaker: {0}, text: It rained}}, {{id: b, speaker: {0}, text: It rains}}]\n"
    files = {
        "content/people/bea.yml": "name: Bea\n",
        "content/articles/2025/one.md": rainy("One", "2025-04-28", more=said.format("bea")),
        "content/articles/2025/two.md": rainy(
            "Two", "2025-04-29", more="quotations: [{id: a, speaker: ada, text: It rained}]\n"
        ),
    }
    text = text_of(start_page(tmp_path, files))
    assert text.index("Bea, 2 quotations") < text.index("Ada, 1 quotation")


def reworded(tmp_path: Path) -> str:
    files = {
        "content/utterances/speech.yml": SPEECH,
        "content/articles/2025/herald.md": rainy(
            "Herald", "2025-04-28", more=quotation("It never rains", "translation")
        ),
        "content/articles/2025/gazette.md": rainy(
            "Gazette", "2025-04-29", more=quotation("It seldom rains", "altered", "Never became seldom.")
        ),
    }
    return start_page(tmp_path, files)


def test_what_leads_is_a_sentence_in_two_versions(tmp_path: Path) -> None:
    text = reworded(tmp_path)
    closer, altered = text.split('<p class="ar-from">')[1:]
    assert 'It <mark class="ar-only">never</mark> rains' in closer
    assert 'href="articles/herald/#q-it"' in closer
    assert 'It <mark class="ar-only">seldom</mark> rains' in altered
    assert "Never became seldom." in altered
    assert 'href="statements/speech/#p-never"' in text
    assert text.index("<h1") < text.index('<p class="ar-from">') < text.index("## ")


def test_words_that_change_the_meaning_are_filled_and_nothing_beside_them_is_marked_but_words(tmp_path: Path) -> None:
    turned = "turns: [{words: seldom rains, why: a little is not never}]"
    files = {
        "content/utterances/speech.yml": SPEECH,
        "content/articles/2025/herald.md": rainy(
            "Herald", "2025-04-28", more=quotation("Here it never rains, of course", "translation")
        ),
        "content/articles/2025/gazette.md": rainy(
            "Gazette",
            "2025-04-29",
            more=quotation("Over here it seldom rains, I hear", "altered").replace(", note:", f", {turned}, note:"),
        ),
    }
    text = start_page(tmp_path, files)
    assert (
        '<mark class="ar-only">Over</mark> here it <mark class="ar-turned">seldom rains</mark>, <mark class="ar-only">I hear</mark>'
        in text
    )
    assert "changes the meaning: a little is not never" in text_of(text)


def test_it_says_how_many_were_compared_and_how_many_altered(tmp_path: Path) -> None:
    assert "Of 2 compared so far, 1 was altered inside their quotation marks." in text_of(reworded(tmp_path))


def test_what_content_says_is_never_markup(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script> [x](javascript:1)"
    files = {
        "content/utterances/speech.yml": SPEECH.replace("that it never rains", f"'{bad}'"),
        "content/articles/2025/herald.md": rainy(f"'{bad}'", "2025-04-28", more=quotation(bad, "translation")),
        "content/articles/2025/gazette.md": rainy("G", "2025-04-29", more=quotation(f"{bad} no", "altered", bad)),
    }
    assert "<script" not in start_page(tmp_path, files)


def test_it_counts_the_languages_of_quotations_and_whose_words_they_really_are(tmp_path: Path) -> None:
    really = (
        "quotations:\n  - {id: it, speaker: ada, text: 'It never rains', "
        "really: {speaker: bob, basis: the recording}, note: 'the note'}\n"
    )
    files = {
        "content/people/bob.yml": "name: Bob\n",
        "content/articles/2025/flood.md": rainy("Flood", "2025-04-28", more=really),
        "content/articles/2025/flut.md": rainy("Flut", "2025-04-29", "de"),
    }
    text = text_of(start_page(tmp_path, files))
    assert "Bob, 1 quotation" in text
    assert "Ada, 1" not in text
    assert "quotation in 2 languages" not in text  # only its articles are in two languages


def test_square_brackets_are_explained_where_a_title_has_them(tmp_path: Path) -> None:
    explained = "A title in [square brackets] is ours: the source shows none."
    titled = rainy("Flood", "2025-04-28")
    ours = titled.replace("title: Flood", "title: null\nsupplied_title: Flood")
    assert explained not in start_page(tmp_path / "a", {"content/articles/2025/flood.md": titled})
    assert start_page(tmp_path / "b", {"content/articles/2025/flood.md": ours}).count(explained) == 1
