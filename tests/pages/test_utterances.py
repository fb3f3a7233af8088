"""The pages that compare the renderings of a statement."""

import html
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.archive.archive import Archive
from generator.pages.page import Page
from generator.pages.paging import PAGE_BUDGET
from generator.pages.utterances.index import ROWS, IndexView
from generator.pages.utterances.page import UtteranceView
from tests import archive_files
from tests.archive_files import archive_of, articles, by_path, draw, pages_of

UTTERANCE = """\
title: Ada on <the flood>
speaker: ada
said: 2025-04-01
passages:
  - id: one
    gist: that all stand
    original: {language: de, text: Alle stehen heute am Fluss, source: d}
  - {id: two, gist: that it rains}
"""
FILES = {
    "content/people/ada.yml": "name: Ada\n",
    "content/people/bob.yml": "name: Bob\n",
    "content/organisations/herald.yml": "name: The Herald\ncountry: GB\n",
    "content/organisations/agency.yml": "name: The Agency\n",
    "content/utterances/flood.yml": UTTERANCE,
}


def article(day: int, fields: str, language: str = "en", publisher: str = "herald") -> str:
    """The file of an article with one quotation."""
    speaker = "" if "speaker:" in fields else "speaker: ada, "
    return archive_files.article(
        "Rain.",
        title=f"Day {day}",
        language=language,
        publisher=publisher,
        published=f"2025-04-{day:02}",
        quotations=f"[{{id: it, {speaker}{fields}}}]",
    )


ARTICLES = {
    "a": article(2, "text: Everybody stands at the river today, utterance: flood/one, via: [agency], fidelity: translation"),
    "b": article(3, "text: Everybody stands at the river today, utterance: flood/one, fidelity: translation"),
    "c": article(
        4, "text: Everybody stood at the stream <today>, utterance: flood/one, fidelity: altered, note: Tense & river.",
        publisher="null",
    ),
    "d": article(5, "text: Alle stehen heute am Fluss, utterance: flood/one, fidelity: verbatim", "de"),
}  # fmt: skip


def made(root: Path, by_id: Mapping[str, str], more: Mapping[str, str] | None = None) -> Archive:
    """An archive with these articles."""
    return archive_of(root, {**FILES, **(more or {}), **articles(**by_id)})


def pages(archive: Archive) -> dict[str, Page]:
    """The pages of utterances by path."""
    return by_path(pages_of(archive, "utterances"))


def view(archive: Archive) -> UtteranceView:
    """The view of the flood's page."""
    found = pages(archive)["statements/flood.md"].view
    assert isinstance(found, UtteranceView)
    return found


def test_a_passage_is_headed_by_what_it_is_about_and_never_by_its_id(tmp_path: Path) -> None:
    gists = {
        "limited-to-kursk": ("operations confined to Kursk Region", "Operations confined to Kursk Region", ""),
        "iphone": ('"iPhone" sales in the DPRK', "“iPhone” sales in the DPRK", ""),
        "one": ("a word " * 20, "A word " + "a word " * 11 + "a…", "a word " * 20),
    }
    passages = "".join(f"  - {{id: {i}, gist: '{gist.strip()}'}}\n" for i, (gist, _, _) in gists.items())
    talk = f"title: A talk\nspeaker: ada\npassages:\n{passages}"
    found = view(made(tmp_path, {}, {"content/utterances/flood.yml": talk}))
    assert [(it.title, it.gist) for it in found.passages] == [
        (title, gist.strip()) for _, title, gist in gists.values()
    ]
    assert [it.anchor for it in found.passages] == [f"p-{i}" for i in gists]


def text(drawn: str) -> str:
    """The text of a page, including what only screen readers announce."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", drawn)))


def test_the_answer_comes_first_and_each_sentence_says_how_many_versions_it_has(tmp_path: Path) -> None:
    found = view(made(tmp_path, ARTICLES))
    assert found.verdict == "One of its two sentences was altered on the way to readers."
    assert found.carried == "4 articles in 2 languages"
    assert [p.counted for p in found.passages] == ["3 versions in English, 1 of them altered; 1 version in German", ""]


def test_the_editors_line_stands_before_the_answer(tmp_path: Path) -> None:
    headline = {
        "content/utterances/flood.yml": UTTERANCE.replace(
            "speaker:", "headline: The <river> is a stream here.\nspeaker:"
        )
    }
    drawn = draw(pages(made(tmp_path, ARTICLES, headline))["statements/flood.md"])
    lead = drawn[drawn.index('class="ar-lead"') :]
    assert "The &lt;river&gt; is a stream here. <b>One of its two sentences was altered" in lead[: lead.index("</p>")]


def test_altered_sentences_come_first_and_the_page_says_so(tmp_path: Path) -> None:
    second = {**ARTICLES, "c": ARTICLES["c"].replace("flood/one", "flood/two")}
    found = view(made(tmp_path, second))
    assert [passage.anchor for passage in found.passages] == ["p-two", "p-one"]
    assert found.first == "altered sentences come first"
    assert view(made(tmp_path / "in-order", ARTICLES)).first is None


def test_each_version_stands_with_its_marks_its_way_and_its_card(tmp_path: Path) -> None:
    drawn = draw(pages(made(tmp_path, ARTICLES))["statements/flood.md"])
    row = drawn[drawn.index('id="r-c--it"') :]
    assert 'data-fidelity="altered"' in row
    words = row[row.index("<blockquote") : row.index("</blockquote>")]
    assert '<del class="ar-gone">stands</del>' in words
    assert '<mark class="ar-only">stood</mark>' in words
    assert '<del class="ar-gone">river</del>' in words
    assert '<mark class="ar-only">stream</mark>' in words
    assert 'href="../../articles/c/#q-it"' in row
    assert "4 of 6 words the same" in row
    assert "Tense &amp; river." in row
    # Passed on by the fewest: although published later, it is the reference, and the other is folded below it.
    first = drawn[drawn.index('id="r-b--it"') : drawn.index('id="r-c--it"')]
    assert "The other is compared with this version." in first
    folded = text(first[first.index('id="r-a--it"') :])
    assert "The Agency" in folded


TURNED = {
    **ARTICLES,
    "c": article(
        4, "text: Everybody stood at the stream <today>, utterance: flood/one, fidelity: altered, note: Tense & river., "
        "turns: [{words: the stream <today>, why: a stream is <small>}]",
    ),
}  # fmt: skip


def test_words_that_change_the_meaning_are_filled_as_a_whole_and_say_why(tmp_path: Path) -> None:
    original = {
        "content/utterances/flood.yml": UTTERANCE.replace(
            "source: d", "turns: [{words: am Fluss, why: it is a river}], source: d"
        )
    }
    drawn = draw(pages(made(tmp_path, TURNED, original))["statements/flood.md"])
    row = drawn[drawn.index('id="r-c--it"') :]
    words = row[row.index("<blockquote") : row.index("</blockquote>")]
    assert '<mark class="ar-turned">the stream &lt;today&gt;</mark>' in words
    assert '<mark class="ar-only">stream' not in words
    assert words.index('<del class="ar-gone">river</del>') < words.index('<mark class="ar-turned">')
    assert "a stream is &lt;small&gt;." in row
    assert '<mark class="ar-turned">am Fluss</mark>' in drawn[drawn.index('class="ar-spoken"') :]
    assert ">filled</mark> changes the meaning" in drawn
    assert ">filled</mark>" not in draw(pages(made(tmp_path / "none", ARTICLES))["statements/flood.md"])


def test_where_the_original_is_not_here_the_page_says_so(tmp_path: Path) -> None:
    told = {
        **ARTICLES,
        "e": article(6, "text: It rains here, utterance: flood/two"),
    }
    drawn = draw(pages(made(tmp_path, told))["statements/flood.md"])
    second = drawn[drawn.index("#p-two") :]
    assert 'class="ar-spoken ar-spoken--none"' in second
    assert "The original words of this sentence are not in this archive." in second
    spoken = {**told, "e": told["e"].replace("flood/two", "flood/two, fidelity: verbatim")}
    second = draw(pages(made(tmp_path / "spoken", spoken))["statements/flood.md"])
    second = second[second.index("#p-two") :]
    assert "ar-spoken--none" not in second
    assert "The words as they were said, in English, are those marked" in second


def test_a_part_that_changes_nothing_is_folded_and_keeps_its_anchor(tmp_path: Path) -> None:
    long = "Everybody stands at the river today and nobody goes home before the water does"
    told = {
        "a": article(2, f"text: {long}, utterance: flood/two, fidelity: translation"),
        "b": article(3, "text: nobody goes home, utterance: flood/two"),
        "c": article(4, "text: nobody runs home, utterance: flood/two"),
    }
    passage = view(made(tmp_path, told)).passages[0]
    (group,) = passage.groups
    assert [row.anchor for row in group.rows] == ["r-a--it", "r-c--it"]
    assert [row.anchor for row in group.again] == ["r-b--it"]
    assert group.said_again == "1 article quotes a part, word for word"
    drawn = draw(pages(made(tmp_path / "drawn", told))["statements/flood.md"])
    assert drawn.count('id="r-b--it"') == 1
    assert drawn.index("The same words again") < drawn.index('id="r-b--it"')


def test_versions_in_other_languages_stand_beside_and_are_not_counted_against_each_other(tmp_path: Path) -> None:
    told = {**ARTICLES, "f": article(7, "text: Tout le monde est au fleuve, utterance: flood/one", "fr")}
    passage = view(made(tmp_path, told)).passages[0]
    assert [group.language for group in passage.groups] == ["English", "French"]
    assert [row.same for row in passage.groups[1].rows] == [None]
    assert draw(pages(made(tmp_path / "drawn", told))["statements/flood.md"]).count('class="ar-tongues"') == 1


def test_equal_words_are_folded_and_each_keeps_its_anchor(tmp_path: Path) -> None:
    drawn = draw(pages(made(tmp_path, ARTICLES))["statements/flood.md"])
    assert "The same words in 1 more article: The Herald" in drawn
    assert drawn.count('id="r-a--it"') == 1
    # An article that prints the original's own words is listed with it, not compared with it.
    assert drawn.index('class="ar-spoken"') < drawn.index('id="r-d--it"') < drawn.index('class="ar-versions"')
    assert drawn.count('id="r-d--it"') == 1
    several = {
        **ARTICLES,
        "g": article(8, "text: Alle stehen heute am Fluss, utterance: flood/one, fidelity: verbatim", "de"),
    }
    drawn = draw(pages(made(tmp_path / "several", several))["statements/flood.md"])
    assert "Printed in these words by 2 articles: The Herald" in drawn
    assert drawn.count('id="r-g--it"') == 1


def test_what_content_says_is_never_markup(tmp_path: Path) -> None:
    for page in pages(made(tmp_path, ARTICLES)).values():
        drawn = draw(page)
        assert "<today>" not in drawn
        assert "<the flood>" not in drawn


def test_no_block_of_html_is_broken_by_an_empty_line(tmp_path: Path) -> None:
    tags = "div|ol|ul|li|table|tbody|details|form|header|nav|dl|blockquote"
    for page in pages(made(tmp_path, ARTICLES)).values():
        for block in draw(page).split("\n\n"):
            if block.startswith("<"):
                assert len(re.findall(rf"<(?:{tags})\b", block)) == len(re.findall(rf"</(?:{tags})>", block)), block


def test_a_passage_given_to_another_speaker_says_so(tmp_path: Path) -> None:
    other = {**ARTICLES, "e": article(6, "text: Everybody stands, utterance: flood/one, speaker: bob")}
    passage = view(made(tmp_path, other)).passages[0]
    assert [(speaker.text, outlets) for speaker, outlets in passage.speakers] == [
        ("Ada", "The Herald and an article that names no publisher"),
        ("Bob", "The Herald"),
    ]
    assert passage.otherwise is None  # one of the speakers named is the one on record


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("zh", "漢字会議を開く", "漢字を開く会議"),
        ("th", "ไทยรบพม่า", "ไทยพม่า"),
        ("ja", "これは本です", "これは新しい本です"),
        ("en", "All stand at the river today", "All stand at a river"),
    ],
)
def test_what_a_rendering_lacks_puts_no_space_into_its_words(
    tmp_path: Path, language: str, one: str, other: str
) -> None:
    renderings = {
        "a": article(2, f"text: {one}, utterance: flood/two, fidelity: verbatim", language),
        "b": article(3, f"text: {other}, utterance: flood/two", language),
    }
    drawn = draw(pages(made(tmp_path, renderings))["statements/flood.md"])
    words = re.findall(r'data-marked="[^"]*"><p>(.*?)</p>', drawn)
    assert words
    for marked in words:
        assert "<del " in marked or "<mark " in marked
        plain = re.sub(r"<[^>]+>", "", re.sub(r" ?<(del|span) class=\"ar-(gone|aside)\">.*?</\w+> ?", "", marked))
        assert plain in (one, other)


def test_words_in_one_place_are_listed(tmp_path: Path) -> None:
    passage = view(made(tmp_path, ARTICLES)).passages[0]
    ((language, _, rows),) = passage.alone
    assert language == "English"
    assert [(row.where.text, row.words) for row in rows] == [
        ("The Herald and 1 other", ("stands", "river")),
        ("No publisher named", ("stood", "stream")),
    ]


def test_an_utterance_without_renderings_has_a_page(tmp_path: Path) -> None:
    found = view(made(tmp_path, {}))
    assert (found.verdict, found.carried, found.marked) == ("No article in this archive prints it yet.", "", None)
    assert "Alle stehen heute am Fluss" in text(draw(pages(made(tmp_path, {}))["statements/flood.md"]))


def test_the_index_lists_those_first_of_which_articles_print_differing_words(tmp_path: Path) -> None:
    talk = "title: A talk\nspeaker: bob\nsaid: 2024-01-01\npassages:\n  - {id: one, gist: one}\n"
    found = pages(made(tmp_path, ARTICLES, {"content/utterances/talk.yml": talk}))["statements/index.md"].view
    assert isinstance(found, IndexView)
    assert [(part.title, [e.utterance.text for e in part.entries]) for part in found.parts] == [
        ("Quoted in different words", ["Ada on <the flood>"]),
        ("2024", ["A talk"]),
    ]
    assert found.findings == ("differ inside quotation marks", "found altered")
    assert (found.count, found.differing, found.last) == (2, 1, 1)


def test_a_passage_in_very_many_articles_goes_on_on_further_pages(tmp_path: Path) -> None:
    same = {f"s{n}": article(2, "text: Everybody stands at the river today, utterance: flood/one") for n in range(250)}
    long = "the river rose and " * 60
    other = {f"o{n}": article(3, f"text: {long} word{n}, utterance: flood/one") for n in range(150)}
    found = pages(made(tmp_path, {**same, **other}))
    drawn = {path: draw(page) for path, page in found.items()}
    assert max(len(page.encode()) for page in drawn.values()) < PAGE_BUDGET
    assert "All 400 versions" in drawn["statements/flood.md"]
    rest = "".join(page for path, page in drawn.items() if path.startswith("statements/flood/one/renderings"))
    # The further pages list every rendering exactly once.
    assert sorted(re.findall(r'id="(r-[^"]+)"', rest)) == sorted(f"r-{i}--it" for i in (*same, *other))


def test_a_long_index_is_cut_into_pages(tmp_path: Path) -> None:
    more = {
        f"content/utterances/talk-{n}.yml": "title: A talk\nspeaker: bob\npassages:\n  - {id: one, gist: one}\n"
        for n in range(ROWS)
    }
    found = pages(made(tmp_path, ARTICLES, more))
    drawn = {path: draw(found[path]) for path in ("statements/index.md", "statements/index/page-2.md")}
    assert [page.count('<li class="ar-row"') for page in drawn.values()] == [ROWS, 1]
    assert 'href="page-2/"' in drawn["statements/index.md"] or "index/page-2/" in drawn["statements/index.md"]
    assert max(len(page.encode()) for page in drawn.values()) < PAGE_BUDGET


def test_a_spelling_is_no_difference_and_another_word_is_one(tmp_path: Path) -> None:
    def told(one: str, other: str) -> str:
        both = {
            "a": article(2, f"text: {one}, utterance: flood/two"),
            "b": article(3, f"text: {other}, utterance: flood/two"),
        }
        return view(made(tmp_path, both)).verdict

    harbour = told("the plan is centred on the old harbour", "the plan is centered on the old harbor")
    assert harbour == "The articles that can be compared print the same words."
    # If "analyses" is a noun, printing "analyzes" instead makes another sentence, so it is a difference.
    board = told("the board analyses paralyse the port", "the board analyzes paralyze the port")
    assert board == "Articles print one of its two sentences in different words, and none was found to have altered it."
