"""How far independent judgements agree."""

import random
from itertools import chain
from pathlib import Path

import krippendorff
import pytest

from generator.findings.agreement import LEAST, alpha, readings
from generator.findings.gaps import gaps
from generator.pages import plan
from generator.pages.parts.written import with_links
from tests.archive_files import archive_of, draw


@pytest.mark.parametrize("seed", range(20))
def test_alpha_is_that_of_the_package_of_that_name(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    units = [[chance.choice("abcd") for _ in range(chance.randint(1, 4))] for _ in range(30)]
    values = [[unit[reader] if reader < len(unit) else "" for unit in units] for reader in range(4)]
    numbers = [[ord(value) - 96.0 if value else float("nan") for value in row] for row in values]
    assert alpha(units) == pytest.approx(krippendorff.alpha(reliability_data=numbers, level_of_measurement="nominal"))


def test_alpha_of_nothing_and_of_one_value_alone_is_not_known() -> None:
    assert alpha([]) is None
    assert alpha([["a"], ["b"]]) is None
    assert alpha([["a", "a"], ["a", "a"]]) is None
    assert alpha([["a", "a"], ["b", "b"]]) == 1


def _files(number: int) -> dict[str, str]:
    quotations = "\n".join(
        f"  - {{id: q{n}, speaker: ada, text: Words {n}, fidelity: {'altered' if n % 2 else 'verbatim'}, note: It is, "
        f"readings: [{{by: bo, fidelity: {'altered' if n % 2 and n > 1 else 'verbatim'}, on: 2026-11-30, note: They fit.}}]}}"
        for n in range(number)
    )
    article = f"---\ntitle: A\nannotated: [{{by: ann, on: 2026-11-22}}]\nreviewed: [{{by: cy}}]\nquotations:\n{quotations}\n---\nRain.\n"
    return {"content/articles/2025/a.md": article, "content/people/ada.yml": "name: Ada\n"}


def test_a_judgement_that_differs_is_shown_and_is_an_open_question(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, _files(3))
    found = chain(readings(archive).quotations, gaps(archive).disputed)
    assert [it.key for it in found] == ["a/q1", "a/q1"]
    pages = {page.path: page for page in plan(archive)}
    text = draw(pages["articles/a.md"])
    assert text.count("as the record has it") == 2
    assert "ord for word, unlike the record" in text
    assert "They fit." in text
    assert "<dt>Annotated by</dt><dd>ann (22 November 2026)</dd>" in text
    assert "<dt>Reviewed by</dt><dd>cy</dd>" in text
    assert "a decision between" in draw(pages["open-questions/index.md"])


def test_the_method_page_publishes_alpha_where_there_are_judgements_enough(tmp_path: Path) -> None:
    mark = "<!-- made from the records: agreement -->"
    few = with_links(archive_of(tmp_path / "few", _files(3)), "method.md", mark)
    assert "Fidelity of quotations: 3 judged twice, 2 of them alike; not enough judgements for alpha." in few
    assert "Stances: not enough judgements; nothing has been judged twice yet." in few
    many = archive_of(tmp_path / "many", _files(LEAST))
    found = readings(many).fidelity
    assert found.alpha is not None
    assert f"{LEAST} judged twice, {LEAST - 1} of them alike; alpha {round(found.alpha, 2)}." in with_links(
        many, "method.md", mark
    )
