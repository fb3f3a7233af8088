"""The archive as tables: the content of cells, and references that lead to existing rows."""

import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline, routes
from generator.archive.archive import Archive
from generator.archive.link import link
from generator.exports import data
from generator.records.load import load
from tests.archive_files import archive_of, write

FILES = {
    "content/people/ada.yml": "name: Ada\nalso: [Ада, A.]\ncountry: GB\nwikidata: Q7\n",
    "content/organisations/agency.yml": "name: Agency\nkind: news agency\n",
    "content/places/vell.yml": "name: Vell\npoint: [-51.5, 0.25]\n",
    "content/measures/houses.yml": "name: Houses\ncounts: Houses.\n",
    "content/propositions/held.yml": "sentence: The dam held.\n",
    "content/events/break.yml": "what: A dam breaks\ndate: 2025-04~\nplace: vell\nparticipants: [ada, agency]\n",
    "content/utterances/talk.yml": (
        "title: A talk\nspeaker: ada\npassages: [{id: one, gist: that, original: {language: ru, text: Вода, source: tape}}]\n"
    ),
    "content/articles/2025/flood.md": """\
---
title: =cmd()
published: 2025-05-01
quotations:
  - id: rain
    speaker: ada
    text: [It rains, "and, \\"pours\\""]
    said: {edtf: 2025-04-28/2025-04-30, words: last week}
    via: [agency, {unnamed: a wire service, implied: true}]
    translated: true
    utterance: talk/one
    fidelity: altered
    note: |-
      One line.
      Another.
  - {id: snow, speaker: {unnamed: "@official"}, text: -5 degrees}
statements:
  - {id: denies, holder: ada, stance: denies, proposition: held, quotations: [rain, snow]}
figures:
  - {id: some, measure: houses, low: 10, high: 12.5, by: [ada, {unnamed: a farmer}]}
events: [break]
---
[[ada]] spoke at [[vell|the town]]. It rained.
""",
}


def read(files: dict[str, str], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[routes.table(name)], newline="")))


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    return data.files(archive_of(tmp_path, FILES))


def test_a_quotation_says_who_said_it_when_and_through_whose_hands(files: dict[str, str]) -> None:
    rain, snow = sorted(read(files, "quotations"), key=lambda row: row["id"])
    assert (
        rain.items()
        >= {
            "id": "flood/rain",
            "speaker": "ada",
            "speaker_name": "Ada",
            "words": 'It rains […] and, "pours"',
            "said": "2025-04-28/2025-04-30",
            "said_earliest": "2025-04-28",
            "said_latest": "2025-04-30",
            "via": "agency",
            "via_names": "Agency; a wire service",
            "hands": "3",
            "implied": "1",
            "translated": "true",
            "fidelity": "altered",
            "note": "One line.\nAnother.",
            "passage": "talk/one",
            "checked": "false",
            "page": "articles/flood/#q-rain",
        }.items()
    )
    assert (snow["speaker"], snow["translated"], snow["fidelity"], snow["hands"]) == ("", "", "", "1")


def test_what_a_spreadsheet_would_run_is_a_text_to_it(files: dict[str, str]) -> None:
    (article,) = read(files, "articles")
    assert article["title"] == "'=cmd()"
    snow = next(row for row in read(files, "quotations") if row["id"] == "flood/snow")
    assert (snow["speaker_name"], snow["words"]) == ("'@official", "'-5 degrees")
    vell = next(row for row in read(files, "entities") if row["id"] == "vell")
    assert (vell["latitude"], vell["longitude"]) == ("-51.5", "0.25")  # a number stays a number, whatever its sign


def test_the_other_tables(files: dict[str, str]) -> None:
    (statement,) = read(files, "statements")
    assert statement["quotations"] == "flood/rain; flood/snow"
    (figure,) = read(files, "figures")
    assert [figure[key] for key in ("value", "low", "high", "by", "by_names")] == [
        "",
        "10",
        "12.5",
        "ada",
        "Ada; a farmer",
    ]
    (event,) = read(files, "events")
    assert [event[key] for key in ("date", "date_earliest", "date_latest", "participants", "articles")] == [
        "2025-04~",
        "2025-04-01",
        "2025-04-30",
        "ada; agency",
        "flood",
    ]
    (passage,) = read(files, "passages")
    assert [passage[key] for key in ("id", "original_text", "page")] == ["talk/one", "Вода", "statements/talk/#p-one"]
    assert [(row["record"], row["name"], row["sentence"]) for row in read(files, "mentions")] == [
        ("ada", "Ada", "Ada spoke at the town."),
        ("vell", "the town", "Ada spoke at the town."),
    ]
    kinds = {row["id"]: (row["kind"], row["organisation_kind"], row["also"]) for row in read(files, "entities")}
    assert kinds == {
        "ada": ("person", "", "Ада; A."),
        "agency": ("organisation", "news agency", ""),
        "vell": ("place", "", ""),
    }


def test_a_day_that_a_table_cannot_hold_as_a_date_is_left_to_edtf(tmp_path: Path) -> None:
    events = {
        "content/events/ides.yml": "what: Ides\ndate: -0043-03-15\n",
        "content/events/on.yml": "what: On\ndate: 2025-05-01/..\n",
    }
    rows = {row["id"]: row for row in read(data.files(archive_of(tmp_path, events)), "events")}
    assert [rows["ides"][f"date{end}"] for end in ("", "_earliest", "_latest")] == ["'-0043-03-15", "", ""]
    assert [rows["on"][f"date{end}"] for end in ("", "_earliest", "_latest")] == ["2025-05-01/..", "2025-05-01", ""]


def test_an_empty_archive_has_every_table_with_its_columns(tmp_path: Path, files: dict[str, str]) -> None:
    empty = data.files(archive_of(tmp_path / "empty", {}))
    assert empty.keys() == files.keys()
    for path, text in empty.items():
        if path.endswith(".csv"):
            assert text.count("\r\n") == 1
            assert text == files[path].split("\r\n", 1)[0] + "\r\n"


def test_no_table_has_two_columns_of_one_name(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".csv"):
            head = next(csv.reader(io.StringIO(text, newline="")))
            assert len(set(head)) == len(head), path


def test_the_same_records_give_the_same_bytes(tmp_path: Path, files: dict[str, str]) -> None:
    assert data.files(archive_of(tmp_path / "again", dict(reversed(FILES.items())))) == files


def package(files: dict[str, str]) -> dict[str, Any]:
    return dict(json.loads(files[routes.PACKAGE]))


@pytest.fixture(scope="module")
def small() -> Archive:
    """The archive with every kind of record."""
    archive, _ = link(load(Path(__file__).parents[1] / "archives" / "small"))
    return archive


def test_the_package_describes_every_file_as_it_is(small: Archive) -> None:
    files = data.files(small)
    resources = package(files)["resources"]
    assert {f"data/{it['path']}" for it in resources} == {path for path in files if path.endswith(".csv")}
    for it in resources:
        content = files[f"data/{it['path']}"].encode()
        assert it["bytes"] == len(content)
        assert it["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        header = next(csv.reader(io.StringIO(content.decode(), newline="")))
        assert header == [field["name"] for field in it["schema"]["fields"]]
        assert all(field["description"] for field in it["schema"]["fields"])


READ: dict[str, Callable[[str], object]] = {
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": dt.date.fromisoformat,
    "string": str,
}


def test_every_cell_is_of_its_columns_type_and_every_row_that_is_named_is_there(small: Archive) -> None:
    files = data.files(small)
    resources = {it["name"]: it["schema"] for it in package(files)["resources"]}
    ids = {name: [row["id"] for row in read(files, name)] for name in resources if resources[name].get("primaryKey")}
    for name, schema in resources.items():
        rows = read(files, name)
        assert rows or name == "history"  # the history table needs git
        for row in rows:
            for field in schema["fields"]:
                cell = row[field["name"]]
                assert cell == "" or READ[field["type"]](cell) is not None
                assert cell == "" or cell in field.get("constraints", {}).get("enum", [cell])
        if "primaryKey" in schema:
            assert all(ids[name])
            assert len(set(ids[name])) == len(rows)
        for key in schema.get("foreignKeys", []):
            named = {row[key["fields"][0]] for row in rows} - {""}
            assert named <= set(ids[key["reference"].get("resource", name)]), (name, key)


def test_the_package_names_references_as_the_standard_wants(small: Archive) -> None:
    """A list of foreign keys is never empty, and a reference to the same table does not name it."""
    schemas = {it["name"]: it["schema"] for it in package(data.files(small))["resources"]}
    assert "foreignKeys" not in schemas["measures"]
    assert {"fields": ["part_of"], "reference": {"fields": ["id"]}} in schemas["events"]["foreignKeys"]
    speaker = {"fields": ["speaker"], "reference": {"resource": "entities", "fields": ["id"]}}
    assert speaker in schemas["quotations"]["foreignKeys"]
    (stance,) = [field for field in schemas["statements"]["fields"] if field["name"] == "stance"]
    assert "denies" in stance["constraints"]["enum"]


def test_beside_the_tables_is_a_list_of_them_with_sizes_and_hashes(tmp_path: Path) -> None:
    made = pipeline.download_files(pipeline.read(write(tmp_path, FILES)))
    listed = {it["path"]: it for it in json.loads(made[routes.TABLES_LIST])}
    tables = data.files(archive_of(tmp_path, FILES))
    assert listed.keys() == {Path(path).name for path in tables}
    for path, text in tables.items():
        content = text.encode()
        assert (listed[Path(path).name]["bytes"], listed[Path(path).name]["hash"]) == (
            len(content),
            f"sha256:{hashlib.sha256(content).hexdigest()}",
        )


def test_what_validates_data_packages_finds_no_fault(small: Archive, tmp_path: Path) -> None:
    """The standard's reference implementation validates every row by its schema, and checks every reference and
    checksum."""
    frictionless = pytest.importorskip("frictionless")
    write(tmp_path, data.files(small))
    found = frictionless.Package(str(tmp_path / routes.PACKAGE)).validate()
    assert found.flatten(["type", "title", "rowNumber", "fieldName", "note"]) == []
    assert len(found.tasks) == len(package(data.files(small))["resources"])
