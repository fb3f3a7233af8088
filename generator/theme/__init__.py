"""The theme of every archive: `theme: {name: archive}` in mkdocs.yml. MkDocs finds it as a package and reads mkdocs_theme.yml.

It extends Material for MkDocs. What one archive has otherwise stands in its own `site_config/overrides`.
"""

import posixpath
import re
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).parent

STYLES = ("assets/archive.css",)
"""The style sheets that every page loads, in their order. The one of the archive is made of COMPONENTS, so that a page asks once."""

COMPONENTS = (
    "tokens", "frame", "page", "type", "quotes", "marks", "fold", "said", "pair", "occasions", "feeds", "swing", "story", "front", "article", "quotations", "provenance",
    "tables", "renderings", "versions", "positions", "turn", "stands", "plots", "figure", "timeline",
    "index", "sift", "print", "preferences", "map", "network", "drawing", "preview", "search",
)  # fmt: skip
"""The components of that style sheet, in their order: files of assets/css."""

APART = ("annotate", "check", "cite", "save", "saved", "since", "sql", "table", "compare")
"""The style sheets beside it, which are loaded where they are needed."""

FORMER = ("archive", "drawn", "search")
"""Style sheets of the first version, of which an archive may have a changed copy."""

MESSAGES = "assets/messages.js"
"""Says the messages of all scripts; of an archive in another language than English it begins with the catalogue."""

MESSAGES_TO_ANNOTATE = "assets/messages-annotate.js"
"""In another language than English, what the page for annotating says beside that. That page alone loads it."""

SCRIPTS = (
    MESSAGES, "assets/archive.js", "assets/asknown.js", "assets/sortable.js", "assets/preview.js", "assets/drawn.js",
    "assets/instant.js", "assets/annotate.js", "assets/search.js",
)  # fmt: skip
"""The scripts that every page loads, in their order. The module is the last, so that no other waits for what it imports."""

MODULE = "assets/search.js"
"""The one of them that is a module. The others also run on a page that is opened from disk, where browsers load no module."""


def modules() -> dict[str, Path]:
    """The modules that others import, by their paths below assets/. The import map of every page gives each an address that changes
    with what they hold, so that no browser mixes old and new."""
    folder = FOLDER / "assets"
    return {file.relative_to(folder).as_posix(): file for file in sorted(folder.glob("*/*.js"))}


EARLY = ("lib/dom.js", "lib/messages.js", "lib/site.js")
"""The modules that every page loads, since MODULE imports them. The others are loaded where a reader searches or writes a record."""


def of_search() -> list[str]:
    """The modules that the search's own page loads beside those that every page does: one imports the next."""
    files, found = modules(), ["search/page.js"]
    for name in found:
        asked = _IMPORTED.findall(files[name].read_text(encoding="utf-8"))
        paths = (posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in asked)
        found += [path for path in paths if path not in found and path not in EARLY]
    return sorted(found)


_IMPORTED = re.compile(r'^(?:import|export)\b[^"\n;]*?\bfrom "(\.[^"]+)"', re.MULTILINE)


def stylesheet(folders: Sequence[Path]) -> str:
    """The text of the style sheet that every page loads, in cascade layers (CSS Cascade 5): Material's sheets, then the components.

    Whatever their selectors, the components win over Material, and what an archive writes in its extra.css, in no layer, wins over
    both. A component is taken from the first of these folders that has it, so an archive may have one otherwise. What an archive
    changed of the first version's style sheets stands at the end, in no layer.
    """
    own = [folder for folder in folders if folder != FOLDER]
    components = [file for name in COMPONENTS if (file := _first(folders, f"assets/css/{name}.css"))]
    former = [file for name in FORMER if (file := _first(own, f"assets/{name}.css"))]
    return "\n".join(
        [
            _layer("material", of_material(folders)),
            brief(_layer("archive", components)),
            *(file.read_text(encoding="utf-8") for file in former),
        ]
    )


def own(folders: Sequence[Path]) -> list[Path]:
    """Of a site's folders of templates those of the archive itself: neither this theme's nor one of an installed package."""
    return [folder for folder in folders if folder != FOLDER and "site-packages" not in folder.parts]


def of_material(folders: Sequence[Path]) -> list[Path]:
    """Material's own style sheets, whose names hold a digest: what all pages have, and the colours."""
    return [file for name in ("main", "palette") for folder in folders for file in folder.glob(_MATERIAL.format(name))]


_MATERIAL = "assets/stylesheets/{}.*.min.css"


def _layer(name: str, files: Sequence[Path]) -> str:
    text = "\n".join(_NOT_WITHIN.sub("", file.read_text(encoding="utf-8")) for file in files)
    return f"@layer {name} {{\n{text}\n}}"


def brief(sheet: str) -> str:
    """A style sheet without its indents, what its comments say, and spaces around its signs: a ninth of it as readers load it."""
    short = _NOT_READ.sub(lambda found: found[1] or ("/**/" if found[0].startswith("/") else "\n"), sheet)
    # A comment at the beginning of a line parts nothing.
    short = f"\n{short}".replace("\n/**/\n", "\n").replace("\n/**/", "\n")[1:]
    return _SPACED.sub(lambda found: found[1] or found[2] or ":", short)


_NOT_READ = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?(?:\*/|\Z)|\n\s*""", re.DOTALL)
"""Texts in quotation marks, which stay; comments; and the beginning of a line with the empty lines above it."""

_SPACED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\s?([{};,])\s?|(?<=[\w-]):[ ]""")
"""Texts in quotation marks, which stay; and a sign with the spaces around it, which a browser does not need."""


def brief_script(script: str) -> str:
    """A script without its indents, empty lines and comments: a quarter less of it as readers load it.

    Each line of code stays a line, since a statement may end with one. A text in backticks must not be longer than a line.
    """
    return _NOT_RUN.sub("", script)


_NOT_RUN = re.compile(
    r"""^[ \t]*/\*\*(?:[^*]|\*(?!/))*+(?:\*/(?:[ \t]*\n)?|\Z)|^[ \t]*//.*\n|^[ \t]*\n|^[ \t]+"""
    r"""|/\*\*[ ]@\w+[ ]\{[^*\n]*\*/[ ]?"""
    r"""|(?<=[;,{})])[ ]//[ ].*$""",
    re.MULTILINE,
)
"""Comments and white space that fill a line, and the beginning of any other; a type within a line; a comment behind code."""

_NOT_WITHIN = re.compile(r'@charset "[^"]*";|/\*# sourceMappingURL=[^*]*\*/')
"""What may stand in a file alone, and not in a part of one."""


def _first(folders: Sequence[Path], path: str) -> Path | None:
    return next((folder / path for folder in folders if (folder / path).is_file()), None)
