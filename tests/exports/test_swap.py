"""A new folder replaces another completely or not at all, and the next run completes what a killed one left
unfinished."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.exports import swap
from generator.exports.swap import Replacement

ROOT = Path(__file__).resolve().parents[2]


def filled(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def held(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def made(target: Path, files: dict[str, str]) -> Replacement:
    making = Replacement(target)
    filled(making.folder, files)
    return making


@pytest.fixture(params=["exchanged in one step", "renamed twice"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test with this system's method, and as on a system without renameat2(2)."""
    if request.param == "renamed twice":
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())


@pytest.mark.usefixtures("_either_way")
def test_the_new_folder_takes_the_place_of_the_former_one_and_nothing_else_is_left(tmp_path: Path) -> None:
    site = filled(tmp_path / "site", {"index.html": "old", "gone/index.html": "old"})
    site.chmod(0o750)
    making = made(site, {"index.html": "new"})
    assert held(site) == {"index.html": "old", "gone/index.html": "old"}
    making.swap()
    assert held(tmp_path) == {"site/index.html": "new"}
    assert site.stat().st_mode & 0o777 == 0o750


def test_a_folder_that_is_not_there_yet_is_made_with_all_above_it(tmp_path: Path) -> None:
    made(tmp_path / "deep" / "down" / "site", {"index.html": "new"}).swap()
    assert held(tmp_path) == {"deep/down/site/index.html": "new"}


def test_what_is_given_up_leaves_the_former_folder_as_it_was(tmp_path: Path) -> None:
    site = filled(tmp_path / "site", {"index.html": "old"})
    made(site, {"index.html": "new"}).discard()
    assert held(tmp_path) == {"site/index.html": "old"}


@pytest.mark.usefixtures("_either_way")
def test_hidden_files_stay_as_mkdocs_leaves_them(tmp_path: Path) -> None:
    site = filled(tmp_path / "site", {".git": "gitdir: elsewhere", ".nojekyll": "", ".well-known/x": "old", "a": "old"})
    made(site, {"a": "new", ".well-known/x": "new"}).swap()
    assert held(tmp_path / "site") == {".git": "gitdir: elsewhere", ".nojekyll": "", ".well-known/x": "new", "a": "new"}


def test_a_link_to_the_site_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    filled(tmp_path / "disk" / "site-7", {"index.html": "old"})
    link = tmp_path / "site"
    link.symlink_to("disk/site-7")
    made(link, {"index.html": "new"}).swap()
    assert link.is_symlink()
    assert held(tmp_path / "disk") == {"site-7/index.html": "new"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(NotADirectoryError, match="this is not a folder"):
        Replacement(tmp_path / "site")
    assert held(tmp_path) == {"site": "mine"}


def test_what_a_dead_run_left_goes_and_what_is_not_ours_or_alive_stays(tmp_path: Path) -> None:
    site = filled(tmp_path / "site", {"index.html": "old"})
    script = (
        "import os, signal; from pathlib import Path; from generator.exports.swap import Replacement;"
        f"making = Replacement(Path({str(site)!r})); (making.folder / 'index.html').write_text('half');"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 2
    filled(tmp_path / ".site.making-mine", {"thesis.md": "mine"})  # a matching name, but without our marker
    filled(tmp_path / ".sites.making-x", {"new/index.html": "another's"})
    alive = made(site, {"index.html": "slow"})
    made(site, {"index.html": "fast"}).swap()
    assert held(alive.folder) == {"index.html": "slow"}
    alive.swap()
    assert held(tmp_path) == {
        ".site.making-mine/thesis.md": "mine",
        ".sites.making-x/new/index.html": "another's",
        "site/index.html": "slow",
    }


def test_a_run_that_died_between_two_renames_is_undone_by_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    work = filled(tmp_path / ".site.making-dead", {"old/index.html": "old", "old/.git": "git", "new/index.html": "new"})
    filled(work, {"what-this-is.txt": "", "kept.json": '[".git"]'})
    Replacement(site).discard()
    assert held(tmp_path) == {"site/index.html": "old", "site/.git": "git"}


@pytest.mark.parametrize("former", ["new", "old"])
def test_a_run_that_died_before_it_gave_back_what_stays_is_completed_by_the_next(tmp_path: Path, former: str) -> None:
    site = filled(tmp_path / "site", {"index.html": "new"})
    work = filled(tmp_path / ".site.making-dead", {f"{former}/index.html": "old", f"{former}/.git/config": "git"})
    filled(work, {"what-this-is.txt": "", "kept.json": '[".git"]'})
    Replacement(site).discard()
    assert held(tmp_path) == {"site/index.html": "new", "site/.git/config": "git"}


def test_a_journal_that_was_cut_moves_nothing(tmp_path: Path) -> None:
    site = filled(tmp_path / "site", {"index.html": "old", ".git": "git"})
    work = filled(tmp_path / ".site.making-dead", {"new/index.html": "new"})
    filled(work, {"what-this-is.txt": "", "kept.json": '[".gi'})
    Replacement(site).discard()
    assert held(tmp_path) == {"site/index.html": "old", "site/.git": "git"}


def test_a_folder_that_one_works_in_is_filled_entry_by_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = filled(tmp_path / "site", {"index.html": "old", "gone.html": "old", ".git": "git"})
    monkeypatch.chdir(site)
    making = made(site, {"index.html": "new", "a/b.html": "new"})
    assert making.within
    making.swap()
    assert Path("index.html").read_text() == "new"
    assert held(tmp_path) == {"site/.git": "git", "site/a/b.html": "new", "site/index.html": "new"}


@pytest.mark.parametrize("died_after", range(4))
def test_entries_of_a_run_that_died_are_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, died_after: int
) -> None:
    site = filled(tmp_path / "site", {"a": "old", "b": "old", "c": "old"})
    monkeypatch.chdir(site)
    making = made(site, {"a": "new", "b": "new"})
    rename, left = Path.rename, [died_after]

    def dying(self: Path, target: Path) -> Path:
        if left[0] == 0:
            raise KeyboardInterrupt
        left[0] -= 1
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", dying)
        with pytest.raises(KeyboardInterrupt):
            making.swap()
    assert making._lock is not None  # noqa: SLF001  (as if its process had died)
    os.close(making._lock)  # noqa: SLF001
    Replacement(site).discard()
    assert held(tmp_path) == {"site/a": "new", "site/b": "new"}


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A folder that is a mount point; the test is skipped if this process may not mount one."""
    place = tmp_path / "site"
    place.mkdir()
    try:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], check=False)  # noqa: S607
    except OSError:
        pytest.skip("no `mount` here")
    if done.returncode:
        pytest.skip("this process may not mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S607


def test_a_mount_point_is_filled_from_within(mounted: Path) -> None:
    filled(mounted, {"index.html": "old", "gone": "old", ".git": "git"})
    making = made(mounted, {"index.html": "new"})
    assert held(mounted)["index.html"] == "old"
    making.swap()
    assert held(mounted) == {".git": "git", "index.html": "new"}
    making = Replacement(mounted)
    with pytest.raises(OSError, match="No space left"):
        (making.folder / "large").write_bytes(bytes(2 << 20))
    making.discard()
    assert held(mounted) == {".git": "git", "index.html": "new"}


def test_runs_that_end_at_the_same_moment_leave_one_of_their_folders_and_all_that_stays(tmp_path: Path) -> None:
    site = filled(tmp_path / "site", {"index.html": "old", ".git": "git"})
    makings = [made(site, {"index.html": str(n), f"only-{n}": ""}) for n in range(16)]
    start = threading.Barrier(len(makings))

    def swapped(making: Replacement) -> None:
        start.wait()
        making.swap()

    threads = [threading.Thread(target=swapped, args=(making,)) for making in makings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = (site / "index.html").read_text()
    assert held(tmp_path) == {"site/.git": "git", "site/index.html": last, f"site/only-{last}": ""}


def test_a_very_long_name_leaves_room_for_ours(tmp_path: Path) -> None:
    site = filled(tmp_path / ("s" * 250), {"index.html": "old"})
    made(site, {"index.html": "new"}).swap()
    assert held(tmp_path) == {f"{site.name}/index.html": "new"}
    assert [*swap.hidden_paths(site)] == []


def replaced(target: Path, spare: Path, reused: list[str], files: dict[str, str]) -> None:
    making = Replacement(target, spare)
    filled(making.folder, files)
    for path in reused:
        making.reuse(path)
    making.swap()


def test_files_are_reused_and_the_former_folder_becomes_the_spare(tmp_path: Path) -> None:
    site, spare = filled(tmp_path / "site", {"index.html": "1", "a/b.html": "b", "c.html": "c"}), tmp_path / "spare"
    first = (site / "a" / "b.html").stat().st_ino
    replaced(site, spare, ["a/b.html", "index.html"], {"index.html": "2"})
    assert held(site) == {"a/b.html": "b", "index.html": "2"}
    assert held(spare / "new") == {"a/b.html": "b", "c.html": "c", "index.html": "1"}
    assert (site / "a" / "b.html").stat().st_ino == first


@pytest.mark.parametrize(
    "damage",
    [
        lambda spare: (spare / "a" / "b.html").unlink(),
        lambda spare: filled(spare, {"added/deep/x.html": "x", ".hidden": "h"}),
        lambda spare: ((spare / "a" / "b.html").unlink(), filled(spare, {"a/b.html": "damaged"})),
        lambda spare: ((spare / "a" / "b.html").unlink(), filled(spare, {"a/b.html/deep": "a folder"})),
        lambda spare: ((spare / "a" / "b.html").unlink(), (spare / "a").rmdir(), filled(spare, {"a": "a file"})),
        lambda spare: ((spare / "index.html").unlink(), filled(spare, {"index.html/deep": "a folder"})),
        lambda spare: (spare / "a" / "b.html").rename(spare / "a" / "other.html"),
        lambda spare: ((spare / "a").rename(spare / "z"), (spare / "a").symlink_to("z")),
        lambda _: None,
    ],
)
def test_a_folder_made_from_a_spare_is_the_same_whatever_the_spare_had(
    tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    site, spare = filled(tmp_path / "site", {"index.html": "1", "a/b.html": "b", "c/d.html": "d"}), tmp_path / "spare"
    replaced(site, spare, ["a/b.html", "c/d.html"], {"index.html": "2"})
    damage(spare / "new")
    replaced(site, spare, ["a/b.html"], {"index.html": "3", "e/f.html": "f"})
    assert held(site) == {"a/b.html": "b", "e/f.html": "f", "index.html": "3"}
    assert not (site / "a").is_symlink()
    assert sorted(path.name for path in site.iterdir()) == ["a", "e", "index.html"]
    assert held(spare / "new") == {"a/b.html": "b", "c/d.html": "d", "index.html": "2"}


def test_a_folder_at_the_place_of_the_spare_that_is_not_ours_stays(tmp_path: Path) -> None:
    site = filled(tmp_path / "site", {"index.html": "1", "a.html": "a"})
    spare = filled(tmp_path / "spare", {"new/mine.txt": "mine"})
    replaced(site, spare, ["a.html"], {"index.html": "2"})
    assert held(tmp_path) == {"site/a.html": "a", "site/index.html": "2", "spare/new/mine.txt": "mine"}
