"""Reads FollowTheMoney entities (followthemoney.tech), one per line, as exchanged by Aleph, OpenSanctions and others.

People and organisations become records, documents become articles, and links between them become roles and relations
with their dates. A LegalEntity, which may be a person or an organisation, is not imported.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeGuard

from babel.core import get_global

from generator.authoring.imports import csl
from generator.authoring.imports.decoding import json_of
from generator.authoring.imports.items import Item, OtherRecord, RecordLink
from generator.problems import RefusedError
from generator.records.model import Kind


class _Link(NamedTuple):
    """A link: the properties with its two ends, its default name, and whether it is a role."""

    begins: str
    ends: str
    called: str
    is_role: bool


_KINDS: dict[str, tuple[Kind, str | None]] = {
    "Person": ("person", None), "Organization": ("organisation", None), "Company": ("organisation", "company"),
    "PublicBody": ("organisation", "public body"), "Event": ("event", None),
}  # fmt: skip
_SOURCES = {
    "Article": "article", "Document": "document", "Pages": "document", "HyperText": "article", "PlainText": "document", "Video": "video",
    "Audio": "audio", "Email": "document", "Image": "document", "Table": "document", "Workbook": "document", "Package": "document",
}  # fmt: skip
_LINKS = {
    "Directorship": _Link("director", "organization", "director", is_role=True),
    "Employment": _Link("employee", "employer", "employee", is_role=True),
    "Membership": _Link("member", "organization", "member", is_role=True),
    "Ownership": _Link("owner", "asset", "owner", is_role=False),
    "Family": _Link("person", "relative", "family", is_role=False),
    "Associate": _Link("person", "associate", "associate", is_role=False),
    "Representation": _Link("agent", "client", "represents", is_role=False),
    "Succession": _Link("successor", "predecessor", "succeeds", is_role=False),
    "UnknownLink": _Link("subject", "object", "link", is_role=False),
}
_IDENTIFIERS = frozenset({"isni", "viaf"})
"""Types of an Identification that are also keys of a record."""
_ROLE = ("role", "relationship", "position")
"""Properties of a link that say what it is."""
_OF_ENTITIES = frozenset({"name", "alias", "weakAlias", "previousName", "country", "wikidataId", "position"})
_READ_PROPERTIES: dict[str, frozenset[str]] = {
    "person": _OF_ENTITIES | {"nationality", "citizenship", "classification"},
    "organisation": _OF_ENTITIES | {"jurisdiction", "website", "classification"},
    "event": frozenset({"name", "date", "startDate"}),
    "article": frozenset(
        {
            "title",
            "name",
            "fileName",
            "author",
            "publishedAt",
            "date",
            "authoredAt",
            "publisher",
            "sourceUrl",
            "language",
        }
    ),
    "link": frozenset({*_ROLE, "sourceUrl", "publisher", "namesMentioned"}),
}
"""The properties that become keys, by what an entity becomes. All others are reported."""
_SOURCE_TEXT = frozenset({"bodyText", "bodyHtml", "summary", "description", "indexText"})


def is_entity(found: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is an entity."""
    return (
        isinstance(found, dict) and isinstance(found.get("schema"), str) and isinstance(found.get("properties"), dict)
    )


def items(text: str, name: str) -> list[Item | OtherRecord]:
    """The records in the lines of a file, and the lines that could not be read, with reasons.

    Raises RefusedError if no line is an entity.
    """
    unread: list[Item | OtherRecord] = []
    entities: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json_of(line)
        except ValueError as fault:
            unread.append(Item(f"{name}: line {number}", unread=(f"it is no JSON: {fault}",)))
            continue
        if is_entity(found):
            entities.append((number, found))
        else:
            why = "it is no entity of FollowTheMoney, with a schema and properties"
            unread.append(Item(f"{name}: line {number}", unread=(why,)))
    if not entities:
        raise RefusedError(
            f"{name} holds no entities of FollowTheMoney, each in a line of its own with a schema and properties"
        )
    links_by_entity: dict[str, list[RecordLink]] = {}
    unread_by_entity: dict[str, list[str]] = {}
    identifiers: dict[str, dict[str, str]] = {}
    record_ids = {str(one.get("id")) for _, one in entities if one["schema"] in _KINDS and _first(one, "name")}
    for number, one in entities:
        for holder in _values(one, "holder") if _scheme(one) in _IDENTIFIERS else ():
            identifiers.setdefault(holder, {})[_scheme(one)] = _first(one, "number") or ""
        link = _LINKS.get(one["schema"])
        if link:
            for begins in _values(one, link.begins):
                links_by_entity.setdefault(begins, []).extend(_links(one, link))
                unread_by_entity.setdefault(begins, []).extend(_unread_of_link(one, link))
            if record_ids.isdisjoint(_values(one, link.begins)):
                why = f"{one['schema']}: the entity with which it begins did not become a record"
                unread.append(Item(f"{name}: line {number}", unread=(why,)))
    records = [
        _record_from(one, f"{name}: line {number}", links_by_entity)
        for number, one in entities
        if not _only_adds_to_another(one)
    ]
    completed = (
        replace(
            it, keys={**it.keys, **identifiers.get(it.key, {})}, unread=(*it.unread, *unread_by_entity.get(it.key, ()))
        )
        if isinstance(it, OtherRecord)
        else it
        for it in records
    )
    return [*completed, *unread]


def _only_adds_to_another(one: Mapping[str, Any]) -> bool:
    """Whether the entity only adds to the record of another."""
    return one["schema"] in _LINKS or _scheme(one) in _IDENTIFIERS


def _scheme(one: Mapping[str, Any]) -> str:
    """The scheme of an identifier, in lower case; "" if the entity is not an identifier."""
    return (_first(one, "type") or "").lower() if one["schema"] == "Identification" else ""


def _values(one: Mapping[str, Any], *keys: str) -> list[str]:
    """The values of one or several properties of an entity, without repeats."""
    found: dict[str, None] = {}
    for key in keys:
        held = one["properties"].get(key)
        for value in held if isinstance(held, list) else [held]:
            if isinstance(value, dict):
                value = value.get("id")  # noqa: PLW2901  (a nested entity)
            if isinstance(value, str) and value.strip():
                found[" ".join(value.split())] = None
    return list(found)


def _first(one: Mapping[str, Any], *keys: str) -> str | None:
    return next(iter(_values(one, *keys)), None)


def _links(one: Mapping[str, Any], link: _Link) -> Iterator[RecordLink]:
    for ends in _values(one, link.ends):
        begun, ended = (csl.as_edtf(_first(one, key) or "") for key in ("startDate", "endDate"))
        kind = _first(one, *_ROLE) or link.called
        yield RecordLink(
            ends, kind, is_role=link.is_role, start=begun, end=ended, source=_first(one, "sourceUrl", "publisher")
        )


def _unread_of_link(one: Mapping[str, Any], link: _Link) -> Iterator[str]:
    """The properties of a link that are not imported."""
    dates = [key for key in ("startDate", "endDate") if csl.as_edtf(_first(one, key) or "")]
    read = {*_READ_PROPERTIES["link"], *dates, link.begins, link.ends}
    yield from (f"{one['schema']}.{left}" for left in _unread_properties(one, read))


def _record_from(one: Mapping[str, Any], place: str, ties: Mapping[str, list[RecordLink]]) -> Item | OtherRecord:
    schema = one["schema"]
    names = _values(one, "name")
    kind, record_kind = _KINDS.get(schema, ("article", None))
    unread = list(_unread_properties(one, _READ_PROPERTIES[kind]))
    if schema in _SOURCES:
        dates = [csl.as_edtf(value) for value in _values(one, "publishedAt", "date", "authoredAt")]
        return Item(
            place,
            title=_first(one, "title", "name", "fileName"),
            authors=tuple(_values(one, "author")),
            published=next(filter(None, dates), None),
            outlet=_first(one, "publisher"),
            url=_first(one, "sourceUrl"),
            language=_language(_first(one, "language")),
            kind=_SOURCES[schema],
            unread=tuple(unread),
        )
    if schema not in _KINDS or not names:
        why = (
            "it may be a person or an organisation"
            if schema == "LegalEntity"
            else "no record of ours is like it"
            if names
            else "it has no name"
        )
        return Item(place, unread=(f"{schema}: {why}",))
    nations = ("country", "jurisdiction") if kind == "organisation" else ("nationality", "citizenship", "country")
    countries = _values(one, *nations)
    keys: dict[str, Any] = {}
    if kind == "event":
        keys["date"] = next(filter(None, (csl.as_edtf(value) for value in _values(one, "date", "startDate"))), None)
    else:
        keys["also"] = [*names[1:], *_values(one, "alias", "weakAlias", "previousName")]
        classes = [*([record_kind] if record_kind else []), *_values(one, "classification")]
        keys["kind"] = next(iter(classes), None)
        unread += (f"classification: {csl.shorten(it)}" for it in classes[1:])
        keys["country"] = countries[0].upper() if len(countries) == 1 else None
        keys["wikidata"] = _first(one, "wikidataId")
        keys["site"] = _first(one, "website") if kind == "organisation" else None
        titles_of_roles = {tie.kind for tie in ties.get(str(one.get("id")), ()) if tie.is_role}
        keys["roles"] = [{"title": title} for title in _values(one, "position") if title not in titles_of_roles]
        if len(countries) > 1:
            unread.append(f"country: {', '.join(countries)}")
    filled_keys = {key: value for key, value in keys.items() if value}
    return OtherRecord(
        place,
        kind,
        names[0],
        key=str(one.get("id") or place),
        keys=filled_keys,
        links=tuple(ties.get(str(one.get("id")), ())),
        unread=tuple(unread),
    )


def _language(code: str | None) -> str | None:
    """A language code of two letters if there is one. FollowTheMoney uses three letters (ISO 639-3), records use the
    shortest code (BCP 47)."""
    return get_global("language_aliases").get(code, code) if code else None


def _unread_properties(one: Mapping[str, Any], read: Container[str]) -> Iterator[str]:
    """The properties of an entity that are not imported, with their values. `read`: those that are."""
    for key in one["properties"]:
        values = _values(one, key)
        if values and key not in read:
            yield (
                f"{key}: {csl.WORDS_NOT_COPIED}" if key in _SOURCE_TEXT else f"{key}: {csl.shorten('; '.join(values))}"
            )
