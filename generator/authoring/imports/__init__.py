"""Turns files written by other programs into records: first a plan, then the files.

The reader of a format (`csl`, `bibtex`, `ris`, `saved`) yields items, each with its place in the file and a list of
what could not be read. `plan_import` matches them to the archive, and makes records of new ones. `ArticleCompleter`
adds copies and marked words to articles, both new and existing ones.
"""

from __future__ import annotations

from generator.authoring.imports import lines, saved, sheet, vault
from generator.authoring.imports.complete import ArticleCompleter, CompletedArticle
from generator.authoring.imports.items import Item, MarkedWords, OtherRecord
from generator.authoring.imports.near_duplicates import TextIndex
from generator.authoring.imports.plan import Plan, plan_import
from generator.authoring.imports.readers import FORMATS, is_json_lines_of_records, read
from generator.authoring.imports.state import Additions, Row

__all__ = [
    "FORMATS",
    "Additions",
    "ArticleCompleter",
    "CompletedArticle",
    "Item",
    "MarkedWords",
    "OtherRecord",
    "Plan",
    "Row",
    "TextIndex",
    "is_json_lines_of_records",
    "lines",
    "plan_import",
    "read",
    "saved",
    "sheet",
    "vault",
]
