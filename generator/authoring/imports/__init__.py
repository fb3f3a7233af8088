"""What another program has written, as records: first a plan of what would be made, then the files.

A reader of a format (`csl`, `bibtex`, `ris`, `saved`) gives items, each with the place that it stands at and with what of it
could not be read. `planned` matches them to the archive, and makes records of those that are new. `Completing` adds to articles, new ones and
those that are there, their copies and the words that were marked in them.
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
