"""Reads tables with one record per row (CSV, TSV, XLSX), by a mapping of their columns that is proposed from the
header.

A mapping gives the kind of record of a row, and for each column the key that it fills, or null if it is ignored. It is
YAML, so that it can be saved, edited and reused.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import yaml

from generator.authoring.imports import csl
from generator.authoring.imports.decoding import CORRUPT_FILE_ERRORS, text_of
from generator.authoring.imports.items import Item, MarkedWords, OtherRecord
from generator.authoring.imports.other_records import NAME_KEY_OF
from generator.problems import RefusedError, did_you_mean, quote_briefly
from generator.records import layout, structure
from generator.records.model import RECORDS, Kind
from generator.records.yaml_text import tree_of

SUFFIXES = (".csv", ".tsv", ".xlsx", ".ods")
_MAX_SIZE = 200_000_000
"""The maximum size in bytes of an unpacked spreadsheet."""
_KINDS: tuple[Kind, ...] = ("article", "person", "organisation", "place", "document", "event", "topic")
_OF_ARTICLES = (
    "title", "authors", "published", "outlet", "url", "archived", "captured", "language", "seen", "kind", "topics", "notes", "quotation", "speaker",
)  # fmt: skip
"""Keys that a column of a table of sources may fill."""
_SEVERAL = frozenset({"authors", "topics", "notes", "also"})
_DAYS = ("day first", "month first")

_AUTO_ARCHIVER = {
    "link": "url", "archive location": "archived", "archive date": "captured", "upload timestamp": "published", "upload title": "title",
}  # fmt: skip
"""The sheet of Bellingcat's Auto Archiver (docs, gsheet_feeder_db); its other columns are about the archiving
process."""
_COLLECTION_BUILDER = {
    "title": "title", "creator": "authors", "date": "published", "description": "notes", "subject": "topics", "language": "language",
    "object_location": "url",
}  # fmt: skip
"""The metadata sheet of CollectionBuilder-CSV."""
_KEY_OF_HEADER: Mapping[str, str] = {
    **dict.fromkeys(("title", "headline", "article title", "titel", "titre", "título"), "title"),
    **dict.fromkeys(("author", "authors", "creator", "byline", "by", "reporter", "autor", "auteur"), "authors"),
    **dict.fromkeys(("date", "published", "publication date", "date published", "datum", "fecha"), "published"),
    **dict.fromkeys(
        ("outlet", "publisher", "publication", "newspaper", "site", "medium", "publication title", "journal"), "outlet"
    ),
    **dict.fromkeys(("url", "link", "address", "web address", "source url", "uri"), "url"),
    **dict.fromkeys(("archived", "archive url", "archive link", "archived copy", "wayback"), "archived"),
    **dict.fromkeys(("language", "lang", "sprache", "langue", "idioma"), "language"),
    **dict.fromkeys(("accessed", "date accessed", "access date", "retrieved", "seen"), "seen"),
    **dict.fromkeys(("topic", "topics", "tag", "tags", "keywords", "subject", "subjects", "manual tags"), "topics"),
    **dict.fromkeys(("note", "notes", "comment", "comments", "remarks"), "notes"),
    **dict.fromkeys(("quote", "quotation", "quotations", "words"), "quotation"),
    **dict.fromkeys(("speaker", "said by", "who said it", "who"), "speaker"),
}
"""Common column names, and the keys that they fill in a table of sources."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header, and its rows with their numbers in the file."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The mapping of a table. `kind` is None if the kind of record is not known."""

    kind: Kind | None
    columns: Mapping[str, str | None]
    separator: str = ";"
    """The separator of several values in one cell, besides line breaks."""
    day_order: str | None = None
    """How to read a date such as 3/4/2025: `day first` or `month first`; None to ignore such dates."""
    recognised_as: str | None = field(default=None, compare=False)
    """The program that wrote the sheet, if its header tells."""


def table(raw: bytes, name: str) -> Table:
    """The table in a file, or in the first sheet of a spreadsheet. Raises RefusedError if it cannot be read."""
    is_spreadsheet = PurePath(name).suffix.lower() in (".xlsx", ".ods")
    lines = _of_spreadsheet(raw, name) if is_spreadsheet else _of_text(raw, name)
    head: list[str] | None = None
    rows = []
    for number, cells in lines:
        if head is None:
            if any(map(str.strip, cells)):
                head = [cell.strip() for cell in cells]
                while head and not head[-1]:
                    head.pop()
        elif any(map(str.strip, cells)):
            rows.append((number, tuple((*cells, *[""] * len(head))[: len(head)])))
    twice = sorted({one for one in head or () if one and (head or []).count(one) > 1})
    if not head or len(head) < 2 or twice:
        why = f"the column '{quote_briefly(twice[0])}' occurs twice" if twice else "its first row has no column names"
        raise RefusedError(f"{name} is not a table: {why}")
    return Table(tuple(head), tuple(rows))


def _of_text(raw: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    text = text_of(raw, name)
    first = text.partition("\n")[0]
    mark = "\t" if PurePath(name).suffix.lower() == ".tsv" else max(",;\t", key=first.count)
    try:
        yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1)
    except csv.Error as fault:
        raise RefusedError(f"{name} is not a table: {fault}") from None


def _of_spreadsheet(raw: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    rows = _rows_of_ods if PurePath(name).suffix.lower() == ".ods" else _rows_of_xlsx
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _MAX_SIZE:
                raise RefusedError(f"{name} is too large when unpacked")
        found = [list(map(_cell, row)) for row in rows(raw)]
    except ImportError:
        raise RefusedError("to read spreadsheets, install: pip install 'research-archive[import]'") from None
    except CORRUPT_FILE_ERRORS as fault:
        raise RefusedError(f"{name} cannot be read as a spreadsheet: {fault}") from None
    yield from enumerate(found, 1)


def _rows_of_xlsx(raw: bytes) -> Sequence[Sequence[object]]:
    import openpyxl  # noqa: PLC0415  (in the extra `import`)

    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    rows = [*book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return rows


def _rows_of_ods(raw: bytes) -> Sequence[Sequence[object]]:
    import python_calamine  # noqa: PLC0415  (in the extra `import`)

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, IndexError) as fault:
        raise ValueError(str(fault)) from None


def _cell(value: object) -> str:
    """The text of a spreadsheet's cell; for a date in ISO 8601."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


# --- mappings ------------------------------------------------------------------------------------------------------------


def propose_mapping(head: Sequence[str]) -> ColumnMapping:
    """The mapping proposed from the header of a table."""
    plain = {one: " ".join(one.lower().split()) for one in head if one}
    names = set(plain.values())
    if {"link", "archive status", "archive location"} <= names:
        return ColumnMapping(
            "article", {one: _AUTO_ARCHIVER.get(low) for one, low in plain.items()}, recognised_as="Auto Archiver"
        )
    if {"objectid", "title"} <= names and names & {"display_template", "object_location", "filename", "format"}:
        return ColumnMapping(
            "article",
            {one: _COLLECTION_BUILDER.get(low) for one, low in plain.items()},
            recognised_as="CollectionBuilder",
        )
    columns: dict[str, str | None] = {}
    for one, low in plain.items():
        fills = _KEY_OF_HEADER.get(low.replace("_", " "))
        columns[one] = fills if fills not in columns.values() else None
    if {"title", "url"} & set(columns.values()):
        return ColumnMapping("article", columns)
    keys = {key for kind in _KINDS if kind != "article" for key in structure.keys(RECORDS[kind])}
    return ColumnMapping(
        None, {one: low.replace(" ", "_") if low.replace(" ", "_") in keys else None for one, low in plain.items()}
    )


def mapping_as_yaml(mapping: ColumnMapping) -> str:
    """A mapping as YAML, with the allowed values as comments."""
    kinds = ", ".join(_KINDS)
    lines = [
        *([f"# the sheet of {mapping.recognised_as}, recognised by its columns"] if mapping.recognised_as else []),
        f"# what a row is: {kinds}",
        *layout.to_lines({"kind": mapping.kind}),
        "# separator of several values in one cell, in addition to line breaks",
        *layout.to_lines({"between": mapping.separator}),
        "# how to read a day such as 3/4/2025: day first or month first; null: such days are left out",
        *layout.to_lines({"days": mapping.day_order}),
        f"# the key that each column fills; null: it is not imported. For articles: {', '.join(_OF_ARTICLES)}; for others, the keys of their records",
        "columns:",
        *(f"  {line}" for one, fills in mapping.columns.items() for line in layout.to_lines({one: fills})),
    ]
    return "\n".join(lines) + "\n"


def read_mapping(text: str, name: str) -> ColumnMapping:
    """The mapping in a YAML text. Raises RefusedError if it is invalid."""
    try:
        tree = tree_of(text)
    except (yaml.YAMLError, ValueError) as fault:
        raise RefusedError(f"{name} cannot be read as YAML: {' '.join(str(fault).split())}") from None
    if not isinstance(tree, dict) or not isinstance(tree.get("columns"), dict):
        raise RefusedError(f"{name} is not a mapping: it has no `columns`")
    kind, days, between = tree.get("kind"), tree.get("days"), tree.get("between") or ";"
    if kind not in _KINDS:
        raise RefusedError(f"{name}: kind: say what a row is: {', '.join(_KINDS)}")
    if days is not None and days not in _DAYS:
        raise RefusedError(f"{name}: days: {' or '.join(_DAYS)}, or null")
    fills = _OF_ARTICLES if kind == "article" else structure.keys(RECORDS[kind])
    for column, key in tree["columns"].items():
        if key is not None and key not in fills:
            raise RefusedError(
                f"{name}: columns.{quote_briefly(str(column))}: {did_you_mean(str(key), fills, 'one of ' + ', '.join(fills))}"
            )
    return ColumnMapping(kind, tree["columns"], str(between), days if isinstance(days, str) else None)


# --- rows ----------------------------------------------------------------------------------------------------------------


def items(of: Table, mapping: ColumnMapping, name: str) -> list[Item | OtherRecord]:
    """The records in the rows. Raises RefusedError if the mapping has no kind, or names a column that does not
    exist."""
    if mapping.kind is None:
        raise RefusedError(
            f"{name}: its columns do not show what a row is; write a mapping with --map FILE, and say it there"
        )
    gone = [one for one in mapping.columns if one not in of.head]
    if gone:
        raise RefusedError(f"{name} has no column '{quote_briefly(gone[0])}', which the mapping names")
    found: list[Item | OtherRecord] = []
    for number, cells in of.rows:
        place = f"{name}: row {number}"
        row: dict[str, list[str]] = {}
        unread: list[str] = []
        for column, cell in zip(of.head, cells, strict=True):
            fills, text = mapping.columns.get(column), cell.strip()
            if text and fills is None:
                unread.append(f"{column}: {csl.shorten(text)}")
            elif text and fills:
                row.setdefault(fills, []).extend(
                    _split_values(text, mapping.separator) if fills in _SEVERAL - {"notes"} else [text]
                )
        found.append(
            _article(row, place, mapping, unread)
            if mapping.kind == "article"
            else _other_record(row, place, mapping.kind, unread, mapping)
        )
    return found


def _split_values(text: str, between: str) -> list[str]:
    parts = (text.replace(between, "\n") if between else text).split("\n")
    return [" ".join(part.split()) for part in parts if part.strip()]


def _article(row: Mapping[str, list[str]], place: str, mapping: ColumnMapping, unread: list[str]) -> Item:
    def one(key: str) -> str | None:
        return " ".join(row[key][0].split()) if key in row else None

    def day(key: str) -> str | None:
        text = one(key)
        found = _day(text, mapping.day_order) if text else None
        if text and found is None:
            unread.append(f"{key}: {csl.shorten(text)}")
        return found

    speaker = one("speaker")
    parts = tuple(MarkedWords(words, place=place, speaker=speaker) for words in row.get("quotation", ()))
    if speaker and not parts:
        unread.append(f"speaker: {speaker}; without words")
    captured = day("captured")
    return Item(
        place,
        title=one("title"),
        authors=tuple(row.get("authors", ())),
        published=day("published"),
        outlet=one("outlet"),
        url=one("url"),
        archived=tuple((url, captured) for cell in row.get("archived", ()) for url in cell.split()),
        language=one("language"),
        seen=day("seen"),
        kind=one("kind"),
        tags=tuple(row.get("topics", ())),
        notes=tuple(row.get("notes", ())),
        parts=parts,
        unread=tuple(unread),
    )


_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def _day(text: str, days: str | None) -> str | None:
    found = _NUMBERS.fullmatch(text.split(" ", maxsplit=1)[0])
    if not found:
        return csl.as_edtf(text)
    first, second, year = found.groups()
    if days is None:
        return None
    day, month = (first, second) if days == "day first" else (second, first)
    return csl.as_edtf(f"{year}-{month}-{day}")


def _other_record(
    row: Mapping[str, list[str]], place: str, kind: Kind, unread: list[str], mapping: ColumnMapping
) -> Item | OtherRecord:
    by = NAME_KEY_OF.get(kind, "name")
    if by not in row:
        return Item(place, unread=(f"it has no {by}", *unread))
    shapes = {it.key: it.shape for it in structure.authored_fields(RECORDS[kind])}
    keys: dict[str, Any] = {}
    for key, values in row.items():
        if key == by:
            continue
        listed = shapes[key].form in ("list", "row")
        between = "," if key == "point" else mapping.separator
        cells = [part for value in values for part in _split_values(value, between)] if listed else values
        keys[key] = cells if listed else _day(cells[0], mapping.day_order) or cells[0] if key == "date" else cells[0]
    name = " ".join(row[by][0].split())
    return OtherRecord(place, kind, name, key=place, keys=keys, unread=tuple(unread))
