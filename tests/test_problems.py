"""What authors are told: each file of tests/problems is one mistake, its exact messages, and the mended files.

`pytest tests/test_problems.py --update-golden` writes the messages as they are now; read the diff like code.
"""

import re
from pathlib import Path

import pytest
import yaml

from generator import pipeline
from tests.archive_files import write

CASES = sorted((Path(__file__).parent / "problems").glob("*.yml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_an_author_is_told(case: Path, tmp_path: Path, update_golden: bool) -> None:
    text = case.read_text(encoding="utf-8")
    asked = yaml.safe_load(text)
    root = write(tmp_path, asked["files"])
    told = [str(problem) for problem in pipeline.read(root).problems]
    if update_golden:
        case.write_text(_with_problems(text, told), encoding="utf-8")
    else:
        assert told == (asked["problems"] or "").splitlines()
    if "mended" in asked:
        write(root, asked["mended"])
        assert [str(problem) for problem in pipeline.read(root).problems] == []


def _with_problems(text: str, lines: list[str]) -> str:
    block = "problems: |\n" + "".join(f"  {line}\n" for line in lines) if lines else "problems:\n"
    return re.sub(r"^problems:.*\n(?:(?: .*)?\n)*", lambda _: block, text, count=1, flags=re.MULTILINE)


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 60
