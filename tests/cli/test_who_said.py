"""`archive who-said` reports who said a sentence, in which words, and where; or that it is not in the archive."""

from pathlib import Path

import pytest

from generator.cli import main
from tests.archive_files import write
from tests.exports.test_checked import FLOOD


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "archive", FLOOD)


def test_a_sentence_in_other_words_is_told_with_the_closest_version(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(root), "who-said", "Nobody", "had", "ever expected such waters"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "“Nobody had ever expected such waters”",
        "  Ada Lind: 4 of 6 words the same, in order",
        "    “Nobody had expected such water”",
        "    The Herald, 28 April 2025, not yet checked",
        "    content/articles/2025/one.md, quotation r",
    ]


def test_the_words_as_spoken_are_told_by_their_record(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "who-said", "dammen var saker"]) == 0
    out = capsys.readouterr().out
    assert "Ada Lind, 27 April 2025: in these words" in out
    assert "the minutes, the words as spoken" in out
    assert "content/utterances/speech.yml, passage dam" in out


def test_each_quotation_of_a_text_is_looked_for_and_one_that_is_missing_is_said(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = root / "text.txt"
    text.write_text(
        "She said: “Nobody had expected such water”. He said: “It rained for a week here”.", encoding="utf-8"
    )
    assert main(["--root", str(root), "who-said", "--file", str(text)]) == 1
    out = capsys.readouterr().out
    assert "Ada Lind: in these words" in out
    assert "“It rained for a week here”\n  not in this archive\n" in out


@pytest.mark.parametrize("arguments", [[], ["…"], ["a sentence", "--file", "text.txt"]])
def test_a_call_without_a_word_is_refused(root: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root), "who-said", *arguments]) == 2
    assert capsys.readouterr().err.startswith("archive who-said: ")
