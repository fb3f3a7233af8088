"""The files for formatting citations in a style: the processor citeproc-js, CSL styles, and the terms of a language.

They are loaded only when a reader chooses a style. The processor is under the Common Public Attribution License
(CPAL.txt), so the page names it next to its output; the styles and terms are under CC BY-SA 3.0, as each of them says.

They are bundled as published, since no package on PyPI provides them. The processor comes from the npm package
`citeproc`, which `.ci/package.json` names; a test compares the two. `chicago.csl` is Chicago's notes and bibliography,
`mla.csl` the style of the Modern Language Association.
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
"""The processor's script, gzipped."""

_OWN = {"chicago": "Chicago", "apa": "APA", "mla": "MLA"}
"""The styles that every archive has: file stems and titles."""
_DEFAULT = "en-US"
"""The language whose terms citeproc-js falls back to."""
_LOCALES = {file.stem.removeprefix("locales-"): file for file in _HERE.glob("locales-*.xml")}


def files(language: str, styles: Mapping[str, Style]) -> dict[str, str]:
    """The files by path from the site's root, for an archive in this language with these styles of its own, which
    override ours of the same name. The first file lists the others."""
    titles = _OWN | {name: style.title for name, style in styles.items()}
    locale = _locale(language)
    made = {routes.STYLES: as_json({"locale": locale, "styles": [*titles.items()]}), routes.CITEPROC: _processor()}
    for name in titles:
        made[routes.style(name)] = as_json(styles[name].text if name in styles else _text(_HERE / f"{name}.csl"))
    for name in dict.fromkeys((_DEFAULT, locale)):
        made[routes.style_locale(name)] = as_json(_text(_LOCALES[name]))
    return made


def _locale(language: str) -> str:
    """The CSL locale for a language; US English if there is none."""
    wanted = language.split("-", maxsplit=1)[0]
    return next((name for name in sorted(_LOCALES) if name.split("-")[0] == wanted), _DEFAULT)


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def _processor() -> str:
    # A page loads it as a plain script, where the last line (for Node) would be an error.
    return gzip.decompress(PROCESSOR.read_bytes()).decode().removesuffix("module.exports = CSL")
