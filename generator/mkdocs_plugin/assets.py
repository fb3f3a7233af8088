"""The theme's style sheets and scripts as a site has them, with URLs that change with their content."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config import config_options as options

from generator import theme
from generator.text import messages
from generator.text.messages import _

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from generator.records.settings import Colour


COLOUR = "assets/colour.css"
"""The style sheet with the colour that an archive sets."""


def styles(config: MkDocsConfig) -> str:
    """The style sheet of every page, with the archive's replacements for parts of the theme's."""
    used = {*config.plugins, *config.markdown_extensions, *config.extra}
    return _texts() + theme.stylesheet([Path(folder) for folder in config.theme.dirs], used)


def _texts() -> str:
    """The texts that style sheets show, as custom properties: CSS cannot look up messages itself."""
    texts = {
        "only-here": _("only here:"),
        "left-out": _("left out here:"),
        "sort-by": _("Sort by"),
    }
    values = "".join(f"--ar-text-{name}:{_quoted(text)};" for name, text in texts.items())
    return f":root{{{values}}}\n"


def _quoted(text: str) -> str:
    """The text as a CSS string (CSS Syntax 3)."""
    return '"' + re.sub(r'["\\\n<]', lambda found: f"\\{ord(found[0]):x} ", text) + '"'


def coloured(colour: Colour) -> str:
    """A style sheet that replaces the theme's colour with the archive's."""
    names = ("--md-primary-fg-color", "--md-accent-fg-color", "--md-typeset-a-color")
    rules = [
        f"{scheme} {{\n{''.join(f'  {name}: {value};' + chr(10) for name in names)}"
        f"  --md-accent-fg-color--transparent: {value}1a;\n}}\n"
        for scheme, value in (
            (':root, [data-md-color-scheme="default"]', colour.light), ('[data-md-color-scheme="slate"]', colour.dark)
        )
    ]  # fmt: skip
    return "".join(rules)


def version() -> str:
    """The version of the modules: a hash of the modules, of the style sheets that they load, and of their messages."""
    sheets = (theme.FOLDER / "assets" / "css" / f"{name}.css" for name in theme.APART)
    loaded = [*sheets, *theme.modules().values()]
    whole = (
        b"".join(file.read_bytes() for file in loaded if file.is_file()) + messages.messages_for_annotator().encode()
    )
    return hashlib.sha256(whole).hexdigest()[:8]


def import_map(version: str) -> str:
    """The entries of the import map, in JSON. "@/" is a placeholder for the relative path from the page to assets/: a
    template that looped over the modules took a tenth of the time of a page by MkDocs."""
    return ", ".join(f'"@/{name}": "@/{name}?{version}"' for name in theme.modules())


def own_scripts(files: Files) -> dict[str, str]:
    """The theme's scripts by path, removed from `files`. Scripts that an archive replaces are left in."""
    found: dict[str, str] = {}
    for path in (*theme.SCRIPTS, *(f"assets/{name}" for name in theme.modules())):
        file = files.get_file_from_path(path)
        if file is not None and Path(file.abs_src_path or "").is_relative_to(theme.FOLDER):
            files.remove(file)
            found[path] = Path(file.abs_src_path or "").read_text(encoding="utf-8")
    return found


def messages_script() -> str:
    """The script that translates the messages of all others."""
    return messages.messages_for_scripts() + (theme.FOLDER / theme.MESSAGES).read_text(encoding="utf-8")


def script(entry: options.ExtraScriptValue | str, config: MkDocsConfig) -> options.ExtraScriptValue:
    """The script entry, set to run once the page is parsed, as modules always do."""
    content = messages_script() if entry == theme.MESSAGES else None
    value = options.ExtraScriptValue(stamped(entry, config, content)) if isinstance(entry, str) else entry
    if entry == theme.MODULE:
        value.type = "module"
    value.defer = value.type != "module"
    return value


def stamped(path: str, config: MkDocsConfig, content: str | None = None) -> str:
    """The URL of a style sheet or script with a hash of its content, so that no browser uses an outdated one. `content`
    is that of a file that the build makes; otherwise the file is read."""
    if content is not None:
        return f"{path}?{hashlib.sha256(content.encode()).hexdigest()[:8]}"
    for folder in (config.docs_dir, *config.theme.dirs):
        if (file := Path(folder, path)).is_file():
            return f"{path}?{hashlib.sha256(file.read_bytes()).hexdigest()[:8]}"
    return path
