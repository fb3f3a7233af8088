"""Where a text can be cut: no letter is parted from its accents, and no emoji from its signs."""

import pytest

from generator.drawing.svg import shorten, text_width
from generator.text.letters import start_of_letter
from generator.text.markup import excerpt

LETTERS = [
    "e\u0301",
    "\u1b61\u1b44\u05bf\u0342\u0329",
    "क्\u200dष",
    "ক্\u200cষ",
    "👩\u200d👧",
    "👍🏽",
    "❤\ufe0f",
    "🇰🇵",
    "1\ufe0f\u20e3",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "\u1112\u1161\u11ab",
    "ก็",
    "x",
]


@pytest.mark.parametrize("letter", LETTERS)
def test_a_text_is_cut_before_a_letter_and_never_within_it(letter: str) -> None:
    text = letter * 30
    size = len(letter)
    for at in range(size, len(text)):
        place = start_of_letter(text, at)
        assert place <= at
        assert place % size == 0 or letter.startswith(
            ("ক", "क")
        )  # a break is allowed after the letter before the joiner
        assert place > at - size
    for limit in (20, 33):
        whole = excerpt(text, limit)
        assert len(whole) <= limit
        if not letter.startswith(("ক", "क")):
            assert whole in {letter * n + "…" for n in range(31)} | {text}
    drawn = shorten(text, text_width(text, 10) / 2, 10)
    assert drawn.endswith("…")
    assert text.startswith(drawn[:-1])


def test_an_end_and_a_text_of_marks_alone_are_places_too() -> None:
    assert start_of_letter("e\u0301", 2) == 2
    assert start_of_letter("\u0301\u0301\u0301", 2) == 2
    assert start_of_letter("", 0) == 0
    assert start_of_letter("🇰🇵🇫", 4 - 1) == 3
