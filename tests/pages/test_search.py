"""The search page as it is without its script."""

from pathlib import Path

from generator.pages import search
from generator.pages.search.page import FACETS
from generator.text.markup import text_of
from tests.archive_files import archive_of, draw


def test_it_has_a_field_every_filter_and_the_way_to_the_indexes(tmp_path: Path) -> None:
    said = "quotations:\n  - {id: wet, speaker: {unnamed: a witness}, text: It rained}"
    files = {"content/articles/2025/a.md": f"---\ntitle: A\n{said}\n---\nHe said [[q:wet]].\n"}
    (page,) = search.pages(archive_of(tmp_path, files))
    assert page.path == "search/index.md"
    text = draw(page)
    assert '<div class="ar-find ar-wide" data-search hidden>' in text  # the script shows it
    for facet in FACETS:
        assert f'data-facet="{facet.name}"' in text
    assert '<a href="../quotations/">Quotations</a>' in text
    assert "Figures</a>" not in text  # there are none
    assert "Or start from a list" in text_of(text)


def test_an_empty_archive_leads_to_no_empty_lists(tmp_path: Path) -> None:
    (page,) = search.pages(archive_of(tmp_path, {}))
    assert "Nothing is recorded here yet." in draw(page)
    assert "Or start from a list" not in draw(page)
