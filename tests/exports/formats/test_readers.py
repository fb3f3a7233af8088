"""The formats of `archive export` as the programs read them for which they are made. These take much room, so that only the nightly run
has them; a test whose program is missing is skipped."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from generator import pipeline
from generator.exports.formats import FORMATS
from generator.records.settings import Format
from generator.tables import tables

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def small() -> pipeline.Build:
    return pipeline.read(ROOT / "tests/archives/small")


def put(build: pipeline.Build, name: Format, folder: Path) -> Path:
    """The files of a format in a folder."""
    for path, content in FORMATS[name](build.archive, build.contents).items():
        (folder / path).write_bytes(content)
    return folder


def as_cleaned(value: str) -> str:
    """A value as FollowTheMoney cleans it: an address has a path."""
    return f"{value}/" if re.fullmatch("https?://[^/]+", value) else value


def test_followthemoney_takes_every_value_as_it_is(small: pipeline.Build, tmp_path: Path) -> None:
    ftm = pytest.importorskip("followthemoney")
    serialize = pytest.importorskip("followthemoney.statement.serialize")
    folder = put(small, "ftm", tmp_path)
    entities = {}
    for line in (folder / "entities.ftm.json").read_text(encoding="utf-8").splitlines():
        held = json.loads(line)
        entity = ftm.model.get_proxy(held, cleaned=False)  # which cleans each value, and drops what is none
        assert {name: sorted(entity.get(name)) for name in held["properties"]} == {
            name: sorted(map(as_cleaned, values)) for name, values in held["properties"].items()
        }
        ftm.model.get(held["schema"]).validate(held)
        entities[held["id"]] = entity
    for entity in entities.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert entities[value].schema.is_a(prop.range), (entity.id, prop.name, value)
    statements = [*serialize.read_csv_statements(io.BytesIO((folder / "statements.csv").read_bytes()))]
    assert len(statements) == sum(len(entity.get(name)) for entity in entities.values() for name in entity.properties)
    assert all(it.id and it.origin and it.dataset for it in statements)


def test_a_reader_of_quickstatements_takes_every_line_and_finds_a_reference_for_every_value() -> None:
    """The reader is quickstatements-to-wikibase-edit (npm)."""
    modules, node = ROOT / ".ci/node_modules", shutil.which("node")
    if node is None or not (modules / "quickstatements-to-wikibase-edit").is_dir():
        pytest.skip("quickstatements-to-wikibase-edit is not in .ci/node_modules")
    made = pipeline.read(ROOT / "tests/archives/small")
    [text] = FORMATS["quickstatements"](made.archive, made.contents).values()
    read = "console.log(JSON.stringify(require('quickstatements-to-wikibase-edit')(require('fs').readFileSync(0, 'utf8'))))"
    run = subprocess.run([node, "-e", read], input=text, cwd=modules.parent, check=True, capture_output=True)
    found = json.loads(run.stdout)
    articles = [
        it for it in made.archive.articles if it.source.published_as == "article" and it.source.url and it.title
    ]
    assert [it["claims"]["P1476"][0]["value"]["text"] for it in found["creations"]] == [it.title for it in articles]
    for article, item in zip(articles, found["creations"], strict=True):
        for claims in item["claims"].values():
            for claim in claims:
                assert claim["references"]["P854"] == [article.source.url]
    aliases = {it["id"]: it["aliases"] for it in found["edits"]}
    assert aliases.keys() == {it.wikidata for it in made.archive.entities if it.wikidata and it.also}
    assert found["merges"] == []


def test_obsidiantools_finds_a_note_behind_every_link(tmp_path: Path) -> None:
    """In an archive whose texts have no brackets, which it takes for links even where they are escaped."""
    obsidian = pytest.importorskip("obsidiantools.api")
    made = pipeline.read(ROOT / "tests/archives/arabic")
    for path, content in FORMATS["obsidian"](made.archive, made.contents).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    vault = obsidian.Vault(tmp_path).connect()
    assert {*vault.md_file_index} == {*made.archive.records}
    assert [*vault.nonexistent_notes] == []
    for article in made.archive.articles:
        properties = vault.get_front_matter(article.id)
        assert properties["type"] == "article"
        assert str(article.publisher) in properties["publisher"]


def test_duckdb_reads_the_tables_with_their_types(
    small: pipeline.Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.chdir(put(small, "parquet", tmp_path))
    (quotations,) = [table for table in tables(small.archive) if table.name == "quotations"]
    names = [column.name for column in quotations.columns]
    with duckdb.connect() as database:
        rows = [dict(zip(names, row, strict=True)) for row in database.execute("from 'quotations.parquet'").fetchall()]
        expected = [dict(zip(names, row, strict=True)) for row in quotations.cells()]
        assert [row["id"] for row in rows] == [row["id"] for row in expected]
        assert [row["words"] for row in rows] == [row["words"] for row in expected]
        assert [row["hands"] for row in rows] == [row["hands"] for row in expected]
        types = {name: it for name, it, *_ in database.execute("describe from 'quotations.parquet'").fetchall()}
        assert (types["hands"], types["words"], types["said_earliest"]) == ("BIGINT", "VARCHAR", "DATE")
        about = database.execute("select key, value from parquet_kv_metadata('quotations.parquet')").fetchall()
        assert (b"title", b"Quotations") in about


@pytest.fixture
def port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def test_datasette_answers_over_http_with_our_queries_and_facets(
    small: pipeline.Build, tmp_path: Path, port: int
) -> None:
    pytest.importorskip("datasette")
    folder = put(small, "sqlite", tmp_path)
    command = ["datasette", "serve", "archive.sqlite", "-m", "metadata.json", "-p", str(port), "-h", "127.0.0.1"]
    server = subprocess.Popen([sys.executable, "-m", *command], cwd=folder, env={**os.environ, "HOME": str(tmp_path)})
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/-/versions.json").close()  # noqa: S310
                break
            except OSError:
                assert server.poll() is None
                time.sleep(0.1)

        def answer(path: str) -> dict[str, object]:
            with urllib.request.urlopen(f"{address}/{path}") as response:  # noqa: S310
                held: dict[str, object] = json.load(response)
                return held

        assert answer("archive/altered.json?_shape=objects")["rows"] is not None
        found = answer("archive/words.json?words=the&_shape=objects")
        assert isinstance(found["rows"], list)
        table = answer("archive/quotations.json?_facet=fidelity&_shape=objects")
        assert table["filtered_table_rows_count"] == len(small.archive.quotations)
    finally:
        server.terminate()
        server.wait()
