"""SQLite as a WebAssembly program, and the script that loads it, for the page that queries the archive in SQL.

Both are bundled gzipped from SQLite's own npm package, `@sqlite.org/sqlite-wasm`, since no package on PyPI provides
them. `.ci/package.json` names it, and a test compares them. SQLite is in the public domain, and so are its scripts (see
LICENCE.txt). A page loads them only with the first query.
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
    """The files by path from the site's root; empty if the archive does not publish the SQLite file that they read."""
    if not archive.settings.publishes("sqlite"):
        return {}
    return {
        routes.SQLITE_SCRIPT: gzip.decompress(SCRIPT.read_bytes()),
        routes.SQLITE_PROGRAM: gzip.decompress(PROGRAM.read_bytes()),
    }
