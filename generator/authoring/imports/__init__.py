"""Turns files written by other programs into records: first a plan, then the files.

The reader of a format (`csl`, `bibtex`, `ris`, `saved`) yields items, each with its place in the file and a list of
what could not be read. `planned` matches them to the archive, and makes records of new ones. `Completing` adds copies
and marked words to articles, both new and existing ones.
"""

from __future__ import annotations

from generator.authoring.imports import lines, saved, sheet, vault
from generator.authoring.imports.alike import Texts
from generator.authoring.imports.complete import Completed, Completing
from generator.authoring.imports.items import Item, Part, Thing
from generator.authoring.imports.known import Added, Row
from generator.authoring.imports.plan import Plan, planned
from generator.authoring.imports.readers import FORMATS, is_of_records, read

__all__ = [
    "FORMATS",
    "Added",
    "Completed",
    "Completing",
    "Item",
    "Part",
    "Plan",
    "Row",
    "Texts",
    "Thing",
    "is_of_records",
    "lines",
    "planned",
    "read",
    "saved",
    "sheet",
    "vault",
]
