"""What lies in .cache is never trusted unread: whatever became of it, a site has the bytes of one that was built
without it."""

import os
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import forked
from tests.conftest import at_night, copy_mkdocs_config

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "archives" / "small"
KINDS = {"all": "", "generated pages": "pages", "files beside them": "beside", "the search's index": "search"}

Damage = Callable[[list[Path]], None]


def noise(files: list[Path]) -> None:
    chance = random.Random(3)  # noqa: S311  (no secret)
    for file in files:
        file.write_bytes(chance.randbytes(max(64, file.stat().st_size)))


def emptied(files: list[Path]) -> None:
    for file in files:
        file.write_bytes(b"")


def halved(files: list[Path]) -> None:
    for file in files:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def anothers(files: list[Path]) -> None:
    held = [file.read_bytes() for file in files]
    for number, file in enumerate(files):
        file.write_bytes(held[number - 1])


def anothers_list(files: list[Path]) -> None:
    """The lists of what was written, each whole, in each other's place."""
    anothers([file for file in files if file.name == ".written-by-archive"] or files)


def folders_for_files(files: list[Path]) -> None:
    for file in files:
        if not file.name.startswith("."):
            file.unlink()
            (file / "within").mkdir(parents=True)


DAMAGES: dict[str, Damage] = {
    "noise": noise,
    "emptied": emptied,
    "halved": halved,
    "another's": anothers,
    "another's list": anothers_list,
    "folders for files": folders_for_files,
}


def build(root: Path, *options: str) -> None:
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1796000000"}
    run = forked.run([sys.executable, "-m", "mkdocs", "build", *options], cwd=root, env=environment)
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr


def published(root: Path) -> dict[str, bytes]:
    site = root / "site"
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The small archive with a full cache, and its site as it is without one."""
    root = tmp_path_factory.mktemp("cache")
    shutil.copytree(SMALL, root, dirs_exist_ok=True)
    copy_mkdocs_config(root)
    build(root)
    whole = published(root)
    build(root, "--dirty")
    shutil.copytree(root / ".cache", root.with_name("kept"))
    return root, whole


@pytest.mark.parametrize(
    ("kind", "damage"),
    [
        *(("all", damage) for damage in DAMAGES),
        *at_night(*((kind, damage) for kind in KINDS for damage in ("noise", "another's") if kind != "all")),
    ],
)
def test_a_build_publishes_the_same_bytes_whatever_became_of_the_cache(
    filled: tuple[Path, dict[str, bytes]], kind: str, damage: str, in_full: bool
) -> None:
    """By day all of the cache is damaged, and each damage met by one of the two ways to build."""
    root, whole = filled
    shutil.rmtree(root / ".cache")
    shutil.copytree(root.with_name("kept"), root / ".cache")
    files = sorted(file for file in (root / ".cache" / KINDS[kind]).rglob("*") if file.is_file())
    assert len(files) > 3
    DAMAGES[damage](files)
    whole_builds = damage in ("noise", "halved", "another's list")
    for options in ([], ["--dirty"]) if in_full and kind == "all" else ([] if whole_builds else ["--dirty"],):
        shutil.rmtree(root / "site")
        build(root, *options)
        now = published(root)
        assert now.keys() == whole.keys()
        assert [path for path in whole if now[path] != whole[path]] == []
