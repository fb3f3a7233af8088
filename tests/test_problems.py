"""The messages for authors: each file of tests/problems is one mistake, with its exact messages and codes, and the
corrected files.

`today` is the day of the check, by default the current day; `strict: true` checks like `archive check --strict`.
`pytest tests/test_problems.py --update-golden` writes the messages as they are now; read the diff like code.
"""

import ast
import re
from dataclasses import replace as replaced
from pathlib import Path

import pytest
import yaml

from generator import pipeline
from generator.codes import CODES, Code
from generator.dates import Day
from generator.problems import Place, Problem, Severity, filter_problems
from generator.reports import MANY, MOST_SUMMARISED, as_github, as_markdown, as_text
from generator.text.markup import escape_markdown
from tests.archive_files import write

ROOT = Path(__file__).parent.parent
CASES = sorted((Path(__file__).parent / "problems").glob("*.yml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_an_author_is_told(case: Path, tmp_path: Path, update_golden: bool) -> None:
    text = case.read_text(encoding="utf-8")
    asked = yaml.safe_load(text)
    root = write(tmp_path, asked["files"])
    today = Day(*asked["today"]) if "today" in asked else None
    strict = asked.get("strict", False)
    told = [problem.line for problem in pipeline.read(root, today=today, strict=strict).problems]
    if update_golden:
        case.write_text(_with_problems(text, told), encoding="utf-8")
    else:
        assert told == (asked["problems"] or "").splitlines()
    if "mended" in asked:
        write(root, asked["mended"])
        assert [problem.line for problem in pipeline.read(root, today=today, strict=strict).problems] == []


def _with_problems(text: str, lines: list[str]) -> str:
    block = "problems: |\n" + "".join(f"  {line}\n" for line in lines) if lines else "problems:\n"
    return re.sub(r"^problems:.*\n(?:(?: .*)?\n)*", lambda _: block, text, count=1, flags=re.MULTILINE)


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 60


ELSEWHERE = {
    "bad-links": "authoring/test_links.py::test_the_page_of_an_article_says_when_its_address_was_reached",
    "link-to-a-file": "records/test_load.py::test_links_are_not_followed_wherever_they_lead",
    "not-a-file": "records/test_load.py::test_what_is_no_file_is_not_opened",
    "unreadable-file": "records/test_load.py::test_a_file_that_may_not_be_read_is_told",
    "page-in-the-way": "site/test_plugin.py::test_a_page_by_hand_in_the_place_of_a_generated_one_is_an_error",
    "too-many-quotations": "archive/test_rules.py::test_an_article_with_more_quotations_than_a_page_holds_is_told_of",
    "not-in-copy": "authoring/test_verify.py::test_a_difference_of_one_letter_is_refused_and_shown_and_nothing_is_written",
    "other-copy": "authoring/test_verify.py::test_another_copy_than_the_recorded_one_is_refused_unless_it_replaces_it",
    "no-language": "test_annotator_rules.py::test_a_copy_in_other_letters_asks_for_its_language",
}
"""Codes that no file of tests/problems can show, with the test that does."""


def test_every_code_has_a_case_and_every_case_a_code_that_is_known() -> None:
    shown = {code for case in CASES for code in codes_of(case)}
    assert shown | ELSEWHERE.keys() == CODES.keys()
    assert not shown & ELSEWHERE.keys()
    for test in ELSEWHERE.values():
        file, name = test.split("::")
        assert f"def {name}(" in (Path(__file__).parent / file).read_text(encoding="utf-8")


def codes_of(case: Path) -> list[str]:
    """The codes at the end of a case's messages."""
    lines = (yaml.safe_load(case.read_text(encoding="utf-8"))["problems"] or "").splitlines()
    return [line.rpartition(" [")[2].removesuffix("]") for line in lines]


def test_no_problem_is_made_without_a_code_that_is_known() -> None:
    with pytest.raises(ValueError, match="no problem has the code 'unknown-it'"):
        Problem("unknown-it", Place("content/people/a.yml"), "name", "is odd")


MAKERS = {"YamlFault", "complaint", "Problem", "problem", "fault", "Doubt", "_problem", "_pattern"}
"""Functions and classes whose first argument is a code."""


def test_every_code_in_the_source_is_known() -> None:
    named = set()
    for file in sorted((ROOT / "generator").rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)):
                continue
            if (getattr(call.func, "id", "") or getattr(call.func, "attr", "")) in MAKERS:
                named.add(call.args[0].value)
    scripts = [file.read_text(encoding="utf-8") for file in (ROOT / "generator/theme/assets/annotate").glob("*.js")]
    rules = [text for text in scripts if '"./rule.js"' in text]
    told = {
        name for text in rules for name in re.findall(r'"([a-z]+(?:-[a-z]+)+)",\s+(?:_\(|ngettext\(|fault\b)', text)
    }
    assert named <= CODES.keys()
    assert told <= CODES.keys()
    assert len(named) > 60
    assert len(told) > 30


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.name)
def test_a_code_says_in_sentences_what_it_means_why_it_matters_and_how_to_mend_it(code: Code) -> None:
    assert re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+)*", code.name)
    for sentence in (code.meaning, code.why, code.cure):
        assert re.fullmatch(r"[A-Z`].*\.", sentence)


def test_problems_are_filtered_by_their_codes() -> None:
    one, other = problem(1), replaced(problem(2), code="unknown-id")
    assert filter_problems([one, other]) == (one, other)
    assert filter_problems([one, other], only=["unknown-id"]) == (other,)
    assert filter_problems([one, other], ignore=["unknown-id"]) == (one,)
    assert filter_problems([one, other], only=["unknown-id"], ignore=["unknown-id"]) == ()


def test_many_problems_are_counted_by_code_as_well() -> None:
    many = [problem(n) for n in range(MANY - 1)]
    assert as_text(many).splitlines()[-1] == "19 errors"
    assert as_text(many).splitlines()[-2].endswith("[bad-number]")
    mixed = [*many, *(replaced(problem(n), code=code) for n, code in enumerate(["tab", "anchor"]))]
    assert as_text(mixed).splitlines()[-4:] == ["  19 bad-number", "   1 anchor", "   1 tab", "21 errors"]


def problem(number: int, severity: Severity = "error") -> Problem:
    return Problem("bad-number", Place(f"content/people/p{number:02}.yml"), "name", "is *odd*; see <b>", "", severity)


def test_github_is_given_ten_annotations_of_a_severity_and_the_rest_as_plain_lines() -> None:
    """GitHub shows ten of each severity per step, and silently drops the others."""
    lines = as_github([*(problem(n) for n in range(12)), problem(12, "warning")]).splitlines()
    assert [line.split(" ")[0] for line in lines[:10]] == ["::error"] * 10
    assert lines[10:12] == [f"content/people/p{n}.yml:1:1: name: is *odd*; see <b> [bad-number]" for n in (10, 11)]
    assert lines[12].startswith("::warning file=content/people/p12.yml,")
    assert lines[13] == "12 errors, 1 warning"


def test_no_line_of_the_log_is_a_command_of_the_older_form() -> None:
    odd = Problem("bad-number", Place("content/people/a.yml"), "name", "##[error]smuggled")
    assert as_github([odd] * 11).splitlines()[10] == "content/people/a.yml:1:1: name: # #[error]smuggled [bad-number]"


def test_a_jobs_summary_lists_every_problem_errors_first_and_means_nothing_but_words() -> None:
    assert as_markdown([problem(1, "warning"), problem(2)]) == (
        "**Content: 1 error, 1 warning**\n\n"
        "- error: <code>content/people/p02.yml:1</code> name: is &#42;odd&#42;; see &#60;b&#62; [bad-number]\n"
        "- warning: <code>content/people/p01.yml:1</code> name: is &#42;odd&#42;; see &#60;b&#62; [bad-number]"
    )
    assert as_markdown([]) == "**Content: no problems**"


def test_a_summary_notifies_nobody_and_leads_nowhere() -> None:
    hostile = "![x](http://e.example/a.png) @someone #12 <img src=x> `code` https://e.example www.e.example |a| ~~b~~"
    plain = escape_markdown(hostile)
    for sign in "[]@<>`|~_*":
        assert sign not in plain
    assert " #12" not in plain
    assert "://" not in plain
    assert "www." not in plain


def test_a_summary_of_very_many_problems_says_how_many_more_there_are() -> None:
    lines = as_markdown([problem(n) for n in range(MOST_SUMMARISED + 3)]).splitlines()
    assert lines[-1] == "- and 3 more, in the log"
    assert len(lines) == MOST_SUMMARISED + 3
