"""The Data Package and the RO-Crate, which describe every data file that an archive publishes or exports."""

import csv
import datetime as dt
import hashlib
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rocrate.rocrate import ROCrate

from generator import pipeline, routes
from generator.archive.history import History
from generator.cli import main
from generator.exports import data, described
from generator.exports.formats import PLAIN
from generator.records.settings import Licence
from tests.archive_files import write
from tests.exports.test_bag import FILES

SMALL = Path(__file__).parents[1] / "archives" / "small"
FILES_OF_DATA = (pipeline.download_files, pipeline.published_files, pipeline.published_files_with_bodies)
CONTEXT = os.environ.get("ROCRATE_CONTEXT", "")


def site_of(build: pipeline.Build, **settings: object) -> dict[str, bytes]:
    """What is published below `/data/`, by path from there."""
    asked = build.archive.settings.model_copy(update=settings)
    build = replace(build, archive=replace(build.archive, settings=asked))
    made: dict[str, str | bytes] = {}
    for part in FILES_OF_DATA:
        made |= part(build)
    made |= pipeline.description_files(build, lambda path: str(made[path]))
    below = {path.removeprefix("data/"): it for path, it in made.items() if not path.startswith("data/sql/")}
    return {path: it.encode() if isinstance(it, str) else it for path, it in below.items()}


@pytest.fixture(scope="module")
def small() -> pipeline.Build:
    """The archive with every kind of record."""
    return pipeline.read(SMALL)


@pytest.fixture(scope="module")
def everything(small: pipeline.Build) -> dict[str, bytes]:
    """The data of the small archive in every format that needs no package."""
    licence = Licence(name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/")
    return site_of(small, downloads=tuple(PLAIN), author="The editors", licence=licence)


def package(files: dict[str, bytes]) -> dict[str, Any]:
    return dict(json.loads(files["datapackage.json"]))


def read(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode(), newline="")))


def is_described(path: str) -> bool:
    """Whether a published file is itself data: not a list of files, nor a description, nor a page of annotations, which
    a list has."""
    name = path.rpartition("/")[2]
    return name not in (*described.NAMES, routes.FILES) and not path.startswith("annotations/")


def test_both_name_every_published_file_as_it_is(everything: dict[str, bytes]) -> None:
    graph = {it["@id"]: it for it in json.loads(everything["ro-crate-metadata.json"])["@graph"]}
    resources = {it["path"]: it for it in package(everything)["resources"]}
    assert resources.keys() == {*filter(is_described, everything), "annotations/files.json"}
    assert {it["@id"] for it in graph["./"]["hasPart"]} == {*resources, "datapackage.json"}
    assert len({it["name"] for it in resources.values()}) == len(resources)
    for path, it in resources.items():
        content = everything[path]
        digest = hashlib.sha256(content).hexdigest()
        assert (it["bytes"], it["hash"]) == (len(content), f"sha256:{digest}")
        entity = graph[path]
        assert (entity["contentSize"], entity["sha256"]) == (str(len(content)), digest)
        assert it["description"] == entity["description"] != ""
        assert it["mediatype"] == entity["encodingFormat"] != "application/octet-stream"
        assert it.get("conformsTo") == entity.get("conformsTo", {}).get("@id")
        assert "conformsTo" not in entity or graph[entity["conformsTo"]["@id"]]["name"]
    listed = {it["path"]: it for it in json.loads(everything["annotations/files.json"])}
    for name, it in listed.items():
        assert it["hash"] == f"sha256:{hashlib.sha256(everything[f'annotations/{name}']).hexdigest()}"
    assert {f"annotations/{name}" for name in (*listed, "files.json")} == {
        path for path in everything if path.startswith("annotations/")
    }


def test_only_what_the_settings_publish_is_described(small: pipeline.Build) -> None:
    resources = package(site_of(small, downloads=("ris",)))["resources"]
    assert [it["path"] for it in resources if it["format"] not in ("csv", "jsonld", "json")] == ["ris/articles.ris"]


def test_feeds_are_named_where_the_address_of_the_site_is_known(small: pipeline.Build) -> None:
    past = History("0" * 40, ())
    made = replace(small, address="https://floods.example/", archive=replace(small.archive, history=past))
    texts = {path: str(text) for part in FILES_OF_DATA for path, text in part(made).items()}
    graph = json.loads(pipeline.description_files(made, texts.__getitem__)[routes.CRATE])["@graph"]
    feeds = {it["@id"]: it["encodingFormat"] for it in graph if it["@type"] == "DataFeed"}
    assert feeds == {
        "https://floods.example/feed.xml": "application/atom+xml",
        "https://floods.example/feed.json": "application/feed+json",
    }


def test_the_package_describes_every_column(everything: dict[str, bytes], small: pipeline.Build) -> None:
    tables = [it for it in package(everything)["resources"] if it.get("type") == "table"]
    assert {f"data/{it['path']}" for it in tables} == {*data.files(small.archive)}
    for it in tables:
        header = next(csv.reader(io.StringIO(everything[it["path"]].decode(), newline="")))
        assert header == [field["name"] for field in it["schema"]["fields"]]
        assert all(field["description"] for field in it["schema"]["fields"])


READ: dict[str, Callable[[str], object]] = {
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": dt.date.fromisoformat,
    "string": str,
}


def test_every_cell_is_of_its_columns_type_and_every_row_that_is_named_is_there(everything: dict[str, bytes]) -> None:
    resources = {it["name"]: it["schema"] for it in package(everything)["resources"] if "schema" in it}
    ids = {
        name: [row["id"] for row in read(everything, name)] for name in resources if resources[name].get("primaryKey")
    }
    for name, schema in resources.items():
        rows = read(everything, name)
        assert rows or name == "history"  # the history table needs git
        for row in rows:
            for field in schema["fields"]:
                cell = row[field["name"]]
                assert cell == "" or READ[field["type"]](cell) is not None
                assert cell == "" or cell in field.get("constraints", {}).get("enum", [cell])
        if "primaryKey" in schema:
            assert all(ids[name])
            assert len(set(ids[name])) == len(rows)
        for key in schema.get("foreignKeys", []):
            named = {row[key["fields"][0]] for row in rows} - {""}
            assert named <= set(ids[key["reference"].get("resource", name)]), (name, key)


def test_the_package_names_references_as_the_standard_wants(everything: dict[str, bytes]) -> None:
    """A list of foreign keys is never empty, and a reference to the same table does not name it."""
    schemas = {it["name"]: it["schema"] for it in package(everything)["resources"] if "schema" in it}
    assert "foreignKeys" not in schemas["measures"]
    assert {"fields": ["part_of"], "reference": {"fields": ["id"]}} in schemas["events"]["foreignKeys"]
    speaker = {"fields": ["speaker"], "reference": {"resource": "entities", "fields": ["id"]}}
    assert speaker in schemas["quotations"]["foreignKeys"]
    (stance,) = [field for field in schemas["statements"]["fields"] if field["name"] == "stance"]
    assert "denies" in stance["constraints"]["enum"]


def test_an_rocrate_reader_finds_every_file(everything: dict[str, bytes], tmp_path: Path) -> None:
    put(everything, tmp_path)
    crate = ROCrate(tmp_path)
    assert crate.license.id == "https://creativecommons.org/licenses/by/4.0/"
    for part in crate.root_dataset["hasPart"]:
        assert (tmp_path / part.id).is_file()
        assert crate.get(part.id).type == "File"


def test_what_validates_data_packages_finds_no_fault(everything: dict[str, bytes], tmp_path: Path) -> None:
    """The standard's reference implementation validates every row by its schema, and checks every reference and
    checksum. It takes JSON Lines for tables, which it reads with another package."""
    frictionless = pytest.importorskip("frictionless")
    pytest.importorskip("jsonlines")
    put(everything, tmp_path)
    found = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert found.flatten(["name", "type", "title", "rowNumber", "fieldName", "note"]) == []
    assert len(found.tasks) == len(package(everything)["resources"])


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_an_exported_folder_describes_itself(name: str, tmp_path: Path) -> None:
    root = write(tmp_path / "root", FILES)
    assert main(["--root", str(root), "export", name, str(tmp_path / "out")]) == 0
    made = {
        path.relative_to(tmp_path / "out").as_posix(): path.read_bytes()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    assert {it["path"] for it in package(made)["resources"]} == made.keys() - {*described.NAMES}
    assert all(it["bytes"] == len(made[it["path"]]) for it in package(made)["resources"])


def test_what_validates_ro_crates_finds_no_fault(
    everything: dict[str, bytes], small: pipeline.Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """rocrate-validator checks what the specification requires. It would load the context from the
    network; `ROCRATE_CONTEXT` names a copy."""
    http = pytest.importorskip("rocrate_validator.utils.http")
    services, models = (pytest.importorskip(f"rocrate_validator.{it}") for it in ("services", "models"))
    if not CONTEXT:
        pytest.skip("ROCRATE_CONTEXT names no copy of the context of RO-Crate 1.2")
    text = Path(CONTEXT).read_text(encoding="utf-8")

    def get(_self: object, url: str, **_asked: object) -> SimpleNamespace:
        assert url == "https://w3id.org/ro/crate/1.2/context"
        return SimpleNamespace(
            status_code=200,
            ok=True,
            headers={"Content-Type": "application/ld+json"},
            text=text,
            content=text.encode(),
            json=lambda: json.loads(text),
        )

    monkeypatch.setattr(http.HttpRequester, "get", get, raising=False)

    for name, files in {"all": everything, "bare": site_of(small)}.items():
        put(files, tmp_path / name)
        asked = services.ValidationSettings(
            rocrate_uri=str(tmp_path / name),
            profile_identifier="ro-crate-1.2",
            requirement_severity=models.Severity.REQUIRED,
            skip_availability_check=True,
        )
        assert [str(it.message) for it in services.validate(asked).get_issues()] == []


def put(files: dict[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
