"""Writing texts to a folder that other programs watch."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.exports.emit import MARKER, NotOursError, Written, as_json, as_long_json, replace, write


def contents(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in files}


def test_what_a_run_that_finishes_just_before_wrote_is_no_strangers(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    folder = tmp_path / "pages"
    replace(folder, [("a.md", "A")])
    with ThreadPoolExecutor(1) as second:
        held = os.open(tmp_path, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX)  # the lock for replacing folders here
            waiting = second.submit(replace, folder, [("a.md", "B")])
            while not any((work / "new" / MARKER).is_file() for work in tmp_path.iterdir()):
                time.sleep(0.001)
            time.sleep(0.05)
            write(folder, {"a.md": "C", "theirs/only.md": "T"})
        finally:
            os.close(held)
        assert waiting.result() == Written(("a.md",), ("theirs/only.md",), ())
    assert contents(folder) == {"a.md": "B"}


def test_a_new_folder_holds_the_texts(tmp_path: Path) -> None:
    made = write(tmp_path / "new" / "pages", {"index.md": "Кто\n", "people/ada.md": "Ada\n"})
    assert made == Written(written=("index.md", "people/ada.md"), removed=(), unchanged=())
    assert contents(tmp_path / "new" / "pages") == {"index.md": "Кто\n", "people/ada.md": "Ada\n"}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write(folder, {"a.md": "one", "b.md": "two"})
    stamps = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert write(folder, {"a.md": "one", "b.md": "three"}) == Written(("b.md",), (), ("a.md",))
    assert (folder / "a.md").stat().st_mtime_ns == stamps[folder / "a.md"]
    assert (folder / MARKER).stat().st_mtime_ns == stamps[folder / MARKER]
    assert contents(folder) == {"a.md": "one", "b.md": "three"}


def test_what_is_no_longer_made_goes_with_its_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write(folder, {"a.md": "one", "people/deep/ada.md": "Ada"})
    assert write(folder, {"a.md": "one"}) == Written((), ("people/deep/ada.md",), ("a.md",))
    assert sorted(path.name for path in folder.iterdir()) == [MARKER, "a.md"]


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    write(tmp_path / "pages", {"data": "one"})
    write(tmp_path / "pages", {"data/all.csv": "two"})
    assert contents(tmp_path / "pages") == {"data/all.csv": "two"}
    write(tmp_path / "pages", {"data": "one"})
    assert contents(tmp_path / "pages") == {"data": "one"}


def test_a_folder_made_by_someone_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.md").write_text("mine")
    with pytest.raises(NotOursError, match=r"was not made by the generator; name a new or an empty folder"):
        write(tmp_path, {"a.md": "one"})
    assert contents(tmp_path) == {"thesis.md": "mine"}


def test_a_file_instead_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("mine")
    with pytest.raises(NotOursError):
        write(tmp_path / "pages", {"a.md": "one"})


def test_a_file_laid_into_the_folder_by_someone_else_is_never_replaced_or_removed(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write(folder, {"a.md": "one"})
    (folder / "b.md").write_text("mine")
    with pytest.raises(NotOursError, match=r"b\.md was not written by the generator; move it away"):
        write(folder, {"a.md": "changed", "b.md": "two"})
    assert contents(folder) == {"a.md": "one", "b.md": "mine"}
    write(folder, {})
    assert contents(folder) == {"b.md": "mine"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "one"})
    assert contents(tmp_path) == {"a.md": "one"}


@pytest.mark.parametrize("path", ["../a.md", "/a.md", "people/../../a.md", "C:/a.md", "a\\b.md", "", MARKER])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="is not a path within a folder"):
        write(tmp_path / "pages", {path: "one"})
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_broke_off_can_be_repeated(tmp_path: Path) -> None:
    """A file where a folder is needed stops the second run after its first page."""
    folder = tmp_path / "pages"
    write(folder, {"a.md": "one"})
    (folder / "people").write_text("mine")
    with pytest.raises(OSError, match="people"):  # the system decides which OSError
        write(folder, {"a.md": "two", "people/ada.md": "Ada"})
    (folder / "people").unlink()
    assert write(folder, {"a.md": "two", "people/ada.md": "Ada"}).written == ("people/ada.md",)


def test_no_temporary_file_remains_and_others_may_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "one"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [MARKER, "a.md"]
    assert (tmp_path / "a.md").stat().st_mode & 0o444 == (tmp_path / MARKER).stat().st_mode & 0o444 != 0


def test_another_run_may_replace_the_folder_while_the_files_of_this_one_come(tmp_path: Path) -> None:
    """The folder is then completely that of the run that ended last."""
    folder = tmp_path / "folder"
    replace(folder, [("a.md", "A"), ("gone.md", "G")])

    def texts() -> Iterator[tuple[str, str]]:
        yield "a.md", "A"
        replace(folder, [("a.md", "B"), ("new.md", "N"), ("only/theirs.md", "T")])
        yield "new.md", "N"
        yield "b.md", "B"

    written = replace(folder, texts())
    assert contents(folder) == {"a.md": "A", "new.md": "N", "b.md": "B"}
    assert written.removed == ("only/theirs.md",)
    assert written.unchanged == ("a.md", "new.md")
    assert [entry.name for entry in tmp_path.iterdir()] == ["folder"]


def test_what_breaks_off_while_files_come_leaves_the_former_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    replace(folder, [("a.md", "A")])

    def texts() -> Iterator[tuple[str, str]]:
        yield "a.md", "B"
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        replace(folder, texts())
    assert contents(folder) == {"a.md": "A"}
    assert [entry.name for entry in tmp_path.iterdir()] == ["folder"]


def test_what_is_not_ours_stays_and_is_never_in_the_way_unseen(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    replace(folder, [("a.md", "A")])
    (folder / "mine").mkdir()
    (folder / "mine" / "thesis.md").write_text("mine")
    replace(folder, [("b.md", b"\x00")])
    assert (folder / "mine" / "thesis.md").read_text() == "mine"
    assert (folder / "b.md").read_bytes() == b"\x00"
    with pytest.raises(NotOursError, match=r"thesis\.md was not written by the generator|mine was not written"):
        replace(folder, [("b.md", "B"), ("mine/thesis.md", "ours")])
    assert (folder / "mine" / "thesis.md").read_text() == "mine"


def test_of_what_is_the_same_neither_the_text_nor_the_file_is_read(tmp_path: Path) -> None:
    class Asked(dict[str, str]):
        def __getitem__(self, path: str) -> str:
            asked.append(path)
            return super().__getitem__(path)

    asked: list[str] = []
    write(tmp_path / "out", {"a.md": "a", "b.md": "b"})
    (tmp_path / "out" / "a.md").write_text("another's", encoding="utf-8")
    written = write(tmp_path / "out", Asked({"a.md": "a", "b.md": "c"}), same={"a.md", "gone.md"})
    assert asked == ["b.md"]
    assert written.written == ("b.md",)
    (tmp_path / "out" / "a.md").unlink()
    assert write(tmp_path / "out", {"a.md": "a", "b.md": "c"}, same={"a.md", "b.md"}).written == ("a.md",)


@pytest.mark.parametrize("length", [0, 1, 499, 500, 501, 1_200])
def test_what_is_made_in_parts_is_the_same_json(length: int) -> None:
    rows = [[f"“{number}”\ud800", None, {"é": [number]}] for number in range(length)]
    value = {
        "rows": {"person": rows, "none": [], "nothing": {}},
        'with "marks"': rows,
        "word": "\n",
        "number": 1.5,
        "no": None,
    }
    assert as_long_json(value) == as_json(value)
