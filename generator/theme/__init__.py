"""The theme of every archive: `theme: {name: archive}` in mkdocs.yml. MkDocs finds it as a package and reads
mkdocs_theme.yml.

It extends Material for MkDocs. An archive overrides parts of it in its own `site_config/overrides`.
"""

import functools
import posixpath
import re
from collections.abc import Container, Sequence
from pathlib import Path

FOLDER = Path(__file__).parent

STYLES = ("assets/archive.css",)
"""The style sheets that every page loads, in order. The archive's is joined from COMPONENTS, so that it takes one
request."""

COMPONENTS = (
    "tokens", "frame", "page", "type", "quotes", "marks", "fold", "said", "pair", "occasions", "feeds", "swing", "story", "front", "article", "quotations", "provenance",
    "tables", "renderings", "versions", "positions", "turn", "stands", "plots", "figure", "timeline",
    "index", "sift", "print", "preferences", "map", "network", "drawing", "preview", "search", "save",
)  # fmt: skip
"""The components of that style sheet, in order: files of assets/css."""

APART = ("annotate", "check", "cite", "saved", "since", "sql", "table", "compare")
"""Separate style sheets, loaded only where needed."""

FORMER = ("archive", "drawn", "search")
"""Style sheets of the first version, of which an archive may have a modified copy."""

MESSAGES = "assets/messages.js"
"""Translates the messages of all scripts. For languages other than English it begins with the catalogue."""

MESSAGES_TO_ANNOTATE = "assets/messages-annotate.js"
"""The further messages of the annotation page, if the language is not English. Only that page loads it."""

SCRIPTS = (
    MESSAGES, "assets/archive.js", "assets/asknown.js", "assets/sortable.js", "assets/preview.js", "assets/drawn.js",
    "assets/instant.js", "assets/annotate.js", "assets/search.js",
)  # fmt: skip
"""The scripts that every page loads, in order. The module is last, so that no other script waits for its imports."""

MODULE = "assets/search.js"
"""The only module among them. The others also run on a page opened from disk, where browsers load no modules."""


def modules() -> dict[str, Path]:
    """The modules that others import, by path below assets/. Every page's import map gives each a URL that changes with
    its content, so that browsers never mix old and new ones."""
    folder = FOLDER / "assets"
    return {file.relative_to(folder).as_posix(): file for file in sorted(folder.glob("*/*.js"))}


EARLY = ("lib/dom.js", "lib/messages.js", "lib/site.js")
"""The modules that every page loads, since MODULE imports them. The others are loaded for searching or for writing a
record."""


def of_search() -> list[str]:
    """The modules that the search page loads in addition to those of every page, found by following imports."""
    files, found = modules(), ["search/page.js"]
    for name in found:
        asked = _IMPORTED.findall(files[name].read_text(encoding="utf-8"))
        paths = (posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in asked)
        found += [path for path in paths if path not in found and path not in EARLY]
    return sorted(found)


_IMPORTED = re.compile(r'^(?:import|export) (?:\w+|\* as \w+|\{[^{}]*\}) from "(\.[^"]+)"', re.MULTILINE)


def stylesheet(folders: Sequence[Path], used: Container[str] | None = None) -> str:
    """The text of the style sheet that every page loads, in cascade layers (CSS Cascade 5): Material's sheets, then the
    components.

    So the components override Material whatever their selectors, and an archive's extra.css, which is in no layer,
    overrides both. A component is taken from the first folder that has it, so an archive can replace it. An archive's
    modified copies of the first version's sheets come last, in no layer.

    `used` holds the names of the plugins, extensions and `extra` settings in mkdocs.yml. Rules of Material's
    for what none of them draws are left out. None keeps all rules.
    """
    own = [folder for folder in folders if folder != FOLDER]
    components = [file for name in COMPONENTS if (file := _first(folders, f"assets/css/{name}.css"))]
    former = [file for name in FORMER if (file := _first(own, f"assets/{name}.css"))]
    return "\n".join(
        [
            without_unused(_layer("material", of_material(folders)), used),
            brief(_layer("archive", components)),
            *(file.read_text(encoding="utf-8") for file in former),
        ]
    )


OPTIONAL = {
    ("md-search",): ("search", "material/search"),
    ("md-post", "md-author", "md-profile", "md-pagination"): ("blog", "material/blog"),
    ("md-version", "md-select"): ("version", "alternate"),
    ("md-consent",): ("consent",),
    ("md-feedback",): ("analytics",),
    ("md-social",): ("social",),
    ("md-tag",): ("tags", "material/tags"),
    ("arithmatex",): ("pymdownx.arithmatex",),
    ("critic",): ("pymdownx.critic",),
    ("keys",): ("pymdownx.keys",),
    ("tabbed-",): ("pymdownx.tabbed",),
    ("task-list-",): ("pymdownx.tasklist",),
}
"""Prefixes of Material's classes, and the settings of which any draws elements that have them."""


def without_unused(sheet: str, used: Container[str] | None) -> str:
    """A sheet of Material's without the rules all of whose selectors need a class that no setting in `used` draws.

    That is a fifth of what a first visit transfers of Material's styles. None keeps all rules.
    """
    if used is None:
        return sheet
    unused = tuple(
        prefix
        for prefixes, drawn_by in OPTIONAL.items()
        if not any(setting in used for setting in drawn_by)
        for prefix in prefixes
    )

    def keep_used(rule: re.Match[str]) -> str:
        # What is within :not() is not needed. A list within :is() is cut too, which keeps a rule at worst.
        selectors = _NEGATED.sub("", rule[1]).split(",")
        needs = (any(name.startswith(unused) for name in _CLASS.findall(selector)) for selector in selectors)
        return "" if all(needs) else rule[0]

    return _RULE.sub(keep_used, sheet)


_CLASS = re.compile(r"\.([\w-]++)")
_RULE = re.compile(r"(?<![^{}])([^{}]++)\{[^{}]*+\}")
_NEGATED = re.compile(r":not\([^()]*\)")


def own(folders: Sequence[Path]) -> list[Path]:
    """The template folders that belong to the archive itself: neither this theme's nor an installed package's."""
    return [folder for folder in folders if folder != FOLDER and "site-packages" not in folder.parts]


def of_material(folders: Sequence[Path]) -> list[Path]:
    """Material's own style sheets, whose names contain a digest: the main one, then the palette."""
    return [file for name in ("main", "palette") for folder in folders for file in folder.glob(_MATERIAL.format(name))]


_MATERIAL = "assets/stylesheets/{}.*.min.css"


def _layer(name: str, files: Sequence[Path]) -> str:
    text = "\n".join(_NOT_WITHIN.sub("", file.read_text(encoding="utf-8")) for file in files)
    return f"@layer {name} {{\n{text}\n}}"


@functools.lru_cache(maxsize=8)
def brief(sheet: str) -> str:
    """A style sheet without indentation, comment texts and optional spaces, which saves a ninth of the transfer."""
    short = _NOT_READ.sub(lambda found: found[1] or ("/**/" if found[0].startswith("/") else "\n"), sheet)
    # A comment at the beginning of a line separates nothing.
    short = f"\n{short}".replace("\n/**/\n", "\n").replace("\n/**/", "\n")[1:]
    return _SPACED.sub(lambda found: found[1] or found[2] or ":", short)


_NOT_READ = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?(?:\*/|\Z)|\n\s*""", re.DOTALL)
"""Quoted strings, which are kept; comments; and the start of a line with the empty lines above it."""

_SPACED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\s?([{};,])\s?|(?<=[\w-]):[ ]""")
"""Quoted strings, which are kept; and a sign with optional spaces around it."""


@functools.lru_cache(maxsize=512)
def brief_script(script: str) -> str:
    """A script without indentation, empty lines and comments, which saves a quarter of the transfer.

    Each line of code stays a line, since a statement may end with one. A template literal must not be longer than a
    line.
    """
    return _NOT_RUN.sub("", script)


_NOT_RUN = re.compile(
    r"""^[ \t]*/\*\*(?:[^*]|\*(?!/))*+(?:\*/(?:[ \t]*\n)?|\Z)|^[ \t]*//.*\n|^[ \t]*\n|^[ \t]+"""
    r"""|/\*\*[ ]@\w+[ ]\{[^*\n]*\*/[ ]?"""
    r"""|(?<=[;,{})])[ ]//[ ].*$""",
    re.MULTILINE,
)
"""Comments and white space that fill a line, indentation, types within a line, and comments after code."""

_NOT_WITHIN = re.compile(r'@charset "[^"]*";|/\*# sourceMappingURL=[^*]*\*/')
"""Valid only in a separate file, not in a part of one."""


def _first(folders: Sequence[Path], path: str) -> Path | None:
    return next((folder / path for folder in folders if (folder / path).is_file()), None)
