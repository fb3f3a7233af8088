"""The JSON-LD of pages, read by a JSON-LD processor (PyLD) and checked against schema.org's vocabulary as included in
RO-Crate's library."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pytest
from pyld import jsonld

from generator import pipeline, routes
from generator.archive.archive import Archive
from generator.pages.parts.here import Here
from generator.pages.parts.metadata import dataset, metadata
from generator.records.model import SourceKind
from tests import every_field
from tests.archive_files import write

ROOT = Path(__file__).resolve().parents[2]
SITE = "https://archive.test/"
SDO = "http://schema.org/"
CITO = "http://purl.org/spar/cito/"
WRITTEN_OUT = {"Text", "URL", "Date", "DateTime", "Time", "Number", "Boolean", "Integer", "Float"}

LINKED = re.compile(r'(?s)<script type="application/ld\+json">([^<>]*)</script>')

Node = dict[str, Any]


class Vocabulary:
    """The vocabulary of schema.org: the superclasses of each type, and the types and values that each property may
    have."""

    def __init__(self) -> None:
        graph = json.loads((resources.files("rocrate") / "data/schema.jsonld").read_text(encoding="utf-8"))["@graph"]
        known = {it["@id"].removeprefix("schema:"): it for it in graph if it["@id"].startswith("schema:")}
        self.kinds = {name: _names(it, "rdfs:subClassOf") for name, it in known.items() if "rdfs:Class" in it["@type"]}
        self.bearers = {name: _names(it, "schema:domainIncludes") for name, it in known.items()}
        self.values = {
            name: _names(it, "schema:rangeIncludes") for name, it in known.items() if "rdf:Property" in it["@type"]
        }

    def context(self) -> Node:
        """A JSON-LD context with only these terms, so that a processor drops any other. As in schema.org's own context,
        texts of a property whose values are only things or URLs are read as URLs; `@vocab` is left out."""
        things = {name for name, values in self.values.items() if not values & (WRITTEN_OUT - {"URL"})}
        properties = {name: {"@id": SDO + name, **({"@type": "@id"} if name in things else {})} for name in self.values}
        return {"@context": {**{name: SDO + name for name in self.kinds}, **properties}}

    def lineage(self, name: str) -> set[str]:
        """A type and all its superclasses."""
        return {name}.union(*map(self.lineage, self.kinds[name]))


def _names(held: Mapping[str, Any], key: str) -> set[str]:
    found = held.get(key, [])
    return {it["@id"].removeprefix("schema:") for it in (found if isinstance(found, list) else [found])}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary()


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Archive]:
    """Three archives by the URL of their site: the small one, one with every field of every record, and one with every
    kind of source."""
    full = every_field.files(lambda path, sort: f"https://a.test/{path}" if sort == "url" else f"The {sort} of {path}.")
    sources = {
        f"content/articles/2025/{kind.replace(' ', '-')}.md": "---\ntitle: A title\npublished: 2025-04-28\nauthors: [Ada Lind, {by: agency}]\n"
        f"publisher: agency\nsource: {{kind: {kind}, url: https://a.test/, relays: agency}}\nquotations: [{{id: a, text: we knew}}]\n---\nRain.\n"
        for kind in get_args(SourceKind)
    }
    agency = {"content/organisations/agency.yml": "name: Agency\n"}
    return {
        SITE: pipeline.read(ROOT / "tests/archives/small").archive,
        "https://full.test/": pipeline.read(write(tmp_path_factory.mktemp("full"), full)).archive,
        "https://sources.test/": pipeline.read(
            write(tmp_path_factory.mktemp("sources"), {**sources, **agency})
        ).archive,
    }


@pytest.fixture(scope="module")
def said(archives: dict[str, Archive]) -> dict[str, Node]:
    """The JSON-LD of every record's page, and of the small archive's data page, by URL."""
    found = {}
    for site, archive in archives.items():
        for record_id in archive.records:
            path = routes.page(archive.kind(record_id), record_id)
            for text in LINKED.findall(metadata(Here(archive, path), archive[record_id])):
                found[site + routes.address(path)] = json.loads(text)
    [text] = LINKED.findall(dataset(archives[SITE], "All of it", [("quotations.csv", "text/csv")]))
    return {**found, f"{SITE}data/": json.loads(text)}


@pytest.fixture(scope="module")
def expanded(said: dict[str, Node], vocabulary: Vocabulary) -> dict[str, list[Node]]:
    context = vocabulary.context()

    def load(url: str, _options: object) -> Node:
        assert url == "https://schema.org"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}

    return {base: jsonld.expand(held, {"base": base, "documentLoader": load}) for base, held in said.items()}


def nodes(held: object) -> Iterator[Node]:
    if isinstance(held, dict):
        yield held
    for value in held.values() if isinstance(held, dict) else held if isinstance(held, list) else ():
        yield from nodes(value)


def terms(held: object) -> list[str]:
    """Every property and type that occurs, once for each occurrence."""
    written = [name for node in nodes(held) for name in node if name[0] != "@"]
    types = [node["@type"] for node in nodes(held) if "@type" in node]
    return sorted([*written, *(name for it in types for name in (it if isinstance(it, list) else [it]))])


def test_no_term_is_dropped(said: dict[str, Node], expanded: dict[str, list[Node]]) -> None:
    assert len(said) > 15
    for base, held in said.items():
        own = {name: value for name, value in held.items() if name != "@context"}
        kept = [name.removeprefix(SDO).removeprefix(CITO) for name in terms(expanded[base])]
        assert sorted(kept) == terms(own), base


def test_each_property_is_one_of_its_thing_and_leads_to_what_it_may(
    expanded: dict[str, list[Node]], vocabulary: Vocabulary
) -> None:
    wrong = set()
    for held in expanded.values():
        for node in nodes(held):
            types = [it.removeprefix(SDO) for it in node.get("@type", ())]
            for key, values in node.items():
                name = key.removeprefix(SDO)
                if name == key or not types:
                    continue
                if not any(vocabulary.bearers[name] & vocabulary.lineage(it) for it in types):
                    wrong.add(f"{types} have no {name}")
                for value in values:
                    for kind in (it.removeprefix(SDO) for it in value.get("@type", ())):
                        if not vocabulary.values[name] & vocabulary.lineage(kind):
                            wrong.add(f"{name} leads to no {kind}")
    assert wrong == set()


def test_things_are_the_pages_of_their_archive_wherever_it_stands(
    archives: dict[str, Archive], expanded: dict[str, list[Node]]
) -> None:
    for site, archive in archives.items():
        pages = {site + routes.address(routes.page(archive.kind(it), it)) for it in archive.records}
        for base, held in expanded.items():
            if base.startswith(site) and base != f"{SITE}data/":
                assert held[0]["@id"] == f"{base}#"
                named = (str(node.get("@id", "")).partition("#")[0] for node in nodes(held))
                assert {it for it in named if it.startswith(site)} <= pages


def test_one_graph_is_made_of_all_pages_and_quotations_are_framed_of_it(expanded: dict[str, list[Node]]) -> None:
    graph = jsonld.flatten([node for held in expanded.values() for node in held])
    framed = jsonld.frame(graph, {"@type": f"{SDO}Quotation", f"{SDO}spokenByCharacter": {"@embed": "@always"}})
    quotations = {it["@id"]: it for it in framed["@graph"]}
    held = quotations[f"{SITE}articles/heroic-flood/#q-it-held"]
    assert held[f"{SDO}text"] == "it held, {{ thank }} <i>heaven</i>"
    assert held[f"{SDO}spokenByCharacter"][f"{SDO}name"] == "Mira Okonjo"
