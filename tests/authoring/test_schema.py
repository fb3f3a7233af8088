"""`archive schema`: the schemas are up to date, explain every key, and agree with the models."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import BaseModel
from referencing import Registry, Resource

from generator import pipeline
from generator.authoring import schema
from generator.cli import main
from generator.records import key_help, structure
from generator.records.model import RECORDS, Kind
from generator.records.yaml_text import read
from tests.archive_files import archive_of, write

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "content/people/mira-okonjo.yml": "name: Mira Okonjo\n",
    "content/organisations/river-board.yml": "name: River Board\n",
    "content/articles/2025/flood.md": "---\ntitle: Flood\n---\n[[mira-okonjo]] [[river-board]]\n",
}


class _Editor(yaml.SafeLoader):
    """Reads YAML 1.2 like editors: numbers and booleans are typed, dates are texts."""


_Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^[-+]?\d+$", list("-+0123456789")),
    ("float", r"^[-+]?\d+\.\d+$", list("-+0123456789")),
):
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


@cache
def _validators(ids: str) -> dict[str, Draft7Validator]:
    registry: Registry[Any] = Registry().with_resource(schema.IDS, Resource.from_contents(json.loads(ids)))
    return {
        name.removesuffix(".json"): Draft7Validator(json.loads(text), registry=registry)
        for name, text in schema.schemas().items()
    }


def faults(kind: Kind, text: str, ids: str) -> list[str]:
    tree = yaml.load(text, Loader=_Editor)  # noqa: S506  (a safe loader)
    return [error.json_path for error in _validators(ids)[kind].iter_errors(tree)]


def test_the_schemas_of_this_repository_are_current() -> None:
    """Run `archive schema` to update them."""
    for name, text in schema.schemas().items():
        assert (ROOT / schema.FOLDER / name).read_text("utf-8") == text, name
    assert (ROOT / ".vscode/settings.json").read_text("utf-8") == schema.settings()


def test_every_record_of_this_archive_fits_its_schema() -> None:
    made = pipeline.read(ROOT)
    ids = schema.ids(made.archive)
    for loaded in made.contents.files.values():
        assert loaded.source is not None
        assert faults(loaded.kind, loaded.source.yaml_text, ids) == [], loaded.path


def test_every_key_is_explained_and_no_explanation_is_left_over() -> None:
    models: set[type[BaseModel]] = set()

    def walk(model: type[BaseModel]) -> None:
        if model not in models:
            models.add(model)
            for key in structure.keys(model):
                assert key_help.help_for(model, key).purpose.endswith(".") or key_help.help_for(model, key).purpose, key
                inner = structure.part_model(model, key)
                if inner:
                    walk(inner)

    for record in RECORDS.values():
        walk(record)
    used = {f"{o.__name__.lstrip('_')}.{key}" for m in models for key in structure.keys(m) for o in m.__mro__}
    assert set(key_help.FIELDS) - used == set()


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("person", "name: Ada\n", []),
        ("person", "name: Ada\nsummary: null\n", []),
        ("person", "name: null\n", ["$.name"]),
        ("person", "also: [Countess]\n", ["$"]),
        ("person", "name: Ada\ncolour: red\n", ["$"]),
        ("person", "name: Ada\ncountry: Britain\n", ["$.country"]),
        ("person", "name: Ada\nalso: [Countess, {name: Адa, language: ru}]\nroles: [{title: a, from: 2012}]\n", []),
        ("person", "name: Ada\nroles: [{of: river-board}]\n", ["$.roles"]),
        ("person", "name: 1984\n", []),
        ("place", "name: Vell\npoint: [51.5, -0.1]\n", []),
        ("place", "name: Vell\npoint: [151.5, -0.1]\n", ["$.point"]),
        ("article", "title: null\n", []),
        ("article", "language: en\n", ["$"]),
        ("article", "title: a\npublished: 2025\n", []),
        ("article", "title: a\npublished: {edtf: 2025-04~, words: about April}\n", []),
        ("article", "title: a\npublished: {words: about April}\n", ["$.published"]),
        ("article", "title: a\npublisher: nobody-yet\n", []),
        ("article", "title: a\npublisher: Nobody Yet\n", ["$.publisher"]),
        ("article", "title: a\nreview: needed\n", []),
        ("article", "title: a\nreview: done\n", ["$.review"]),
        ("article", "title: a\nquotations: [{id: b, speaker: c, text: [d, e], at: [[1, 2], [3, 4]]}]\n", []),
        ("article", "title: a\nquotations: [{id: b, speaker: c, text: d, at: [1, 2], via: [e, {by: [f, g]}]}]\n", []),
        ("article", "title: a\nquotations: [{id: b, speaker: c, text: d, fidelity: true}]\n", ["$.quotations"]),
        ("article", "title: a\nstatements: [{id: b, holder: c, stance: denied, proposition: d}]\n", ["$.statements"]),
    ],
)
def test_a_schema_judges_form(kind: Kind, text: str, told: list[str], tmp_path: Path) -> None:
    assert faults(kind, text, schema.ids(archive_of(tmp_path, FILES))) == told


def test_existing_ids_are_offered_with_their_names(tmp_path: Path) -> None:
    known = json.loads(schema.ids(archive_of(tmp_path, FILES)))["definitions"]
    assert known["person"] == {"enum": ["mira-okonjo"], "enumDescriptions": ["Mira Okonjo"]}
    assert known["place"] == {"not": {}}
    speaker = json.loads(schema.schemas()["article.json"])["definitions"]["AgentRef"]["anyOf"][0]
    assert [option.get("$ref") for option in speaker["anyOf"]] == [
        "ids.json#/definitions/person",
        "ids.json#/definitions/organisation",
        None,
    ]


def test_a_stance_is_completed_and_explained() -> None:
    stance = json.loads(schema.schemas()["article.json"])["definitions"]["Statement"]["properties"]["stance"]
    assert stance["enum"] == ["asserts", "confirms", "denies", "declines", "retracts", "doubts"]
    assert stance["description"] == "The stance taken. For example: denies"


def test_the_editors_settings_name_a_schema_for_every_kind() -> None:
    told = json.loads(schema.settings())["yaml.schemas"]
    assert set(told) == {f"./site_config/schemas/{kind}.json" for kind in (*get_args(Kind), "synonyms")}


def test_the_schema_of_synonyms_asks_for_groups_of_two_words_at_least() -> None:
    told = Draft7Validator(json.loads(schema.synonyms()))
    assert told.is_valid({"synonyms": [["POW", "prisoner of war"]]})
    wrong: list[Any] = [{"synonyms": [["POW"]]}, {"synonyms": ["POW"]}, {"synonyms": [[1, 2]]}, {"words": []}, ["POW"]]
    assert not any(map(told.is_valid, wrong))


def test_the_command_writes_what_is_not_current(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path, FILES)
    assert main(["--root", str(root), "schema", "--check"]) == 1
    assert capsys.readouterr().out.endswith("13 of 13 files are not current\n")
    assert main(["--root", str(root), "schema"]) == 0
    assert main(["--root", str(root), "schema", "--check"]) == 0
    assert main(["--root", str(root), "new", "topic", "--title", "Rain"]) == 0
    assert json.loads((root / schema.FOLDER / schema.IDS).read_text("utf-8"))["definitions"]["topic"]["enum"] == [
        "rain"
    ]


def test_a_new_record_leads_editors_to_its_schema(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    main(["--root", str(root), "schema"])
    main(["--root", str(root), "new", "article", "--title", "Rain"])
    main(["--root", str(root), "new", "person", "--name", "Tom Weir"])
    for file in (*root.glob("content/articles/*/rain.md"), root / "content/people/tom-weir.yml"):
        source, _ = read("x", file.read_bytes(), front_matter=file.suffix == ".md")
        assert source is not None
        modeline = source.yaml_text.split("\n")[0]
        assert (file.parent / modeline.removeprefix("# yaml-language-server: $schema=")).resolve().is_file()


@pytest.mark.parametrize("kind", [("person", "--name", "Tom Weir"), ("article", "--title", "Tom Weir")])
def test_a_new_record_names_no_schema_where_there_is_none(tmp_path: Path, kind: tuple[str, ...]) -> None:
    root = write(tmp_path, FILES)
    main(["--root", str(root), "new", *kind, "--id", "tom"])
    (made,) = root.rglob("tom.*")
    assert "yaml-language-server" not in made.read_text(encoding="utf-8")
    assert main(["--root", str(root), "check"]) == 0


def test_a_new_record_names_no_schema_of_which_one_file_is_gone(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    main(["--root", str(root), "schema"])
    (root / schema.FOLDER / "person.json").unlink()
    main(["--root", str(root), "new", "person", "--name", "Tom Weir"])
    assert "yaml-language-server" not in (root / "content/people/tom-weir.yml").read_text(encoding="utf-8")
    main(["--root", str(root), "new", "topic", "--title", "Mud"])
    assert "schemas/topic.json" in (root / "content/topics/mud.yml").read_text(encoding="utf-8")
