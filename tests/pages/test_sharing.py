"""The share pictures of pages."""

import shutil
from pathlib import Path

import pytest

from generator import pipeline
from generator.drawing.shared import Shared
from generator.findings.pictures import MANY, pictures
from generator.pages.render import Rendered
from tests.archive_files import archive_of, article, articles

SMALL = Path(__file__).resolve().parents[1] / "archives" / "small"


def pages(root: Path, setting: str = "") -> dict[str, Shared]:
    """The contents of the share pictures, by the path of the page."""
    archive = Path(shutil.copytree(SMALL, root / "small"))
    settings = archive / "site_config" / "archive.yml"
    settings.write_text(f"{settings.read_text()}\n{setting}\n")
    drawn = pipeline.make(archive).all_pages
    assert drawn
    return {uri: page.about.shared for uri, page in drawn.items() if isinstance(page, Rendered) and page.about.shared}


def words(shown: Shared) -> list[list[tuple[str, str]]]:
    return [[(style, text.strip()) for style, text in block.words if text.strip()] for block in shown.blocks]


def test_every_article_statement_claim_figure_and_person_has_a_picture_of_its_own(tmp_path: Path) -> None:
    found = pages(tmp_path)
    content = [*(SMALL / "content").rglob("*")]
    kinds = {
        "articles": "articles",
        "utterances": "statements",
        "propositions": "claims",
        "measures": "figures",
        "people": "people",
    }
    expected = {
        f"{kinds[file.relative_to(SMALL / 'content').parts[0]]}/{file.stem}.md"
        for file in content
        if file.is_file() and file.relative_to(SMALL / "content").parts[0] in kinds
    }
    assert found.keys() == expected
    assert len({shown.name for shown in found.values()}) == len(found)


def test_findings_are_claims_people_and_what_was_altered(tmp_path: Path) -> None:
    found = pages(tmp_path, "share_pictures: findings")
    assert {uri.partition("/")[0] for uri in found} == {"articles", "statements", "claims", "people"}
    assert [uri for uri in found if uri.startswith("articles/")] == ["articles/heroic-flood.md"]


def test_with_none_no_page_has_one(tmp_path: Path) -> None:
    assert pages(tmp_path, "share_pictures: none") == {}


def test_a_statement_shows_the_altered_words_beside_those_closer_to_what_was_said(tmp_path: Path) -> None:
    found = pages(tmp_path)
    [shown] = [shown for uri, shown in found.items() if uri.startswith("statements/") and len(shown.blocks) == 2]
    closer, altered = shown.blocks
    assert altered.above.startswith("Altered · ")
    assert closer.above != altered.above
    assert words(shown)[1] == [("plain", "it held,"), ("turned", "{{ thank }} <i>heaven</i>")]
    assert (shown.label, shown.remark) == ("Statement", "Of what she said, one article made thanks to heaven.")


def test_an_article_shows_its_title_its_outlet_and_day_and_what_was_found(tmp_path: Path) -> None:
    shown = pages(tmp_path)["articles/heroic-flood.md"]
    [block] = shown.blocks
    assert words(shown) == [
        [("plain", '<script>alert("flood")</script> & {{ braces }} {% if %} [[brackets]] | "quotes" *stars*')]
    ]
    assert block.above == "no publisher named · between 29 and 31 May 2025"
    assert (shown.label, shown.remark) == ("Article", "It thanks <i>heaven</i>, {{ and }} the Herald does not.")


@pytest.mark.parametrize(("language", "right_to_left"), [("ar", True), ("ko", False), ("ar-Latn", False)])
def test_a_title_runs_as_its_own_language_does(tmp_path: Path, language: str, right_to_left: bool) -> None:
    archive = archive_of(
        tmp_path, articles(one=article(language=language, published="2025-05-01", source="{seen: 2025-05-02}"))
    )
    made = pipeline.make(tmp_path)
    [shown] = [page.about.shared for page in made.pages.values() if page.about.shared]
    assert shown.blocks[0].right_to_left is right_to_left
    assert shown.right_to_left is False
    assert pictures(archive) == "all"


@pytest.mark.parametrize(("number", "usual"), [(MANY, "all"), (MANY + 1, "findings")])
def test_a_large_archive_has_pictures_of_findings_where_it_does_not_say_otherwise(
    tmp_path: Path, number: int, usual: str
) -> None:
    texts = {f"a{place}": article(published="2025-05-01", source="{seen: 2025-05-02}") for place in range(number)}
    archive = archive_of(tmp_path, articles(**texts))
    assert pictures(archive) == usual
