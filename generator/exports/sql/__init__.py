"""What the page needs that asks the archive in SQL: SQLite as a program of WebAssembly, and the script that loads it.

Both stand here compressed as SQLite's own package of npm has them, `@sqlite.org/sqlite-wasm`, which `.ci/package.json` names and a test
compares them with: pip knows no package that brings them. SQLite is in the public domain; LICENCE.txt says so of its scripts too.
A page asks for them with the first question alone.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path

from generator import routes
from generator.archive.archive import Archive

_HERE = Path(__file__).parent
SCRIPT, PROGRAM = _HERE / "sqlite3.mjs.gz", _HERE / "sqlite3.wasm.gz"


def files(archive: Archive) -> Mapping[str, bytes]:
    """The files by their paths from the site's root; none where the archive does not publish the file that they read."""
    if not archive.settings.publishes("sqlite"):
        return {}
    return {
        routes.SQLITE_SCRIPT: gzip.decompress(SCRIPT.read_bytes()),
        routes.SQLITE_PROGRAM: gzip.decompress(PROGRAM.read_bytes()),
    }
