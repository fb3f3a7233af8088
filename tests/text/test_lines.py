"""The lines of a quotation, wherever it is shown: kept if there is room, otherwise separated by slashes."""

from pathlib import Path

import pytest

from generator import tables
from generator.archive.archive import Archive
from generator.exports.search import entries
from generator.text import comparison, lines
from tests.archive_files import ENTITIES, archive_of, article, articles, draw, pages_of

VERSE = "      The tide came in,\n      the lamps went out,\n\n      we counted boats till morning."
ANSWERS = "      Who was it?\n      Nobody was <there>."
FILES = {
    "content/people/ada.yml": "name: Ada\n",
    "content/utterances/song.yml": "title: A song\nspeaker: ada\nsaid: 2025-05-03\npassages: [{id: one, gist: of the tide}]\n",
}
SHOWN = "The tide came in,<br>the lamps went out,<br><br>we counted boats till morning."
IN_ONE = "The tide came in, / the lamps went out, / we counted boats till morning."


def quoting(text: str, more: str = "") -> str:
    """An article of one quotation, with these lines."""
    quotation = f"quotations:\n  - id: q\n    speaker: ada\n{more}    text: |-\n{text}\n"
    return article("They sang [[q:q]] on the quay for [[ada]].", quotation, title="The wall", published="2025-05-04")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    link = "    utterance: song/one\n"
    other = VERSE.replace("lamps went", "lights all went")
    made = articles(wall=quoting(VERSE, link), other=quoting(other, link), asked=quoting(ANSWERS))
    return archive_of(tmp_path, {**FILES, **made})


def drawn(archive: Archive, path: str) -> str:
    everything = pages_of(archive, "articles", *ENTITIES, "quotations", "utterances")
    return next(draw(page) for page in everything if page.path == path)


@pytest.mark.parametrize(
    ("text", "kept", "in_one"),
    [
        ("one", "one", "one"),
        ("  one \n\ttwo  three\n", "one\ntwo three", "one / two three"),
        ("one\n\n \n\ntwo", "one\n\ntwo", "one / two"),
        ("- one\n- two", "- one\n- two", "- one / - two"),
        ("\n\n", "", ""),
    ],
)
def test_lines_are_kept_and_what_is_within_them_is_folded(text: str, kept: str, in_one: str) -> None:
    assert lines.normalise_lines(text) == kept
    assert lines.on_one_line(text) == in_one


def test_a_card_and_the_body_keep_the_lines(archive: Archive) -> None:
    page = drawn(archive, "articles/wall.md")
    assert f"<span>{SHOWN}</span>" in page
    assert page.replace("<br>\n", "<br>").count(SHOWN) == 2  # in the body and on the card


def test_question_and_answer_stand_on_lines_of_their_own_and_no_sign_is_markup(archive: Archive) -> None:
    page = drawn(archive, "articles/asked.md")
    assert "<span>Who was it?<br>Nobody was &lt;there&gt;.</span>" in page
    assert "<there>" not in page


def test_a_profile_keeps_the_lines(archive: Archive) -> None:
    assert SHOWN in drawn(archive, "people/ada.md")


def test_what_differs_is_marked_within_its_line(archive: Archive) -> None:
    page = drawn(archive, "statements/song.md")
    assert "The tide came in,<br>the" in page
    assert ">lights all</mark>" in page or ">lamps</mark>" in page
    assert "<br><br>we counted boats till morning." in page


def test_a_difference_that_runs_over_a_line_keeps_the_line() -> None:
    runs = comparison.compare("the tide came in", "the tide\nrose\n\nand came in").runs
    assert (
        "".join(part.text for run in runs if run.kind != "missing" for part in run.parts)
        == "the tide\nrose\n\nand came in"
    )
    assert next(run.parts[0].text for run in runs if run.kind == "added") == "rose\n\nand"


def test_lines_alone_are_no_difference() -> None:
    found = comparison.compare("the tide came in, the lamps went out", "the tide came in,\nthe lamps went out")
    assert (found.relation, found.is_altered, found.has_minor_changes) == ("same", False, False)


def test_a_list_and_the_search_show_one_line(archive: Archive) -> None:
    assert f"<span>{IN_ONE}</span>" in drawn(archive, "quotations/index.md")
    assert IN_ONE in {entry.content for entry in entries.entries(archive)}


def test_the_table_of_quotations_keeps_the_lines(archive: Archive) -> None:
    table = next(table for table in tables.tables(archive) if table.name == "quotations")
    column = next(column for column in table.columns if column.name == "words")
    assert "The tide came in,\nthe lamps went out,\n\nwe counted boats till morning." in {
        column.value(q) for q in table.rows
    }
