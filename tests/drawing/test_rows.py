"""Rows of blocks over time, from the left or from the right."""

import re

import pytest

from generator.drawing import rows
from generator.drawing.rows import Row, Tick, Words

BINS = 6
HAPPENED = Row("Happened", {0: 3, 4: 1}, {4: 1}, {0: Words("1 March", "The bridge cracks")})
SAID = Row("Said", {1: 2}, {}, {})
TICKS = [Tick(0, "March"), Tick(3, "June")]
WIDTH = {True: 1180, False: 360}
BLOCK = re.compile(r'<rect class="([^"]+)" x="([\d.-]+)" y="([\d.]+)" width="([\d.]+)"')
TEXT = re.compile(r'<text[^>]* x="([\d.-]+)" y="([\d.]+)"')


def drawn(*, wide: bool, right_to_left: bool) -> str:
    return rows.draw([HAPPENED, SAID], BINS, TICKS, [0], "said", wide=wide, right_to_left=right_to_left)


@pytest.mark.parametrize("wide", [True, False])
def test_time_from_the_right_is_time_from_the_left_in_a_mirror(wide: bool) -> None:
    left, right = (drawn(wide=wide, right_to_left=way) for way in (False, True))
    blocks = [(kind, float(x), float(y), float(w)) for kind, x, y, w in BLOCK.findall(left)]
    mirrored = [(kind, float(x), float(y), float(w)) for kind, x, y, w in BLOCK.findall(right)]
    assert len(blocks) == 6
    for (kind, x, y, w), (other, at, down, wide_) in zip(blocks, mirrored, strict=True):
        assert (kind, y, w) == (other, down, wide_)
        assert at == pytest.approx(WIDTH[wide] - x - w, abs=0.11)  # numbers are rounded to a tenth


@pytest.mark.parametrize("wide", [True, False])
def test_a_text_from_the_right_begins_where_it_would_end_at_the_left_of_the_mirror(wide: bool) -> None:
    left, right = (drawn(wide=wide, right_to_left=way) for way in (False, True))
    assert 'direction="rtl"' not in left
    assert right.startswith(f'<svg viewBox="0 0 {WIDTH[wide]} ')
    assert 'direction="rtl"' in right.split(">")[0]  # so that a text without an anchor runs left from its start
    starts = [(float(x), float(y)) for x, y in TEXT.findall(left)]
    assert len(starts) > 4
    for (x, y), (at, down) in zip(starts, [(float(x), float(y)) for x, y in TEXT.findall(right)], strict=True):
        assert y == down
        assert at == pytest.approx(WIDTH[wide] - x, abs=0.11)


def test_the_words_beside_a_column_are_no_others_from_the_right() -> None:
    words = [re.findall(r">([^<>]+)<", drawn(wide=True, right_to_left=way)) for way in (False, True)]
    assert words[0] == words[1]
