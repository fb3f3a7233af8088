"""A sentence is found by its words, in their order, however some were changed; another one is not found.

`pytest tests/text/test_closest.py --update-golden` writes tests/vectors/closest.json, by which the script of the page
is held to the same.
"""

import json
import random
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from generator import pipeline
from generator.exports import checked
from generator.findings.sayings import Saying, sayings
from generator.text import comparison
from generator.text.closest_text import Corpus, keys, split_pasted
from tests.operations import count_steps

VECTORS = Path(__file__).parents[1] / "vectors/closest.json"
TEXTS = (
    "Nobody had expected such water",
    "We checked the dam in March, and it was safe",
    "Wir haben den Damm im März geprüft, und er war sicher",
    "水がこんなに高くなるとは誰も思わなかった",
    "Никто не ждал такой воды",
    "لم يتوقع أحد مثل هذه المياه",
    "The dam was safe",
    "Ἡ σοφία, l'État c'est moi, Straße, ﬁnal",
)
ASKED = (
    "nobody HAD expected such water!",
    "Nobody expected such waters",
    "In March we checked that dam, and it was quite safe",
    "wir haben den damm gepruft und er war sicher",
    "こんなに高くなるとは誰も思わなかった",
    "Никто не ждал",
    "It rained for a week",
    "l’état c’est moi",
    "",
    "“Nobody had expected such water”, she said. “The dam was safe.”",
)


def measured(asked: str) -> list[list[object]]:
    return [[it.text, round(it.share, 9), round(it.whole, 9), it.words] for it in Corpus(TEXTS).closest(asked)]


def test_the_vectors_say_what_is_found(update_golden: bool) -> None:
    found = {
        "texts": {text: keys(text) for text in TEXTS},
        "pieces": {asked: split_pasted(asked) for asked in ASKED},
        "closest": {asked: measured(asked) for asked in ASKED},
        "part": {"shorter": comparison.SHORTER, "contained": comparison.CONTAINED, "overhang": comparison.OVERHANG},
        "places": [checked.place(word, 97) for word in ("water", "вода", "水が", "")],
    }
    if update_golden:
        VECTORS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert json.loads(VECTORS.read_text(encoding="utf-8")) == found


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("nobody had expected such water", TEXTS[0]),
        ("Nobody has ever expected such water here", TEXTS[0]),
        ("wir haben den damm geprüft", TEXTS[2]),
        ("誰も思わなかった", TEXTS[3]),
        ("никто не ждал такой воды", TEXTS[4]),
        ("moi, STRASSE final", TEXTS[7]),
    ],
)
def test_a_sentence_is_found_in_any_script_and_whatever_its_case_and_accents(asked: str, text: str) -> None:
    assert [TEXTS[it.text] for it in Corpus(TEXTS).closest(asked)][:1] == [text]


@pytest.mark.parametrize("asked", ["It rained for a week", "water", "the the the", "", "?!", "Nobody was there"])
def test_a_sentence_that_shares_too_little_is_not_there(asked: str) -> None:
    assert Corpus(TEXTS).closest(asked) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One sentence. And another one.", ["One sentence. And another one."]),
        (
            "She said “we shall see what comes”, and “never mind all that”.",
            ["we shall see what comes", "never mind all that"],
        ),
        ('"We shall see what comes of it."', ['"We shall see what comes of it."']),
        ("«Мы увидим, что будет», сказал он, и ушёл домой по дороге.", ["Мы увидим, что будет"]),
        ("", []),
        ("…", []),
        (f"{'One two three four five six. ' * 11}", ["One two three four five six."] * 11),
    ],
)
def test_a_text_is_looked_for_by_its_quotations_or_else_by_its_sentences(text: str, found: list[str]) -> None:
    assert split_pasted(text) == found


def test_a_long_sentence_costs_no_more_than_the_product_of_lengths() -> None:
    corpus = Corpus(["so much water " * 50])
    once, twice = (count_steps(partial(corpus.closest, "so much water " * n)) for n in (50, 100))
    assert twice / once < 2.3


# --- measured on an archive of real size -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def said(real_archive: Path) -> tuple[Saying, ...]:
    return sayings(pipeline.read(real_archive).archive)


def changed(words: list[str], times: int, others: list[str], chance: random.Random) -> list[str]:
    """The words with this many of them changed, dropped or swapped with the next."""
    words = [*words]
    for _ in range(times):
        at = chance.randrange(len(words) - 1)
        match chance.choice("cds"):
            case "c":
                words[at] = chance.choice(others)
            case "d":
                del words[at]
            case _:
                words[at], words[at + 1] = words[at + 1], words[at]
    return words


def brought(said: tuple[Saying, ...]) -> Iterator[tuple[int, str]]:
    """Sentences with one to five words changed, but never more than half of them, each with the number of the one it
    was."""
    chance = random.Random(2026)  # noqa: S311 - no secret
    others = [word for it in said for word in it.words.split()]
    for number, it in enumerate(said):
        words = it.words.split()
        for times in range(1, 6):
            if 2 * times <= len(words) and len(words) >= 4:
                yield number, " ".join(changed(words, times, others, chance))


def test_of_sentences_with_up_to_five_words_changed_the_right_one_comes_first(said: tuple[Saying, ...]) -> None:
    corpus = Corpus([it.words for it in said])
    right = []
    for number, asked in brought(said):
        first = next(iter(corpus.closest(asked)), None)
        own, found = said[number], said[first.text] if first else None
        # Another version of the sentence is right as well, and so is a longer or a shorter quotation of the very words.
        within = found and (own.words in found.words or found.words in own.words)
        right.append(bool(found and (within or (own.sentence and own.sentence == found.sentence))))
    assert len(right) > 500
    assert sum(right) / len(right) >= 0.95, f"{sum(right)} of {len(right)}"


def test_sentences_about_the_same_subject_that_are_not_in_it_are_not_found(real_archive: Path) -> None:
    archive = pipeline.read(real_archive).archive
    corpus = Corpus([it.words for it in sayings(archive)])
    bodies = (re.sub(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]", r"\1", article.body) for article in archive.articles)
    asked = [it for body in bodies for it in re.split(r"(?<=[.!?])\s+", body) if len(it.split()) > 6 and "q:" not in it]
    asked = [it for it in asked if not re.search('["“”«»]', it)]
    found = [it for it in asked if corpus.closest(it)]
    assert len(asked) > 150
    assert len(found) / len(asked) <= 0.02, found
