"""The formats that an archive publishes: their files below `/data/`, and for each format a list of them with sizes and hashes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from generator import routes
from generator.archive.archive import Archive
from generator.exports.emit import as_json
from generator.exports.formats import FORMATS
from generator.records.load import Contents
from generator.tables.formats import KNOWN, published

LIST = "files.json"
"""The list of a format's files, beside them. The page of the data takes their sizes from it, and programs their hashes."""


def files(archive: Archive, contents: Contents, *, of_bodies: bool) -> Mapping[str, str | bytes]:
    """The files of all formats that the settings name, by path from the site's root: of those that have the words of bodies, or of all
    others."""
    found: dict[str, str | bytes] = {}
    for name in published(archive):
        if KNOWN[name].of_bodies is of_bodies:
            made = FORMATS[name](archive, contents)
            if KNOWN[name].packed:
                made = {f"{name}.zip": packed(made)}
            found |= {routes.download(name, path): content for path, content in made.items()}
            found[routes.download(name, LIST)] = as_json([_listed(path, content) for path, content in made.items()])
    return found


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files in one archive in ZIP. The same files give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in sorted(files.items()):
            about = zipfile.ZipInfo(path)  # of 1980, the first day that the format knows
            about.external_attr = 0o644 << 16
            archive.writestr(about, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _listed(path: str, content: bytes) -> Mapping[str, str | int]:
    return {"path": path, "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
