"""Tables become records, by their headers or by a mapping."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from generator import pipeline
from generator.authoring.imports import Item, OtherRecord, sheet
from generator.cli import main
from generator.problems import RefusedError
from tests.archive_files import write

SOURCES = """\
Headline,Author,Date,Newspaper,URL,Tags,Quote,Speaker,Box
The wall holds,Ada Lind; Tom Vell,28 April 2025,The Herald,https://herald.test/1,floods; dams,It will hold,Sergei Weir,7
"Rain, again",,3/4/2025,The Herald,https://herald.test/2,,,,
"""
AUTO = (
    "Link,Archive status,Destination folder,Archive location,Archive date,Thumbnail,Upload timestamp,Upload title,Text content,Screenshot,Hash,"
    "Perceptual Hashes,WACZ,ReplayWebpage\n"
    "https://t.test/a/status/1,telegram_archiver: success,,https://s3.test/1.html,2025-05-01T10:00:00+00:00,,2025-04-28T09:00:00+00:00,"
    "A column of trucks,All of it.,https://s3.test/1.png,abc,,,\n"
)
COLLECTION = (
    "objectid,parentid,title,creator,date,date-is-approximate?,description,subject,location,latitude,longitude,source,identifier,type,format,"
    "language,rights,rightsstatement,display_template,object_location,image_small\n"
    'demo_1,,"Administration Building, No. 30",Pacific Photo Co.,1910,,A postcard.,universities; buildings,"Moscow, Idaho",46.7,-117.0,PG 9,pg_9,'
    "Image;StillImage,image/jpeg,en,Public Domain,https://creativecommons.org/publicdomain/mark/1.0/,image,https://c.test/demo_1.jpg,/small/1.jpg\n"
)
PEOPLE = "Name,Also,Country,Born\nSergei Weir,Weir;Сергей Вейр,GB,1960\n,x,,\nAda Lind,,,\n"
MAP = "kind: person\nbetween: ';'\ncolumns: {Name: name, Also: also, Country: country, Born: null}\n"


def found(text: str | bytes, name: str = "a.csv", **more: str) -> list[Item | OtherRecord]:
    table = sheet.table(text if isinstance(text, bytes) else text.encode(), name)
    mapping = sheet.propose_mapping(table.head)
    return sheet.items(table, sheet.ColumnMapping(mapping.kind, mapping.columns, **more), name)


def test_a_table_of_sources_is_read_by_its_heads() -> None:
    wall, rain = found(SOURCES)
    assert isinstance(wall, Item)
    assert isinstance(rain, Item)
    assert (wall.title, wall.authors, wall.published, wall.outlet, wall.url, wall.tags) == (
        "The wall holds", ("Ada Lind", "Tom Vell"), "2025-04-28", "The Herald", "https://herald.test/1", ("floods", "dams"),
    )  # fmt: skip
    assert [(part.text, part.speaker) for part in wall.parts] == [("It will hold", "Sergei Weir")]
    assert wall.unread == ("Box: 7",)
    assert (rain.title, rain.published, rain.unread) == ("Rain, again", None, ("published: 3/4/2025",))


@pytest.mark.parametrize(("days", "published"), [("day first", "2025-04-03"), ("month first", "2025-03-04")])
def test_a_day_in_numbers_is_read_as_the_mapping_says(days: str, published: str) -> None:
    _, rain = found(SOURCES, day_order=days)
    assert isinstance(rain, Item)
    assert rain.published == published


def test_the_sheet_of_the_auto_archiver_is_known_by_its_heads() -> None:
    (post,) = found(AUTO)
    assert isinstance(post, Item)
    assert (post.title, post.published, post.url) == ("A column of trucks", "2025-04-28", "https://t.test/a/status/1")
    assert post.archived == (("https://s3.test/1.html", "2025-05-01"),)
    assert "Archive status: telegram_archiver: success" in post.unread


def test_the_sheet_of_collectionbuilder_is_known_by_its_heads() -> None:
    (card,) = found(COLLECTION)
    assert isinstance(card, Item)
    assert (card.title, card.authors, card.published, card.url, card.language) == (
        "Administration Building, No. 30", ("Pacific Photo Co.",), "1910", "https://c.test/demo_1.jpg", "en",
    )  # fmt: skip
    assert card.tags == ("universities", "buildings")
    assert "identifier: pg_9" in card.unread


@pytest.mark.parametrize(("mark", "name"), [(";", "a.csv"), ("\t", "a.tsv"), ("\t", "a.csv")])
def test_cells_may_be_parted_by_semicolons_and_tabs(mark: str, name: str) -> None:
    (one,) = found(f"Title{mark}URL\nRain{mark}https://a.test/1\n", name)
    assert isinstance(one, Item)
    assert (one.title, one.url) == ("Rain", "https://a.test/1")


def test_a_spreadsheet_is_read_with_its_days_and_numbers() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["Title", "Date", "Link", "Box"],
        [None] * 4,
        ["Rain", dt.date(2025, 4, 28), "https://a.test/1", 7.0],
    ):
        page.append(row)
    raw = io.BytesIO()
    book.save(raw)
    (rain,) = found(raw.getvalue(), "a.xlsx")
    assert isinstance(rain, Item)
    assert (rain.title, rain.published, rain.url, rain.unread, rain.place) == (
        "Rain",
        "2025-04-28",
        "https://a.test/1",
        ("Box: 7",),
        "a.xlsx: row 3",
    )


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Sources">
<table:table-row><table:table-cell office:value-type="string"><text:p>Title</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Date</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Box</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Rain</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2025-04-28"><text:p>28.04.25</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"""


def test_a_sheet_of_libreoffice_is_read_with_its_days_and_numbers() -> None:
    pytest.importorskip("python_calamine")
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", ODS.replace("\n", ""))
        packed.writestr("META-INF/manifest.xml", MANIFEST)
    (rain,) = found(raw.getvalue(), "a.ods")
    assert isinstance(rain, Item)
    assert (rain.title, rain.published, rain.unread, rain.place) == ("Rain", "2025-04-28", ("Box: 7",), "a.ods: row 4")
    with pytest.raises(RefusedError, match="cannot be read as a spreadsheet"):
        found(raw.getvalue()[:-40], "a.ods")


@pytest.mark.parametrize(
    ("raw", "name", "fault"),
    [(b"x", "a.csv", "has no column names"), (b"A,A\n1,2\n", "a.csv", "the column 'A' occurs twice"), (b"PK", "a.xlsx", "cannot be read as a spreadsheet"),
     (b"Name,Age\nAda,3\n", "a.csv", "its columns do not show what a row is"), (b"", "a.csv", "has no column names")],
)  # fmt: skip
def test_what_is_no_table_is_refused(raw: bytes, name: str, fault: str) -> None:
    with pytest.raises(RefusedError, match=fault):
        found(raw, name)


@pytest.mark.parametrize(
    ("text", "fault"),
    [("- a", "it has no `columns`"), ("a: [", "cannot be read as YAML"), ("columns: {}", "say what a row is"),
     ("kind: person\ndays: never\ncolumns: {}", "days: day first or month first"),
     ("kind: person\ncolumns: {A: nam}", "columns.A: did you mean 'name'")],
)  # fmt: skip
def test_a_mapping_that_cannot_be_is_refused(text: str, fault: str) -> None:
    with pytest.raises(RefusedError, match=fault):
        sheet.read_mapping(text, "map.yml")


def test_what_is_proposed_is_written_down_and_read_back_as_it_was() -> None:
    for text in (SOURCES, AUTO, COLLECTION):
        mapping = sheet.propose_mapping(sheet.table(text.encode(), "a.csv").head)
        assert sheet.read_mapping(sheet.mapping_as_yaml(mapping), "map.yml") == mapping


def test_a_table_of_people_is_read_by_a_mapping_that_is_shown_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "root", {"content/people/ada-lind.yml": "name: Ada Lind\n"})
    table, mapping = tmp_path / "people.csv", tmp_path / "people.yml"
    table.write_text(PEOPLE, encoding="utf-8")
    call = ["--root", str(root), "import", str(table)]
    assert main(call) == 1
    assert "its columns do not show what a row is" in capsys.readouterr().err
    assert main([*call, "--map", str(mapping)]) == 0
    assert "kind: null\n" in mapping.read_text(encoding="utf-8")
    mapping.write_text(MAP, encoding="utf-8")
    capsys.readouterr()
    assert main([*call, "--map", str(mapping), "--write"]) == 0
    said = capsys.readouterr().out
    assert "not imported: Born: 1960" in said
    assert "none  it has no name" in said
    assert "there content/people/ada-lind.yml  (people.csv: row 4)" in said
    assert (
        (root / "content/people/sergei-weir.yml")
        .read_text(encoding="utf-8")
        .endswith("name: Sergei Weir\nalso: [Weir, Сергей Вейр]\ncountry: GB\n")
    )


def test_a_table_of_sources_becomes_articles_and_shows_how_its_columns_are_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "root", {"content/people/sergei-weir.yml": "name: Sergei Weir\n"})
    for name, text in (("a.csv", SOURCES), ("b.csv", AUTO), ("c.csv", COLLECTION)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert (
        main(
            ["--root", str(root), "import", *(str(tmp_path / name) for name in ("a.csv", "b.csv", "c.csv")), "--write"]
        )
        == 0
    )
    made = pipeline.read(root)
    assert not [problem for problem in made.problems if problem.severity == "error"]
    assert len(made.archive.articles) == 4
    (quoted,) = [a for a in made.archive.articles if a.quotations]
    assert (quoted.quotations[0].words, quoted.quotations[0].speaker.id) == ("It will hold", "sergei-weir")
    (post,) = [a for a in made.archive.articles if a.source.archived]
    assert post.source.archived[0].captured is not None
    assert "a.csv: its columns are read as follows; --map FILE writes this mapping" in capsys.readouterr().out
