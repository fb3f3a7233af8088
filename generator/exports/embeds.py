"""Embeds, which other sites show in an iframe: a small page without scripts, a picture in SVG and PNG, and the oEmbed
(1.0) response.

A page names its source and links to the full page in the archive. It follows the reader's light or dark mode and loads
only the style sheet that all embeds share. All content is escaped, and the page's policy allows no script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from markupsafe import Markup, escape
from pydantic import TypeAdapter, ValidationError

from generator import routes, theme
from generator.archive.archive import Archive
from generator.drawing.embedding import Drawing, Embed, Words
from generator.exports import pictures
from generator.exports.emit import as_json
from generator.exports.spill import LazyTexts
from generator.records.files import write_file
from generator.text.languages import direction
from generator.text.messages import _

STYLES = "embed/embed.css"
WIDTH = 560
WIDE = 800
"""The width of a frame with a drawing, in pixels."""
_POLICY = "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


def files(
    archive: Archive, embeds: Iterable[Embed], address: str, cache_folder: Path | None = None
) -> LazyTexts[str | bytes]:
    """The files by path from the site's root, each made on demand.

    `address` is the site's URL. If it is empty, there are no PNG pictures and no links to oEmbed, and the frame's
    address in the oEmbed response is `./`, which the script that copies the code completes. `cache_folder` caches PNG
    pictures by content."""
    made: dict[str, Callable[[], str | bytes]] = {}
    names: set[str] = set()
    site = f"{address.rstrip('/')}/" if address else ""
    for it in embeds:
        folder = routes.address(it.path)
        made[f"{folder}index.html"] = partial(_page, archive, it, site)
        made[f"{folder}picture.svg"] = partial(_picture, archive, it)
        size = None
        if site and _has_png(it):
            name, size, draw = _png(archive, it)
            names.add(name)
            made[f"{folder}picture.png"] = partial(pictures.cached_picture, cache_folder, name, draw)
        made[f"{folder}oembed.json"] = partial(_oembed, archive, it, site, size)
    if cache_folder is not None:
        pictures.prune(cache_folder, {*names, *(entry.name for entry in _note_files(cache_folder))})
    return LazyTexts[str | bytes]({STYLES: styles, **made} if made else {})


_EMBEDS: Final = TypeAdapter(tuple[Embed, ...])


class Notes:
    """The embeds of pages, cached in a folder by the page's digest, for runs in which that page is not made again."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._there = {file.name for file in _note_files(folder)} if folder else set()

    def get(self, digest: str) -> tuple[Embed, ...] | None:
        """The embeds of a page; None if they are not cached or cannot be read."""
        if self._folder is None or f"{digest}.json" not in self._there:
            return None
        try:
            return _EMBEDS.validate_json((self._folder / f"{digest}.json").read_bytes())
        except (OSError, ValidationError):
            return None

    def put(self, every: Mapping[str, tuple[Embed, ...]]) -> None:
        """Cache the embeds of these pages, by digest, and remove all others."""
        if self._folder is None:
            return
        names = {f"{digest}.json": some for digest, some in every.items()}
        with suppress(OSError):  # the build continues if the cache cannot be used
            self._folder.mkdir(parents=True, exist_ok=True)
            for name in names.keys() - self._there:
                write_file(self._folder / name, _EMBEDS.dump_json(names[name]))
            for name in self._there - names.keys():
                (self._folder / name).unlink(missing_ok=True)


def _note_files(folder: Path) -> list[Path]:
    return [*folder.glob("*.json")]


def _page(archive: Archive, it: Embed, site: str) -> str:
    title, name, language = it.title, archive.settings.title, archive.settings.language
    folder = routes.address(it.path)
    head = [
        Markup('<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{}">').format(_POLICY),
        Markup('<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'),
        Markup("<title>{} - {}</title>").format(title, name),
        Markup('<link rel="stylesheet" href="{}">').format(routes.asset(it.path, STYLES)),
        Markup('<link rel="canonical" href="{}">').format(urljoin(site + folder, it.page) if site else it.page),
    ]
    if site:
        head.append(
            Markup('<link rel="alternate" type="application/json+oembed" title="{}" href="{}oembed.json">').format(
                title, site + folder
            )
        )
        head.append(Markup('<meta property="og:title" content="{}">').format(title))
        if _has_png(it):
            head.append(Markup('<meta property="og:image" content="{}picture.png">').format(site + folder))
    return str(
        Markup(
            '<!doctype html>\n<html lang="{}" dir="{}"><head>{}</head><body><main>{}<p class="from">{}'
            '<a href="{}" target="_top" rel="noopener">{}</a></p></main>{}</body></html>\n'
        ).format(
            language,
            direction(language),
            Markup("").join(head),
            Markup("").join(_page_parts(it)),
            Markup("{} · ").format(it.source) if it.source else "",
            it.page,
            _("In {archive}", archive=name),
            _code(it, site),
        )
    )


def _page_parts(it: Embed) -> Iterator[Markup]:
    if it.heading:
        yield Markup('<h1 dir="auto">{}</h1>').format(it.heading)
    if it.drawing or len(it.words) > 1:
        yield Markup('<p class="said" dir="auto">{}</p>').format(it.finding)
    for words in it.words:
        yield _words(words, it.finding if len(it.words) == 1 else "")
    if it.drawing:
        yield _drawing(it.drawing)


def _words(it: Words, finding: str) -> Markup:
    above = Markup('<p class="above">{}</p>').format(it.above) if it.above else ""
    parts = Markup(" <span>[…]</span> ").join(escape(part) for part in it.words)
    way = "rtl" if it.right_to_left else "ltr"
    quoted = Markup('<blockquote lang="{}" dir="{}">{}</blockquote>').format(it.language, way, parts) if parts else ""
    found = Markup(' <span class="found">{}</span>').format(finding) if finding else ""
    return Markup('{}{}<p class="by">{}{}</p>').format(above, quoted, it.below, found)


_WHEN_KNOWN = re.compile(r' data-published="[^"]*"')


def _without_known_days(drawn: str) -> Markup:
    """A drawing without the days from which its parts were known, which only scripts use."""
    return Markup(_WHEN_KNOWN.sub("", drawn))  # noqa: S704  (made of markup)


def _drawing(it: Drawing) -> Markup:
    key = Markup(" ").join(Markup('<li><span aria-hidden="true">{}</span> {}</li>').format(*pair) for pair in it.key)
    return Markup('<div class="ar-{}">{}{}</div><ul>{}</ul>').format(
        it.of, _without_known_days(it.wide), _without_known_days(it.narrow), key
    )


def _frame(it: Embed, at: str) -> str:
    return str(
        Markup(
            '<iframe src="{}" title="{}" width="{}" height="{}" style="border:0;max-width:100%" loading="lazy"></iframe>'
        ).format(at, it.title, _frame_width(it), _height(it))
    )


def _code(it: Embed, site: str) -> Markup:
    """The code for embedding, which one click selects, and links to the pictures. Empty if the site's address is
    unknown."""
    if not site:
        return Markup("")
    at = site + routes.address(it.path)
    ways = [
        ("picture.svg", _("Picture (SVG)")),
        *([("picture.png", _("Picture (PNG)"))] if _has_png(it) else []),
    ]
    links = Markup(" · ").join(Markup('<a href="{}">{}</a>').format(*way) for way in ways)
    return Markup('<details><summary>{}</summary><code dir="ltr">{}</code><p>{}</p></details>').format(
        _("Show this on your own page"), _frame(it, at), links
    )


def _frame_width(it: Embed) -> int:
    return WIDE if it.drawing else WIDTH


def _height(it: Embed) -> int:
    """The approximate height in pixels in a frame of that width. It is rounded up, since a frame that is too low
    scrolls."""
    if it.drawing:
        drawn = (WIDE - 2 * _SIDE) * _drawing_height(it.drawing) / _drawing_width(it.drawing)
        key = sum(_width(meaning) + 6 for _sign, meaning in it.drawing.key)
        return round(220 + drawn + 30 * (_width(it.heading) // 54) + 24 * (_width(it.finding) // 80) + 25 * (key // 80))
    quoted = sum(32 * (sum(map(_width, one.words)) // 44) + (78 if len(it.words) > 1 else 0) for one in it.words)
    below = sum(20 * (_width(f"{one.below} {it.finding if len(it.words) == 1 else ''}") // 62) for one in it.words)
    source = 20 * ((_width(it.source) + 24) // 44)
    above = 66 + 30 * (_width(it.heading) // 38) + 24 * (_width(it.finding) // 56) if it.heading else 0
    return 190 + quoted + below + source + above


def _oembed(archive: Archive, it: Embed, site: str, size: tuple[int, int] | None) -> str:
    """The response of oEmbed 1.0. `size` is the width and height of the PNG, None if there is none."""
    page_url = site + routes.address(it.path) if site else "./"
    response = {
        "version": "1.0",
        "type": "rich",
        "title": it.title,
        "provider_name": archive.settings.title,
        **({"provider_url": site} if site else {}),
        "html": _frame(it, page_url),
        "width": _frame_width(it),
        "height": _height(it),
    }
    if size:
        width, height = size
        response |= {"thumbnail_url": f"{page_url}picture.png", "thumbnail_width": width, "thumbnail_height": height}
    return as_json(response)


# --- pictures ---

_SIDE = 32


def _has_png(it: Embed) -> bool:
    """Whether there is a PNG of it. Only that of a quotation may be missing, as it is drawn like a share picture."""
    return it.shared is not None or bool(it.heading)


def _png(archive: Archive, it: Embed) -> tuple[str, tuple[int, int], Callable[[], bytes]]:
    """The name by which the PNG is cached, its width and height, and what draws it: a quotation in the size of share
    pictures, everything else just as its SVG. The SVG itself is not kept, since there may be thousands."""
    if it.shared is not None:
        return it.shared.name, (1200, 630), partial(pictures.of_shared, it.shared)
    svg = _picture(archive, it)
    return pictures.name_of_svg(svg), _sizes(svg), lambda: pictures.of_svg(_picture(archive, it))


_SIZES = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


def _sizes(svg: str) -> tuple[int, int]:
    found = _SIZES.search(svg)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _picture(archive: Archive, it: Embed) -> str:
    """The embed as a standalone SVG, with its source in the last line."""
    rtl = direction(archive.settings.language) == "rtl"
    sheet = _Sheet(round(_drawing_width(it.drawing)) + 2 * _SIDE if it.drawing else 720, right_to_left=rtl)
    sheet.lines("said", it.heading, 26, 36)
    if it.drawing or len(it.words) > 1:
        sheet.lines("by", it.finding, 16, 24)
    for one in it.words:
        sheet.lines("above", one.above, 16, 30)
        if one.words:
            quoted = _("“{words}”", words=" […] ".join(one.words))
            sheet.lines("said", quoted, 26, 36, right_to_left=one.right_to_left)
        below = " · ".join(filter(None, [one.below, it.finding if len(it.words) == 1 else ""]))
        sheet.lines("by", below, 16, 24)
    if it.drawing:
        sheet.drawing(it.drawing)
    foot = " · ".join(filter(None, [it.source, archive.settings.title]))
    return sheet.svg(it.title, foot, it.drawing)


class _Sheet:
    """A picture being drawn: its parts, and the height used so far. `right_to_left` is the direction of our own words."""

    def __init__(self, width: int, *, right_to_left: bool) -> None:
        self.width, self.y, self.parts = width, 20.0, [Markup("")]
        self._right_to_left = right_to_left

    def _begin(self, right_to_left: bool | None) -> Markup:
        """Where a line begins, as attributes."""
        if self._right_to_left if right_to_left is None else right_to_left:
            return Markup(' x="{}" direction="rtl"').format(self.width - _SIDE)
        return Markup(' x="{}"').format(_SIDE)

    def lines(self, kind: str, text: str, size: int, leading: int, *, right_to_left: bool | None = None) -> None:
        """Add a text below, in as many lines as needed: by default, in our own words."""
        at = self._begin(right_to_left)
        for row in _wrapped(text, round((self.width - 2 * _SIDE) / size / 0.55)):
            self.y += leading
            self.parts.append(Markup('<text class="{}"{} y="{:g}">{}</text>').format(kind, at, self.y, row))

    def drawing(self, it: Drawing) -> None:
        """Add a drawing below, with its key."""
        self.y += 24
        broad, high = _drawing_width(it), _drawing_height(it)
        placed = Markup('<svg x="{:g}" y="{:g}" width="{:g}" height="{:g}" ').format(
            (self.width - broad) / 2, self.y, broad, high
        )
        drawn = str(_without_known_days(it.wide)).replace("<svg ", str(placed), 1)
        self.parts.append(Markup('<g class="ar-{}">{}</g>').format(it.of, Markup(drawn)))  # noqa: S704  (made of markup)
        self.y += high
        self.lines("by", " · ".join(f"{sign} {meaning}" for sign, meaning in it.key), 16, 24)

    def svg(self, title: str, foot: str, drawing: Drawing | None) -> str:
        """The whole picture."""
        height = round(self.y + 60)
        styles = _for_pictures() + (_of_drawing(drawing.of) if drawing else "")
        return str(
            Markup(
                '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {0} {1}" width="{0}" height="{1}"><title>{2}</title>'
                '<style>{3}</style><rect class="ground" width="100%" height="100%"/>{4}<text class="from"{5} y="{6}">{7}</text></svg>\n'
            ).format(
                self.width,
                height,
                title,
                Markup(styles),  # noqa: S704  (our own style sheet)
                Markup("").join(self.parts),
                self._begin(None),
                height - 24,
                foot,
            )
        )


_BOX = re.compile(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')


def _box(it: Drawing) -> tuple[float, float]:
    found = _BOX.search(it.wide)
    return (float(found[1]), float(found[2])) if found else (1.0, 1.0)


def _drawing_width(it: Drawing) -> float:
    return _box(it)[0]


def _drawing_height(it: Drawing) -> float:
    return _box(it)[1]


def _width(text: str) -> int:
    """The approximate width of a text, in Latin letters."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _wrapped(text: str, most: int) -> Iterator[str]:
    """The text in lines of about this width. A longer word is broken, as in scripts without spaces."""
    line = ""
    for word in text.split():
        rest = word
        while _width(rest) > most:
            if line:
                yield line
                line = ""
            cut = max(1, most // 2)
            yield rest[:cut]
            rest = rest[cut:]
        if line and _width(line) + 1 + _width(rest) > most:
            yield line
            line = rest
        else:
            line = f"{line} {rest}".strip()
    if line:
        yield line


# --- styles ---

_EMBED_STYLES = """
html{color-scheme:light dark;font-size:20px}
body{margin:0;padding:1rem 1.1rem;background:var(--md-default-bg-color);color:var(--md-default-fg-color);font:400 .8rem/1.45 var(--ar-sans)}
h1{margin:0 0 .4rem;font:400 1.15rem/1.3 var(--ar-serif)}
blockquote{margin:0;font:400 1.15rem/1.4 var(--ar-serif);unicode-bidi:plaintext;overflow-wrap:anywhere}
blockquote::before{content:"“"}blockquote::after{content:"”"}
.by,.from,details{margin:.5rem 0 0;color:var(--md-default-fg-color--light);font-size:.7rem}
.said{margin:.3rem 0 .6rem}.above{margin:1rem 0 .3rem;font-weight:600}
.found{padding:.05rem .3rem;border:1px solid currentColor;border-radius:2px}
ul{display:flex;flex-wrap:wrap;gap:.2rem .9rem;margin:.6rem 0 0;padding:0;list-style:none;font-size:.7rem}
a{color:var(--md-typeset-a-color)}
svg{display:block;width:100%;height:auto}
svg[class*="narrow"]{display:none}
@media (max-width:37em){svg[class*="wide"]{display:none}svg[class*="narrow"]{display:block;max-width:26rem}}
code{display:block;margin-top:.3rem;user-select:all;overflow-wrap:anywhere;font-size:.62rem}
details p{margin:.3rem 0 0}
"""
_DRAWING_SHEETS: Final[Mapping[str, tuple[str, re.Pattern[str]]]] = {
    "turn": ("turn", re.compile(r"(?m)^(\.ar-turn[\w.-]* [^>{}@\n]+)\{([^{}]*)\}")),
    "plot": ("plots", re.compile(r"(?m)^(\.ar-plot[\w.-]* [^>{}@\n]+)\{([^{}]*)\}")),
}
"""The style sheet of each kind of drawing, and a pattern for its rules about what is inside the drawing."""


@cache
def styles() -> str:
    """The style sheet of all embed pages: the site's tokens, and a few rules of their own."""
    return f"{_tokens()}{_EMBED_STYLES}{''.join(map(_of_drawing, _DRAWING_SHEETS))}"


@cache
def _of_drawing(kind: str) -> str:
    """The site's style rules for the inside of such a drawing, without those for its place on a page."""
    sheet, rule = _DRAWING_SHEETS[kind]
    rules = rule.findall(_sheet(sheet))
    return "".join(f"{where.strip()}{{{' '.join(said.split())}}}" for where, said in rules)


@cache
def _for_pictures() -> str:
    own = (
        ".ground{fill:var(--md-default-bg-color)}.said,.by,.from,.above{fill:var(--md-default-fg-color);unicode-bidi:plaintext}"
        ".said{font:400 26px var(--ar-serif)}.by{font:400 16px var(--ar-sans)}.above{font:600 16px var(--ar-sans)}"
        ".from{font:400 14px var(--ar-sans);opacity:.8}text{font-family:var(--ar-sans)}"
    )
    light, dark = (
        "".join(
            f"{name}:{value};" for name, value in _declarations(text).items() if name.startswith(("--md-", "--ar-"))
        )
        for text in _tokens().split("@media (prefers-color-scheme:dark)")
    )
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}{own}"


def _declarations(text: str) -> dict[str, str]:
    """The properties declared in a style sheet, each with its first value."""
    declared: dict[str, str] = {}
    for part in text.replace("{", ";").replace("}", ";").split(";"):
        name, colon, value = part.partition(":")
        if colon:
            declared.setdefault(name.strip(), value.strip())
    return declared


@cache
def _tokens() -> str:
    """The site's fonts and colours. Dark mode follows the reader's system, since no script can switch it."""
    text = re.sub(r"(?m)^[ \t]*--ar-i-.*\n", "", _sheet("tokens"))
    dark = re.search(r'\[data-md-color-scheme="slate"\]\s*\{([^{}]*)\}', text)
    return f"{text}@media (prefers-color-scheme:dark){{:root{{{dark[1] if dark else ''}}}}}"


@cache
def _sheet(name: str) -> str:
    text = (Path(theme.__file__).parent / "assets" / "css" / f"{name}.css").read_text(encoding="utf-8")
    first, *commented = text.split("/*")
    return first + "".join(part.partition("*/")[2] for part in commented)
