"""What authors are told: each file of tests/problems is one mistake, its exact messages, and the mended files. `today` is the day of the check, the clock's
where it is left out.

`pytest tests/test_problems.py --update-golden` writes the messages as they are now; read the diff like code.
"""

import re
from pathlib import Path

import pytest
import yaml

from generator import pipeline
from generator.dates import Day
from generator.problems import SUMMARISED, Place, Problem, Severity, as_github, as_markdown, escaped_markdown
from tests.archive_files import write

CASES = sorted((Path(__file__).parent / "problems").glob("*.yml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_an_author_is_told(case: Path, tmp_path: Path, update_golden: bool) -> None:
    text = case.read_text(encoding="utf-8")
    asked = yaml.safe_load(text)
    root = write(tmp_path, asked["files"])
    today = Day(*asked["today"]) if "today" in asked else None
    told = [str(problem) for problem in pipeline.read(root, today=today).problems]
    if update_golden:
        case.write_text(_with_problems(text, told), encoding="utf-8")
    else:
        assert told == (asked["problems"] or "").splitlines()
    if "mended" in asked:
        write(root, asked["mended"])
        assert [str(problem) for problem in pipeline.read(root, today=today).problems] == []


def _with_problems(text: str, lines: list[str]) -> str:
    block = "problems: |\n" + "".join(f"  {line}\n" for line in lines) if lines else "problems:\n"
    return re.sub(r"^problems:.*\n(?:(?: .*)?\n)*", lambda _: block, text, count=1, flags=re.MULTILINE)


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 60


def problem(number: int, severity: Severity = "error") -> Problem:
    return Problem(Place(f"content/people/p{number:02}.yml"), "name", "is *odd*; see <b>", "", severity)


def test_github_is_given_ten_annotations_of_a_severity_and_the_rest_as_plain_lines() -> None:
    """GitHub shows ten of each in a step, and drops the others without a word."""
    lines = as_github([*(problem(n) for n in range(12)), problem(12, "warning")]).splitlines()
    assert [line.split(" ")[0] for line in lines[:10]] == ["::error"] * 10
    assert lines[10:12] == [f"content/people/p{n}.yml:1:1: name: is *odd*; see <b>" for n in (10, 11)]
    assert lines[12].startswith("::warning file=content/people/p12.yml,")
    assert lines[13] == "12 errors, 1 warning"


def test_no_line_of_the_log_is_a_command_of_the_older_form() -> None:
    odd = Problem(Place("content/people/a.yml"), "name", "##[error]smuggled")
    assert as_github([odd] * 11).splitlines()[10] == "content/people/a.yml:1:1: name: # #[error]smuggled"


def test_a_jobs_summary_lists_every_problem_errors_first_and_means_nothing_but_words() -> None:
    assert as_markdown([problem(1, "warning"), problem(2)]) == (
        "**Content: 1 error, 1 warning**\n\n"
        "- error: <code>content/people/p02.yml:1</code> name: is &#42;odd&#42;; see &#60;b&#62;\n"
        "- warning: <code>content/people/p01.yml:1</code> name: is &#42;odd&#42;; see &#60;b&#62;"
    )
    assert as_markdown([]) == "**Content: no problems**"


def test_a_summary_notifies_nobody_and_leads_nowhere() -> None:
    hostile = "![x](http://e.example/a.png) @someone #12 <img src=x> `code` https://e.example www.e.example |a| ~~b~~"
    plain = escaped_markdown(hostile)
    for sign in "[]@<>`|~_*":
        assert sign not in plain
    assert " #12" not in plain
    assert "://" not in plain
    assert "www." not in plain


def test_a_summary_of_very_many_problems_says_how_many_more_there_are() -> None:
    lines = as_markdown([problem(n) for n in range(SUMMARISED + 3)]).splitlines()
    assert lines[-1] == "- and 3 more, in the log"
    assert len(lines) == SUMMARISED + 3
