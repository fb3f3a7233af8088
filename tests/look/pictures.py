"""Pictures of one page of every kind of a built site, for a person to look at; beside an earlier site, before and after.

    python -m tests.look.pictures site pictures             # of one site
    python -m tests.look.pictures site pictures ../before   # what differs, side by side, changed places framed

Each kind of page is shown on a laptop and a phone, light and dark, and on paper. `index.html` in the folder of pictures shows them
all. With an earlier site only pages are shown that differ, and their number of changed pixels is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import Browser, Page

from tests.conftest import chromium, serving

MOST_HIGH = 8000
"""Pixels of a page that are pictured; what follows looks like what came before."""
SLIGHT = 24
"""Of 255: two pixels whose colours differ by less are the same, since browsers smooth the edges of letters slightly
differently each time."""


class Mode(NamedTuple):
    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"]
    media: Literal["screen", "print"]


MODES = (
    Mode("laptop-light", 1440, 900, "light", "screen"),
    Mode("laptop-dark", 1440, 900, "dark", "screen"),
    Mode("phone-light", 390, 844, "light", "screen"),
    Mode("phone-dark", 390, 844, "dark", "screen"),
    Mode("print", 800, 1130, "light", "print"),
)


def kinds(site: Path) -> list[str]:
    """One address for each kind of page: the index of each section, and its largest page, which shows most."""
    found = [""]
    for folder in sorted(it for it in site.iterdir() if it.is_dir() and it.name not in {"assets", "pagefind"}):
        if (folder / "index.html").is_file():
            found.append(f"{folder.name}/")
        if inner := [it for it in folder.rglob("index.html") if it.parent != folder]:
            largest = max(inner, key=lambda it: (it.stat().st_size, str(it)))
            found.append(largest.parent.relative_to(site).as_posix() + "/")
    return [*found, "404.html"]


def _picture(page: Page, address: str, mode: Mode) -> Image.Image:
    page.set_viewport_size({"width": mode.width, "height": mode.height})
    page.emulate_media(media=mode.media, color_scheme=mode.scheme, reduced_motion="reduce")
    page.goto(address)
    page.wait_for_timeout(300)
    high = min(page.evaluate("document.documentElement.scrollHeight"), MOST_HIGH)
    clip = {"x": 0, "y": 0, "width": mode.width, "height": max(high, mode.height)}
    shot = page.screenshot(full_page=True, clip=clip, animations="disabled")  # type: ignore[arg-type]
    return Image.open(BytesIO(shot)).convert("RGB")


def _beside(before: Image.Image, after: Image.Image) -> tuple[Image.Image, int]:
    """Both pictures, the place of what changed framed in each, and how many pixels changed."""
    size = max(before.width, after.width), max(before.height, after.height)
    both = [Image.new("RGB", size, "#888") for _ in range(2)]
    for sheet, picture in zip(both, (before, after), strict=True):
        sheet.paste(picture)
    changed = ImageChops.difference(*both).convert("L").point(lambda it: 255 if it > SLIGHT else 0)
    box = changed.getbbox()
    sheet = Image.new("RGB", (size[0] * 2 + 20, size[1]), "#c33")
    for number, one in enumerate(both):
        if box:
            ImageDraw.Draw(one).rectangle((box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3), outline="#c33", width=2)
        sheet.paste(one, (number * (size[0] + 20), 0))
    return sheet, changed.histogram()[255]


def pictures(browser: Browser, site: Path, out: Path, before: Path | None = None) -> Iterator[str]:
    """Writes the pictures into `out`, and says a line for each."""
    out.mkdir(parents=True, exist_ok=True)
    shown = []
    with ExitStack() as stack:
        address = stack.enter_context(serving(site))
        former = stack.enter_context(serving(before)) if before else ""
        for mode in MODES:
            page = browser.new_page()
            for path in kinds(site):
                name = f"{path.strip('/').replace('/', '-') or 'start'}.{mode.name}.png"
                picture = _picture(page, address + path, mode)
                changed = 0
                if before:
                    if not (before / path).exists():
                        yield f"{name}: new"
                    else:
                        picture, changed = _beside(_picture(page, former + path, mode), picture)
                        if not changed:
                            continue
                        yield f"{name}: {changed} pixels changed"
                picture.save(out / name)
                shown.append((name, changed))
            page.close()
    rows = "".join(
        f"<figure><figcaption>{escape(name)}{f': {changed} pixels' if changed else ''}</figcaption>"
        f'<a href="{escape(name)}"><img src="{escape(name)}" loading="lazy"></a></figure>'
        for name, changed in shown
    )
    style = (
        "body{font:14px sans-serif;background:#ddd}figure{display:inline-block;vertical-align:top}img{max-width:44vw}"
    )
    file = out / "index.html"
    file.write_text(f"<!doctype html><meta charset=utf-8><style>{style}</style>{rows}", encoding="utf-8")
    yield f"{len(shown)} pictures: {file}"


def main(arguments: list[str]) -> int:
    if len(arguments) not in {2, 3}:
        print(__doc__)
        return 2
    site, out, *before = map(Path, arguments)
    with chromium() as browser:
        for line in pictures(browser, site, out, before[0] if before else None):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
