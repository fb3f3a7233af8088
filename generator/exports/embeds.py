"""What other sites show in a frame, as files: a small page without scripts, a picture in SVG, and what oEmbed (1.0) asks for.

A page names its source and leads to the page of the archive that has it all. It takes the reader's light or dark, and loads nothing but its
style sheet, which all share. All that content says is escaped, and the page's policy allows no script.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from generator import routes, theme
from generator.archive.archive import Archive
from generator.exports.emit import as_json
from generator.findings.embedding import Embed
from generator.text.languages import direction
from generator.text.messages import _

STYLES = "embed/embed.css"
WIDTH = 560
_POLICY = "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'"


def files(archive: Archive, every: Iterable[Embed], pictures: Mapping[str, str], address: str) -> dict[str, str]:
    """The files by path from the site's root. `pictures` are the names of share pictures by the source path of their page; `address` is the
    site's, empty where it has none: then nothing is told that takes an address, which are oEmbed and the share picture."""
    made = {}
    site = f"{address.rstrip('/')}/" if address else ""
    for it in every:
        folder = routes.address(it.path)
        made[f"{folder}index.html"] = _page(archive, it, pictures.get(it.picture, ""), site)
        made[f"{folder}picture.svg"] = _picture(archive, it)
        if site:
            made[f"{folder}oembed.json"] = _oembed(archive, it, site)
    return {STYLES: styles(), **made} if made else {}


def _page(archive: Archive, it: Embed, picture: str, site: str) -> str:
    title, name, language = it.title, archive.settings.title, archive.settings.language
    folder = routes.address(it.path)
    head = [
        Markup('<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{}">').format(_POLICY),
        Markup('<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'),
        Markup("<title>{} - {}</title>").format(title, name),
        Markup('<link rel="stylesheet" href="{}">').format(routes.asset(it.path, STYLES)),
        Markup('<link rel="canonical" href="{}">').format(it.page),
    ]
    if site:
        head.append(
            Markup('<link rel="alternate" type="application/json+oembed" title="{}" href="{}oembed.json">').format(
                title, site + folder
            )
        )
        head.append(Markup('<meta property="og:title" content="{}">').format(title))
        if picture:
            head.append(Markup('<meta property="og:image" content="{}">').format(site + routes.picture(picture)))
    return str(
        Markup(
            '<!doctype html>\n<html lang="{}" dir="{}"><head>{}</head><body>{}<p class="from">{}'
            '<a href="{}" target="_top">{}</a></p>{}</body></html>\n'
        ).format(
            language,
            direction(language),
            Markup("").join(head),
            _shown(it),
            Markup("{} · ").format(it.source) if it.source else "",
            it.page,
            _("In {archive}", archive=name),
            _code(it, site + folder) if site else "",
        )
    )


def _shown(it: Embed) -> Markup:
    words = Markup(" <span>[…]</span> ").join(escape(part) for part in it.words)
    finding = Markup(' <span class="found">{}</span>').format(it.finding) if it.finding else ""
    return Markup('<blockquote lang="{}" dir="{}">{}</blockquote><p class="by">{}{}</p>').format(
        it.language, "rtl" if it.right_to_left else "ltr", words, it.by, finding
    )


def _frame(it: Embed, at: str) -> str:
    return str(
        Markup(
            '<iframe src="{}" title="{}" width="{}" height="{}" style="border:0;max-width:100%" loading="lazy"></iframe>'
        ).format(at, it.title, WIDTH, _height(it))
    )


def _code(it: Embed, at: str) -> Markup:
    """What somebody copies into their own page. It is chosen as a whole by one click."""
    return Markup('<details><summary>{}</summary><code dir="ltr">{}</code></details>').format(
        _("Show this on your own page"), _frame(it, at)
    )


def _height(it: Embed) -> int:
    """About how high it is in a frame of that width, in pixels."""
    return 170 + 32 * (sum(map(_width, it.words)) // 52)


def _oembed(archive: Archive, it: Embed, site: str) -> str:
    return as_json(
        {
            "version": "1.0",
            "type": "rich",
            "title": it.title,
            "provider_name": archive.settings.title,
            "provider_url": site,
            "html": _frame(it, site + routes.address(it.path)),
            "width": WIDTH,
            "height": _height(it),
        }
    )


# --- pictures ---


def _picture(archive: Archive, it: Embed) -> str:
    """The same as an SVG that stands alone, with its source in its last line."""
    at = Markup(' x="688" direction="rtl"') if it.right_to_left else Markup(' x="32"')
    rows = [*_wrapped(_("“{words}”", words=" […] ".join(it.words)), 46)]
    below = [*_wrapped(" · ".join(filter(None, [it.by, it.finding])), 72)]
    foot = 56 + 36 * len(rows) + 24 * len(below)
    lines = [Markup('<text class="said"{} y="{}">{}</text>').format(at, 56 + 36 * n, row) for n, row in enumerate(rows)]
    lines += [
        Markup('<text class="by" x="32" y="{}">{}</text>').format(56 + 36 * len(rows) + 24 * n, row)
        for n, row in enumerate(below)
    ]
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 720 {0}" width="720" height="{0}"><title>{1}</title><style>{2}</style>'
            '<rect class="ground" width="100%" height="100%"/>{3}<text class="from" x="32" y="{4}">{5}</text></svg>\n'
        ).format(
            foot + 40,
            it.title,
            Markup(_for_pictures()),  # noqa: S704  (our own style sheet)
            Markup("").join(lines),
            foot + 14,
            f"{it.source} · {archive.settings.title}",
        )
    )


def _width(text: str) -> int:
    """About how many letters of Latin text are as wide."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _wrapped(text: str, most: int) -> Iterator[str]:
    """The text in lines that are about so wide; a word that is longer, as where a script sets no spaces, is broken."""
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

_OWN = """
html{color-scheme:light dark;font-size:20px}
body{margin:0;padding:1rem 1.1rem;background:var(--md-default-bg-color);color:var(--md-default-fg-color);font:400 .8rem/1.45 var(--ar-sans)}
blockquote{margin:0;font:400 1.15rem/1.4 var(--ar-serif);unicode-bidi:plaintext;overflow-wrap:anywhere}
blockquote::before{content:"“"}blockquote::after{content:"”"}
.by,.from,details{margin:.5rem 0 0;color:var(--md-default-fg-color--light);font-size:.7rem}
.found{padding:.05rem .3rem;border:1px solid currentColor;border-radius:2px}
a{color:var(--md-typeset-a-color)}
code{display:block;margin-top:.3rem;user-select:all;overflow-wrap:anywhere;font-size:.62rem}
"""


@cache
def styles() -> str:
    """The style sheet of all pages for frames: the tokens of the site, and a few rules of their own."""
    return f"{_tokens()}{_OWN}"


@cache
def _for_pictures() -> str:
    own = (
        ".ground{fill:var(--md-default-bg-color)}.said,.by,.from{fill:var(--md-default-fg-color);unicode-bidi:plaintext}"
        ".said{font:400 26px var(--ar-serif)}.by{font:400 16px var(--ar-sans)}.from{font:400 14px var(--ar-sans);opacity:.8}"
    )
    wanted = ("--ar-serif", "--ar-sans", "--md-default-bg-color", "--md-default-fg-color")
    light, dark = (
        "".join(f"{name}:{found[name]};" for found in (_declared(text),) for name in wanted if name in found)
        for text in _tokens().split("@media (prefers-color-scheme:dark)")
    )
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}{own}"


def _declared(text: str) -> dict[str, str]:
    """The properties of a style sheet, each as it is declared first."""
    declared: dict[str, str] = {}
    for part in text.replace("{", ";").replace("}", ";").split(";"):
        name, colon, value = part.partition(":")
        if colon:
            declared.setdefault(name.strip(), value.strip())
    return declared


@cache
def _tokens() -> str:
    """The fonts and colours of the site, dark where the reader has it dark: there is no script that would choose."""
    text = re.sub(r"(?m)^[ \t]*--ar-i-.*\n", "", _sheet("tokens"))
    dark = re.search(r'\[data-md-color-scheme="slate"\]\s*\{([^{}]*)\}', text)
    return f"{text}@media (prefers-color-scheme:dark){{:root{{{dark[1] if dark else ''}}}}}"


@cache
def _sheet(name: str) -> str:
    text = (Path(theme.__file__).parent / "assets" / "css" / f"{name}.css").read_text(encoding="utf-8")
    first, *commented = text.split("/*")
    return first + "".join(part.partition("*/")[2] for part in commented)
