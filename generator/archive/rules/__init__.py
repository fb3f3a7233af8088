"""Editorial rules over the linked archive: what no field can tell by itself. They find errors, warnings and notices, and never guess."""

from __future__ import annotations

from generator.archive.archive import Archive
from generator.archive.rules import articles, chains, days, entities, quotations, statements
from generator.archive.rules.context import Context, Rule
from generator.dates import Day
from generator.problems import Problem
from generator.records.load import Contents

RULES: tuple[Rule, ...] = (
    *articles.RULES,
    *quotations.RULES,
    *statements.RULES,
    *days.RULES,
    *chains.RULES,
    *entities.RULES,
)
DEMANDS: tuple[Rule, ...] = statements.DEMANDS
"""What a new record must have, and an older one may lack: asked for by `archive check --strict` alone."""


def check(archive: Archive, contents: Contents, today: Day, *, strict: bool = False) -> tuple[Problem, ...]:
    """What the rules find on that day, in no order. `strict` asks for what older records may lack, too, as errors."""
    sources = {record_id: contents.files[path].source for record_id, path in archive.paths.items()}
    whole = all(loaded.record for loaded in contents.files.values())
    context = Context(archive, {i: source for i, source in sources.items() if source}, today, whole)
    return tuple(problem for rule in (*RULES, *(DEMANDS if strict else ())) for problem in rule(context))
