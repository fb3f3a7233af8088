"""Unnamed sources."""

from pathlib import Path

from generator.findings.unnamed_sources import unnamed_claims
from tests.archive_files import archive_of

FIRST = """\
---
title: First
published: 2025-01-01
statements:
  - {id: s1, holder: {unnamed: a clerk}, stance: asserts, proposition: dam-broke}
  - {id: s2, holder: {unnamed: a clerk}, stance: asserts, proposition: dam-held}
  - {id: s3, holder: ada, stance: denies, proposition: dam-broke}
  - {id: s4, holder: {unnamed: a clerk}, stance: denies, proposition: dam-leaked}
figures:
  - {id: f1, measure: houses, value: 12, by: [{unnamed: officials}], as_of: 2025-01-01}
  - {id: f2, measure: houses, value: 13, by: [ada], as_of: 2025-01-01}
  - {id: f3, measure: houses, value: 14, as_of: 2025-01-01}
  - {id: f4, measure: houses, value: 15, by: [{unnamed: officials}, ada]}
  - {id: f5, measure: boats, value: 3, misreads: houses}
---
"""
SECOND = """\
---
title: Second
published: 2025-02-01
statements:
  - {id: s1, holder: {unnamed: a miller}, stance: confirms, proposition: dam-broke}
  - {id: s2, holder: ada, stance: confirms, proposition: dam-held}
figures:
  - {id: f1, measure: houses, value: 12, by: [{unnamed: officials}], as_of: 2025-01-01}
---
"""
FILES = {
    "content/articles/2025/first.md": FIRST,
    "content/articles/2025/second.md": SECOND,
    "content/people/ada.yml": "name: Ada\n",
    "content/propositions/dam-broke.yml": "sentence: The dam broke.\n",
    "content/propositions/dam-held.yml": "sentence: The dam held.\n",
    "content/propositions/dam-leaked.yml": "sentence: The dam leaked.\n",
    "content/measures/houses.yml": "name: Houses\ncounts: Houses flooded.\n",
    "content/measures/boats.yml": "name: Boats\ncounts: Boats sent.\n",
}


def test_what_rests_on_unnamed_or_unstated_sources_alone(tmp_path: Path) -> None:
    found = unnamed_claims(archive_of(tmp_path, FILES))
    told = [
        (c.of, c.estimate and c.estimate.figure.value, c.sources, [(a.id, part) for a, part in c.said]) for c in found
    ]
    assert told == [
        ("dam-broke", None, ("a clerk", "a miller"), [("first", "s1"), ("second", "s1")]),
        ("houses", 12, ("officials",), [("first", "f1"), ("second", "f1")]),
        ("houses", 14, (), [("first", "f3")]),
    ]


def test_an_archive_in_which_all_have_names_has_none(tmp_path: Path) -> None:
    files = {path: text for path, text in FILES.items() if "articles" not in path}
    assert unnamed_claims(archive_of(tmp_path, files)) == ()
