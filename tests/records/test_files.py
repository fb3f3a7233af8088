"""Atomic replacement of files: what a killed command leaves, what stays, and what is refused."""

import json
import os
import signal
import stat
from pathlib import Path

import pytest

from generator.cli import main
from generator.problems import RefusedError
from generator.records import files
from tests import killed
from tests.archive_files import write
from tests.conftest import at_night


def steps(writer: str, in_full: bool) -> int:
    """At how many steps a writer is interrupted at most. By day at all steps of the one that changes, creates and
    deletes several files together, and at the first two of the others, which write by the same functions."""
    return 1000 if in_full or writer == "merge" else 2


@pytest.mark.processes
@pytest.mark.parametrize("writer", killed.WRITERS)
def test_a_command_killed_at_any_step_leaves_every_record_whole(
    tmp_path: Path, writer: str, in_full: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = killed.interrupt_at_every_step(tmp_path, writer, most=steps(writer, in_full))
    with capsys.disabled():
        print(f"\n{writer}: {counts}")  # noqa: T201  (shows the counts)
    assert counts.kills >= 2
    assert counts.is_good


ON_A_FULL_DISK = ("merge", "fmt", "suggest", "add")
"""The writers tried by day on a full disk: one that deletes, one of each file by itself, and two of new texts."""


@pytest.mark.processes
@pytest.mark.parametrize("writer", [*ON_A_FULL_DISK, *at_night(*(sorted(killed.WRITERS.keys() - {*ON_A_FULL_DISK})))])
def test_a_disk_that_is_full_at_any_step_leaves_every_record_whole(tmp_path: Path, writer: str, in_full: bool) -> None:
    counts = killed.interrupt_at_every_step(tmp_path, writer, most=steps(writer, in_full), how="full")
    assert counts.unfinished >= 2
    assert counts.is_good, counts


@pytest.mark.processes
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_ended_at_random_moments_leaves_every_record_whole(
    tmp_path: Path, sent: signal.Signals
) -> None:
    counts = killed.interrupt_at_random(tmp_path, "merge", 2, sent)
    assert counts.unfinished == 2
    assert counts.is_good, counts


def test_a_record_that_is_cut_and_one_that_is_gone_are_counted(tmp_path: Path) -> None:
    before, after = killed.expected_files(tmp_path, "fmt")
    root = killed.make_archive(tmp_path, "fmt")
    (root / "content/people/p0.yml").write_bytes(b"name:")
    (root / "content/people/p1.yml").unlink()
    counts = killed.Counts()
    killed.judge(counts, root, before, after, "Traceback (most recent call last):", alone=True)
    assert (counts.cut, counts.lost, counts.mixed, counts.spoken) == (1, 1, 1, 1)


@pytest.mark.skipif(os.name != "posix", reason="there are no such permissions here")
def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    file = write(tmp_path, {"content/people/a.yml": "name:   A\n"}) / "content/people/a.yml"
    file.chmod(0o640)
    files.replace(tmp_path, "content/people/a.yml", b"name: A\n")
    assert file.read_bytes() == b"name: A\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_that_any_new_file_gets(tmp_path: Path) -> None:
    files.create(tmp_path, "content/people/a.yml", b"name: A\n")
    (tmp_path / "other").write_bytes(b"")
    assert (tmp_path / "content/people/a.yml").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_what_is_there_is_not_created_again(tmp_path: Path) -> None:
    files.create(tmp_path, "content/people/a.yml", b"name: A\n")
    with pytest.raises(FileExistsError):
        files.create(tmp_path, "content/people/a.yml", b"name: B\n")
    assert [f.name for f in (tmp_path / "content/people").iterdir()] == ["a.yml"]
    assert (tmp_path / "content/people/a.yml").read_bytes() == b"name: A\n"


@pytest.mark.parametrize("path", ["content/people/a.yml", "content/away/b.yml", "content/../../outside/b.yml"])
def test_nothing_is_written_through_a_link_or_outside_of_the_archive(tmp_path: Path, path: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.yml").write_bytes(b"theirs")
    root = tmp_path / "root"
    (root / "content/people").mkdir(parents=True)
    (root / "content/people/a.yml").symlink_to(outside / "b.yml")
    (root / "content/away").symlink_to(outside)
    with pytest.raises(RefusedError):
        files.replace(root, path, b"ours")
    with pytest.raises(RefusedError):
        files.replace_all(root, {path: b"ours"})
    assert (outside / "b.yml").read_bytes() == b"theirs"
    assert killed.leftovers(tmp_path) == []


def test_where_one_of_several_cannot_be_written_none_is(tmp_path: Path) -> None:
    root = write(tmp_path, {"content/people/a.yml": "name: A\n", "content/people/b.yml": "name: B\n"})
    with pytest.raises(RefusedError):
        files.replace_all(
            root, {"content/people/a.yml": b"name: C\n", "content/../b.yml": b""}, ["content/people/b.yml"]
        )
    assert killed.texts(root) == {"content/people/a.yml": b"name: A\n", "content/people/b.yml": b"name: B\n"}
    assert killed.leftovers(root) == []


def test_parts_that_a_killed_command_left_are_no_records_and_are_swept_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = 4_194_305  # higher than any process id
    part = f"content/people/.a.yml.{gone}.part"
    root = write(tmp_path, {"content/people/a.yml": "name: A\n", part: "name: half"})
    assert main(["--root", str(root), "fmt"]) == 0
    assert not (root / part).exists()
    assert (root / "content/people/a.yml").read_bytes() == b"name: A\n"


def test_the_part_of_a_command_that_runs_is_left_alone(tmp_path: Path) -> None:
    part = f"content/people/.a.yml.{os.getppid()}.part"
    root = write(tmp_path, {part: "name: half"})
    assert files.recover(root).deleted == ()
    assert (root / part).exists()
    os.utime(root / part, (0, 0))
    assert files.recover(root).deleted == (part,)


def test_a_plan_finishes_nothing_that_somebody_has_changed_since(tmp_path: Path) -> None:
    root = write(
        tmp_path, {"content/people/a.yml": "name: Mine\n", "content/people/.a.yml.4194305.part": "name: New\n"}
    )
    steps = [
        {"path": "content/people/a.yml", "part": ".a.yml.4194305.part", "before": "0", "after": "1"},
        {"path": "README.md", "before": "0"},
        {"path": "content/people/b.yml", "before": ""},
    ]
    write(root, {files.PLAN: json.dumps({"pid": 4_194_305, "steps": steps}), "README.md": "Read.\n"})
    assert files.recover(root).finished == ()
    assert killed.texts(root) == {"content/people/a.yml": b"name: Mine\n", "README.md": b"Read.\n"}
    assert killed.leftovers(root) == []


@pytest.mark.parametrize("plan", ["", "{", "[]", '{"pid": "x", "steps": 1}', '{"pid": 1, "steps": [{"path": 1}]}'])
def test_a_plan_that_cannot_be_read_stops_nothing(tmp_path: Path, plan: str) -> None:
    root = write(tmp_path, {"content/people/a.yml": "name: A\n", files.PLAN: plan})
    files.recover(root)
    assert killed.texts(root) == {"content/people/a.yml": b"name: A\n"}


def test_a_file_that_cannot_be_written_is_named_and_not_the_part_before_it() -> None:
    fault = PermissionError(13, "Permission denied", "content/people/.ada-quill.yml.4711.part")
    assert files.say_why(fault) == "content/people/ada-quill.yml: Permission denied"
    assert (
        files.say_why(FileNotFoundError(2, "No such file or directory", b"a.yml")) == "a.yml: No such file or directory"
    )
    assert files.say_why(OSError("no more")) == "no more"
