"""Records are written as a table for a spreadsheet, and the changed table is read back."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import pipeline
from generator.authoring import table
from generator.cli import main
from generator.problems import RefusedError
from tests.archive_files import write

ROOT = Path(__file__).resolve().parents[2]

WEIR = """\
# The minister.
name: Sergei Weir   # as the ministry writes it
also: [S. Weir, {name: Сергей Вейр, language: ru}]
country: GB
formerly:
  - weir
  - s-weir
"""
FLOOD = """\
---
title: "=SUM(1)"
published: null
source: {url: https://herald.test/1}   # seen in the reading room
quotations:
  # his only sentence
  - {id: held, speaker: sergei-weir, text: "It held, 'he said'.", said: 2025-04-28}
figures:
  - {id: wet, measure: fields, value: 11000, by: sergei-weir}
---
Rain.
"""
FILES = {
    "content/people/sergei-weir.yml": WEIR,
    "content/people/ada-king.yml": "name: Ada King\n",
    "content/measures/fields.yml": "name: Fields under water\ncounts: Fields.\n",
    "content/articles/2025/flood.md": FLOOD,
}

Rows = list[dict[str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "root", FILES)


def rows_of(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def written(rows: Rows, delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def the_table(root: Path, kind: str) -> Rows:
    return rows_of(table.table(pipeline.read(root).contents, kind).text)


def refused(root: Path, raw: bytes) -> str:
    with pytest.raises(RefusedError) as refusal:
        table.changes(pipeline.read(root).contents, raw)
    return str(refusal.value)


def apply(root: Path, rows: Rows | bytes, *options: str) -> int:
    file = root.parent / "table.csv"
    file.write_bytes(rows if isinstance(rows, bytes) else written(rows))
    return main(["--root", str(root), "apply", str(file), *options])


def test_a_row_is_a_record_and_a_cell_is_a_value_as_its_file_has_it(root: Path) -> None:
    ada, weir = the_table(root, "person")
    assert (ada["person"], ada["name"], ada["also"], ada["country"]) == ("ada-king", "Ada King", "", "")
    assert weir["formerly"] == "weir\ns-weir"
    assert weir["also"] == "[S. Weir, {name: Сергей Вейр, language: ru}]"
    (flood,) = the_table(root, "article")
    assert (flood["title"], flood["published"], flood["source.url"]) == ("'=SUM(1)", "null", "https://herald.test/1")
    (held,) = the_table(root, "quotation")
    assert (held["quotation"], held["text"]) == ("flood/held", "It held, 'he said'.")
    assert "quotations" not in flood


def test_a_changed_cell_becomes_an_edit_that_keeps_all_else(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = the_table(root, "person")
    rows[1] |= {"country": "FR", "formerly": "weir", "summary": "A minister."}
    assert apply(root, rows) == 0
    assert (root / "content/people/sergei-weir.yml").read_text() == (
        WEIR.replace("GB", "FR").replace("formerly:\n  - weir\n  - s-weir\n", "formerly: [weir]\n")
        + "summary: A minister.\n"
    )
    assert capsys.readouterr().out == (
        "content/people/sergei-weir.yml\n  summary: (empty) -> A minister.\n  country: GB -> FR\n"
        "  formerly: weir s-weir -> weir\n3 values in 1 file changed\n"
    )


def test_parts_of_an_article_are_changed_where_they_stand(root: Path) -> None:
    rows = the_table(root, "figure")
    rows[0] |= {"value": "12000", "qualifier": "more than"}
    assert apply(root, rows) == 0
    rows = the_table(root, "quotation")
    rows[0]["said"] = "2025-04-29"
    assert apply(root, rows) == 0
    wanted = FLOOD.replace("value: 11000, by: sergei-weir", "value: 12000, by: sergei-weir, qualifier: more than")
    assert (root / "content/articles/2025/flood.md").read_text() == wanted.replace("04-28", "04-29")


def test_null_and_an_emptied_cell_are_both_what_is_not_known(root: Path) -> None:
    rows = the_table(root, "person")
    rows[0]["country"], rows[1]["country"] = "null", ""
    assert apply(root, rows) == 0
    assert (root / "content/people/ada-king.yml").read_text() == "name: Ada King\ncountry: null\n"
    assert "country: null\n" in (root / "content/people/sergei-weir.yml").read_text()


@pytest.mark.parametrize("text", ["=1+1", "'=1", "[sic] it rained", '"so"', "null", "'", "-5 degrees", "@home", "{a}"])
def test_a_text_that_could_be_taken_for_something_else_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    root = write(tmp_path / "root", FILES)
    rows = the_table(root, "person")
    rows[0]["name"] = table._with_mark(text)  # noqa: SLF001  (as in the table of a record with this name)
    assert apply(root, rows) == 0
    loaded = pipeline.read(root).archive.records["ada-king"]
    assert loaded.name == text
    assert the_table(root, "person")[0]["name"] == rows[0]["name"]
    assert apply(root, the_table(root, "person")) == 0


def test_what_nobody_changed_changes_nothing_in_any_table_of_a_real_archive() -> None:
    contents = pipeline.read(ROOT / "tests/archives/small").contents
    for kind in table.KINDS:
        text = table.table(contents, kind).text
        for raw in (
            text.encode("utf-8-sig"),
            text.encode("utf-16"),
            text.replace("\r\n", "\n").encode(),
            written(rows_of(text), ";") if len(rows_of(text)) else text.encode(),
        ):
            assert table.changes(contents, raw).values == ()


def test_rows_and_columns_that_are_gone_or_elsewhere_change_nothing(root: Path) -> None:
    rows = [
        {key: row[key] for key in ("person", "row-version", "country")} for row in reversed(the_table(root, "person"))
    ]
    assert table.changes(pipeline.read(root).contents, written(rows)).values == ()
    assert table.changes(pipeline.read(root).contents, written(rows[:1])).values == ()


def test_a_record_that_has_changed_since_is_not_changed_back(root: Path) -> None:
    rows = the_table(root, "person")
    file = root / "content/people/sergei-weir.yml"
    file.write_text(WEIR.replace("GB", "IE"), encoding="utf-8")
    assert "row 3, sergei-weir: the record has changed since the table was made" in refused(root, written(rows))
    rows[1]["country"] = "IE"  # the present value: nothing to change
    assert apply(root, rows) == 0
    assert "country: IE" in file.read_text()


def one(row: int, **cells: str) -> Callable[[Rows], None]:
    return lambda rows: rows[row].update(cells)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (one(0, person="ada-kingg"), "row 2: 'ada-kingg' is no person here; did you mean 'ada-king'?"),
        (one(0, person=""), "row 2: it names nothing; begin a new one with archive new person"),
        (one(1, person="ada-king"), "row 3: 'ada-king' has a row above already"),
        (one(0, also="[S. Weir"), "row 2, ada-king: also: this is no YAML in brackets"),
        (one(0, also="{a: 1}\nb: 2"), "row 2, ada-king: also: this is no YAML in brackets"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(root: Path, change: Callable[[Rows], None], fault: str) -> None:
    rows = the_table(root, "person")
    change(rows)
    assert fault in refused(root, written(rows))


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"person,nmae,row-version\r\n", "column 'nmae': no person has this key; did you mean 'name'?"),
        (b"person,name,name,row-version\r\n", "column 'name' is there twice"),
        (b"person,name\r\n", "the column 'row-version' is missing"),
        (b"persons,name,row-version\r\n", "its first cell is not one of"),
        (b"", "its first cell is not one of"),
        (b"PK\x03\x04\x00\x00", "this is no table"),
        ("person,name,row-version\r\nada-king,Zoë,x\r\n".encode("cp1252"), "not in UTF-8"),
        (b"person,name,row-version\r\nada-king,a,b,c\r\n", "row 2 has more cells than the head"),
        (b'person,name,row-version\r\nada-king,"a,b\r\n', "its first cell is not one of"),
    ],
)
def test_what_is_no_table_is_refused(root: Path, raw: bytes, fault: str) -> None:
    assert fault in refused(root, raw)


def test_nothing_is_written_where_an_error_would_follow_or_where_it_is_only_tried(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: (root / path).read_bytes() for path in FILES}
    rows = the_table(root, "person")
    rows[0]["summary"], rows[1]["country"] = "A countess.", "Atlantis"
    assert apply(root, rows) == 1
    said = capsys.readouterr().err
    assert "content/people/sergei-weir.yml:4:10: country:" in said
    assert "these would follow, so nothing was done" in said
    rows[1]["country"] = "FR"
    assert apply(root, rows, "--dry-run") == 0
    assert "2 values in 2 files would change; nothing was written\n" in capsys.readouterr().out
    assert {path: (root / path).read_bytes() for path in FILES} == before


def test_a_table_never_takes_the_place_of_another_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root.parent / "people.csv"
    call = ["--root", str(root), "table", "person", "--out", str(file)]
    assert main(call) == 0
    made = file.read_bytes()
    assert made.startswith("﻿person,name".encode())
    assert main(call) == 1
    assert "exists already" in capsys.readouterr().err
    assert file.read_bytes() == made
    assert main(call[:4]) == 0
    assert capsys.readouterr().out.startswith("person,name")
