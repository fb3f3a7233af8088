"""Bibliographies written by scripts, read with a third-party BibTeX parser."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline, routes
from generator.exports import fields
from tests.bibliography import plain, read

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parent.parent
WRITES = """
import { readFileSync } from "node:fs";
import { bibtex } from "./generator/theme/assets/take/bibtex.js";
const { works, about } = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(bibtex(works, about));
"""


def written(works: list[dict[str, Any]], *about: str) -> str:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not here, in which the scripts are run")
    run = subprocess.run(
        [node, "--input-type=module", "--eval", WRITES],
        cwd=ROOT,
        input=json.dumps({"works": works, "about": about}),
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


WORK = {
    "id": "one", "title": "Flood of 100 % & more", "authors": ["Tom Reed", "Lind, Ada and Sons"], "outlet": "The Herald",
    "published": "2025-04-28", "seen": "2025-05-01", "language": "en-GB", "url": "https://herald.example/a_b?x=%C3%A9&y={1}#z",
    "quoted": [{"words": "The dam was safe", "who": "Ada Lind", "day": "27 April 2025"}],
}  # fmt: skip


def test_a_work_has_what_a_citation_needs() -> None:
    (entry,) = read(written([WORK]))
    assert (entry["ENTRYTYPE"], entry["ID"]) == ("online", "one")
    assert plain(entry["title"]) == "Flood of 100 % & more"
    assert entry["title"].startswith("{")  # so that no style changes its capitalisation
    assert entry["author"] == "{Tom Reed} and {Lind, Ada and Sons}"
    assert plain(entry["organization"]) == "The Herald"
    assert (entry["date"], entry["urldate"]) == ("2025-04-28", "2025-05-01")
    assert entry["url"] == "https://herald.example/a_b?x=%C3%A9&y=%7B1%7D#z"
    assert (entry["language"], entry["langid"]) == ("British English", "english")
    assert plain(entry["note"]) == "“The dam was safe” (Ada Lind, 27 April 2025)"


HOSTILE = [
    "{", "}", "}}\n@online{evil, title = {x}}", r"\input{/etc/passwd}", "50% off # $5 & ~ ^ _ \\", 'a "b" c', "@string{a = {b}}",
    "line\r\n\tbreak\x00", "кавычки «так» 「引用」 \u200fعربي", "%", "{\\", "ends with \\",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_ends_its_field_or_begins_a_command(text: str) -> None:
    work = {**WORK, "title": f"a {text} b", "authors": [f"N {text}"], "quoted": [{"words": text, "who": text}]}
    first, second = read(written([work, {"id": "two", "title": "Two"}], text))
    assert plain(first["title"]) == " ".join(f"a {text} b".replace("\x00", " ").split())
    assert " ".join(text.replace("\x00", " ").split()) in plain(first["note"])
    assert "\\input" not in first["title"]
    assert (second["ID"], plain(second["title"])) == ("two", "Two")


def test_works_of_one_key_are_told_apart_and_a_key_is_plain() -> None:
    ids = ["a", "a", "A", "ключ", "x y, z"]
    assert [entry["ID"] for entry in read(written([{"id": it, "title": "T"} for it in ids]))] == [
        "a", "a-2", "A-3", "work", "x-y-z",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2025-04-28", "2025-04-28"),
        ("2025-04~", "2025-04~"),
        ("2025", "2025"),
        ("2025-04-28/2025-05-02", "2025-04-28/2025-05-02"),
        ("2025-04-28/..", "2025-04-28/"),
        ("[2025-04-21..2025-04-30]", "2025-04"),
        ("[2024-12-31,2025-01-01]", None),
        ("2025-04-XX", "2025-04"),
    ],
)
def test_a_date_is_one_that_biblatex_reads(edtf: str, date: str | None) -> None:
    (entry,) = read(written([{"id": "a", "title": "T", "published": edtf}]))
    assert entry.get("date") == date


def test_every_article_of_this_archive_is_cited_by_its_title_and_address(real_archive: Path) -> None:
    files = fields.files(pipeline.read(real_archive).archive)
    works = [it for path, text in files.items() if path.startswith(routes.rows(0)[:-6]) for it in json.loads(text)]
    for work in works:
        work["quoted"] = work.get("quotations", [])
    entries = read(written(works, "All of it"))
    assert [plain(it["title"]) for it in entries] == [" ".join(it["title"].split()) for it in works]
    assert all(it["url"] == work["url"] for it, work in zip(entries, works, strict=True) if work.get("url"))
    assert all(
        it["words"] in plain(entry["note"]) for entry, work in zip(entries, works, strict=True) for it in work["quoted"]
    )
