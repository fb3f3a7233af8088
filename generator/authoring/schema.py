"""JSON Schemas of the records, made from the models, so that editors complete, explain and check while authors type.

A schema checks only the form: which keys there are, what they are for, which values a field accepts. Whether an id
exists is checked by `archive check`; existing ids are offered as completions, but any other id is valid too. The ids
are in a separate file, which changes with the contents; the others change only with the models.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel

from generator.archive.archive import Archive
from generator.records import key_help, model, scalars, structure
from generator.records.model import FOLDERS, RECORDS, Kind
from generator.records.scalars import ID_LIMIT, SLUG
from generator.text import english

FOLDER = PurePosixPath("site_config/schemas")
"""The folder of the schemas, relative to the archive's root."""

IDS = "ids.json"
"""The file with the ids of existing records."""

SYNONYMS = "synonyms.json"
"""The schema of `site_config/synonyms.yml`."""

_FILES: Mapping[Kind, str] = {
    kind: "**/*.md" if kind == "article" else "*.md" if kind in model.IN_MARKDOWN else "*.yml" for kind in RECORDS
}
"""The files of each kind, as a pattern within its folder."""

_DRAFT = "http://json-schema.org/draft-07/schema#"  # the newest that the YAML language server supports completely

Schema = dict[str, Any]


def schemas() -> dict[str, str]:
    """The schema of every kind of record, by file name."""
    return {f"{kind}.json": _text(_record(kind, record)) for kind, record in RECORDS.items()}


def ids(archive: Archive) -> str:
    """The schema of ids: for each kind, the existing ones with their names."""
    definitions: Schema = {}
    for kind in RECORDS:
        known = sorted(i for i in archive.records if archive.kind(i) == kind)
        names = {i: archive[i].name for i in known}
        definitions[kind] = {"enum": known, "enumDescriptions": [names[i] for i in known]} if known else {"not": {}}
    return _text({"$schema": _DRAFT, "title": "The ids of existing records", "definitions": definitions})


def synonyms() -> str:
    """The schema of the search's synonyms."""
    group = {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 2,
        "description": "For example: [POW, prisoner of war]",
    }
    what = "Groups of words and phrases, each of which finds what all of its group find."
    properties = {"synonyms": {"description": what, "type": "array", "items": group}}
    return _text(
        {
            "$schema": _DRAFT,
            "title": "Synonyms",
            "description": "Words that are one to the search.",
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
    )


def files(archive: Archive) -> dict[str, str]:
    """All files for completion and checks in editors, by path in an archive: the schemas, the ids, and the settings
    that map them to files."""
    named = [*schemas().items(), (IDS, ids(archive)), (SYNONYMS, synonyms())]
    found = {f"{FOLDER}/{name}": text for name, text in named}
    return {**found, ".vscode/settings.json": settings()}


def settings() -> str:
    """The settings for Visual Studio Code that assign a schema to each kind of file. Its YAML extension does not
    support front matter yet; other editors and extensions, which pass it to the language server, find the schema of
    articles here or in their first line."""
    found = {f"./{FOLDER}/{kind}.json": f"content/{folder}/{_FILES[kind]}" for folder, kind in FOLDERS.items()}
    found[f"./{FOLDER}/{SYNONYMS}"] = "site_config/synonyms.yml"
    content = {
        "yaml.schemas": found,
        "yaml.schemaStore.enable": False,
        "yaml.format.enable": False,
        "editor.rulers": [120],
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.quickSuggestions": {"strings": True}},
        "[markdown]": {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.wordWrap": "on"},
    }
    return _text(content)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _record(kind: Kind, record: type[BaseModel]) -> Schema:
    definitions: Schema = {}
    schema = {
        "$schema": _DRAFT,
        "title": f"{english.with_article(kind).capitalize()}",
        **_mapping(record, definitions),
    }
    if definitions:
        schema["definitions"] = dict(sorted(definitions.items()))
    return schema


# --- parts ---------------------------------------------------------------------------------------------------------------


def _mapping(part: type[BaseModel], definitions: Schema) -> Schema:
    """The schema of a mapping with the keys of a part."""
    properties: Schema = {}
    required = []
    for field in structure.authored_fields(part):
        inner = _schema(field.shape, definitions)
        nullable = not field.required or field.shape.nullable
        if nullable or "$ref" in inner:  # in draft 7, siblings of a reference are ignored
            inner = {"anyOf": [inner, {"type": "null"}] if nullable else [inner]}
        properties[field.key] = {"description": _about(key_help.help_for(part, field.key)), **inner}
        if field.required:
            required.append(field.key)
    doc = " ".join((part.__doc__ or "").split("\n\n", maxsplit=1)[0].split())  # since 3.13, Python removes indentation
    schema: Schema = {
        "description": doc,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return schema | ({"required": required} if required else {})


def _about(said: key_help.Help) -> str:
    return f"{said.purpose} For example: {said.example}" if said.example else said.purpose


SHORT: Mapping[type[BaseModel], str] = {
    model.Date: "edtf",
    model.AgentRef: "id",
    model.Step: "by",
    model.Alias: "name",
    model.Relay: "of",
    model.Occurrence: "event",
    model.Author: "name",
}
"""Parts that have a short form: the value of this key alone."""


def _schema(shape: structure.Shape, definitions: Schema) -> Schema:
    """The schema of the values of this shape."""
    if shape.refers:
        offered = [{"$ref": f"{IDS}#/definitions/{kind}"} for kind in shape.refers.kinds]
        return {"anyOf": [*offered, dict(_ID)]}
    if shape.choices:
        return {"enum": list(shape.choices)}
    if shape.part:
        return _part(shape.part, definitions)
    if shape.form == "list":
        several = {"type": "array", "items": _schema(shape.items[0], definitions)}
        # If the field accepts a single item in place of a list, so does the schema.
        return {"anyOf": [several["items"], several]} if shape.widen else several
    if shape.form == "row":
        items = [_schema(item, definitions) for item in shape.items]
        return {"type": "array", "items": items, "minItems": len(items), "maxItems": len(items)}
    if shape.hint not in SCALARS:
        raise TypeError(f"no schema for {shape.hint!r}")
    return dict(SCALARS[shape.hint])


def _part(part: type[BaseModel], definitions: Schema) -> Schema:
    name = part.__name__
    if name not in definitions:
        definitions[name] = {}  # reserves the name: no part contains itself, but this one may recur while it is made
        whole = _mapping(part, definitions)
        short = SHORT.get(part)
        if short:
            value = next(_schema(f.shape, definitions) for f in structure.fields(part) if f.key == short)
            if part is model.Step:
                one = value["items"]
                whole["properties"][short]["anyOf"].insert(0, one)
                value = one
            whole = {"anyOf": [value, whole]}
        definitions[name] = whole
    return {"$ref": f"#/definitions/{name}"}


# --- scalars -------------------------------------------------------------------------------------------------------------

_ANY_SCALAR = ["string", "number", "boolean"]
"""Types of a text in YAML. To an editor a text may look like a number; the archive always reads it as text."""

_TEXT: Schema = {"type": _ANY_SCALAR, "minLength": 1}
_ID: Schema = {"type": "string", "pattern": f"^{SLUG.pattern}$", "maxLength": ID_LIMIT}
_PATH = f"^{SLUG.pattern}/{SLUG.pattern}$"

SCALARS: Mapping[Any, Schema] = {
    str: _TEXT,
    scalars.Line: {**_TEXT, "maxLength": 500},
    scalars.Prose: {**_TEXT, "maxLength": 20_000},
    scalars.Words: {**_TEXT, "maxLength": 5_000},
    scalars.Id: _ID,
    scalars.Url: {"type": "string", "pattern": "^https?://", "format": "uri"},
    scalars.Number: {"type": "number"},
    scalars.Amount: {"type": "number"},
    scalars.Truth: {"enum": [True, False, "unknown", None]},
    scalars.Offset: {"type": "integer", "minimum": 0},
    scalars.Latitude: {"type": "number", "minimum": -90, "maximum": 90},
    scalars.Longitude: {"type": "number", "minimum": -180, "maximum": 180},
    scalars.Language: {
        "type": "string",
        "pattern": f"^{scalars.LANGUAGE_TAG}$",
        "examples": ["en", "ru", "uk", "ko", "zh-Hant"],
    },
    scalars.Country: {"type": "string", "pattern": "^[A-Z]{2}$"},
    scalars.Wikidata: {"type": "string", "pattern": r"^Q[1-9]\d{0,11}$"},
    scalars.Isni: {"type": ["string", "integer"], "pattern": r"(?:\d{4}[ -]?){3}\d{3}[\dXx]$"},
    scalars.Viaf: {"type": ["string", "integer"], "pattern": r"^[1-9]\d{0,21}$"},
    scalars.GeoNames: {"type": ["string", "integer"], "pattern": r"^[1-9]\d{0,8}$"},
    scalars.Sha256: {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    scalars.TimeCode: {"type": "string", "pattern": r"^(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9](?:\.[0-9]{1,3})?$"},
    scalars.Ordinal: {"type": ["string", "integer"], "pattern": "^[1-9][0-9]{0,5}$", "minimum": 1},
    scalars.PassagePath: {"type": "string", "pattern": _PATH},
    scalars.QuotationPath: {"type": "string", "pattern": _PATH},
    scalars.EdtfText: {"type": ["string", "integer"]},
}
