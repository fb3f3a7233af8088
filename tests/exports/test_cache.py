"""`archive clean` removes everything that builds cache, and nothing else."""

import sys
from pathlib import Path

import pytest

from generator.cli import main
from generator.exports import cache, emit
from tests import forked
from tests.archive_files import write

FILES = {
    "content/people/ada.yml": "name: Ada\n",
    "content/pages/about.md": "# About\n",
    "mkdocs.yml": "site_name: Tiny\ndocs_dir: content/pages\ntheme: {name: archive}\nplugins: [archive]\n",
}
INDEX = "0123456789abcdef"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive with everything that this program caches, four bytes per file except in lists of files."""
    write(tmp_path, FILES)
    folder = tmp_path / ".cache"
    for name in (cache.PAGES, cache.BESIDE):
        emit.write(folder / name, {"index.md": "abcd", "people/ada.md": "abcd"})
    for name in (f"{INDEX}/index/a.pf", f"{INDEX}.sums.json", f".{INDEX}.making-x/new/a.pf"):
        (folder / "search" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "search" / name).write_bytes(b"abcd")
    for name in (f"{'0a' * 16}.png", f".{'0b' * 16}.png.123.part"):
        (folder / cache.PICTURES).mkdir(exist_ok=True)
        (folder / cache.PICTURES / name).write_bytes(b"abcd")
    for name in (cache.BUILT, f".{cache.BUILT}.123.part", cache.READY):
        (folder / name).write_bytes(b"abcd")
    for name in (
        cache.SERVED_STATE,
        cache.SERVED_LEDGER,
        f"{cache.SERVED}/{cache.SERVED_MARKER}",
        f"{cache.SERVED}/a/index.html",
    ):
        write(tmp_path, {f".cache/{name}": "abcd"})
    return tmp_path


def cleaned(root: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["--root", str(root), "clean"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out.splitlines()


def present(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir() or path.is_symlink()}


def test_what_builds_keep_is_removed_and_counted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cleaned(root, capsys) == [".cache: 18 files removed, 0.0 MB"]
    assert present(root) == {*FILES}
    assert not (root / ".cache").exists()


def test_the_size_of_what_was_removed_is_that_of_its_files(root: Path) -> None:
    lists = sum((root / ".cache" / name / emit.MARKER).stat().st_size for name in (cache.PAGES, cache.BESIDE))
    assert cache.clean(root) == cache.Cleaned(18, 16 * 4 + lists, ())


def test_where_nothing_is_kept_nothing_is_removed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cleaned(root, capsys)
    assert cleaned(root, capsys) == [".cache: there was nothing to remove"]
    assert present(root) == {*FILES}


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("thesis.md", ".cache/thesis.md"),
        ("thesis/chapter.md", ".cache/thesis"),
        ("pages/thesis.md", ".cache/pages/thesis.md"),
        ("pages/people/thesis.md", ".cache/pages/people"),
        ("search/thesis.md", ".cache/search/thesis.md"),
        ("built.json.bak", ".cache/built.json.bak"),
        ("served.json.bak", ".cache/served.json.bak"),
    ],
)
def test_what_someone_else_put_there_stays_and_is_named(
    path: str, named: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, {f".cache/{path}": "mine"})
    assert cleaned(root, capsys) == [
        ".cache: 18 files removed, 0.0 MB",
        f"{named}: stays, since this program did not write it",
    ]
    assert present(root) == {*FILES, f".cache/{path}"}


def test_a_folder_whose_list_is_missing_or_spoilt_stays(root: Path) -> None:
    (root / ".cache" / "pages" / emit.MARKER).unlink()
    (root / ".cache" / "beside" / emit.MARKER).write_text("index.md\n")
    assert cache.clean(root).files == 12
    assert {path for path in present(root) if path.startswith(".cache")} == {
        ".cache/pages/index.md", ".cache/pages/people/ada.md",
        ".cache/beside/index.md", ".cache/beside/people/ada.md", f".cache/beside/{emit.MARKER}",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
@pytest.mark.parametrize("name", ["pages", "search", f"search/{INDEX}", "built.json", "served"])
def test_what_a_link_leads_to_stays(name: str, root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "kept"
    place = root / ".cache" / name
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    there = present(elsewhere) if elsewhere.is_dir() else elsewhere.read_bytes()
    cache.clean(root)
    assert (present(elsewhere) if elsewhere.is_dir() else elsewhere.read_bytes()) == there


def test_a_folder_of_the_servers_name_that_is_no_site_of_a_server_stays(root: Path) -> None:
    (root / ".cache" / cache.SERVED / cache.SERVED_MARKER).unlink()
    cache.clean(root)
    assert {path for path in present(root) if path.startswith(".cache")} == {".cache/served/a/index.html"}


def test_outside_an_archive_nothing_is_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {".cache/built.json": "mine"})
    (tmp_path / "content").rmdir()
    with pytest.raises(SystemExit) as exit_:
        main(["--root", str(tmp_path), "clean"])
    assert exit_.value.code == 2
    assert "holds no folder content/" in capsys.readouterr().err
    assert present(tmp_path) == {".cache/built.json"}


@pytest.mark.builds
@pytest.mark.parametrize("options", [[], ["--dirty"]])
def test_after_a_real_build_no_cache_is_left(options: list[str], tmp_path: Path) -> None:
    write(tmp_path, FILES)
    forked.run([sys.executable, "-m", "mkdocs", "build", "-q", *options], cwd=tmp_path).check_returncode()
    assert (tmp_path / ".cache").is_dir()
    done = cache.clean(tmp_path)
    assert done.left == ()
    assert not (tmp_path / ".cache").exists()
    assert (tmp_path / "site" / "index.html").is_file()
