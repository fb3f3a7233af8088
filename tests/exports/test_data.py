"""The archive as tables: the content of cells, and references that lead to existing rows."""

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest

from generator import pipeline, routes
from generator.exports import data
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


def test_beside_the_tables_is_a_list_of_them_with_sizes_and_hashes(tmp_path: Path) -> None:
    made = pipeline.download_files(pipeline.read(write(tmp_path, FILES)))
    listed = {it["path"]: it for it in json.loads(made[routes.TABLES_LIST])}
    tables = data.files(archive_of(tmp_path, FILES))
    assert listed.keys() == {*(Path(path).name for path in tables), "annotations.jsonld", "annotations/files.json"}
    for path, text in tables.items():
        content = text.encode()
        assert (listed[Path(path).name]["bytes"], listed[Path(path).name]["hash"]) == (
            len(content),
            f"sha256:{hashlib.sha256(content).hexdigest()}",
        )
