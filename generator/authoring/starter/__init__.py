"""A new, empty archive that builds: what `archive init` writes.

What every archive shares is taken from the repository in which the generator lies, so that it cannot fall behind: the theme,
mkdocs.yml, the settings with their comments, the pages that explain the method. What names an archive is put in its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from generator.records import edit

REPOSITORY = Path(__file__).resolve().parents[3]

_SHARED = (
    "site_config/overrides", "content/pages/method.md", "content/pages/contributing.md", "content/LICENSE",
    ".gitattributes", ".gitignore", ".github/ISSUE_TEMPLATE", ".github/PULL_REQUEST_TEMPLATE.md",
    ".github/CODE_OF_CONDUCT.md", ".github/zizmor.yml",
)  # fmt: skip
"""Taken as it is."""

_GUIDES = (".github/CONTRIBUTING.md", ".github/AGENTS.md")
"""Taken but for their section on the generator, which a new archive does not hold."""

TITLE = "A research archive"


class NotHereError(Exception):
    """What a new archive shares with this one does not lie beside the generator. The message says what to do."""


def starter(title: str = TITLE) -> dict[str, bytes]:
    """Every file of a new archive, by its path. Raises NotHereError where the generator was installed without its repository."""
    if not all((REPOSITORY / path).exists() for path in (*_SHARED, *_GUIDES, "mkdocs.yml", "site_config/archive.yml")):
        raise NotHereError(
            "the theme of the site does not lie beside the generator: take the generator's repository, "
            "run `pip install --editable .` in it, and call `archive init` again"
        )
    files = dict(_own(resources.files(__package__) / "files", title))
    for path in _SHARED:
        files |= dict(_taken(REPOSITORY / path, path))
    for path in _GUIDES:
        files[path] = (
            re.sub(r"(?ms)^## Changing the generator\n.*?(?=^## |\Z)", "", _text(path)).strip().encode() + b"\n"
        )
    settings = {
        "title": title,
        "lead": "Say here in two sentences what this archive is.",
        "author": f"The editors of {title}",
    }
    config = {"site_name": title, "site_description": "Who said what, when, and through whose hands it came."}
    files["site_config/archive.yml"] = _set(_text("site_config/archive.yml"), settings).encode()
    files["mkdocs.yml"] = _set(_text("mkdocs.yml"), config).encode()
    files["requirements.txt"] = requirement().encode()
    return dict(sorted(files.items()))


def requirement() -> str:
    """What a new archive's environment is made of: the generator as it was installed here, from the web where it came from there."""
    told = json.loads(metadata.distribution("research-archive").read_text("direct_url.json") or "{}")
    if "vcs_info" in told:
        source = f"research-archive @ git+{told['url']}@{told['vcs_info']['commit_id']}"
    else:
        source = f"--editable {json.dumps(str(REPOSITORY))}"
    return (
        "# The generator. A folder of your own machine serves you alone: before others build this archive, put the address of\n"
        "# the generator's repository here, as in   research-archive @ git+https://example.org/owner/generator@v1\n"
        f"{source}\n"
    )


def _own(folder: Traversable, title: str, above: str = "") -> Iterator[tuple[str, bytes]]:
    """The files that only a new archive has. A leading dot is written out, since packages leave hidden files behind."""
    for entry in folder.iterdir():
        name = re.sub(r"^dot-", ".", entry.name)
        if entry.is_dir():
            yield from _own(entry, title, f"{above}{name}/")
        else:
            yield above + name, entry.read_bytes().replace(b"{{ title }}", title.encode())


def _taken(file: Path, path: str) -> Iterator[tuple[str, bytes]]:
    if file.is_file():
        yield path, file.read_bytes()
    else:
        for inner in sorted(file.rglob("*")):
            if inner.is_file():
                yield inner.relative_to(REPOSITORY).as_posix(), inner.read_bytes()


def _text(path: str) -> str:
    return (REPOSITORY / path).read_text(encoding="utf-8")


def _set(text: str, values: Mapping[str, str]) -> str:
    """YAML in which keys of the outermost level have other values, with all comments."""
    return edit.edited(text, [edit.Put((key,), value) for key, value in values.items()])
