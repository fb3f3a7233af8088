"""Migration of records from an older format, with steps invented here, since format 1 is the present one."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.cli import main
from generator.problems import RefusedError
from generator.records import migrate
from generator.records.edit import Edit, SetValue
from generator.records.model import Kind
from generator.records.yaml_text import Tree
from tests.archive_files import write

ADA = "# Who held the dam.\nname: Ada Weir  # as she writes it\nalso: [A. Weir]\n"
FLOOD = "---\ntitle: The flood\npublished: 2025-05-04\n---\nIt *rained*: [[ada]].\n"
FILES = {
    "content/people/ada.yml": ADA,
    "content/articles/2025/flood.md": FLOOD,
    "site_config/archive.yml": "# Ours\nformat: 1\n",
}


def named(kind: Kind, tree: Tree) -> Sequence[Edit]:
    """A step to format 2: people get a note."""
    return [SetValue(("note",), f"once {tree['name']}")] if kind == "person" and isinstance(tree, dict) else []


def dated(kind: Kind, tree: Tree) -> Sequence[Edit]:
    """A step to format 3: articles get a language; it sees what the previous step wrote."""
    assert kind != "person" or (isinstance(tree, dict) and tree["note"] == "once Ada Weir")
    return [SetValue(("language",), "en")] if kind == "article" else []


STEPS = {1: named, 2: dated}


def test_records_go_through_every_step_with_their_comments(tmp_path: Path) -> None:
    changed = migrate.migrate(write(tmp_path, FILES), STEPS, 3)
    assert changed == {
        "content/people/ada.yml": (ADA + "note: once Ada Weir\n").encode(),
        "content/articles/2025/flood.md": FLOOD.replace("-04\n---", "-04\nlanguage: en\n---").encode(),
        "site_config/archive.yml": b"# Ours\nformat: 3\n",
    }


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    write(root, {path: raw.decode() for path, raw in migrate.migrate(root, STEPS, 3).items()})
    assert migrate.migrate(root, STEPS, 3) == {}


def test_an_archive_that_names_no_format_is_of_the_first(tmp_path: Path) -> None:
    root = write(tmp_path, {path: text for path, text in FILES.items() if path.startswith("content")})
    assert migrate.format_of(root) == 1
    assert migrate.migrate(root, STEPS, 2)["site_config/archive.yml"] == b"format: 2\n"


def test_one_record_that_cannot_be_read_keeps_all_as_they_are(tmp_path: Path) -> None:
    root = write(tmp_path, FILES | {"content/people/ben.yml": "name: [\n"})
    with pytest.raises(RefusedError, match=r"content/people/ben\.yml cannot be read") as refused:
        migrate.migrate(root, STEPS, 3)
    assert refused.value.problems


def test_what_a_system_left_among_the_records_is_passed_over_as_by_the_check(tmp_path: Path) -> None:
    root = write(
        tmp_path, FILES | {"content/people/._ada.yml": "\x00 no record\n", "content/people/ada.yml.orig": "name: [\n"}
    )
    assert migrate.migrate(root, STEPS, 3).keys() == FILES.keys()


def test_the_command_says_that_there_is_nothing_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(write(tmp_path, FILES)), "migrate"]) == 0
    assert capsys.readouterr().out == "nothing to do: the records have the present format, 1\n"


@pytest.mark.parametrize(
    ("said", "why"), [("9", "install a later version"), ("zero", "names no format"), ("0", "names no format")]
)
def test_another_format_is_refused_with_what_to_do(
    tmp_path: Path, said: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, FILES | {"site_config/archive.yml": f"format: {said}\n"})
    assert main(["--root", str(root), "migrate"]) == 1
    assert why in capsys.readouterr().err
    assert main(["--root", str(root), "check"]) == 1
    assert "install a generator that reads them" in capsys.readouterr().out
