"""What a page needs that cites in a style: the processor citeproc-js, styles of the Citation Style Language, and the words of a language.

All of it is asked for only when a reader wants a style. The processor is under the Common Public Attribution License (CPAL.txt), so that the
page names it beside what it made; the styles and the words are under CC BY-SA 3.0, as each of them says. They stand here as they are
published, since pip knows no package that brings them: the processor is that of the package `citeproc` of npm, which `.ci/package.json`
names and a test compares it with; Chicago's notes and bibliography as `chicago.csl`, and the Modern Language Association's as `mla.csl`.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from generator import routes
from generator.exports.emit import as_json
from generator.records.csl import Style

_HERE = Path(__file__).parent
PROCESSOR = _HERE / "citeproc.js.gz"
"""The processor's script, compressed."""

_OWN = {"chicago": "Chicago", "apa": "APA", "mla": "MLA"}
"""The styles that every archive has, by the names of their files, and how they are called."""
_DEFAULT = "en-US"
"""The language whose words citeproc-js takes where another has none."""
_LOCALES = {file.stem.removeprefix("locales-"): file for file in _HERE.glob("locales-*.xml")}


def files(language: str, styles: Mapping[str, Style]) -> dict[str, str]:
    """The files by their paths from the site's root, for an archive in this language with these styles of its own. One that has the
    name of ours stands in its place. The first names the others."""
    titles = _OWN | {name: style.title for name, style in styles.items()}
    locale = _locale(language)
    made = {routes.STYLES: as_json({"locale": locale, "styles": [*titles.items()]}), routes.CITEPROC: _processor()}
    for name in titles:
        made[routes.style(name)] = as_json(styles[name].text if name in styles else _text(_HERE / f"{name}.csl"))
    for name in dict.fromkeys((_DEFAULT, locale)):
        made[routes.style_locale(name)] = as_json(_text(_LOCALES[name]))
    return made


def _locale(language: str) -> str:
    """The words of CSL for a language; those in English where there are none."""
    wanted = language.split("-", maxsplit=1)[0]
    return next((name for name in sorted(_LOCALES) if name.split("-")[0] == wanted), _DEFAULT)


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def _processor() -> str:
    # A page loads it as a plain script, in which the last line, for Node, would be an error.
    return gzip.decompress(PROCESSOR.read_bytes()).decode().removesuffix("module.exports = CSL")
