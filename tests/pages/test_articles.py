"""The index of articles."""

import re
from pathlib import Path

from generator.pages import articles
from generator.pages.page import Page
from generator.render import draw
from tests.archive_files import archive_of

HERALD = {"content/organisations/herald.yml": "name: The Herald\ncountry: GB\n"}


def article(n: int, *, published: str = "2025-04-28", more: str = "") -> dict[str, str]:
    """The file of an article in The Herald; '' for no date."""
    date = f"published: '{published}'\n" if published else ""
    text = f"---\ntitle: Flood {n}\nlanguage: en\npublisher: herald\n{date}{more}---\nRain.\n"
    return {f"content/articles/2025/flood-{n}.md": text}


def many(number: int, **more: str) -> dict[str, str]:
    return {path: text for n in range(number) for path, text in article(n, **more).items()}


def pages(root: Path, files: dict[str, str]) -> dict[str, Page]:
    """The pages that list articles."""
    return {
        page.path: page for page in articles.pages(archive_of(root, files | HERALD)) if page.template != "article.md.j2"
    }


def headings(text: str) -> list[str]:
    return re.findall(r"^## (.*?) \{", text, re.MULTILINE)


def test_a_few_articles_stand_on_one_page_by_year(tmp_path: Path) -> None:
    found = pages(tmp_path, article(1, published="2024-12-31") | article(2) | article(3, published=""))
    assert list(found) == ["articles/index.md"]
    text = draw(found["articles/index.md"])
    assert headings(text) == ["2025", "2024", "Undated"]
    assert '<li data-outlet="The Herald" data-country="United Kingdom" data-language="English" data-topic="">' in text


def test_more_than_a_page_holds_stand_on_pages_by_year(tmp_path: Path) -> None:
    files = many(articles.ROWS + 1) | article(900, published="2024-05-01") | article(901, published="")
    found = pages(tmp_path, files)
    assert list(found) == [
        "articles/index.md",
        "articles/index/2025.md",
        "articles/index/2025-2.md",
        "articles/index/2024.md",
        "articles/index/undated.md",
    ]
    index = draw(found["articles/index.md"])
    assert headings(index) == ["2025", "2024", "Undated", "Newest", "By outlet"]
    assert f'<a href="../articles/index/2025/">28 April 2025: {articles.ROWS} articles</a>' in index
    assert '<a href="../articles/index/2025-2/">28 April 2025: 1 article</a>' in index
    assert '<a href="../articles/index/undated/">No date given: 1 article</a>' in index
    assert index.count("ar-entry") == articles.NEWEST
    assert '<a href="../search/?kind=Article">the search</a>' in index
    assert '<input type="hidden" name="kind" value="Article">' in index
    listed = [re.findall(r'<a href="[./]+articles/(flood-\d+)/"', draw(found[path])) for path in list(found)[1:]]
    assert [len(names) for names in listed] == [articles.ROWS, 1, 1, 1]
    assert len({name for names in listed for name in names}) == articles.ROWS + 3


def test_the_pages_by_year_lead_to_each_other_and_back(tmp_path: Path) -> None:
    found = pages(tmp_path, many(articles.ROWS + 1) | article(900, published="2024-05-01"))
    text = draw(found["articles/index/2025-2.md"])
    assert "<h1>Articles of 2025, part 2 of 2</h1>" in text
    assert '<a href="../../../articles/">Articles</a>' in text
    assert '<a href="../../../search/?kind=Article">all articles</a>' in text
    assert '<span class="ar-label">Earlier</span> <a href="../../../articles/index/2024/">Articles of 2024</a>' in text
    assert (
        '<span class="ar-label">Later</span> <a href="../../../articles/index/2025/">Articles of 2025, part 1 of 2</a>'
        in text
    )


def test_no_page_of_long_titles_grows_too_large(tmp_path: Path) -> None:
    deck = "deck: '" + "x" * 200 + "'\n"
    found = pages(tmp_path, many(articles.ROWS, more=deck))
    assert max(len(draw(page).encode()) for page in found.values()) < 200_000


def test_a_language_is_named_where_it_is_not_the_archives_own(tmp_path: Path) -> None:
    def line(root: Path, own: str) -> str:
        settings = {"site_config/archive.yml": f"language: {own}\n"}
        return (
            draw(pages(root, article(1) | settings)["articles/index.md"]).split('class="ar-entry"')[1].split("</li>")[0]
        )

    assert ", English" not in line(tmp_path / "en", "en")
    assert ", English" in line(tmp_path / "uk", "uk")


def test_an_article_alone_leads_to_no_other(tmp_path: Path) -> None:
    def drawn(root: Path, files: dict[str, str]) -> str:
        made = articles.pages(archive_of(root, files | HERALD))
        return draw(next(page for page in made if page.path == "articles/flood-1.md"))

    assert "ar-sequence" not in drawn(tmp_path / "one", article(1))
    assert "ar-sequence" in drawn(tmp_path / "two", article(1) | article(2))
