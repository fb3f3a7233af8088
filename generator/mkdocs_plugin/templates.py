"""Customises how Jinja loads the templates of a site."""

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
    """An in-memory cache of compiled templates for the lifetime of the process. Jinja looks them up by a hash of their
    source. It is never stored in a file, since the sign that marks scripts (see `policy`) is a secret of the
    process."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.known.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.checksum, bucket.bytecode_to_string()


COMPILED = Compiled()
"""The cache of this process."""


class Marked(Extension):
    """Marks the scripts of templates, the theme's and the archive's own, so that the policy allows only these."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return policy.mark_inline(source)


class Visible(jinja2.FileSystemLoader):
    """Jinja's own loader, except that it lists nothing in hidden folders.

    MkDocs lists all files once in each build, to copy those of the theme, and ignores hidden ones. Material has more
    than ten thousand icons in a hidden folder: looking at each of them took an eighth of the build of a small archive.
    """

    def list_templates(self) -> list[str]:
        """The paths below the search folders, sorted."""
        found: set[str] = set()
        for root in self.searchpath:
            for folder, within, files in os.walk(root, followlinks=self.followlinks):
                within[:] = [name for name in within if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(root).as_posix() for name in files)
        return sorted(found)


def list_what_is_visible(theme: Theme) -> None:
    """Make MkDocs use such a loader for this theme."""
    made = theme.get_env

    def get_env() -> jinja2.Environment:
        env = made()
        env.loader = Visible(theme.dirs)
        return env

    setattr(theme, "get_env", get_env)  # noqa: B010  (mypy forbids assigning to a method; MkDocs has no earlier event)
