"""Versions of one source: which quotations each has, and what one altered in the one before."""

import re
from pathlib import Path

from generator.authoring.copies import Copy
from generator.authoring.verify import edits, verify
from generator.findings.versions import steps
from generator.pages import plan
from generator.records.yaml_text import read
from generator.tables import tables
from tests.archive_files import archive_of, draw

EARLY, LATE = "Twelve died, and the dam held.", "Twenty died, and the dam held."
ARTICLE = f"""\
---
title: The dam
published: 2025-05-29
source:
  sha256: {Copy.from_bytes(LATE.encode()).sha256}
  versions:
    - {{id: first, seen: 2025-05-29, archived: "https://archive.example.org/1", sha256: {Copy.from_bytes(EARLY.encode()).sha256}}}
    - {{id: second, seen: 2025-06-02, sha256: {Copy.from_bytes(LATE.encode()).sha256}, changed: the number of dead}}
quotations:
  - {{id: held, speaker: ada, text: the dam held}}
  - {{id: twelve, speaker: ada, text: "Twelve died", version: first}}
  - {{id: twenty, speaker: ada, text: "Twenty died", version: second}}
  - {{id: gone, speaker: {{unnamed: a clerk}}, text: nothing is wrong, version: [first]}}
---
A summary.
"""
FILES = {"content/articles/2025/dam.md": ARTICLE, "content/people/ada.yml": "name: Ada\n"}


def test_the_same_sentence_of_two_versions_is_a_pair_and_what_one_has_alone_is_none(tmp_path: Path) -> None:
    article = archive_of(tmp_path, FILES).article("dam")
    first, second = steps(article)
    assert first.altered == ()
    found = [(it.before and it.before.id, it.after and it.after.id) for it in second.altered]
    assert found == [("twelve", "twenty"), ("gone", None)]


def test_the_page_shows_what_was_altered_word_by_word(tmp_path: Path) -> None:
    text = draw({page.path: page for page in plan(archive_of(tmp_path, FILES))}["articles/dam.md"])
    table = re.findall(r'<div id="versions">.*?</table>', text, re.DOTALL)[0]
    assert "What was changed: the number of dead" in table
    assert re.findall(r"<mark>(.*?)</mark>", table) == ["Twelve", "Twenty"]
    assert "not there" in table
    assert "<dt>In the version</dt><dd>first (29 May 2025)</dd>" in text


def test_a_copy_is_compared_with_the_quotations_of_its_version(tmp_path: Path) -> None:
    article = archive_of(tmp_path, FILES).article("dam")
    source, _ = read("content/articles/2025/dam.md", ARTICLE.encode(), front_matter=True)
    assert source is not None
    of_the_first = verify(article, source, Copy.from_bytes((EARLY + " nothing is wrong").encode()), replace=True)
    assert [*of_the_first.spans] == ["held"]
    early = Copy.from_bytes(EARLY.encode())
    found = verify(article, source, early)
    assert ([*found.spans], [it.field for it in found.problems]) == (["held", "twelve"], ["quotations.3.text"])
    late = Copy.from_bytes(LATE.encode())
    found = verify(article, source, late)
    assert [*found.spans] == ["held", "twenty"]
    assert [it.steps for it in edits(article, late, found)] == [("quotations", 0, "at"), ("quotations", 2, "at")]


def test_the_tables_have_every_version_and_which_of_them_has_a_quotation(tmp_path: Path) -> None:
    found = {table.name: table for table in tables(archive_of(tmp_path, FILES))}
    assert [row[0] for row in found["versions"].cells()] == ["dam/first", "dam/second"]
    [column] = [it for it in found["quotations"].columns if it.name == "version"]
    values = {row.quotation.id: column.value(row) for row in found["quotations"].rows}
    assert values == {"held": None, "twelve": "first", "twenty": "second", "gone": "first"}
