"""The formats that an archive publishes: their files below `/data/`, and for each format a list of files with sizes and
hashes, from which all of them are described."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from generator import routes
from generator.archive.archive import Archive
from generator.exports.described import DataFile
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


_ANNOTATIONS = {
    routes.ANNOTATIONS: "the quotations as Web Annotations: the collection, which names the file of the first article",
    routes.ANNOTATIONS_LIST: "the files of Web Annotations, one for each article, with their sizes and hashes",
}


def data_files(archive: Archive, text_of: Callable[[str], str]) -> Iterator[DataFile]:
    """Every file published below `/data/`, from the lists next to them, so that none is read again. `text_of` gives a
    list's text by its path from the site's root."""
    lists = {"csv": routes.TABLES_LIST, **{name: routes.download(name, routes.FILES) for name in published(archive)}}
    for name, listed in lists.items():
        folder = PurePosixPath(listed).parent
        for it in json.loads(text_of(listed)):
            path = folder / it["path"]
            what = _ANNOTATIONS.get(str(path), "")
            below = path.relative_to(PurePosixPath(routes.PACKAGE).parent)
            yield DataFile(str(below), it["bytes"], it["hash"].removeprefix("sha256:"), "" if what else name, what)
