"""The `archive` command: what it prints, and how it exits."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from tests.archive_files import write

ERROR = {"content/articles/2025/flood.md": "---\ntitle: Flood\npublished: 2025-13\n---\nA river rose.\n"}
WARNING = {"content/people/ada.yml": "name: Ada\n"}
CLEAN = {"content/articles/2025/flood.md": "---\ntitle: Flood\n---\nA river rose.\n"}
ERROR_LINE = "content/articles/2025/flood.md:3:12: published: '2025-13' is not a date; write 2025-12, 2025-12-10 or 2025 [bad-date]"
WARNING_LINE = "content/people/ada.yml:1:1: no article names this person; link it where it is meant, or delete the file (warning) [unused-record]"


def check(root: Path, *options: str) -> int:
    return main(["--root", str(root), "check", *options])


@pytest.mark.parametrize(
    ("files", "options", "status", "printed"),
    [
        (CLEAN, [], 0, "no problems\n"),
        (CLEAN, ["--strict"], 0, "no problems\n"),
        (WARNING, [], 0, f"{WARNING_LINE}\n1 warning\n"),
        (WARNING, ["--strict"], 1, f"{WARNING_LINE}\n1 warning\n"),
        (ERROR, [], 1, f"{ERROR_LINE}\n1 error\n"),
        ({**ERROR, **WARNING}, ["--only", "bad-date"], 1, f"{ERROR_LINE}\n1 error\n"),
        ({**ERROR, **WARNING}, ["--only", "tab"], 0, "no problems\n"),
        (WARNING, ["--strict", "--ignore", "unused-record"], 0, "no problems\n"),
        (WARNING, ["--strict", "--ignore", "tab", "--ignore", "bad-date"], 1, f"{WARNING_LINE}\n1 warning\n"),
        (ERROR, ["--strict"], 1, f"{ERROR_LINE}\n1 error\n"),
    ],
)
def test_a_check_prints_a_line_a_problem_and_exits_accordingly(
    files: dict[str, str],
    options: list[str],
    status: int,
    printed: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert check(write(tmp_path, files), *options) == status
    assert capsys.readouterr().out == printed


@pytest.mark.parametrize("option", ["--only", "--ignore"])
def test_a_code_that_there_is_not_is_refused_with_its_near_match(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        check(write(tmp_path, CLEAN), option, "bad-dates")
    assert "no problem has the code 'bad-dates'; did you mean 'bad-date'?" in capsys.readouterr().err


def test_problems_are_counted_by_severity(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        **CLEAN,
        **WARNING,
        "content/people/bob.yml": "name: Bob\nalso: [Ada]\n",
        "content/articles/2025/x.md": "---\ntitle:\n---\n[[ad]] [[bo]]\n",
    }
    assert check(write(tmp_path, files)) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "2 errors, 3 warnings"


def test_a_check_prints_json_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(write(tmp_path, ERROR), "--format", "json") == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "code": "bad-date",
            "path": "content/articles/2025/flood.md",
            "line": 3,
            "column": 12,
            "field": "published",
            "fault": "'2025-13' is not a date",
            "remedy": "write 2025-12, 2025-12-10 or 2025",
            "severity": "error",
        }
    ]
    assert check(write(tmp_path, CLEAN), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_check_prints_workflow_commands_for_github(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "content/articles/2025/a, 100%: b.md": "---\ntitle: 50%\ndeck: a\n  ::error::b\ncolour: c\n---\nx\n",
        **WARNING,
    }
    start = "::error file=content/articles/2025/a%2C 100%25%3A b.md"
    rule = "an id is lower-case letters a-z and digits, in words joined by hyphens"
    keys = "title, supplied_title, headline, deck, language, publisher, authors, published, source, rights, annotated, reviewed"
    keys += ", reliability, review, topics, quotations, statements, figures, events, notes"
    assert check(write(tmp_path, files), "--format", "github") == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{start},line=1,col=1,title=content::the file's name 'a, 100%25: b' is not an id: {rule}; rename it to a-100-b.md [bad-file-name]",
        f"{start},line=5,col=1,title=colour::the key 'colour' is unknown here; its keys are {keys} [unknown-key]",
        "2 errors",
    ]


def test_no_line_can_be_smuggled_into_what_github_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = '---\ntitle: Flood\nlanguage: "x\\n::error::smuggled"\n"a\\n::warning::b": c\n---\nx\n'
    assert check(write(tmp_path, {"content/articles/2025/flood.md": text}), "--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error", "2"]


def test_a_folder_that_is_no_archive_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        check(tmp_path)
    assert exit_.value.code == 2
    assert "holds no folder content/: run this in the archive's root, or name it with --root" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--format", "xml"], ["generate"]])
def test_a_call_that_is_off_exits_with_2(arguments: list[str], tmp_path: Path) -> None:
    write(tmp_path, CLEAN)
    with pytest.raises(SystemExit) as exit_:
        main(["--root", str(tmp_path), *arguments])
    assert exit_.value.code == 2


@pytest.mark.processes
def test_the_command_runs_as_a_program_wherever_it_prints(tmp_path: Path) -> None:
    """The command must not fail in a terminal that supports only ASCII."""
    write(tmp_path, {"content/articles/2025/flood.md": "---\ntitle: Flood\nlanguage: Русский\n---\nx\n"})
    command = [sys.executable, "-m", "generator.cli", "--root", str(tmp_path), "check"]
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(Path(__file__).parent.parent)}
    run = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert run.returncode == 1, run.stderr.decode()
    assert b"content/articles/2025/flood.md:3:11: language:" in run.stdout


def test_a_strict_check_demands_what_a_new_record_must_have(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Older records may lack the ground of a stance: only a strict check reports this."""
    text = (
        "---\ntitle: Flood\nstatements:\n"
        "  - {id: holds, holder: {unnamed: a farmer}, stance: asserts, proposition: it-rose}\n---\nA river rose.\n"
    )
    files = {"content/articles/2025/flood.md": text, "content/propositions/it-rose.yml": "sentence: The river rose.\n"}
    root = write(tmp_path, files)
    assert check(root) == 0
    assert capsys.readouterr().out == "no problems\n"
    assert check(root, "--strict") == 1
    assert capsys.readouterr().out == (
        "content/articles/2025/flood.md:4:5: statements.0: the stance does not say what it rests on; "
        "add rests_on: words, verb, headline or inferred [no-ground]\n1 error\n"
    )
    said = text.replace("it-rose}", "it-rose, rests_on: verb}")
    write(root, {"content/articles/2025/flood.md": said})
    assert check(root, "--strict") == 0


@pytest.mark.parametrize(
    ("where", "command"),
    [
        ("site_config/schemas", ["schema"]),
        ("content/people", ["new", "person", "--name", "Ada Quill"]),
        ("pages", ["generate", "--out", "pages"]),
    ],
)
def test_a_file_that_stands_where_a_folder_is_wanted_is_told_of_in_a_line(
    where: str, command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path, {**CLEAN, where: "a file\n"})
    monkeypatch.chdir(root)
    assert main(command) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"archive {command[0]}: ")
    assert said.count("\n") == 1
    (root / where).unlink()
    assert main(command) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", [".", "content", "content/people", "content/people/ada.yml", "ada"])
def test_records_are_named_by_folder_file_or_id(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, {"content/people/ada.yml": "country: GB\nname: Ada\n"})
    assert main(["--root", str(root), "fmt", name]) == 0
    assert capsys.readouterr().out == "content/people/ada.yml\n1 of 1 record tidied\n"


def test_a_name_of_no_record_is_told_of_and_the_others_are_tidied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, {"content/people/ada.yml": "country: GB\nname: Ada\n"})
    assert main(["--root", str(root), "fmt", "nobody", "ada", "adaa"]) == 1
    told = capsys.readouterr()
    assert told.out == "content/people/ada.yml\n1 of 1 record tidied\n"
    assert told.err == "nobody: no record is there\nadaa: no record is there; did you mean 'ada'?\n"


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_needs_no_archive_runs_anywhere(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main([option])
    assert exit_.value.code == 0
    assert "archive" in capsys.readouterr().out
