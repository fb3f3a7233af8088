"""Exports in formats that `archive import` reads are imported again: which fields are the same, and exactly which are
not.

JSON Lines preserves every field of every record (`tests/exports/formats/test_formats.py`). The other formats express
less than the records.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import pipeline
from generator.cli import main
from generator.exports import webannotations
from generator.records import structure
from generator.records.model import AnyRecord, Spot, kind_of
from tests.archive_files import write

SMALL = Path(__file__).resolve().parents[2] / "archives/small"


@pytest.fixture(scope="module")
def before() -> pipeline.Build:
    return pipeline.read(SMALL)


def brought(tmp_path: Path, format_: str) -> Mapping[str, AnyRecord]:
    """The records of an empty archive after importing an export of the small one."""
    out, root = tmp_path / "out", tmp_path / "again"
    assert main(["--root", str(SMALL), "export", format_, str(out)]) == 0
    settings = (SMALL / "site_config/archive.yml").read_text(encoding="utf-8")
    write(root, {"content/pages/about.md": "# About\n", "site_config/archive.yml": settings})
    taken = out if format_ == "obsidian" else out / "entities.ftm.json"
    assert main(["--root", str(root), "import", str(taken), "--write"]) == 0
    made = pipeline.read(root)
    assert not [problem for problem in made.problems if problem.severity == "error"]
    return made.archive.records


def lost(before: Mapping[str, AnyRecord], after: Mapping[str, AnyRecord]) -> dict[str, set[str]]:
    """The fields of each kind of record that changed or were lost; `*` if a record was lost."""
    found: dict[str, set[str]] = defaultdict(set)
    by_name = {(kind_of(it), it.name): it for it in after.values()}
    for record in before.values():
        kind, again = kind_of(record), by_name.get((kind_of(record), record.name))
        if again is None:
            found[kind].add("*")
            continue
        for field in structure.fields(type(record)):
            if getattr(record, field.name) != getattr(again, field.name):
                found[kind].add(field.key)
    return dict(found)


NOT_AN_ARTICLES = {
    "review",
    "rights",
    "annotated",
    "reviewed",
    "headline",
    "deck",
    "notes",
    "quotations",
    "statements",
    "figures",
    "events",
    "reliability",
}
"""Keys of an article that neither format preserves. A new article is marked for review, and gets the archive's default
rights."""


def test_entities_of_followthemoney(tmp_path: Path, before: pipeline.Build) -> None:
    """Names, countries, identifiers, websites, titles, languages and addresses are preserved. An id is derived again
    from the name; a document becomes a source; in relations and roles only the other's id changes; a date keeps its
    day, month or year."""
    assert lost(before.archive.records, brought(tmp_path, "ftm")) == {
        "article": NOT_AN_ARTICLES | {"id", "title", "authors", "published", "publisher", "source", "topics", "body"},
        "person": {"id", "also", "headline", "summary", "sort", "roles", "relations", "formerly", "notes"},
        "organisation": {"id", "headline", "summary", "part_of", "formerly", "reliability"},
        "event": {"id", "headline", "date", "place", "participants", "kind", "part_of", "summary", "searches"},
        **{key: {"*"} for key in ("place", "document", "topic", "utterance", "proposition", "measure", "story")},
    }


def test_a_vault_of_obsidian(tmp_path: Path, before: pipeline.Build) -> None:
    """Names, dates, countries, kinds, identifiers, points, websites and the text of a body are preserved. Links between
    records are reported and not imported; headline and summary become notes."""
    assert lost(before.archive.records, brought(tmp_path, "obsidian")) == {
        "article": NOT_AN_ARTICLES | {"id", "title", "authors", "published", "publisher", "source", "topics", "body"},
        "person": {"id", "also", "headline", "summary", "sort", "roles", "relations", "formerly", "notes"},
        "organisation": {"id", "headline", "summary", "part_of", "formerly", "notes", "reliability"},
        "place": {"id", "also", "headline", "summary", "within", "precision", "basis", "notes"},
        "document": {"headline", "parties", "notes"},
        "event": {"id", "headline", "summary", "place", "participants", "part_of", "searches", "notes"},
        "topic": {"id", "headline", "summary", "notes"},
        **{key: {"*"} for key in ("utterance", "proposition", "measure", "story")},
    }


QUOTING = ("speaker", "text", "prefix", "suffix", "note", "where")
"""The keys of a quotation that an annotation expresses."""


def test_annotations_of_the_web(tmp_path: Path, before: pipeline.Build) -> None:
    """The speaker, the parts of the words, their context, the note, and the page or time are preserved; a paragraph is
    not, since no selector expresses one. The same words by two speakers become one quotation. The fidelity, the date,
    the chain of sources and the utterance are lost."""
    root, files = tmp_path / "again", {"content/pages/about.md": "# About\n"}
    kept = ("title", "supplied_title", "language", "publisher", "source")
    for path, loaded in before.contents.files.items():
        if loaded.kind in ("person", "organisation", "place"):
            files[path] = (SMALL / path).read_text(encoding="utf-8")
        elif loaded.kind == "article" and loaded.source:
            tree = {key: it for key, it in loaded.source.tree.items() if key in kept}
            files[path] = f"---\n{json.dumps(tree, ensure_ascii=False)}\n---\n"
    write(root, files)
    pages = {path: text for path, text in webannotations.files(before.archive).items() if "/annotations/" in path}
    marks = write(tmp_path / "out", pages)
    assert main(["--root", str(root), "import", *(str(marks / path) for path in pages), "--write"]) == 0
    after = pipeline.read(root).archive
    other, words = {}, 0
    for article in before.archive.articles:
        again = after.article(article.id)
        held = {quotation.words: quotation for quotation in again.quotations}
        words += len(held)
        for quotation in article.quotations:
            found = held[quotation.words]
            for key in QUOTING:
                if getattr(found, key) != getattr(quotation, key):
                    other[f"{article.id}/{quotation.id}", key] = getattr(found, key)
    assert words == 6
    assert {name: value for name, value in other.items() if name[0] != "full-flood/nobody-knew-either"} == {
        ("full-flood/it-held", "where"): Spot(page="3")
    }
