"""Pages that are the same in every archive."""

from pathlib import Path

import pytest

from generator.pages.parts.written import linked, usual
from generator.text import messages
from tests.archive_files import archive_of


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


def test_one_that_is_written_in_english_says_so_to_a_site_of_another_language(tmp_path: Path) -> None:
    (tmp_path / "method.md").write_text("# Nasza metoda\n", encoding="utf-8")
    assert "written:" not in usual(tmp_path)["contributing.md"]
    with messages.speaking("uk"):
        assert usual(tmp_path)["contributing.md"].startswith("---\nwritten: en\ntitle: Contributing\n")
        assert usual(tmp_path).keys() == {"contributing.md"}


def test_an_archives_own_method_has_the_terms_of_the_site_where_it_asks_for_them(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {})
    own = linked(archive, "method.md", "# Our method\n\n<dl>\n<!-- made from the code: terms -->\n</dl>\n")
    assert own.startswith("# Our method\n\n<dl>\n<dt>")
    assert "made from the code" not in own
    assert own.partition("<dl>")[2].partition("</dl>")[0].strip() in usual(tmp_path)["method.md"]
