"""No column of the tables goes, or gets another type, without a new version of their form.

`pytest tests/tables/test_contract.py --update-golden` keeps the tables as they are now, where the version allows that.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.archive.archive import Archive
from generator.records.settings import Settings
from generator.tables import contract, tables

KEPT = Path(__file__).with_name("contract.json")
Form = dict[str, dict[str, str]]
"""The type of each column, by table."""


def form() -> Form:
    found = tables(Archive(Settings(), {}, {}))
    return {table.name: {column.name: column.type for column in table.columns} for table in found}


def broken(before: Form, now: Form) -> list[str]:
    """Columns that a program written for the earlier tables would miss."""
    return [
        f"{table}.{name} ({sort})"
        for table, columns in before.items()
        for name, sort in columns.items()
        if now.get(table, {}).get(name) != sort
    ]


def test_what_a_program_relies_on_stays_until_the_version_is_raised(update_golden: bool) -> None:
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    missed = broken(kept["tables"], form())
    assert not missed or kept["version"] < contract.VERSION, (
        f"{', '.join(missed)}: gone, or of another type; add a Change to generator/tables/contract.py, then --update-golden"
    )
    if update_golden:
        kept = {"version": contract.VERSION, "tables": form()}
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    assert (contract.VERSION, broken(kept["tables"], form())) == (kept["version"], []), "run it with --update-golden"


@pytest.mark.parametrize(
    ("now", "missed"),
    [
        ({"a": {"x": "string", "y": "date"}, "b": {}}, []),
        ({"a": {"z": "string"}}, ["a.x (string)"]),
        ({"a": {"x": "integer"}}, ["a.x (string)"]),
        ({}, ["a.x (string)"]),
    ],
)
def test_a_new_column_breaks_nothing_and_a_missing_one_does(now: Form, missed: list[str]) -> None:
    assert broken({"a": {"x": "string"}}, now) == missed


def test_versions_are_counted_and_the_newest_comes_first() -> None:
    assert [it.version for it in contract.CHANGES] == [*range(len(contract.CHANGES), 0, -1)]
