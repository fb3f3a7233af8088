"""Pages that are the same in every archive."""

import re
from pathlib import Path

import pytest

from generator import dates
from generator.pages.parts.written import package_pages, with_links
from generator.text import messages
from tests import catalogues
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
    assert link in package_pages(tmp_path)["contributing.md"]


def test_an_archive_may_write_one_itself(tmp_path: Path) -> None:
    (tmp_path / "method.md").write_text("# Our method\n", encoding="utf-8")
    assert package_pages(tmp_path).keys() == {"contributing.md"}


def test_one_that_no_catalogue_has_says_that_it_is_in_english(tmp_path: Path) -> None:
    (tmp_path / "method.md").write_text("# Hon hentenn\n", encoding="utf-8")
    assert "written:" not in package_pages(tmp_path)["contributing.md"]
    file = tmp_path / "locales/br/LC_MESSAGES/messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(catalogues.header("br") + '\nmsgid "Contributing"\nmsgstr "Kemer perzh"\n', encoding="utf-8")
    with messages.language_set("br", tmp_path / "locales"):
        assert package_pages(tmp_path)["contributing.md"].startswith("---\nwritten: en\ntitle: Contributing\n")
        assert package_pages(tmp_path).keys() == {"contributing.md"}


_FRAME = re.compile(r"\{ #[a-z]+ \}|</?(?:div|h1|p|dl|dt|dd|ol|li|span)\b")
"""The ids of headings, and where an element of a block begins or ends."""


@pytest.mark.parametrize("language", [it for it in messages.languages() if it != messages.ENGLISH])
def test_they_speak_the_language_of_the_site(language: str, tmp_path: Path) -> None:
    english = package_pages(tmp_path)
    with messages.language_set(language):
        pages = package_pages(tmp_path)
        dated = dates.format_date(dates.parse("2025-04-28~"))
    for path, text in pages.items():
        assert "written:" not in text
        assert "lang=" not in text
        assert _FRAME.findall(text) == _FRAME.findall(english[path])
    assert f"<dt>{dated}</dt>" in pages["method.md"]


def test_an_archives_own_method_has_the_terms_of_the_site_where_it_asks_for_them(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, {})
    own = with_links(archive, "method.md", "# Our method\n\n<dl>\n<!-- made from the code: terms -->\n</dl>\n")
    assert own.startswith("# Our method\n\n<dl>\n<dt>")
    assert "made from the code" not in own
    assert own.partition("<dl>")[2].partition("</dl>")[0].strip() in package_pages(tmp_path)["method.md"]
