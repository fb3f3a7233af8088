"""Writes records as a table for a spreadsheet, and reads the changed table back as edits to the records, which keep
comments and layout.

A row is a record, or one of the parts with an id within an article or a statement (`PARTS`). A cell holds a value as in
the file: a text as it is, a list with one item per line, anything else as YAML in brackets. `null` means known to be
unknown; an empty cell means that the key is absent. A text that could be mistaken for one of these, or for a formula,
is prefixed with an apostrophe, which is removed again.

A column whose name begins with `#` is a remark, and is ignored when read back.

The last column is a hash of the row's original values. If a row changes a record that has been changed in the meantime,
it is refused, so that an old table does not undo anybody's work.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel

from generator.problems import RefusedError, did_you_mean, quote_briefly
from generator.records import edit, layout, structure
from generator.records.load import Contents, LoadedFile
from generator.records.model import RECORDS, Figure, Passage, Quotation, Statement
from generator.records.yaml_text import Steps, Tree, field_path, tree_of

PARTS: Mapping[str, tuple[str, str, type[BaseModel]]] = {
    "quotation": ("article", "quotations", Quotation),
    "statement": ("article", "statements", Statement),
    "figure": ("article", "figures", Figure),
    "passage": ("utterance", "passages", Passage),
}
"""Parts with a table of their own: the kind of record that contains them, its key, and their model."""

KINDS = (*RECORDS, *PARTS)
"""The names of all tables."""

_VERSION = "row-version"
_MARKS = re.compile(r"'*[=+\-@\t\r\[{\"]|'*null\Z|'+\Z|'*\d{12,}\Z")
"""Texts that a spreadsheet would read as a formula or round as a number, or that this module would not read as text."""
_REMARK = "#"
"""The prefix of column names for remarks, which are not keys."""
_MOST_SHOWN = 10
"""How many problems of a table are reported at once."""
_LONGEST_CELL = 1_000_000


class Column(NamedTuple):
    """A column of a table: the steps from the row's record or part to the value, and the shape of the value."""

    steps: tuple[str, ...]
    shape: structure.Shape

    @property
    def name(self) -> str:
        """Its name in the table's header."""
        return field_path(self.steps)


@dataclass(frozen=True, slots=True)
class Change:
    """A value changed by a table: its place, and the old and the new value as shown in cells."""

    path: str
    steps: Steps
    before: str
    after: str

    def __str__(self) -> str:
        return f"{field_path(self.steps)}: {quote_briefly(self.before) or '(empty)'} -> {quote_briefly(self.after) or '(empty)'}"


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes in a table: the values, and the edits of each file, by path."""

    values: tuple[Change, ...]
    edits: Mapping[str, tuple[edit.Edit, ...]]


class _Row(NamedTuple):
    """A row: its name, its file, the steps to it in the file, and its tree."""

    name: str
    loaded: LoadedFile
    steps: Steps
    tree: dict[str, Any]


def columns(kind: str) -> tuple[Column, ...]:
    """The columns of a table, in the order of the keys. Parts with a table of their own are left out."""
    model = PARTS[kind][2] if kind in PARTS else RECORDS[kind]  # type: ignore[index]
    return tuple(_columns(model, ()))


def _columns(model: type[BaseModel], above: tuple[str, ...]) -> Iterator[Column]:
    for field in structure.authored_fields(model):
        shape = field.shape
        if field.key == "id" or shape.innermost.part in structure.WITH_ID:
            continue
        if shape.part is not None and not shape.widen:  # a part without a short form gets a column per key
            yield from _columns(shape.part, (*above, field.key))
        else:
            yield Column((*above, field.key), shape)


class Table(NamedTuple):
    """A table in CSV, and the number of its rows."""

    text: str
    rows: int


def table(contents: Contents, kind: str) -> Table:
    """The table of a kind, sorted by row name. A file that failed to parse has no row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    cols = columns(kind)
    writer.writerow([kind, *(column.name for column in cols), _VERSION])
    rows = sorted(_rows(contents, kind), key=lambda row: row.name)
    for row in rows:
        cells = _cells(row, cols)
        writer.writerow([row.name, *cells, _version(cells)])
    return Table(text.getvalue(), len(rows))


def proposal_table(
    contents: Contents, kind: str, values: Mapping[str, Mapping[str, str]], remarks: Mapping[str, Mapping[str, str]]
) -> Table:
    """A table for reviewing values proposed for records, which `changes` reads back.

    `values` are by row name and key, `remarks` by row name and column name. There is a row for each name in `remarks`.
    A cell shows the proposed value, or else the record's own.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    cols = columns(kind)
    keys = list(dict.fromkeys(key for row in values.values() for key in row))
    asides = list(dict.fromkeys(name for row in remarks.values() for name in row))
    shown_keys = [column for column in cols if column.name in keys]
    writer.writerow([kind, *(column.name for column in shown_keys), *(f"{_REMARK}{name}" for name in asides), _VERSION])
    rows = [row for row in sorted(_rows(contents, kind), key=lambda row: row.name) if row.name in remarks]
    for row in rows:
        cells = dict(zip((column.name for column in cols), _cells(row, cols), strict=True))
        mine = {**cells, **{key: _with_mark(value) for key, value in values.get(row.name, {}).items()}}
        said = [_with_mark(remarks[row.name].get(name, "")) if remarks[row.name].get(name) else "" for name in asides]
        writer.writerow([row.name, *(mine[column.name] for column in shown_keys), *said, _version([*cells.values()])])
    return Table(text.getvalue(), len(rows))


def _rows(contents: Contents, kind: str) -> Iterator[_Row]:
    holder, key, _ = PARTS.get(kind, (kind, "", None))
    for loaded in contents.files.values():
        if loaded.kind != holder or loaded.source is None:
            continue
        tree = loaded.source.tree
        if not key:
            yield _Row(loaded.id, loaded, (), tree)
            continue
        parts = tree.get(key)
        for number, part in enumerate(parts if isinstance(parts, list) else ()):
            if isinstance(part, dict) and isinstance(part.get("id"), str):
                yield _Row(f"{loaded.id}/{part['id']}", loaded, (key, number), part)


def _cells(row: _Row, cols: Sequence[Column]) -> list[str]:
    return [_cell(_value(row.tree, column.steps)) for column in cols]


def _version(cells: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()[:12]


# --- values and cells ----------------------------------------------------------------------------------------------------

_ABSENT: Any = object()


def _value(tree: Tree, steps: tuple[str, ...]) -> Any:
    for step in steps:
        if not isinstance(tree, dict) or step not in tree:
            return _ABSENT
        tree = tree[step]
    return tree


def _cell(value: Any) -> str:
    if value is _ABSENT:
        return ""
    if value is None:
        return "null"
    if isinstance(value, str):
        return _with_mark(value)
    if isinstance(value, list) and value and all(isinstance(item, str) and _is_line(item) for item in value):
        return _with_mark("\n".join(value))
    return layout.to_flow(value)


def _is_line(item: str) -> bool:
    return bool(item) and item == item.strip() and "\n" not in item and "\r" not in item


def _with_mark(text: str) -> str:
    return f"'{text}" if not text or _MARKS.match(text) else text


def _parse_cell(cell: str, before: Any, shape: structure.Shape) -> Any:
    """The value in a cell. Raises ValueError if it is not valid."""
    if cell == "null":
        return None
    if cell[0] in "[{":
        try:
            value = tree_of(f"value: {cell}")
        except yaml.YAMLError:
            raise ValueError("this is no YAML in brackets") from None
        if not isinstance(value, dict) or set(value) != {"value"}:
            raise ValueError("this is no YAML in brackets")
        return value["value"]
    if cell.startswith("'") and (cell == "'" or _MARKS.match(cell[1:])):
        cell = cell[1:]
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    if shape.form in ("list", "row") and not (isinstance(before, str) and len(lines) == 1):
        return lines
    return cell


_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{0,9}[1-9])?")


def _value_to_write(value: Tree) -> layout.Value:
    """The value to write: a number becomes one, so that it is written without quotation marks."""
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            return value
        number = float(value) if "." in value else int(value)
        return number if str(number) == value else value
    if isinstance(value, dict):
        return {key: _value_to_write(item) for key, item in value.items()}
    return [_value_to_write(item) for item in value] if isinstance(value, list) else None


# --- reading a table back ------------------------------------------------------------------------------------------------


def changes(contents: Contents, raw: bytes) -> Changes:
    """The changes that an edited table from `table` makes to the records.

    Rows and columns may be missing or reordered; missing ones change nothing. Semicolons and tabs are accepted as
    separators too, since some spreadsheets write them. Raises RefusedError that lists the faults with their rows, if
    there are any.
    """
    kind, head, rows = _read_table(raw)
    remarks = {name for name in head if name.startswith(_REMARK)}
    cols = {column.name: column for column in columns(kind)}
    faults = [
        f"column '{quote_briefly(name)}': no {kind} has this key; {did_you_mean(name, cols, 'take the column out')}"
        for name in head[1:]
        if name not in cols and name != _VERSION and name not in remarks
    ]
    twice = sorted({name for name in head if head.count(name) > 1} - remarks)
    faults += [f"column '{name}' is there twice" for name in twice]
    if _VERSION not in head:
        faults.append(f"the column '{_VERSION}' is missing: without it nobody can tell what has changed since")
    if faults:
        raise RefusedError(_as_list(faults))
    there = {row.name: row for row in _rows(contents, kind)}
    values: list[Change] = []
    edits: dict[str, list[edit.Edit]] = {}
    seen: set[str] = set()
    for number, cells in rows:
        name = cells[0]
        row = there.get(name)
        if row is None:
            what = f"'{quote_briefly(name)}' is no {kind} here" if name else "it names nothing"
            otherwise = f"begin a new one with archive new{'' if kind in PARTS else ' ' + kind}"
            faults.append(f"row {number}: {what}; {did_you_mean(name, there, otherwise)}")
            continue
        if name in seen:
            faults.append(f"row {number}: '{name}' has a row above already")
            continue
        seen.add(name)
        try:
            changed = list(_row_changes(row, dict(zip(head, cells, strict=True)), cols))
        except ValueError as fault:
            faults.append(f"row {number}, {name}: {fault}")
            continue
        for change, put in changed:
            values.append(change)
            edits.setdefault(row.loaded.path, []).append(put)
    if faults:
        raise RefusedError(_as_list(faults))
    return Changes(tuple(values), {path: tuple(puts) for path, puts in edits.items()})


def _row_changes(
    row: _Row, cells: Mapping[str, str], cols: Mapping[str, Column]
) -> Iterator[tuple[Change, edit.SetValue]]:
    now = _cells(row, tuple(cols.values()))
    shown_now = dict(zip(cols, now, strict=True))
    other = [name for name in cols if name in cells and _clean_cell(cells[name]) != _clean_cell(shown_now[name])]
    if other and cells[_VERSION] != _version(now):
        raise ValueError("the record has changed since the table was made; make the table again")
    for name in other:
        column = cols[name]
        before = _value(row.tree, column.steps)
        try:
            after = _parse_cell(_clean_cell(cells[name]), before, column.shape) if cells[name].strip() else None
        except ValueError as fault:
            raise ValueError(f"{name}: {fault}") from None
        if after is None and before is _ABSENT and not cells[name].strip():
            continue
        steps = (*row.steps, *column.steps)
        yield Change(row.loaded.path, steps, shown_now[name], cells[name]), edit.SetValue(steps, _value_to_write(after))


def _clean_cell(cell: str) -> str:
    """A cell without what spreadsheets add: other line ends, and surrounding white space."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def _as_list(faults: Sequence[str]) -> str:
    more = len(faults) - _MOST_SHOWN
    return "\n".join([*islice(faults, _MOST_SHOWN), *([f"and {more} more"] if more > 0 else [])])


def _read_table(raw: bytes) -> tuple[str, list[str], list[tuple[int, list[str]]]]:
    """The kind of a table, its header, and its rows with their numbers in the file. Empty rows are left out."""
    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedError("the table is not in UTF-8; have the spreadsheet save it as CSV in UTF-8") from None
    if "\0" in text:
        raise RefusedError("this is no table in CSV")
    for mark in ",;\t":
        try:
            csv.field_size_limit(_LONGEST_CELL)
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
        except csv.Error:
            continue
        if rows and rows[0] and rows[0][0].strip() in KINDS and len(rows[0]) > 1:
            break
    else:
        raise RefusedError("this is not a table of records in CSV: its first cell is not one of " + ", ".join(KINDS))
    head = [name.strip() for name in rows[0]]
    while head and not head[-1]:
        head.pop()
    found = []
    for number, cells in enumerate(rows[1:], 2):
        if not any(map(str.strip, cells)):
            continue
        if any(map(str.strip, cells[len(head) :])):
            raise RefusedError(f"row {number} has more cells than the head of the table")
        found.append(
            (number, [cell if n else cell.strip() for n, cell in enumerate((cells + [""] * len(head))[: len(head)])])
        )
    return head[0], head, found
