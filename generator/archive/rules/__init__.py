"""Editorial rules: what cannot be judged from one field alone. Each yields errors, warnings or notices."""

from __future__ import annotations

from generator.archive.archive import Archive
from generator.archive.rules import articles, chains, days, entities, quotations, searches, statements
from generator.archive.rules.context import Context, Rule
from generator.dates import Day
from generator.problems import Problem
from generator.records.load import Contents

RULES: tuple[Rule, ...] = (
    *articles.RULES,
    *quotations.RULES,
    *statements.RULES,
    *searches.RULES,
    *days.RULES,
    *chains.RULES,
    *entities.RULES,
)
DEMANDS: tuple[Rule, ...] = statements.DEMANDS
"""Rules that only `archive check --strict` applies: what a new record must have and an older one may lack."""


def check(archive: Archive, contents: Contents, today: Day, *, strict: bool = False) -> tuple[Problem, ...]:
    """All problems that the rules find, unsorted. `today` is the day of the check: later dates are in the future.
    `strict` applies the DEMANDS too."""
    files = {record_id: contents.files[path] for record_id, path in archive.paths.items()}
    sources = {record_id: loaded.source for record_id, loaded in files.items() if loaded.source}
    whole = all(loaded.record for loaded in contents.files.values())
    context = Context(archive, files, sources, today, whole)
    return tuple(problem for rule in (*RULES, *(DEMANDS if strict else ())) for problem in rule(context))
