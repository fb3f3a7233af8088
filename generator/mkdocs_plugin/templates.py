"""How Jinja reads the templates of a site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2.ext import Extension

from generator.exports import policy

if TYPE_CHECKING:
    from jinja2.bccache import Bucket
    from mkdocs.theme import Theme


class Compiled(jinja2.BytecodeCache):
    """A cache of compiled templates for as long as the process runs. Jinja looks them up by a hash of their source. It is in no file: what
    marks their scripts (`policy`) is a secret of the process."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.known.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.checksum, bucket.bytecode_to_string()


COMPILED = Compiled()
"""That of this process."""


class Marked(Extension):
    """Marks the scripts of templates, the theme's and the archive's own, so that the policy allows them and no
    others."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return policy.marked(source)


class Visible(jinja2.FileSystemLoader):
    """Jinja's own loader, but it lists nothing that stands in a hidden folder.

    MkDocs asks for the list once in each build, to copy the files of the theme, and leaves out what is hidden. Material has more than
    ten thousand icons in a hidden folder: to look at each of them took an eighth of the build of a small archive.
    """

    def list_templates(self) -> list[str]:
        """The paths below the folders that are searched, in order."""
        found: set[str] = set()
        for root in self.searchpath:
            for folder, within, files in os.walk(root, followlinks=self.followlinks):
                within[:] = [name for name in within if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(root).as_posix() for name in files)
        return sorted(found)


def list_what_is_visible(theme: Theme) -> None:
    """Have MkDocs ask such a loader for the files of this theme."""
    made = theme.get_env

    def get_env() -> jinja2.Environment:
        env = made()
        env.loader = Visible(theme.dirs)
        return env

    setattr(theme, "get_env", get_env)  # noqa: B010  (mypy lets no method be replaced; MkDocs has no event before it asks)
