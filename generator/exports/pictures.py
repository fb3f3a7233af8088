"""The preview pictures of pages as files. Each is drawn once and cached by its content."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from generator import routes
from generator.collector import paused
from generator.drawing.shared import Shared, drawing_digest
from generator.exports.linked import Folders, FormerSite
from generator.records.files import write_file


def missing_pictures(folder: Path, shown: Mapping[str, Shared]) -> dict[str, Shared]:
    """The pictures, by name, that are missing from a folder."""
    there = {entry.name for entry in os.scandir(folder)} if folder.is_dir() else set()
    return {name: shared for name, shared in shown.items() if name not in there}


def draw(folder: Path, shown: Iterable[tuple[str, Shared]]) -> None:
    """Draw these pictures, by name, into a folder. A picture that another process has drawn meanwhile is skipped."""
    anew = [*shown]
    if not anew:
        return
    from generator.drawing.share_picture import draw_picture  # noqa: PLC0415 - loads fonts, which only drawing needs

    with paused():
        for name, shared in anew:
            if not os.path.exists(f"{folder}/{name}"):  # noqa: PTH110  (a Path takes ten times as long)
                write_file(folder / name, draw_picture(shared))


def cached_picture(folder: Path | None, name: str, draw: Callable[[], bytes]) -> bytes:
    """One picture, cached by this name in the folder if one is given."""
    file = folder / name if folder is not None else None
    if file is not None:
        with suppress(OSError):
            return file.read_bytes()
    with paused():
        drawn = draw()
    if file is not None:
        with suppress(OSError):  # the build continues if the cache cannot be used
            write_file(file, drawn)
    return drawn


def of_shared(shared: Shared) -> bytes:
    """The picture of a page."""
    from generator.drawing.share_picture import draw_picture  # noqa: PLC0415 - see `draw`

    return draw_picture(shared)


def of_svg(svg: str) -> bytes:
    """An embed's picture as PNG."""
    from generator.drawing.svg_picture import png  # noqa: PLC0415 - see `draw`

    return png(svg)


def name_of_svg(svg: str) -> str:
    """The file name of an embed's picture as PNG."""
    by = drawing_digest("svg_picture")
    return f"{blake2b(f'{by} {svg}'.encode(), digest_size=16).hexdigest()}.png"


def put(folder: Path, site: Path, names: Iterable[str], former: FormerSite | None = None) -> list[str]:
    """Put the pictures with these names into the site, except those that it reuses from the former one. Returns the
    names of missing pictures."""
    folders, nowhere = Folders(), []
    for name in names:
        target = f"{site}/{routes.picture(name)}"
        if os.path.exists(target):  # noqa: PTH110
            continue
        if former and former.reuse and os.path.exists(f"{former.folder}/{routes.picture(name)}"):  # noqa: PTH110
            former.reuse(routes.picture(name))
            continue
        folders.make_parent(target)
        try:
            shutil.copyfile(
                folder / name, target
            )  # no hard link: a program that truncates the site's files in place would damage the cache
        except FileNotFoundError:
            nowhere.append(name)
    return nowhere


def archive_picture(folder: Path, title: str) -> bytes:
    """The picture of an archive with this title. It is cached in the folder, so that not every build needs to load
    fonts."""
    file = folder / archive_picture_name(title)
    with suppress(OSError):
        kept = file.read_bytes()
        if kept[:_SUM] == _checksum(file.name, kept[_SUM:]):  # a damaged file is drawn again
            return kept[_SUM:]
    from generator.drawing.share_picture import draw_card as drawn  # noqa: PLC0415 - see `draw`

    picture = drawn(title)
    with suppress(OSError):  # the build continues if the cache cannot be used
        folder.mkdir(parents=True, exist_ok=True)
        write_file(file, _checksum(file.name, picture) + picture)
    return picture


_SUM = 16
"""Length in bytes of the checksum at the start of the archive's cached picture, which detects a damaged file."""


def _checksum(name: str, picture: bytes) -> bytes:
    return blake2b(name.encode() + picture, digest_size=_SUM).digest()


def archive_picture_name(title: str) -> str:
    """The file name of the archive's picture."""
    return f"{blake2b(f'card {drawing_digest()} {title}'.encode(), digest_size=16).hexdigest()}.png"


def clear_caches() -> None:
    """Clear the caches of pictures that this process has drawn."""
    if lettering := sys.modules.get("generator.drawing.lettering"):  # see `draw`
        lettering.clear_caches()


def prune(folder: Path, names: Iterable[str]) -> None:
    """Remove the pictures from a cache folder that are not in `names`."""
    for gone in {entry.name for entry in os.scandir(folder)}.difference(names) if folder.is_dir() else ():
        (folder / gone).unlink(missing_ok=True)
