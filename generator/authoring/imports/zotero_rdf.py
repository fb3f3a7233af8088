"""Converts Zotero RDF to Zotero's JSON. It is parsed with rdflib; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.authoring.imports import zotero
from generator.authoring.imports.items import Item
from generator.problems import RefusedError

_Z, _BIB, _DC, _TERMS = (
    "http://www.zotero.org/namespaces/export#",
    "http://purl.org/net/biblio#",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
)
_LINK, _FOAF, _RDF = (
    "http://purl.org/rss/1.0/modules/link/",
    "http://xmlns.com/foaf/0.1/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
)
_PRISM = "http://prismstandard.org/namespaces/1.2/basic/"
_FIELDS = {
    f"{_DC}title": "title", f"{_DC}date": "date", f"{_TERMS}dateSubmitted": "accessDate", f"{_DC}description": "extra",
    f"{_TERMS}abstract": "abstractNote", f"{_BIB}pages": "pages", f"{_DC}rights": "rights", f"{_PRISM}volume": "volume",
    f"{_PRISM}number": "number", f"{_PRISM}edition": "edition", f"{_DC}coverage": "archiveLocation", f"{_DC}type": "type",
}  # fmt: skip
_BASE = "urn:zotero-rdf:"


def items(text: str, name: str) -> list[Item]:
    """The items of a file, sorted by their names in it. Raises RefusedError if rdflib is not installed, or if there are
    no items."""
    try:
        import rdflib  # noqa: PLC0415  (in the extra `import`)
        from rdflib.exceptions import ParserError  # noqa: PLC0415
    except ImportError:
        raise RefusedError("to read RDF, install: pip install 'research-archive[import]'") from None
    from xml.sax import SAXException  # noqa: PLC0415

    # An entity may read local files or fill the memory when expanded; Zotero writes none.
    if "<!ENTITY" in text:
        raise RefusedError(f"{name} declares entities (<!ENTITY), which are not read; Zotero writes none")
    graph = rdflib.Graph()
    try:
        graph.parse(data=text, format="xml", publicID=_BASE)
    except (SAXException, ParserError, ValueError, AttributeError, RecursionError, OSError) as fault:
        raise RefusedError(f"{name} cannot be read as RDF: {fault}") from None
    reader = _Reader(graph, rdflib)
    entries = reader.entries()
    if not entries:
        raise RefusedError(f"{name} holds no items of Zotero")
    return zotero.items({"items": entries, "collections": reader.collections()}, name)


class _Reader:
    def __init__(self, graph: Any, rdflib: Any) -> None:
        self._graph, self._uri = graph, rdflib.URIRef
        self._literal = rdflib.Literal

    def _all(self, subject: Any, predicate: str) -> list[Any]:
        return sorted(self._graph.objects(subject, self._uri(predicate)), key=str)

    def _one(self, subject: Any, *predicates: str) -> Any:
        return next((found for predicate in predicates for found in self._all(subject, predicate)), None)

    def entries(self) -> list[dict[str, Any]]:
        """The items with their children."""
        found = self._graph.subject_objects(self._uri(f"{_Z}itemType"))
        return [
            self._entry(s, str(kind)) for s, kind in sorted(found, key=str) if str(kind) not in ("attachment", "note")
        ]

    def collections(self) -> dict[str, Any]:
        """The collections by their names in the file, each with its title and items."""
        return {
            str(one): {
                "name": str(self._one(one, f"{_DC}title") or ""),
                "items": [_key(it) for it in self._all(one, f"{_TERMS}hasPart")],
            }
            for one in sorted(self._graph.subjects(self._uri(f"{_RDF}type"), self._uri(f"{_Z}Collection")), key=str)
        }

    def _entry(self, one: Any, kind: str) -> dict[str, Any]:
        entry: dict[str, Any] = {
            "itemType": kind,
            "key": _key(one),
            "creators": list(self._creators(one)),
            "tags": list(self._tags(one)),
        }
        for predicate, value in sorted(self._graph.predicate_objects(one), key=str):
            if isinstance(value, self._literal):
                key = _FIELDS.get(str(predicate)) or (
                    str(predicate).removeprefix(_Z) if str(predicate).startswith(_Z) else None
                )
                if key and key != "itemType":
                    entry.setdefault(key, str(value))
        for identifier in self._all(one, f"{_DC}identifier"):
            address = self._one(identifier, f"{_RDF}value") if not isinstance(identifier, self._literal) else None
            if address is not None:
                entry.setdefault("url", str(address))
            elif isinstance(identifier, self._literal):
                scheme, _, number = str(identifier).partition(" ")
                entry.setdefault(scheme if number else "identifier", number or scheme)
        publisher = self._one(one, f"{_DC}publisher")
        name = self._one(publisher, f"{_FOAF}name") if publisher is not None else None
        if name is not None:
            entry["publisher"] = str(name)
        for within in self._within(one):
            title = self._one(within, f"{_DC}title")
            if title is not None:
                entry.setdefault("publicationTitle", str(title))
        entry["notes"] = [
            str(note)
            for it in self._all(one, f"{_TERMS}isReferencedBy")
            if (note := self._one(it, f"{_RDF}value")) is not None
        ]
        entry["notes"] += [
            str(note)
            for it in self._all(one, f"{_LINK}link")
            if (note := self._one(it, f"{_DC}description")) is not None
        ]
        return entry

    def _within(self, one: Any, depth: int = 0) -> Iterator[Any]:
        """The publications that contain an item. A section of a newspaper is skipped in favour of the newspaper, and a
        series is not an outlet."""
        for within in self._all(one, f"{_TERMS}isPartOf"):
            kind = str(self._one(within, f"{_RDF}type") or "")
            if kind == f"{_BIB}Part" and depth < 3:
                yield from self._within(within, depth + 1)
            elif kind != f"{_BIB}Series":
                yield within

    def _creators(self, one: Any) -> Iterator[dict[str, str]]:
        for predicate, listed in sorted(self._graph.predicate_objects(one), key=str):
            name = str(predicate)
            role = next((name.removeprefix(space) for space in (_BIB, _Z) if name.startswith(space)), "")
            if not role.endswith("s"):
                continue
            members = [
                (str(p), person) for p, person in self._graph.predicate_objects(listed) if str(p).startswith(f"{_RDF}_")
            ]
            for _, person in sorted(members, key=lambda it: int(it[0].removeprefix(f"{_RDF}_"))):
                family, given = (
                    self._one(person, f"{_FOAF}surname"),
                    self._one(person, f"{_FOAF}givenName", f"{_FOAF}givenname"),
                )
                yield {"creatorType": role[:-1], "lastName": str(family or ""), "firstName": str(given or "")}

    def _tags(self, one: Any) -> Iterator[dict[str, Any]]:
        for subject in self._all(one, f"{_DC}subject"):
            if isinstance(subject, self._literal):
                yield {"tag": str(subject)}
            elif str(self._one(subject, f"{_RDF}type")) == f"{_Z}AutomaticTag":
                yield {"tag": str(self._one(subject, f"{_RDF}value") or ""), "type": 1}


def _key(subject: Any) -> str:
    """The key of an item in the file."""
    return str(subject).removeprefix(_BASE).removeprefix("#")
