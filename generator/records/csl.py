"""The archive's own citation styles in `site_config/styles/`: files of the Citation Style Language (version 1.0.2)."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from generator.problems import Place, Problem
from generator.records.scalars import to_slug

FOLDER = "site_config/styles"

LARGEST = 1_000_000
"""The maximum size of a style in bytes: four times the largest in the official CSL repository."""

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_DECLARED = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its title and the text of its file."""

    title: str
    text: str


def styles(root: Path) -> tuple[Mapping[str, Style], list[Problem]]:
    """The archive's own styles by file stem, and the problems found. A style with a problem is left out."""
    found: dict[str, Style] = {}
    problems: list[Problem] = []
    folder = root / FOLDER
    for file in sorted(folder.glob("*.csl")) if folder.is_dir() else ():
        style = _style(file)
        if isinstance(style, Style):
            found[file.stem] = style
            continue
        fault, remedy = style
        problems.append(Problem("bad-style", Place(f"{FOLDER}/{file.name}"), "", fault, remedy))
    return found, problems


def _style(file: Path) -> Style | tuple[str, str]:
    """The style in a file, or its fault and the remedy."""
    if file.stem != to_slug(file.stem):
        return "the name of the file is part of an address", "name it in lower-case letters, digits and hyphens"
    try:
        seen = file.lstat()
        if not stat.S_ISREG(seen.st_mode):
            return "this is no file, or a link", "put the style itself here"
        if seen.st_size > LARGEST:
            return f"the file has {seen.st_size:,} bytes, and no style has more than {LARGEST:,}", "put a style here"
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return f"the file cannot be read ({error.strerror})", "look at its permissions"
    except UnicodeDecodeError:
        return "the file is not in UTF-8", "save it in UTF-8"
    if _DECLARED.search(text):
        return "the file declares a document type or entities", "take the declaration out: no style needs one"
    try:
        root = ET.fromstring(text)  # noqa: S314  (entities, which could expand endlessly, were refused above)
    except ET.ParseError as error:
        return f"the file is no XML: {error}", "get the style anew from where it is published"
    if root.tag != f"{_NAMESPACE}style":
        return "the file is no style of the Citation Style Language", "put a file with a `style` element here"
    if root.find(f"{_NAMESPACE}info/{_NAMESPACE}link[@rel='independent-parent']") is not None:
        return "the style refers to another one for its rules", "put that one here, under this name"
    title = " ".join((root.findtext(f"{_NAMESPACE}info/{_NAMESPACE}title") or "").split())
    return Style(title or file.stem, text)
