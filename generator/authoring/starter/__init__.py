"""A new, empty archive that builds: what `archive init` writes.

Everything it holds lies in this package, so that an installed generator needs no repository. The pages that explain the method,
and the theme, are no part of a new archive: the generator has them, and mends them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from generator import __version__
from generator.records import edit
from generator.records.load import SETTINGS

TITLE = "A research archive"


def starter(title: str = TITLE) -> dict[str, bytes]:
    """Every file of a new archive, by its path."""
    files = dict(_files(resources.files(__package__) / "files"))
    files["README.md"] = files["README.md"].replace(b"{{ title }}", title.encode())
    files["requirements.txt"] = files["requirements.txt"].replace(b"{{ generator }}", requirement().encode())
    files["mkdocs.yml"] = _set(files["mkdocs.yml"], site_name=title)
    files[SETTINGS] = _set(files[SETTINGS], title=title, author=f"The editors of {title}")
    return dict(sorted(files.items()))


def examples() -> dict[str, bytes]:
    """A commented record of each kind, by its path in an archive. None of them is published."""
    return dict(sorted(_files(resources.files(__package__) / "examples", "examples/")))


def requirement() -> str:
    """What a new archive's environment is made of: this version of the generator, or the commit that was installed by address."""
    origin = json.loads(metadata.distribution("research-archive").read_text("direct_url.json") or "{}")
    if "vcs_info" in origin:
        return f"research-archive @ git+{origin['url']}@{origin['vcs_info']['commit_id']}"
    return f"research-archive=={__version__}"


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    """The files of a folder of this package. A leading dot is written out in their names, since packages leave hidden files out."""
    for entry in folder.iterdir():
        name = re.sub(r"^dot-", ".", entry.name)
        if entry.is_dir():
            yield from _files(entry, f"{above}{name}/")
        else:
            yield above + name, entry.read_bytes()


def _set(text: bytes, **values: str) -> bytes:
    """YAML in which keys of the outermost level have other values, with all comments."""
    return edit.edited(text.decode(), [edit.Put((key,), value) for key, value in values.items()]).encode()
