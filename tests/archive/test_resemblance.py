"""Quotations that look like renderings of one passage."""

import random
from pathlib import Path

import pytest

from generator.archive.resemblance import pairs, resemblances
from tests.archive_files import archive_of

FILES = {
    "content/people/ada.yml": "name: Ada\n",
    "content/people/bob.yml": "name: Bob\n",
    "content/utterances/speech.yml": "title: Speech\nspeaker: ada\npassages:\n  - {id: one, gist: one}\n  - {id: two, gist: two}\n",
    "content/utterances/talk.yml": "title: Talk\nspeaker: ada\npassages:\n  - {id: one, gist: one}\n",
}
WORDS = "We will never forget the heroes who gave their lives"


def found(root: Path, *quotations: str) -> list[tuple[str, str]]:
    """Which articles' quotations resemble which, from the fields of one quotation an article: a, b, c …"""
    files = dict(FILES)
    for article, fields in zip("abcdefgh", quotations, strict=False):
        speaker = "" if "speaker:" in fields else "speaker: ada, "
        files[f"content/articles/2025/{article}.md"] = (
            f"---\ntitle: {article}\npublished: 2025-04-0{ord(article) - 96}\nquotations:\n  - {{id: it, {speaker}{fields}}}\n---\nRain.\n"
        )
    return [(r.quoted.article.id, r.other.article.id) for r in resemblances(archive_of(root, files))]


def test_an_unlinked_rendering_resembles_a_linked_one_whichever_came_first(tmp_path: Path) -> None:
    altered = "text: We shall never forget the heroes that gave their lives"
    assert found(tmp_path, f"text: {WORDS}", f"{altered}, utterance: speech/one") == [("a", "b")]


def test_of_two_unlinked_ones_the_later_resembles_the_earlier(tmp_path: Path) -> None:
    assert found(tmp_path, f"text: {WORDS}", "text: never forget the heroes who gave") == [("b", "a")]


def test_the_same_words_point_to_the_one_that_is_linked(tmp_path: Path) -> None:
    quotations = (f"text: {WORDS}", f"text: “{WORDS}.”", f"text: {WORDS}, utterance: speech/one")
    assert found(tmp_path, *quotations) == [("a", "c"), ("b", "c")]


@pytest.mark.parametrize(
    "other",
    [
        "text: We will always remember the day on which it rained",
        f"text: {WORDS}, speaker: bob",
        f"text: {WORDS}, language: de",
        f"text: {WORDS}, speaker: {{unnamed: an official}}",
        f"text: {WORDS}, said: 2025-01-01",
        f"text: {WORDS}, utterance: speech/one",
        f"text: {WORDS}, utterance: speech/two",
        "text: We shall forget the heroes that lost their own lives, utterance: talk/one",
    ],
    ids=["other words", "speaker", "language", "unnamed", "day", "linked", "another passage", "another occasion"],
)
def test_nothing_is_suggested_where_the_record_speaks_against_it(tmp_path: Path, other: str) -> None:
    assert found(tmp_path, f"text: {WORDS}, utterance: speech/one, said: 2025-04-01", other) == []


def test_equal_words_linked_to_two_occasions_are_worth_a_look(tmp_path: Path) -> None:
    assert found(tmp_path, f"text: {WORDS}, utterance: speech/one", f"text: {WORDS}, utterance: talk/one") == [
        ("b", "a")
    ]


def test_a_word_or_two_prove_little(tmp_path: Path) -> None:
    assert found(tmp_path, "text: valiantly", "text: valiantly") == []
    assert found(tmp_path, "text: sacred mission", "text: a sacred mission indeed") == []
    assert found(tmp_path, "text: sacred mission", "text: Sacred mission") == [("b", "a")]


def test_comparisons_grow_with_the_number_of_quotations() -> None:
    chance = random.Random(1)  # noqa: S311 - the same texts each time
    texts = [tuple(chance.choices([f"word{n}" for n in range(500)], k=12)) for _ in range(4_000)]
    few, many = (len(list(pairs(texts[:number]))) for number in (1_000, 4_000))
    assert many <= 4 * few
    assert len(list(pairs([("all", "of", "these", "are", "equal")] * 1_000))) == 0
