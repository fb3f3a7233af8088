"""The formats that an archive publishes: their files below `/data/`, and for each format a list of files with sizes and
hashes."""

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
from generator.tables.formats import EXPORT_FORMATS, published


def files(archive: Archive, contents: Contents, *, of_bodies: bool) -> Mapping[str, str | bytes]:
    """The files of the formats named in the settings, by path from the site's root: either those that contain the text
    of bodies (`of_bodies`), or all others."""
    found: dict[str, str | bytes] = {}
    for name in published(archive):
        if EXPORT_FORMATS[name].of_bodies is of_bodies:
            made = FORMATS[name](archive, contents)
            if EXPORT_FORMATS[name].packed:
                made = {f"{name}.zip": zip_files(made)}
            found |= {routes.download(name, path): content for path, content in made.items()}
            found[routes.download(name, routes.FILES)] = listed(made)
    return found


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Files in a ZIP archive. The same files give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in sorted(files.items()):
            about = zipfile.ZipInfo(path)  # its date is 1 January 1980, the format's earliest
            about.external_attr = 0o644 << 16
            archive.writestr(about, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def listed(files: Mapping[str, bytes]) -> str:
    """The list of files, by name: their sizes in bytes, and their hashes."""
    return as_json(
        [
            {"path": path, "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
            for path, content in files.items()
        ]
    )
