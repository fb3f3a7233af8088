"""Estimated text widths."""

import pytest

from generator.drawing.svg import text_width


@pytest.mark.parametrize(("plain", "marked"), [("السلام", "السَّلَام"), ("שלום", "שָׁלוֹם")])
def test_signs_of_vowels_take_no_room(plain: str, marked: str) -> None:
    assert len(marked) > len(plain)
    assert text_width(marked, 10) == text_width(plain, 10)


def test_arabic_and_hebrew_letters_are_as_wide_as_those_of_other_alphabets_and_han_as_wide_as_high() -> None:
    assert text_width("سلام", 10) == pytest.approx(text_width("abcd", 10), rel=0.1)
    assert text_width("שלום", 10) == pytest.approx(text_width("абвг", 10), rel=0.1)
    assert text_width("한국어문", 10) == 40
