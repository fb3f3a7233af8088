"""Preview pictures: they contain what they should, whatever the words, and are the same on every machine."""

import hashlib
import os
import pickle
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.drawing import lettering
from generator.drawing.share_picture import HEIGHT, WIDTH, draw_card, draw_picture
from generator.drawing.shared import Block, Shared, Style
from tests.conftest import examples

ROOT = Path(__file__).resolve().parents[2]
PICTURES = Path(__file__).parent / "pictures"
ARCHIVE = "Who said what: North Korean troops in Russia’s war"


def plain(words: str, *, right_to_left: bool = False, above: str = "") -> Block:
    return Block((("plain", words),), right_to_left, above)


def claim(*blocks: Block, said: str = "", archive: str = ARCHIVE, right_to_left: bool = False) -> Shared:
    return Shared("Claim", blocks, said, archive, right_to_left)


SHOWN = {
    "statement": Shared(
        "Statement",
        (
            plain("We will never forget the Koreans who died for Russia.", above="As it was said · 28 April 2025"),
            Block((("plain", "We will never forget the "), ("turned", "Russians"), ("plain", " who died for "), ("only", "their homeland"), ("plain", ".")),
                  above="Altered · Newsweek · 29 April 2025"),
        ),
        "Vladimir Putin, 28 April 2025: Its one sentence here was altered on the way to readers.",
        ARCHIVE,
    ),
    "arabic": Shared(
        "مقال",
        (plain("قال الرئيس بوتين إن 14,000 جندي من كوريا الشمالية (DPRK) يقاتلون", right_to_left=True, above="الجزيرة · 3 مايو 2025"),),
        "اقتباس واحد من أصل خمسة محرف.",
        "من قال ماذا",
        right_to_left=True,
    ),
    "scripts": claim(plain("북한군 파병 확인 “1만 1천 명” 习近平 です。 हिन्दी क्षत्रिय ไทย Россия ქართული"), said="한국어로 말했다. שלום"),
}  # fmt: skip


def pixels(png: bytes) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.asarray(Image.open(BytesIO(png)).convert("L"))


def words_of(shown: Shared) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
    """Which pixels are set between the label and the line at the foot."""
    return pixels(draw_picture(shown))[100 : HEIGHT - 92] < 240


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_is_as_large_as_services_ask_for_and_light(name: str) -> None:
    png = draw_picture(SHOWN[name])
    found = Image.open(BytesIO(png))
    assert (found.format, found.size, found.mode) == ("PNG", (WIDTH, HEIGHT), "P")
    found.load()
    assert len(png) < 30_000


@pytest.mark.parametrize("name", SHOWN)
def test_it_looks_as_it_did(name: str, update_golden: bool) -> None:
    """Except for rounding that differs between versions of HarfBuzz."""
    png, file = draw_picture(SHOWN[name]), PICTURES / f"{name}.png"
    if update_golden:
        file.write_bytes(png)
    apart = np.abs(pixels(png).astype(int) - pixels(file.read_bytes()).astype(int))
    assert apart.mean() < 0.1


def test_another_process_without_fonts_of_its_own_draws_the_same_bytes() -> None:
    code = (
        "import hashlib, pickle, sys\n"
        "from generator.drawing.share_picture import draw_picture\n"
        "for shown in pickle.load(sys.stdin.buffer): print(shown.name, hashlib.sha256(draw_picture(shown)).hexdigest())\n"
    )
    bare = {
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "HOME": os.devnull,
        "FONTCONFIG_FILE": os.devnull,
    }
    run = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps([*SHOWN.values()]), env=bare, capture_output=True, check=True
    )
    here = [f"{shown.name} {hashlib.sha256(draw_picture(shown)).hexdigest()}" for shown in SHOWN.values()]
    assert run.stdout.decode().splitlines() == here


HOSTILE = {
    "long": "word " * 2_000,
    "one long word": "x" * 5_000,
    "a long address": "https://example.org/" + "a/b?c=d&" * 300,
    "line ends": "one\n\ntwo\r\n\tthree\u2028four",
    "controls": "\x00\x1b[31mred\x7f \u202eevil\u202c \u2066isolated\u2069 \ufeff",
    "emoji": "😀 👩‍👧 🇰🇵 1️⃣ ☎️",
    "markup": "<script>alert(1)</script> &amp; [[id]] {{ config }}",
    "both directions": "He said “שלום עולם” (مرحبا 12:30) and left. \u200f",
    "many marks": "Z̸̡̢̛̗̘̙̜̝̞̟̠̣̤̥̦̩̪̫̬̭̮̯̰̱̲̳̹̺̻̼͇͈͉͍͎̀́̂̃̄̅̆̇̈̉̊̋̌̍̎̏̐̑̒̓̔̽̾̿̀́͂̓̈́͆͊͋͌̕̚ algo",
    "no font": "𐎠𐎡𐎢 𒀀",
    "nothing": "",
    "spaces": " \u00a0\u3000\u200b ",
    "half a pair": "\ud83d",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("right_to_left", [False, True])
def test_no_words_leave_their_place(words: str, right_to_left: bool) -> None:
    block = plain(words, right_to_left=right_to_left, above=words)
    shown = Shared(words, (block, block), words, words, right_to_left)
    found = pixels(draw_picture(shown))
    assert (found[: HEIGHT - 20, : 72 - 12] > 240).all(), "something stands in the left margin"
    assert (found[: HEIGHT - 20, WIDTH - 72 + 12 :] > 240).all(), "something stands in the right margin"
    assert draw_card(words)


@given(st.text(max_size=120), st.booleans())
@settings(max_examples=examples(60), deadline=None)
def test_any_text_is_drawn(words: str, right_to_left: bool) -> None:
    found = pixels(draw_picture(claim(Block((("only", words), ("turned", words)), right_to_left), said=words)))
    assert (found[: HEIGHT - 20, : 72 - 12] > 240).all()


def test_words_that_no_font_has_are_left_out_and_what_is_said_of_them_stays() -> None:
    assert draw_picture(claim(plain("Old: 𐎠𐎡"), said="It is true.")) == draw_picture(claim(said="It is true."))
    assert draw_picture(claim(plain("𐎠𐎡"), plain("known"))) == draw_picture(claim(plain("known")))


def test_emoji_are_left_out_and_the_words_around_them_stay() -> None:
    assert draw_picture(claim(plain("He won 🎉🎉 again"))) == draw_picture(claim(plain("He won again")))
    assert draw_picture(claim(plain("𝐁𝐨𝐥𝐝 words"))) == draw_picture(claim(plain("Bold words")))


@pytest.mark.parametrize(("style", "colour"), [("turned", (16, 88, 108)), ("only", (219, 233, 237))])
def test_marked_words_stand_on_a_ground_of_their_own(style: Style, colour: tuple[int, int, int]) -> None:
    def ground(used: Style) -> int:
        png = draw_picture(claim(Block((("plain", "before "), (used, "marked"), ("plain", " after")))))
        found = np.asarray(Image.open(BytesIO(png)).convert("RGB"))[130:400]
        return int((found == colour).all(axis=2).sum())

    assert ground(style) > 2_000 > ground("plain")


def test_words_begin_where_reading_them_begins() -> None:
    columns = np.flatnonzero(words_of(claim(plain("Short"))).any(axis=0))
    assert columns[0] < 90
    assert columns[-1] < WIDTH / 2
    columns = np.flatnonzero(words_of(claim(plain("קצר", right_to_left=True))).any(axis=0))
    assert columns[0] > WIDTH / 2
    assert columns[-1] > WIDTH - 90


def test_fewer_words_are_set_larger() -> None:
    def height(words: str) -> int:
        rows = np.flatnonzero(words_of(claim(plain(words))).any(axis=1))
        ends = np.flatnonzero(np.diff(rows) > 1)
        return int(ends[0] if len(ends) else len(rows))

    assert height("Few words") > height("Many more words than those " * 6) > 10


def test_arabic_letters_are_joined() -> None:
    """Each letter has a different shape inside a word than alone."""
    [word] = lettering.line_of([(letter, "plain") for letter in "عرب"], "serif", right_to_left=True)
    alone = [lettering.line_of([(letter, "plain")], "serif", right_to_left=True)[0] for letter in "عرب"]
    assert word.width < sum(it.width for it in alone)
    assert {glyph.number for glyph in word.glyphs}.isdisjoint({alone[0].glyphs[0].number})


def test_a_line_of_both_directions_is_ordered_by_the_bidirectional_algorithm() -> None:
    """UAX #9: a number after Hebrew words is drawn to their left; the surrounding words follow the direction of the
    line."""
    letters = [
        *(("a", "first"),) * 2,
        (" ", ""),
        ("א", "hebrew"),
        ("ב", "hebrew"),
        (" ", ""),
        ("1", "number"),
        (" ", ""),
        ("z", "last"),
    ]

    def order(*, right_to_left: bool) -> list[str]:
        line = lettering.line_of(letters, "serif", right_to_left=right_to_left)
        return [stretch.style for stretch in line if stretch.style]

    assert order(right_to_left=False) == ["first", "number", "hebrew", "last"]
    assert order(right_to_left=True) == ["last", "number", "hebrew", "first"]


def test_no_line_begins_with_what_closes_the_one_before() -> None:
    letters = [(letter, "plain") for letter in "これは長い文章です。" * 12]
    lines = lettering.lines_of(lettering.words_of(letters, "serif"), 9.5, "serif")
    assert lines
    assert {line[0][0] for line in lines}.isdisjoint("。、")
    assert "".join(letter for line in lines for letter, _ in line) == "これは長い文章です。" * 12


def test_what_does_not_fit_ends_in_an_ellipsis_and_keeps_within_its_lines() -> None:
    words = lettering.words_of([(letter, "plain") for letter in "some words " * 50], "sans")
    lines = lettering.lines_of(words, 20, "sans", 2)
    assert lines
    assert len(lines) == 2
    assert lines[-1][-1][0] == "…"


def test_two_pictures_have_one_name_only_if_they_show_the_same() -> None:
    one = claim(plain("It is so."), said="Russia denies it.")
    assert one.name == claim(plain("It is so."), said="Russia denies it.").name
    others = (
        claim(plain("It is so!"), said="Russia denies it."),
        claim(plain("It is so."), said="Russia admits it."),
        claim(plain("It is so.", above="TASS"), said="Russia denies it."),
        claim(Block((("only", "It is so."),)), said="Russia denies it."),
        claim(plain("It is so.", right_to_left=True), said="Russia denies it."),
        claim(plain("It is so."), said="Russia denies it.", archive="Another"),
    )
    assert len({one.name, *(other.name for other in others)}) == 1 + len(others)


def test_what_a_picture_shows_is_said_in_one_line() -> None:
    shown = claim(plain("It\nis so.", above="TASS · May"), said="Russia denies it.")
    assert shown.text == "Claim · TASS · May · It is so. · Russia denies it."
