"""Drawn pages as HTML: the result without Markdown equals that of Markdown."""

import re
from pathlib import Path
from typing import Any

import markdown

from generator import pipeline
from generator.pages.finished import HEADING_SIGN, Heading, finish
from generator.pages.render import Rendered

ROOT = Path(__file__).parents[2]


def by_markdown(page: Rendered) -> tuple[str, list[tuple[int, str, str]]]:
    """The HTML and the headings of a page as MkDocs has Python-Markdown make them."""
    converter = markdown.Markdown(
        extensions=["toc", "attr_list", "md_in_html"],
        extension_configs={"toc": {"permalink": True, "permalink_title": "Link to this section"}},
    )
    html = converter.convert(page.text.split("\n---\n", 1)[1])
    return html, list(_flat(converter.toc_tokens))  # type: ignore[attr-defined]


def _flat(tokens: list[dict[str, Any]]) -> list[tuple[int, str, str]]:
    return [it for one in tokens for it in ((one["level"], one["id"], one["name"]), *_flat(one["children"]))]


def without_spaces(html: str) -> str:
    return re.sub(r"\s+", " ", html).strip()


def test_every_page_is_the_html_that_markdown_makes_of_it_and_has_its_headings() -> None:
    pages = pipeline.make(ROOT / "tests" / "archives" / "small").pages
    assert len(pages) > 30
    for path, page in pages.items():
        html, headings = by_markdown(page)
        own = finish(page.drawn)
        assert without_spaces(own.html) == without_spaces(html), path
        assert [(it.level, it.id, it.title) for it in own.headings] == headings, path


def test_what_content_says_is_no_heading_though_it_looks_like_one() -> None:
    text = f"{HEADING_SIGN}## Notes {{ #notes }}\n\n<p>\n## Not one {{ #none }}\n</p>"
    assert finish(text).headings == (Heading(2, "notes", "Notes"),)
    assert "\n## Not one { #none }\n" in finish(text).html


def test_a_heading_keeps_its_attributes_and_leads_to_itself() -> None:
    link = '<a class="headerlink" href="#p-a" title="Link to this section">&para;</a>'
    text = f'{HEADING_SIGN}### Ada&#39;s words {{ #p-a data-published="2024-10-10" }}'
    assert finish(text).html == f'<h3 data-published="2024-10-10" id="p-a">Ada&#39;s words{link}</h3>'
