"""The archive as a bag (BagIt, RFC 8493) for preservation: its records and settings, its site, and its exports in other
formats.

The same commit gives the same bytes: the bag's date is that of the last commit that touched a record.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator import __version__
from generator.archive.archive import Archive
from generator.archive.history import History, published_day
from generator.exports import described
from generator.exports.described import DataFile
from generator.exports.formats import PLAIN
from generator.problems import RefusedError
from generator.records.load import Contents

_KEPT = ("content", "site_config", "mkdocs.yml")


def files(
    root: Path, site: Path, archive: Archive, contents: Contents, past: History | None, day: str
) -> Iterator[tuple[str, bytes]]:
    """The files of the bag, by path. `day` is its date if there is no history. Raises RefusedError if the package
    `bagit` is not installed."""
    try:
        import bagit  # noqa: PLC0415  (an optional dependency)
    except ImportError:
        raise RefusedError(
            "a bag needs the package `bagit`; install it with pip install 'research-archive[exports]'"
        ) from None
    day = published_day(past, day)
    about = {
        "Source-Organization": archive.settings.author or archive.settings.title,
        "External-Description": archive.settings.title,
        "External-Identifier": past.head if past else "",
        "Bagging-Date": day,
        "Bag-Software-Agent": f"research-archive {__version__}, bagit.py {bagit.VERSION}",
    }
    with tempfile.TemporaryDirectory(prefix="archive-") as elsewhere:
        bag = Path(elsewhere)
        for name, content in _payload(root, site, archive, contents, day):
            (bag / name).parent.mkdir(parents=True, exist_ok=True)
            (bag / name).write_bytes(content)
        bagit.make_bag(str(bag), {key: value for key, value in about.items() if value}, checksums=["sha512"])
        for file in sorted(bag.rglob("*")):
            if file.is_file():
                yield file.relative_to(bag).as_posix(), file.read_bytes()


def _payload(root: Path, site: Path, archive: Archive, contents: Contents, day: str) -> Iterator[tuple[str, bytes]]:
    for name in _KEPT:
        yield from files_below(root / name, name)
    yield from files_below(site, "site")
    every = []
    for name, made in PLAIN.items():
        for path, content in made(archive, contents).items():
            every.append(DataFile.holding(f"{name}/{path}", content, name))
            yield f"exports/{name}/{path}", content
    for name, text in described.files(archive.settings, every, day).items():
        yield f"exports/{name}", text.encode()


def files_below(folder: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """The file, or all files below a folder, with paths that begin with `name`. Symbolic links are skipped, since they
    may lead out of the archive."""
    if folder.is_file():
        yield name, folder.read_bytes()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield f"{name}/{file.relative_to(folder).as_posix()}", file.read_bytes()
