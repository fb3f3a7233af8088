"""Converts JavaScript modules to classic scripts, which browsers also run from disk.

It reads only the forms of import and export used in this program's own modules, and refuses others.
"""

from __future__ import annotations

import json
import posixpath
import re

_IMPORT = re.compile(r'^import\s+(?:\{([^{}"]*)\}|\*\s+as\s+(\w+))\s+from\s+"([^"]+)";?', re.MULTILINE)
_ASKED = re.compile(r"(?<![\w.])import\(")
_EXPORTED = re.compile(r"^export\s+(?=(?:const|class|function|async function)\b)", re.MULTILINE)
_NAMED = re.compile(r"^export\s+(?:const|class|function|async function)\s+(?:\{([^{}]*)\}|(\w+))", re.MULTILINE)
_LISTED = re.compile(r"(?:^|(?<=;))export ?\{([^{}]*)\}(?: from \"([^\"]+)\")?;?", re.MULTILINE)
_OTHER = re.compile(r"^(?:import\b(?![(.])|export\b).*", re.MULTILINE)
_RENAMED = " as "


def to_classic_script(path: str, text: str) -> str:
    """The module at this path of the site as a script that defines it for `archiveOffline`. Raises ValueError if it
    uses an unsupported form of import or export."""
    needed_paths: list[str] = []
    assignments: list[str] = []

    def imported(found: re.Match[str]) -> str:
        needed_paths.append(posixpath.normpath(posixpath.join(posixpath.dirname(path), found[3])))
        names = found[2] or "{" + ", ".join(": ".join(name.split(_RENAMED)) for name in _names(found[1])) + "}"
        assignments.append(f"const {names} = needed[{len(needed_paths) - 1}];")
        return ""

    text = _IMPORT.sub(imported, text)
    exported_names = [name for found in _NAMED.finditer(text) for name in _names(found[1] or found[2])]
    pairs = [(name.split(":")[-1].strip(), name.split(":")[-1].strip()) for name in exported_names]
    for found in _LISTED.finditer(text):
        prefix = ""
        if found[2]:  # re-exported from another module
            prefix = f"needed[{len(needed_paths)}]."
            needed_paths.append(posixpath.normpath(posixpath.join(posixpath.dirname(path), found[2])))
        pairs += [(prefix + (parts := name.split(_RENAMED))[0], parts[-1]) for name in _names(found[1])]
    text = _EXPORTED.sub("", _LISTED.sub("", text))
    if unsupported := _OTHER.search(text):
        raise ValueError(f"{path}: cannot be made a script that runs from disk: {unsupported[0]}")
    text = _ASKED.sub(f"archiveOffline.load({json.dumps(path)}, ", text)
    text = text.replace("import.meta.url", f"archiveOffline.at({json.dumps(path)})").replace(
        "import.meta.", "archiveOffline."
    )
    returned = ", ".join(name if name == shown else f"{shown}: {name}" for name, shown in pairs)
    return (
        f"archiveOffline.define({json.dumps(path)}, {json.dumps(needed_paths)}, (needed) => {{\n"
        f'"use strict";\n{" ".join(assignments)}\n{_with_page_addresses(text)}\nreturn {{ {returned} }};\n}});\n'
    )


def adapt_addresses(path: str, text: str) -> str:
    """A classic script adapted to pages whose address ends in index.html."""
    return _with_page_addresses(_ASKED.sub(f"archiveOffline.load({json.dumps(path)}, ", text))


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def _with_page_addresses(text: str) -> str:
    """The script with its uses of `location` replaced, so that page addresses seem to end with a slash."""
    return re.sub(r"(?<![\w.])location\.(pathname\b|assign\(|replace\()", r"archiveOffline.\1", text)
