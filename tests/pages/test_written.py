"""The pages that are the same in every archive."""

from pathlib import Path

import pytest

from generator.pages.parts.written import usual


@pytest.mark.parametrize(
    ("about", "link"),
    [
        ("## Errors { #errors }\n", "[Report it](about.md#errors)"),
        ('<h2 id="errors">Errors</h2>\n', "[Report it](about.md#errors)"),
        ("# About\n", "[Report it](about.md)"),
        (None, "**Something is wrong.** Report it with"),
    ],
)
def test_they_lead_to_what_the_archive_says_of_itself_where_it_says_it(
    tmp_path: Path, about: str | None, link: str
) -> None:
    if about is not None:
        (tmp_path / "about.md").write_text(about, encoding="utf-8")
    assert link in usual(tmp_path)["contributing.md"]


def test_an_archive_may_write_one_itself(tmp_path: Path) -> None:
    (tmp_path / "method.md").write_text("# Our method\n", encoding="utf-8")
    assert usual(tmp_path).keys() == {"contributing.md"}
