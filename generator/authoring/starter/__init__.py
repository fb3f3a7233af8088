"""The files of a new, empty archive that builds: what `archive init` writes.

All of them are in this package, so an installed generator needs no repository. The theme and the pages that explain the
method are not among them: they stay in the generator, which keeps them up to date.
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
from generator.text import messages, paragraphs
from generator.text.messages import _

TITLE = "A research archive"
_ABOUT = "content/pages/about.md"


def starter(title: str = TITLE, language: str = messages.ENGLISH) -> dict[str, bytes]:
    """Every file of a new archive, by path. Text for readers is in the given language (BCP 47), or in English if there
    is no catalogue for it; text only for editors is in English."""
    files = dict(_files(resources.files(__package__) / "files"))
    files["README.md"] = files["README.md"].replace(b"{{ title }}", title.encode())
    files["requirements.txt"] = files["requirements.txt"].replace(b"{{ generator }}", requirement().encode())
    files["mkdocs.yml"] = _set_keys(files["mkdocs.yml"], site_name=title)
    with messages.language_set(language):
        about = files[_ABOUT].decode()
        files[_ABOUT] = (paragraphs.translate_page(about) or about).encode()
        lead = _("Say here in a few sentences what this archive is.")
        author = messages.without_isolates(_("The editors of {title}", title=title))
    files[SETTINGS] = _set_keys(files[SETTINGS], title=title, language=language, lead=lead, author=author)
    return dict(sorted(files.items()))


def examples() -> dict[str, bytes]:
    """A commented record of each kind, by its path in an archive. None of them is published."""
    return dict(sorted(_files(resources.files(__package__) / "examples", "examples/")))


def requirement() -> str:
    """The requirement for a new archive's environment: this version of the generator, or the commit if it was installed
    from a repository."""
    origin = json.loads(metadata.distribution("research-archive").read_text("direct_url.json") or "{}")
    if "vcs_info" in origin:
        return f"research-archive @ git+{origin['url']}@{origin['vcs_info']['commit_id']}"
    return f"research-archive=={__version__}"


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    """The files of a folder of this package. File names spell out a leading dot as `dot-`, since packages leave out
    hidden files."""
    for entry in folder.iterdir():
        name = re.sub(r"^dot-", ".", entry.name)
        if entry.is_dir():
            yield from _files(entry, f"{above}{name}/")
        else:
            yield above + name, entry.read_bytes()


def _set_keys(text: bytes, **values: str) -> bytes:
    """YAML with these values for top-level keys. Comments stay."""
    return edit.apply_edits(text.decode(), [edit.SetValue((key,), value) for key, value in values.items()]).encode()
