"""Records that have no page of their own, since a row of the index shows everything about them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import pipeline, routes
from generator.archive.archive import Archive
from generator.findings import figures
from generator.findings.quotations_about import quotations_about
from generator.findings.thin_records import MOST_ARTICLES, MOST_FIGURES, MOST_NAMES, place_of, thin_records
from generator.pages import redirect_paths
from generator.pages.entities import index as names
from generator.pages.entities.sections import sections_of
from generator.pages.measures import index as measures
from generator.pages.measures.rows import READINGS
from tests.archive_files import archive_of

HERE = Path(__file__).resolve().parents[2]

ARTICLE = """\
---
title: Flood
publisher: herald
published: 2025-05-29
events: [{event: break}]
figures: [{id: f, measure: houses, value: 12, by: [board]}]
quotations: [{id: q, speaker: ada, text: It held}]
---
[[ada]] saw [[ben]] at [[vell]]. [[q:q]]
"""
FILES = {
    "content/articles/2025/flood.md": ARTICLE,
    "content/people/ada.yml": "name: Ada Quill\n",
    "content/people/ben.yml": "name: Ben Ford\nsummary: A man at the dam.\nalso: [{name: Бен, language: ru}]\n",
    "content/organisations/herald.yml": "name: The Herald\n",
    "content/organisations/board.yml": "name: The Board\n",
    "content/organisations/club.yml": "name: The Club\n",
    "content/places/vell.yml": "name: Vell\ncountry: GB\npoint: [51.5, -0.1]\nprecision: city\nbasis: a map\n",
    "content/documents/plan.yml": "name: Flood plan\ndate: 2020\nparties: [board]\n",
    "content/measures/houses.yml": "name: Houses flooded\ncounts: Houses that stood in water.\nunit: houses\n",
    "content/measures/cars.yml": "name: Cars flooded\ncounts: Cars that stood in water.\n",
    "content/events/break.yml": "what: The dam breaks\ndate: 2025-05-28\n",
}


def thin_of(root: Path, changed: Mapping[str, str]) -> set[str]:
    return {*thin_records(archive_of(root, {**FILES, **changed}))}


def test_whom_one_article_names_or_none_is_a_row_and_so_is_a_figure_with_one_estimate_or_none(tmp_path: Path) -> None:
    assert thin_of(tmp_path, {}) == {"ben", "club", "vell", "plan", "houses", "cars"}


OTHER = ARTICLE.replace("title: Flood", "title: Again")


@pytest.mark.parametrize(
    ("record", "changed"),
    [
        ("ben", {"content/people/ben.yml": "name: Ben Ford\nheadline: He saw it all.\n"}),
        ("ben", {"content/people/ben.yml": "name: Ben Ford\nnotes: Who is he?\n"}),
        ("ben", {"content/people/ben.yml": "name: Ben Ford\nroles: [{title: warden}]\n"}),
        ("ben", {"content/people/ben.yml": "name: Ben Ford\nrelations: [{to: ada, kind: brother}]\n"}),
        ("ben", {"content/people/ada.yml": "name: Ada Quill\nrelations: [{to: ben, kind: sister}]\n"}),
        ("ben", {"content/articles/2025/again.md": "---\ntitle: Again\n---\n[[ben]] went home.\n"}),
        ("ben", {"content/articles/2025/flood.md": ARTICLE.replace("It held", "Ben Ford lied")}),
        ("ben", {"content/events/break.yml": "what: The dam breaks\nparticipants: [ben]\n"}),
        ("vell", {"content/events/break.yml": "what: The dam breaks\nplace: vell\n"}),
        ("vell", {"content/places/quay.yml": "name: The quay\nwithin: vell\n"}),
        ("club", {"content/people/ben.yml": "name: Ben Ford\nroles: [{title: clerk, of: club}]\n"}),
        ("club", {"content/documents/plan.yml": "name: Flood plan\nparties: [club]\n"}),
        ("houses", {"content/measures/houses.yml": "name: Houses\ncounts: Houses.\nheadline: Twelve houses.\n"}),
        ("houses", {"content/measures/houses.yml": "name: Houses\ncounts: Houses.\nnotes: Flats too?\n"}),
        ("houses", {"content/articles/2025/again.md": OTHER.replace("value: 12", "value: 13")}),
        ("cars", {"content/articles/2025/again.md": OTHER.replace("f, measure", "f, misreads: cars, measure")}),
    ],
)  # fmt: skip
def test_what_has_anything_else_to_read_has_a_page(tmp_path: Path, record: str, changed: Mapping[str, str]) -> None:
    assert record not in thin_of(tmp_path, changed)


def test_an_estimate_in_more_articles_than_a_row_names_has_a_page(tmp_path: Path) -> None:
    more = {f"content/articles/2025/a{n}.md": OTHER for n in range(MOST_ARTICLES)}
    assert "houses" not in thin_of(tmp_path / "more", more)
    more.popitem()
    assert "houses" in thin_of(tmp_path / "fewer", more)
    assert MOST_ARTICLES <= READINGS


def test_an_archive_with_too_many_for_one_page_keeps_their_pages(tmp_path: Path) -> None:
    many = {f"content/people/p{n}.yml": f"name: P{n}\n" for n in range(MOST_NAMES - 1)}
    assert "ben" not in thin_of(tmp_path / "more", many)
    many.popitem()
    assert "ben" in thin_of(tmp_path / "fewer", many)
    assert MOST_NAMES <= names.SHOWN_IN_INDEX
    assert MOST_FIGURES <= measures.SHOWN_IN_INDEX


@pytest.mark.parametrize("root", [HERE, HERE / "tests" / "archives" / "small"])
def test_no_row_leaves_out_what_a_page_would_have_shown(root: Path) -> None:
    archive = pipeline.read(root).archive
    for record in thin_records(archive):
        assert beyond_a_row(archive, record) == []
    others = [e.id for e in archive.entities if e.id not in thin_records(archive) and not (e.headline or e.notes)]
    assert all(beyond_a_row(archive, record) for record in others)


def beyond_a_row(archive: Archive, record: str) -> list[str]:
    """Content of a record that would need a page, since a row has no room for it."""
    if archive.kind(record) == "measure":
        return [
            f.__name__ for f in (figures.misread_by, figures.lookalikes, figures.neighbours) if f(archive).get(record)
        ]
    about = quotations_about(archive).get(record, ())
    sections = {s.anchor: len(s.items) for s in sections_of(archive, archive.entity(record), about) if s.items}
    if sections.get("mentions") == 1 or not archive.articles_naming(record):
        sections.pop("mentions", None)
    return sorted(sections.keys() - {"with"})


def test_its_address_leads_to_the_row_and_every_link_goes_there_at_once(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, FILES)
    assert place_of(archive, "ben") == ("people/index.md", "row-ben")
    assert place_of(archive, "ben", "mentions") == ("people/index.md", "row-ben")
    assert place_of(archive, "ada", "quoted") == ("people/ada.md", "quoted")
    made = pipeline.make(tmp_path).pages
    at_address = made["people/ben.md"].text
    assert made["people/ben.md"].about.fields["leads"] == "../../people/#row-ben"
    assert 'All of it is in a list: <a href="../../people/#row-ben"' in at_address
    assert made["people/ben.md"].about.fields["stands"] == "people/"
    assert redirect_paths(archive) == {path for path, page in made.items() if "stands" in page.about.fields}
    to_page = [path for path, page in made.items() for record in thin_records(archive) if f'/{record}/"' in page.text]
    assert to_page == []
    assert 'href="../../people/#row-ben"' in made["articles/flood.md"].text


def test_the_row_says_all_that_the_page_would(tmp_path: Path) -> None:
    archive_of(tmp_path, FILES)
    made = pipeline.make(tmp_path).pages
    people, places, numbers = (made[f"{name}/index.md"].text for name in ("people", "places", "figures"))
    ben = people[people.index('<li id="row-ben"') :]
    assert "A man at the dam." in ben
    assert "saw <mark>Ben Ford</mark> at Vell." in ben
    assert '<a href="../articles/flood/" data-published="2025-05-29">Flood</a>' in ben
    assert 'In Russian: <span lang="ru" dir="ltr">Бен</span>' in ben
    assert "51.5° N, 0.1° W" in places
    assert "(city; a map)" in places
    houses = numbers[numbers.index('<tr id="row-houses" data-published="2025-05-29"') :]
    assert "<bdi>12</bdi> <small>houses</small>" in houses
    assert '<a href="../organisations/board/" data-published="2025-05-29">The Board</a>' in houses
    assert '<a href="../articles/flood/#f-f">The Herald</a>' in houses
    assert '<tr id="row-cars"' in numbers


def test_no_anchor_of_a_row_is_another_anchor_of_its_page() -> None:
    taken = {"all", "most", "several", "single"}
    assert not taken & {routes.row(record) for record in taken}
