"""The files for counting in tables: every value in its column, every row in the file given by its article's id."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline, routes
from generator.exports import fields
from generator.exports.checked import place
from generator.findings.known_days import known_days, published_at_latest
from tests.archive_files import archive_of
from tests.conftest import SMALL

FLOOD = {
    "content/people/ada.yml": "name: Ada Lind\ncountry: SE\n",
    "content/people/ida.yml": "name: Ida Lund\n",
    "content/organisations/herald.yml": "name: The Herald\ncountry: GB\n",
    "content/measures/dead.yml": "name: The dead\ncounts: everybody who died\nunit: people\n",
    "content/propositions/safe.yml": "sentence: The dam was safe.\n",
    "content/articles/2025/one.md": (
        "---\ntitle: One\npublisher: herald\nauthors: [Tom Reed]\npublished: 2025-04-28\n"
        "source: {url: 'https://herald.example/one', seen: 2025-05-01}\n"
        "quotations:\n  - {id: q, speaker: ada, text: The dam was safe, said: 2025-04-27, fidelity: altered}\n"
        "  - {id: r, speaker: {unnamed: an engineer}, text: Nobody had expected such water, said: 2025}\n"
        "statements:\n  - {id: s, holder: ada, stance: denies, proposition: safe, quotations: [q]}\n"
        "figures:\n  - {id: f, measure: dead, low: 4, by: [ada, ida]}\n---\nRain.\n"
    ),
    "content/articles/2025/two.md": "---\ntitle: Two\n---\nSun.\n",
}


def read(files: dict[str, str], path: str) -> Any:
    return json.loads(files[path])


def column(files: dict[str, str], kind: str, key: str) -> list[tuple[str, ...]]:
    """The values of each row, by their keys."""
    found = read(files, routes.field(kind, key))
    keys = [it if isinstance(it, str) else it[0] for it in found["values"]]
    rows = [numbers if isinstance(numbers, list) else [numbers] for numbers in found["of"]]
    return [tuple(keys[number] for number in numbers if number >= 0) for numbers in rows]


@pytest.fixture
def flood(tmp_path: Path) -> dict[str, str]:
    return fields.files(archive_of(tmp_path, FLOOD))


def test_rows_have_their_values_and_what_is_not_known_has_none(flood: dict[str, str]) -> None:
    assert column(flood, "quotations", "speaker") == [("ada",), (fields.UNNAMED,)]
    assert column(flood, "quotations", "country") == [("SE",), ()]
    assert column(flood, "quotations", "finding") == [("altered",), ("unexamined",)]
    assert column(flood, "quotations", "said") == [("2025-04-27",), ("2025",)]
    assert column(flood, "stances", "stance") == [("denies",)]
    assert column(flood, "stances", "taken") == [("2025-04-27",)]  # the day of the quotation on which it rests
    assert column(flood, "estimates", "by") == [("ada", "ida")]
    assert sorted(column(flood, "articles", "outlet")) == [(), ("herald",)]


def test_values_have_the_names_that_readers_see(flood: dict[str, str]) -> None:
    assert read(flood, routes.field("quotations", "speaker"))["values"] == [
        [fields.UNNAMED, "Unnamed source"],
        ["ada", "Ada Lind"],
    ]
    assert read(flood, routes.field("quotations", "finding"))["values"] == [
        ["altered", "altered"],
        ["unexamined", "not yet checked"],
    ]


def test_two_of_one_name_are_told_apart(tmp_path: Path) -> None:
    twins = {**FLOOD, "content/people/ida.yml": "name: Ada Lind\n"}
    files = fields.files(archive_of(tmp_path, twins))
    assert read(files, routes.field("estimates", "by"))["values"] == [
        ["ada", "Ada Lind (ada)"],
        ["ida", "Ada Lind (ida)"],
    ]


def test_what_editors_find_is_marked_since_it_may_rest_on_later_articles(flood: dict[str, str]) -> None:
    marked = {
        (kind, it["key"]) for kind, of in read(flood, routes.FIELDS)["fields"].items() for it in of if "ours" in it
    }
    assert marked == {("quotations", "finding"), ("quotations", "statement"), ("stances", "basis")}


def test_an_article_stands_in_the_file_of_its_id_with_its_parts_and_as_many_as_the_first_file_says(
    real_archive: Path,
) -> None:
    archive = pipeline.read(real_archive).archive
    files = fields.files(archive)
    head = read(files, routes.FIELDS)
    spread = len(head["files"])
    rows = [read(files, routes.rows(number)) for number in range(spread)]
    assert [len(some) for some in rows] == head["files"]
    assert {it["id"] for some in rows for it in some} == {article.id for article in archive.articles}
    assert all(place(it["id"], spread) == number for number, some in enumerate(rows) for it in some)
    in_order = [it for some in rows for it in some]
    for kind, parts in head["parts"].items():
        assert [len(it.get(kind, ())) for it in in_order] == parts
    by_day = [head["days"][number] if number >= 0 else "" for number in head["known"]]
    for day, it in zip(by_day, in_order, strict=True):
        assert not day or day >= published_at_latest(archive.article(it["id"])) != ""
    assert max(len(text.encode()) for text in files.values()) < 40_000


def test_an_archive_without_an_article_has_files_all_the_same(tmp_path: Path) -> None:
    files = fields.files(archive_of(tmp_path, {}))
    assert read(files, routes.FIELDS)["parts"]["quotations"] == []
    assert read(files, routes.rows(0)) == []


def test_no_field_tells_on_an_early_day_of_what_was_known_later() -> None:
    """For a given day the page counts the rows of articles known by then; for any field except the editors' own, their
    names were known by then."""
    archive = pipeline.read(SMALL).archive
    files, first = fields.files(archive), known_days(archive).first
    head = read(files, routes.FIELDS)
    day_of = [head["days"][number] if number >= 0 else "" for number in head["known"]]
    looked_at = 0
    for kind, of in head["fields"].items():
        days = (
            day_of
            if kind == "articles"
            else [d for d, n in zip(day_of, head["parts"][kind], strict=True) for _ in range(n)]
        )
        for field in of:
            rows = zip(days, column(files, kind, field["key"]), strict=True)
            named = [(key, day) for day, keys in rows if day for key in keys if key in archive.records]
            looked_at += len(named)
            assert field.get("ours") or [it for it in named if not "" < first[it[0]] <= it[1]] == [], (kind, field)
    assert looked_at > 20
