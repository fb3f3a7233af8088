"""The share pictures of pages as files. Each is drawn once: it is kept in the archive's cache, by what it shows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from generator import routes
from generator.collector import uncollected
from generator.drawing.shared import Shared, drawn_by
from generator.exports.linked import Folders, have_too
from generator.records.files import put as put_file


def missing(folder: Path, shown: Mapping[str, Shared]) -> dict[str, Shared]:
    """Those of the pictures, by name, that a folder has not."""
    there = {entry.name for entry in os.scandir(folder)} if folder.is_dir() else set()
    return {name: shared for name, shared in shown.items() if name not in there}


def draw(folder: Path, shown: Iterable[tuple[str, Shared]]) -> None:
    """Have these pictures, by name, in a folder. One that has come there meanwhile, since another process draws too, is not drawn again."""
    anew = [*shown]
    if not anew:
        return
    from generator.drawing.share_picture import picture  # noqa: PLC0415 - fonts and their programs are for those who draw

    with uncollected():
        for name, shared in anew:
            if not os.path.exists(f"{folder}/{name}"):  # noqa: PTH110  (a Path takes ten times as long)
                put_file(folder / name, picture(shared))


def kept(folder: Path | None, shared: Shared) -> bytes:
    """One picture. It is drawn once, and then stays in the folder, if there is one."""
    file = folder / shared.name if folder is not None else None
    if file is not None:
        with suppress(OSError):
            return file.read_bytes()
    from generator.drawing.share_picture import picture  # noqa: PLC0415 - see `draw`

    drawn = picture(shared)
    if file is not None:
        with suppress(OSError):  # a build goes on without a cache that cannot be used
            put_file(file, drawn)
    return drawn


def put(folder: Path, site: Path, names: Iterable[str], former: Path | None = None) -> list[str]:
    """Have the pictures of these names in the site. `former` is a site that stands as it was built: what that has is not written again.
    Returns the names of those that are nowhere."""
    folders, nowhere = Folders(), []
    for name in names:
        target = f"{site}/{routes.picture(name)}"
        if os.path.exists(target):  # noqa: PTH110
            continue
        folders.above(target)
        if former is not None:
            with suppress(OSError):
                have_too(f"{former}/{routes.picture(name)}", target)
                continue
        try:
            shutil.copyfile(
                folder / name, target
            )  # no hard link: what shortens a finished site in place would spoil the cache
        except FileNotFoundError:
            nowhere.append(name)
    return nowhere


def card(folder: Path, title: str) -> bytes:
    """The picture of an archive of this title. It is kept in the folder, so that not every build has to have fonts and their programs."""
    file = folder / name_of_card(title)
    with suppress(OSError):
        kept = file.read_bytes()
        if kept[:_SUM] == _sum(file.name, kept[_SUM:]):  # a file that was damaged is drawn again
            return kept[_SUM:]
    from generator.drawing.share_picture import card as drawn  # noqa: PLC0415 - see `draw`

    picture = drawn(title)
    with suppress(OSError):  # a build goes on without a cache that cannot be used
        folder.mkdir(parents=True, exist_ok=True)
        put_file(file, _sum(file.name, picture) + picture)
    return picture


_SUM = 16
"""Bytes ahead of the archive's own picture in its file, by which a damaged file is told."""


def _sum(name: str, picture: bytes) -> bytes:
    return blake2b(name.encode() + picture, digest_size=_SUM).digest()


def name_of_card(title: str) -> str:
    """The name of its file."""
    return f"{blake2b(f'card {drawn_by()} {title}'.encode(), digest_size=16).hexdigest()}.png"


def leave_only(folder: Path, names: Iterable[str]) -> None:
    """Remove the pictures from a folder of the cache that no page has any more."""
    for gone in {entry.name for entry in os.scandir(folder)}.difference(names) if folder.is_dir() else ():
        (folder / gone).unlink(missing_ok=True)
