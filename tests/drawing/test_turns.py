"""The picture of a claim."""

import re

import pytest

from generator.drawing.turns import Crossing, End, Field, Mark, Picture, Row, draw_narrow, draw_wide
from generator.drawing.turns.pen import Words
from generator.pages.parts.turn import titles_of
from generator.records.model import Stance
from generator.text import messages

TITLE = re.compile(r'class="label" x="([\d.]+)" y="(-?[\d.]+)" font-size="([\d.]+)"><tspan class="strong">([^<]+)<')
HEAD = 40
"""Above this, the narrow picture has nothing but the titles of its columns."""


def row(field: Field, stance: Stance) -> Row:
    return Row("A side", field, (Mark(739_000, 739_000, stance, "words", "", "1 May", "said", ""),), "")


ROWS = (row("true", "asserts"), row("neither", "declines"), row("false", "denies"))


@pytest.mark.parametrize("language", messages.languages())
def test_no_title_of_a_column_on_a_phone_runs_into_the_next(language: str) -> None:
    with messages.language_set(language):
        longest = titles_of({"denies", "doubts", "declines", "retracts"})
        svg = str(draw_narrow(Picture("In words.", longest, ROWS)))
    lines = [(float(x), float(size), words) for x, y, size, words in TITLE.findall(svg) if float(y) < HEAD]
    begins = sorted({x for x, _, _ in lines})
    assert len(begins) == 3
    for x, size, words in lines:
        right = Words(((("strong", words),),), x, 0, size=size).box[2]
        assert right <= next((begin for begin in begins if begin > x), 360)


def test_no_label_of_a_mark_is_beyond_another_mark() -> None:
    def mark(day: int, who: str) -> Mark:
        return Mark(day, day, "confirms", "words", who, "1 May", who, "")

    marks = (mark(738_700, "Eve"), mark(739_000, "Ada"), mark(739_003, "Ben"), mark(739_300, "Dan"))
    svg = str(draw_wide(Picture("In words.", titles_of({"confirms"}), (Row("A side", "true", marks, ""),))))
    places = {
        who: (float(middle), float(label))
        for who, middle, label in re.findall(
            r'<title>(\w+)</title><circle class="own" cx="([\d.]+)".*?<text [^>]*? x="([\d.]+)"[^>]*>\1,',
            svg,
        )
    }
    assert places.keys() == {"Eve", "Ada", "Ben", "Dan"}
    (ada, left), (ben, right) = places["Ada"], places["Ben"]
    assert left < ada < ben < right


def test_on_a_phone_each_end_of_a_turn_names_its_side() -> None:
    """Of two sides that denied in the same days, the mark of one stands where the label of the other would be."""

    def turned(side: str, field: Field, stance: Stance, day: int) -> Row:
        return Row(side, field, (Mark(day, day, stance, "words", "", "1 May", side, ""),), "", has_turned=True)

    rows = (
        turned("Weir", "true", "confirms", 739_200), turned("Mill", "true", "confirms", 739_202),
        turned("Weir", "false", "denies", 739_000), turned("Mill", "false", "denies", 739_001),
    )  # fmt: skip
    crossings = tuple(
        Crossing((End(start, 0, "1 May"), End(end, 0, "2 May")), ("200 days",), "") for end, start in ((0, 2), (1, 3))
    )
    svg = str(draw_narrow(Picture("In words.", titles_of({"denies", "confirms"}), rows, crossings)))
    for group in re.findall(r"<g [^>]*><title>.*?(?=<g |</svg>)", svg, re.DOTALL):
        side = re.findall(r"<title>(\w+)</title>", group)[0]
        assert f'<tspan class="strong">{side}</tspan>' in group, group
    assert svg.count("<title>") == 4
