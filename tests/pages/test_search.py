"""The search page as it is without its script."""

from pathlib import Path

from generator.pages import search
from generator.pages.search.page import FACETS
from generator.text.markup import text_of
from tests.archive_files import archive_of, draw


def test_it_has_a_field_every_filter_and_the_way_to_the_indexes(tmp_path: Path) -> None:
    (page,) = search.pages(archive_of(tmp_path, {}))
    assert page.path == "search/index.md"
    text = draw(page)
    assert '<div class="ar-find ar-wide" data-search hidden>' in text  # the script shows it
    for facet in FACETS:
        assert f'data-facet="{facet.name}"' in text
    assert '<a href="../quotations/">Quotations</a>' in text
    assert "Or start from a list" in text_of(text)
