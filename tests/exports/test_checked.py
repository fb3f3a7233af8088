"""The files for checking a sentence: every text and word is in the file that the script loads for it."""

import json
from itertools import accumulate
from pathlib import Path

import pytest

from generator import pipeline, routes
from generator.exports import checked
from generator.findings.sayings import sayings
from generator.text.closest_text import Corpus, keys
from tests.archive_files import archive_of

FLOOD = {
    "content/people/ada.yml": "name: Ada Lind\ncountry: SE\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/organisations/wire.yml": "name: The Wire\n",
    "content/utterances/speech.yml": (
        "title: A speech\nspeaker: ada\nsaid: 2025-04-27\npassages:\n"
        "  - {id: dam, gist: on the dam, original: {language: sv, text: Dammen var säker, source: the minutes}}\n"
    ),
    "content/articles/2025/one.md": (
        "---\ntitle: One\npublisher: herald\npublished: 2025-04-28\nsource: {url: 'https://herald.example/one', seen: 2025-05-01}\n"
        "quotations:\n  - {id: q, speaker: ada, text: The dam was safe, utterance: speech/dam, fidelity: altered, "
        "via: [{by: wire, implied: true}], turns: [{words: safe, why: she said secure}]}\n"
        "  - {id: r, speaker: ada, text: Nobody had expected such water}\n---\nRain.\n"
    ),
}


def test_a_text_has_what_a_reader_is_told_of_it(tmp_path: Path) -> None:
    files = checked.files(archive_of(tmp_path, FLOOD))
    original, altered, alone = json.loads(files[routes.check_texts(0)])
    assert original == {
        "words": "Dammen var säker", "language": "sv", "speaker": "Ada Lind", "said": "27 April 2025", "original": True,
        "source": "the minutes", "versions": [0, 2], "of": "statements/speech/#p-dam", "since": "2025-04-28",
    }  # fmt: skip
    assert altered == {
        "words": "The dam was safe", "language": "en", "speaker": "Ada Lind", "outlet": "The Herald", "published": "28 April 2025",
        "finding": "altered", "way": [["Lind", 0], ["The Wire", 1]], "turns": ["safe"], "at": "articles/one/#q-q",
        "versions": [0, 2], "of": "statements/speech/#p-dam", "since": "2025-04-28",
    }  # fmt: skip
    assert (alone["words"], "versions" in alone, "of" in alone) == ("Nobody had expected such water", False, False)
    assert json.loads(files[routes.CHECKED])["languages"] == {"en": ["English", "ltr"], "sv": ["Swedish", "ltr"]}


def test_an_archive_without_a_quotation_has_files_all_the_same(tmp_path: Path) -> None:
    files = checked.files(archive_of(tmp_path, {}))
    assert json.loads(files[routes.CHECKED])["texts"] == 0
    assert json.loads(files[routes.check_words(0)]) == {}


@pytest.fixture(scope="module")
def said_and_files(real_archive: Path) -> tuple[list[str], dict[str, str]]:
    archive = pipeline.read(real_archive).archive
    return [it.words for it in sayings(archive)], checked.files(archive)


def test_every_text_stands_in_the_file_of_its_number(said_and_files: tuple[list[str], dict[str, str]]) -> None:
    said, files = said_and_files
    together = json.loads(files[routes.CHECKED])["together"]
    for number, words in enumerate(said):
        assert json.loads(files[routes.check_texts(number // together)])[number % together]["words"] == words


def test_every_word_stands_in_its_file_with_all_texts_that_have_it(
    said_and_files: tuple[list[str], dict[str, str]],
) -> None:
    said, files = said_and_files
    spread = json.loads(files[routes.CHECKED])["spread"]
    for word, numbers in Corpus(said).holders.items():
        steps = json.loads(files[routes.check_words(checked.place(word, spread))])[word]
        assert [*accumulate(steps)] == [*numbers]
        assert all(word in keys(said[number]) for number in numbers)


def test_no_file_is_large(said_and_files: tuple[list[str], dict[str, str]]) -> None:
    assert max(len(text.encode()) for text in said_and_files[1].values()) < 40_000
