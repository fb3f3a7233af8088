"""Reads candidates for people, organisations, places and documents from a file: a Wikidata dump, or JSON or CSV, as a
stream.

A Wikidata dump (www.wikidata.org/wiki/Wikidata:Database_download, in JSON) has one item per line, with or without
brackets around all; it may be compressed with gzip or bzip2. For items that do not match, only the names are examined.
Only one line is in memory at a time.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from pydantic import TypeAdapter, ValidationError

from generator.authoring.imports.decoding import json_of
from generator.problems import RefusedError
from generator.records.model import Kind
from generator.records.scalars import GeoNames, Isni, Viaf, Wikidata
from generator.text import addresses

SCHEMES: Mapping[str, TypeAdapter[str]] = {
    "wikidata": TypeAdapter(Wikidata),
    "isni": TypeAdapter(Isni),
    "viaf": TypeAdapter(Viaf),
    "geonames": TypeAdapter(GeoNames),
}
"""The identifiers that may be proposed, by their keys in records."""

_LONGEST_LINE = 64_000_000
_LONGEST_WHOLE = 256_000_000
"""The maximum size in bytes of a JSON file without one record per line, because it has to be read whole."""
_LONGEST_CELL = 1_000_000


class Name(NamedTuple):
    """A name of a candidate and its language; the language is "" if the file does not give it."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Everything a file says about one thing; None or empty if it does not say.

    `kinds` are the kinds of record that it may be. `countries` are codes (ISO 3166) or Wikidata items; `born` and
    `died` are years.
    """

    place: str
    names: tuple[Name, ...]
    kinds: frozenset[Kind]
    identifiers: Mapping[str, str] = field(default_factory=dict)
    description: str | None = None
    countries: tuple[str, ...] = ()
    born: int | None = None
    died: int | None = None
    point: tuple[float, float] | None = None
    site: str | None = None


@dataclass(slots=True)
class ReadReport:
    """Further results of reading a file: country codes by Wikidata item, and what could not be read.

    `entries` and `unread` are counts, `first_unread` is the place of the first unreadable entry, and `ended_early` says
    why the file could not be read to its end.
    """

    entries: int = 0
    countries: dict[str, str] = field(default_factory=dict)
    unread: int = 0
    first_unread: str = ""
    ended_early: str = ""

    def passed_over(self, place: str) -> None:
        """Record an unreadable entry at this place."""
        self.unread += 1
        self.first_unread = self.first_unread or place


class NameFilter(NamedTuple):
    """The filter for candidates: `name` tests whether some record has a name; `items` are the Wikidata items of
    records."""

    name: Callable[[str], bool]
    items: Container[str]


def candidates(file: Path, name_filter: NameFilter, report: ReadReport) -> Iterator[Candidate]:
    """The candidates in a file that match by name or Wikidata item. `report` receives the counts and the country
    codes.

    Raises RefusedError if the file has no supported format, and OSError if it cannot be opened.
    """
    with file.open("rb") as raw:
        stream = _open_unpacked(raw)
        try:
            first = stream.readline(_LONGEST_LINE)
            while first and not first.strip():
                first = stream.readline(_LONGEST_LINE)
            if file.name.lower().removesuffix(".gz").removesuffix(".bz2").endswith((".csv", ".tsv")):
                entries: Iterator[tuple[str, Any]] = _rows(first, stream, report)
            else:
                entries = _objects(first, stream, file.name, report)
            for place, entry in entries:
                report.entries += 1
                found = _candidate_from_entry(entry, place, name_filter, report)
                if found is not None:
                    yield found
        except (EOFError, gzip.BadGzipFile, zlib.error) as fault:
            if not report.entries:
                raise RefusedError(f"{file.name} cannot be unpacked: {fault}") from None
            report.ended_early = " ".join(str(fault).split())


def _open_unpacked(raw: BinaryIO) -> BinaryIO:
    magic = raw.read(3)
    raw.seek(0)
    if magic[:2] == b"\x1f\x8b":
        return cast("BinaryIO", io.BufferedReader(gzip.GzipFile(fileobj=raw)))
    return cast("BinaryIO", io.BufferedReader(bz2.BZ2File(raw))) if magic == b"BZh" else raw


# --- the entries of a file -----------------------------------------------------------------------------------------------


def _objects(first: bytes, stream: BinaryIO, name: str, report: ReadReport) -> Iterator[tuple[str, Any]]:
    """The objects of a JSON file with one per line; any other JSON file is read whole. Raises RefusedError if such a
    file is too long, or if the file is not JSON."""
    begins = first.strip().removeprefix(b"\xef\xbb\xbf")
    if begins[:1] not in (b"[", b"{"):
        raise RefusedError(f"{name} is neither JSON nor CSV; CSV is known by the end of its name: .csv or .tsv")
    second = stream.readline(_LONGEST_LINE) if begins == b"[" else b""
    if second.strip() in (b"{", b"[") or (begins != b"[" and not _is_whole(begins)):
        rest = second + stream.read(_LONGEST_WHOLE + 1)
        if len(rest) > _LONGEST_WHOLE:
            raise RefusedError(f"{name} is too long to be read whole; write an object on each line")
        try:
            held = json_of((first + rest).decode("utf-8-sig"))
        except ValueError as fault:
            raise RefusedError(f"{name} is no JSON: {fault}") from None
        for number, entry in enumerate(_entries_of(held), 1):
            yield f"number {number}", entry
        return
    number, line = (2, second) if second else (1, begins)
    while line:
        text = line.strip().removesuffix(b",")
        if text not in (b"", b"[", b"]"):
            place = f"line {number}"
            try:
                found = json_of(text.decode())
            except ValueError:
                report.passed_over(place)
            else:
                for entry in _entries_of(found):
                    yield place, entry
        number, line = number + 1, stream.readline(_LONGEST_LINE)


def _is_whole(line: bytes) -> bool:
    """Whether a line is a complete JSON object, so that the file has one per line."""
    try:
        return isinstance(json_of(line.removesuffix(b",").decode()), dict)
    except ValueError:
        return False


def _entries_of(parsed: Any) -> Iterable[Any]:
    """The entries of a whole file: a list, the bindings of a SPARQL result, or the entities of a response from the
    Wikidata API."""
    if isinstance(parsed, list):
        return parsed
    if isinstance(parsed, dict):
        results, entities = parsed.get("results"), parsed.get("entities")
        if isinstance(results, dict) and isinstance(results.get("bindings"), list):
            return [
                {key: cell.get("value") for key, cell in row.items() if isinstance(cell, dict)}
                for row in results["bindings"]
                if isinstance(row, dict)
            ]
        if isinstance(entities, dict):
            return entities.values()
    return [parsed]


def _rows(first: bytes, stream: BinaryIO, report: ReadReport) -> Iterator[tuple[str, Any]]:
    csv.field_size_limit(_LONGEST_CELL)
    head = first.decode("utf-8-sig", "replace")
    mark = max(",;\t", key=head.count)
    rows = csv.reader((line.decode("utf-8", "replace") for line in stream), delimiter=mark)
    keys = next(csv.reader([head], delimiter=mark))
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            report.passed_over(f"line {rows.line_num + 1}")
            continue
        yield f"line {rows.line_num + 1}", dict(zip(keys, cells, strict=False))


# --- the content of an entry ---------------------------------------------------------------------------------------------


def _candidate_from_entry(entry: Any, place: str, name_filter: NameFilter, report: ReadReport) -> Candidate | None:
    if not isinstance(entry, dict):
        report.passed_over(place)
        return None
    try:
        if isinstance(entry.get("labels"), dict | list) and isinstance(entry.get("id"), str):
            return _candidate_from_item(entry, place, name_filter, report)
        return _candidate_from_mapping(entry, place, name_filter)
    except (TypeError, ValueError, AttributeError, KeyError):
        report.passed_over(place)
        return None


_HUMAN = "Q5"
_NEVER_A_RECORD = frozenset(
    {"Q4167410", "Q4167836", "Q11266439", "Q13406463", "Q13442814", "Q101352", "Q202444", "Q12308941", "Q11879590"}
)
"""Classes that are never records: disambiguation pages, categories, templates, lists, scholarly articles, family and
given names."""
_ALL_KINDS: frozenset[Kind] = frozenset({"person", "organisation", "place", "document"})


def _candidate_from_item(
    item: dict[str, Any], place: str, name_filter: NameFilter, report: ReadReport
) -> Candidate | None:
    """The candidate in a Wikidata item; None if it does not match."""
    claims = item.get("claims")
    claims = claims if isinstance(claims, dict) else {}
    code = next(iter(_values(claims, "P297")), None)
    if isinstance(code, str):
        report.countries[item["id"]] = code
    found = dict.fromkeys(
        Name(one["value"], one.get("language", ""))
        for held in (item.get("labels"), item.get("aliases"))
        for some in (held.values() if isinstance(held, dict) else ())
        for one in (some if isinstance(some, list) else [some])
    )
    if item["id"] not in name_filter.items and not any(map(name_filter.name, {name.text for name in found})):
        return None
    described = item.get("descriptions")
    points = [it for it in _values(claims, "P625") if isinstance(it, dict)]
    site = next((it for it in _values(claims, "P856") if isinstance(it, str) and addresses.is_web(it)), None)
    identifiers = {"wikidata": item["id"]}
    for key, prop in (("isni", "P213"), ("viaf", "P214"), ("geonames", "P1566")):
        values = list(dict.fromkeys(filter(None, (as_identifier(key, it) for it in _values(claims, prop)))))
        if len(values) == 1:
            identifiers[key] = values[0]
    return Candidate(
        place,
        tuple(found),
        _kinds(claims),
        identifiers,
        described["en"]["value"] if isinstance(described, dict) and "en" in described else None,
        tuple(it["id"] for prop in ("P27", "P17") for it in _values(claims, prop) if isinstance(it, dict)),
        _year(claims, "P569"),
        _year(claims, "P570"),
        (float(points[0]["latitude"]), float(points[0]["longitude"])) if points else None,
        site,
    )


def _kinds(claims: Mapping[str, Any]) -> frozenset[Kind]:
    """The kinds of record that an item may be. A dump does not include the class hierarchy, so only a point
    distinguishes places from documents."""
    classes = {it.get("id") for it in _values(claims, "P31") if isinstance(it, dict)}
    if _HUMAN in classes:
        return frozenset({"person"})
    if classes & _NEVER_A_RECORD:
        return frozenset()
    if not classes:
        return _ALL_KINDS
    on_earth = bool(_values(claims, "P625") or _values(claims, "P1566"))
    return frozenset({"organisation", "place"}) if on_earth else frozenset({"organisation", "document"})


def _values(claims: Mapping[str, Any], prop: str) -> list[Any]:
    """The preferred values of a property or, if there are none, all that are not deprecated."""
    said = claims.get(prop) or []
    preferred = [it for it in said if it.get("rank") == "preferred"]
    chosen = preferred or [it for it in said if it.get("rank") != "deprecated"]
    return [it["mainsnak"]["datavalue"]["value"] for it in chosen if it["mainsnak"].get("snaktype") == "value"]


def _year(claims: Mapping[str, Any], prop: str) -> int | None:
    """The year of a date with at least the precision of a year; None if several differ."""
    years = {int(it["time"][:5]) for it in _values(claims, prop) if int(it["precision"]) >= 9}
    return years.pop() if len(years) == 1 else None


def as_identifier(scheme: str, value: Any) -> str | None:
    """An identifier in the form used in records, from the identifier itself or its web address; None if it is
    invalid."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    text = str(value).strip()
    if scheme != "isni":
        text = re.sub(r"^https?://[^/]+/(?:.*/)?(?=[Q\d])|/[^/]*\Z", "", text)
    try:
        return SCHEMES[scheme].validate_python(text)
    except ValidationError:
        return None


_KEYS_IN_FILES: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "label", "itemlabel", "caption", "title"),
    "also": ("also", "aliases", "alias", "altlabel", "itemaltlabel"),
    "kind": ("kind", "type", "schema"),
    "wikidata": ("wikidata", "item", "qid", "wikidataid", "id"),
    "isni": ("isni",),
    "viaf": ("viaf", "viafid"),
    "geonames": ("geonames", "geonamesid", "geonameid"),
    "described": ("described", "description", "itemdescription", "summary"),
    "country": ("country", "countries", "nationality"),
    "born": ("born", "birth", "birthdate", "dateofbirth"),
    "died": ("died", "death", "deathdate", "dateofdeath"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng"),
    "site": ("site", "website", "url"),
}
"""The accepted column names of each field, in lower case and without spaces, `_` and `-`."""
_KIND_BY_NAME: Mapping[str, Kind] = {
    **dict.fromkeys(("person", "human", "q5"), "person"),
    **dict.fromkeys(("organisation", "organization", "company", "publicbody", "legalentity"), "organisation"),
    **dict.fromkeys(("place", "location", "address"), "place"),
    "document": "document",
}


def _candidate_from_mapping(entry: dict[str, Any], place: str, name_filter: NameFilter) -> Candidate | None:
    """The candidate in a JSON object or a CSV row, read by the names in `_KEYS_IN_FILES`; None if it does not match."""
    keys = {re.sub(r"[\s_-]", "", key).lower(): value for key, value in entry.items()}
    values = {key: next((keys[it] for it in called if keys.get(it)), None) for key, called in _KEYS_IN_FILES.items()}
    texts = [*_texts(values["name"]), *_texts(values["also"], _NAME_SEPARATOR)]
    identifiers = {key: found for key in SCHEMES if (found := as_identifier(key, values[key]))}
    if identifiers.get("wikidata") not in name_filter.items and not any(map(name_filter.name, texts)):
        return None
    kind = _KIND_BY_NAME.get(str(values["kind"]).lower())
    latitude, longitude = values["latitude"], values["longitude"]
    return Candidate(
        place,
        tuple(dict.fromkeys(Name(text) for text in texts)),
        frozenset({kind}) if kind else _ALL_KINDS,
        identifiers,
        next(iter(_texts(values["described"])), None),
        tuple(it.upper() if len(it) == 2 else it for it in _texts(values["country"], _COUNTRY_SEPARATOR)),
        _plain_year(values["born"]),
        _plain_year(values["died"]),
        (float(latitude), float(longitude)) if latitude and longitude else None,
        next(filter(addresses.is_web, _texts(values["site"])), None),
    )


_NAME_SEPARATOR = re.compile(r"[|;\n]|, (?=\S)")
_COUNTRY_SEPARATOR = re.compile(r"[|;,]")


def _texts(value: Any, apart: re.Pattern[str] | None = None) -> list[str]:
    """The texts of a value: the items of a list, or the parts of a text split at `apart`."""
    some = value if isinstance(value, list) else [value]
    parts = [
        part for it in some if isinstance(it, str | int) for part in (apart.split(str(it)) if apart else [str(it)])
    ]
    return [part.strip() for part in parts if part.strip()]


def _plain_year(value: Any) -> int | None:
    found = re.match(r"(-?\d{4})(?!\d)", str(value).strip()) if value else None
    return int(found[1]) if found else None
