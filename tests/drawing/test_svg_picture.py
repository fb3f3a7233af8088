"""Pictures of embeds in PNG, drawn from their SVG."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

from generator.drawing.svg_picture import png

INK = (30, 34, 37)
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="200" height="60"><style>:root{--ink:#1e2225;--paper:#fff}'
    "@media (prefers-color-scheme:dark){:root{--ink:#fff;--paper:#000}}.ground{fill:var(--paper)}text{font:400 20px var(--ar-sans)}"
    ".line{fill:none;stroke:var(--ink);stroke-width:4}.mark{fill:var(--ink)}.mark + .mark{fill:var(--gone, #f00)}"
    '.own{unicode-bidi:plaintext}.halo{paint-order:stroke;stroke:#0f0;stroke-width:4px}</style><rect class="ground" width="100%" height="100%"/>'
)


def pixels(body: str) -> np.ndarray:
    drawn = Image.open(BytesIO(png(f"{HEAD}{body}</svg>"))).convert("RGB")
    assert drawn.size == (200, 60)
    return np.asarray(drawn).astype(int)


def dark(body: str) -> tuple[int, int, int, int]:
    """The box of what is darker than paper: left, top, right and bottom."""
    rows, columns = np.nonzero(pixels(body).sum(axis=2) < 500)
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def test_marks_have_the_colours_and_places_of_the_light_picture() -> None:
    seen = pixels(
        '<svg x="10" y="10"><rect class="mark" x="1" y="2" width="10" height="20"/><circle class="mark" cx="100" cy="20" r="8"/></svg>'
    )
    assert tuple(seen[15, 15]) == INK
    assert tuple(seen[5, 5]) == (255, 255, 255)
    assert tuple(seen[30, 110]) == (255, 0, 0)
    assert dark('<rect class="mark" x="10" y="12" width="30" height="20"/>') == (10, 12, 40, 32)


@pytest.mark.parametrize(
    ("shape", "box"),
    [
        ('<line class="line" x1="10" y1="20" x2="50" y2="20"/>', (10, 18, 50, 22)),
        ('<path class="line" d="M10 20h40v20"/>', (10, 18, 52, 40)),
        ('<path class="line" d="M10 20L50 20l0 20zm60 0h20"/>', (9, 18, 90, 43)),
        ('<path class="line" stroke-dasharray="10 30" d="M10 20H60"/>', (10, 18, 60, 22)),
        ('<path class="line" d="M10 20C30 40 40 40 60 20"/>', (9, 19, 61, 37)),
    ],
)
def test_lines_have_corners_and_dashes(shape: str, box: Sequence[int]) -> None:
    assert np.abs(np.array(dark(shape)) - box).max() <= 2


def test_texts_stand_where_they_begin_in_every_script() -> None:
    left, top, right, bottom = dark('<text x="50" y="30">Soldiers</text>')
    assert 48 <= left <= 53
    assert 10 <= top < bottom <= 32
    *_, ends, _ = dark('<text x="150" y="30" text-anchor="end">Soldiers</text>')
    assert 147 <= ends <= 151
    middle = dark('<text x="100" y="30" text-anchor="middle">Soldiers</text>')
    assert abs(middle[0] + middle[2] - 200) <= 4
    assert 147 <= dark('<text x="150" y="30" direction="rtl">السد آمن</text>')[2] <= 151
    for words in ("전사자", "Солдаты", "兵士", "▶ ✔ ✖ ⊖ ↩ ◆ ● ○ ┄ ┈ ▬ ┆"):
        assert dark(f'<text x="10" y="30">{words}</text>')[2] > 40
    assert right > left


def test_letters_are_joined_as_their_script_wants() -> None:
    apart = dark('<text x="10" y="30">س س س</text>')
    joined = dark('<text x="10" y="30">سسس</text>')
    assert joined[2] - joined[0] < apart[2] - apart[0] - 10


def test_an_isolated_name_does_not_decide_the_direction_of_a_line() -> None:
    def line(words: str, kind: str = "own") -> np.ndarray:
        return pixels(f'<text class="{kind}" x="190" y="30" direction="rtl">{words}</text>')

    from_right = line("Ada: السد", "")
    assert (line("\u2068Ada\u2069: السد") == from_right).all()
    assert (line("\u2068«\u2068Ada\u2069»\u2069: السد") == line("«Ada»: السد", "")).all()
    assert (line("Ada: السد") != from_right).any()


def test_what_no_font_has_is_seen_to_be_missing() -> None:
    assert dark('<text x="10" y="30">\U00012000</text>')[2] > 15
    assert (pixels('<text x="10" y="30">\U00012000</text>') == pixels('<text x="10" y="30">□</text>')).all()


def test_a_text_has_a_halo_and_parts_of_their_own_look() -> None:
    seen = pixels('<text class="halo" x="10" y="30">To <tspan fill="#00f">lose</tspan></text>')
    for colour in ((0, 255, 0), (0, 0, 0), (0, 0, 255)):
        assert (np.abs(seen - colour).max(axis=2) < 40).any(), colour


@pytest.mark.browser
def test_a_picture_shows_what_a_browser_shows_of_the_svg(page: Page, served_kinds: str) -> None:
    page.emulate_media(color_scheme="light")
    for name in ("claim/dam-was-safe", "turn/dam-was-safe/mira-okonjo"):
        response = page.request.get(f"{served_kinds}embed/{name}/picture.png")
        assert response.ok, name
        ours = np.asarray(Image.open(BytesIO(response.body())).convert("RGB")).astype(int)
        page.goto(f"{served_kinds}embed/{name}/picture.svg")
        boxes = page.evaluate(
            "[...document.querySelectorAll('text')].map((it) => { const b = it.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
        )
        theirs = np.asarray(Image.open(BytesIO(page.locator("svg").first.screenshot())).convert("RGB")).astype(int)
        assert ours.shape == theirs.shape
        apart = np.abs(ours - theirs).max(axis=2) > 60
        for left, top, right, bottom in boxes:
            part = (slice(int(top), int(bottom) + 1), slice(max(0, int(left) - 8), int(right) + 8))
            share, theirs_share = ((it[part].sum(axis=2) < 500).mean() for it in (ours, theirs))
            assert theirs_share / 2 < share < theirs_share * 2, (name, left, top)
            apart[part] = False
        assert apart.mean() < 0.002, name  # marks and lines; letters are those of other fonts
