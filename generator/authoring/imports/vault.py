"""Reads a folder of Markdown notes, as in Obsidian and Quartz: front matter, tags, and links between notes.

A note becomes a record if its kind is known: from a web address or a type in its front matter, from a tag, or from its
folder. All others are reported and skipped. Nothing in the folder is changed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from generator import dates
from generator.authoring.imports import csl
from generator.authoring.imports.decoding import copy_of
from generator.authoring.imports.items import Item, OtherRecord
from generator.problems import RefusedError
from generator.records.model import Kind
from generator.records.yaml_text import tree_of
from generator.text import addresses, wikilinks

_KIND_BY_NAME: Mapping[str, Kind] = {
    **dict.fromkeys(("person", "people", "persons", "human"), "person"),
    **dict.fromkeys(
        (
            "organisation",
            "organisations",
            "organization",
            "organizations",
            "org",
            "orgs",
            "company",
            "companies",
            "institution",
        ),
        "organisation",
    ),
    **dict.fromkeys(("place", "places", "location", "locations", "city", "country"), "place"),
    **dict.fromkeys(("event", "events"), "event"),
    **dict.fromkeys(("document", "documents"), "document"),
    **dict.fromkeys(("topic", "topics", "concept", "concepts"), "topic"),
    **dict.fromkeys(("article", "articles", "source", "sources", "clipping", "clippings"), "article"),
}
"""The kinds of records for types, tags and folders."""
_CLIPPED = frozenset({"clipping", "clippings"})
"""Tags of notes that hold the source's own words, as saved by Obsidian's Web Clipper."""
_ADDRESS = ("source", "url", "link", "URL")
_OF_ANY = frozenset({"title", "tags", "tag", "topics", "type", "kind", "category", "class", "created", "description"})
_NAMED = frozenset({"aliases", "alias", "wikidata"})
_READ_KEYS: Mapping[Kind, frozenset[str]] = {
    "article": frozenset(
        {
            "author",
            "authors",
            "published",
            "date",
            "accessed",
            "site",
            "publisher",
            "publication",
            "language",
            "lang",
            *_ADDRESS,
        }
    ),
    "person": _NAMED | {"country", "isni", "viaf"},
    "organisation": _NAMED | {"country", "isni", "viaf", "website", *_ADDRESS},
    "place": _NAMED | {"country", "geonames", "location"},
    "document": _NAMED | {"date", "published", "website", *_ADDRESS},
    "event": frozenset({"date", "published"}),
    "topic": frozenset(),
}
"""The keys of the front matter that a record of each kind includes, besides those of any kind. All others are
listed."""
_TAG = re.compile(r"(?<![\w/#&])#([^\W\d_][\w/-]*)")
_POINT = re.compile(r"-?\d+(?:\.\d+)?, -?\d+(?:\.\d+)?")
_HEADING = re.compile(r"\s*# +([^\n]+)\n?")
_EMBED = re.compile(r"!\[\[[^\[\]\n]*\]\]|!\[[^\[\]\n]*\]\([^()\n]*\)")
_HTML = re.compile(r"</?[A-Za-z][^<>\n]*>|<!--(?:(?!<!--).)*?-->|%%.*?%%", re.DOTALL)


KINDS: tuple[Kind, ...] = tuple(dict.fromkeys(_KIND_BY_NAME.values()))


def items(files: Iterable[tuple[str, bytes]], name: str, otherwise: Kind | None = None) -> list[Item | OtherRecord]:
    """The records in a folder of notes, given as paths within it and bytes. `otherwise` is the kind of notes that do
    not say it. Raises RefusedError if there are no notes."""
    found = [_note(path, raw, name, otherwise) for path, raw in files]
    if not found:
        raise RefusedError(f"{name} holds no notes in Markdown")
    return found


def _note(path: str, raw: bytes, name: str, otherwise: Kind | None) -> Item | OtherRecord:
    place = f"{name}/{path}"
    try:
        front_matter, body = _split_front_matter(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    except (UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as fault:
        return Item(place, unread=(f"it cannot be read: {' '.join(str(fault).split())}",))
    stem = PurePosixPath(path).stem
    heading = _HEADING.match(body)
    if heading:
        body = body[heading.end() :]
    title = (
        _first(front_matter, "title")
        or (html.unescape(re.sub(r"\\(.)", r"\1", heading[1])).strip() if heading else None)
        or stem
    )
    tags = [
        *_listed(front_matter.get("tags")),
        *_listed(front_matter.get("tag")),
        *_listed(front_matter.get("topics")),
        *(it[1] for it in _TAG.finditer(wikilinks.without_code(body))),
    ]
    tags = list(dict.fromkeys(tag.removeprefix("#") for tag in tags))
    address = next((it for key in _ADDRESS for it in _listed(front_matter.get(key)) if addresses.is_web(it)), None)
    kind = next(_kinds(path, front_matter, tags), None) or ("article" if address else otherwise)
    if kind is None:
        why = "it does not say which kind it is, by a type, a tag, a folder or an address; --notes KIND says it"
        return Item(place, unread=(why,))
    read_keys = _OF_ANY | _READ_KEYS[kind]
    unread = [f"{key}: {csl.shorten(value)}" for key, value in front_matter.items() if key not in read_keys and value]
    if front_matter.get("description"):
        unread.append(f"description: {csl.WORDS_NOT_COPIED}")
    other_tags = [tag for tag in tags if tag.rpartition("/")[2].lower() not in _KIND_BY_NAME]
    if kind != "article":
        return _other_record(
            kind, (title, stem), place, front_matter, body, [*unread, *(f"tag: {tag}" for tag in other_tags)], address
        )
    is_clipped = any(tag.lower() in _CLIPPED for tag in tags)
    return Item(
        place,
        title=title,
        authors=tuple(it for key in ("author", "authors") for it in _listed(front_matter.get(key))),
        published=_day(front_matter, "published", "date", unread=unread),
        outlet=_first(front_matter, "site", "publisher", "publication"),
        url=address,
        language=_first(front_matter, "language", "lang"),
        seen=_day(front_matter, "accessed", "created", unread=unread) if address else None,
        tags=tuple(tag.rpartition("/")[2].replace("-", " ").replace("_", " ") for tag in other_tags),
        body="" if is_clipped else _words(body, unread),
        copy=copy_of(body) if is_clipped else None,
        unread=tuple(unread),
    )


def _other_record(
    kind: Kind,
    title_and_stem: tuple[str, str],
    place: str,
    front_matter: Mapping[str, Any],
    body: str,
    unread: list[str],
    address: str | None,
) -> OtherRecord:
    """The record of a note; `title_and_stem` is its title and the stem of its file name."""
    title, stem = title_and_stem
    also = [
        it
        for it in dict.fromkeys((*_listed(front_matter.get("aliases")), *_listed(front_matter.get("alias"))))
        if it != title
    ]
    keys: dict[str, Any] = {
        "notes": html.unescape(wikilinks.LINK.sub(lambda it: it[2] or it[1].partition("#")[0], _words(body, unread)))
    }
    if kind in ("event", "document"):
        keys["date"] = _day(front_matter, "date", "published", unread=unread)
    if kind in ("person", "organisation", "place", "document"):
        keys |= {"also": also, "wikidata": _first(front_matter, "wikidata")}
    if kind in ("person", "organisation", "place"):
        keys["country"] = _first(front_matter, "country")
    for key in ("isni", "viaf") if kind in ("person", "organisation") else ("geonames",) if kind == "place" else ():
        keys[key] = _first(front_matter, key)
    sort = _first(front_matter, "kind")
    if kind in ("organisation", "event") and sort and sort.lower() not in _KIND_BY_NAME:
        keys["kind"] = sort
    if kind == "place" and _POINT.fullmatch(", ".join(_listed(front_matter.get("location")))):
        keys["point"] = _listed(front_matter.get("location"))
    if kind in ("organisation", "document"):
        keys["site" if kind == "organisation" else "url"] = _first(front_matter, "website") or address
    return OtherRecord(
        place, kind, title, key=stem, keys={key: value for key, value in keys.items() if value}, unread=tuple(unread)
    )


def _split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The front matter of a note, and the rest."""
    if not text.startswith("---\n"):
        return {}, text
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE).search(text, 4)
    if end is None:
        return {}, text
    tree = tree_of(text[4 : end.start()]) if text[4 : end.start()].strip() else {}
    return tree if isinstance(tree, dict) else {}, text[end.end() :].lstrip("\n")


def _kinds(path: str, of: Mapping[str, Any], tags: Iterable[str]) -> Iterator[Kind]:
    """The kinds that a note may be: by its type, its tags, and its folders from the innermost."""
    said = [it for key in ("type", "kind", "category", "class") for it in _listed(of.get(key))]
    folders = reversed(PurePosixPath(path).parts[:-1])
    for one in (*said, *(tag.rpartition("/")[2] for tag in tags), *folders):
        kind = _KIND_BY_NAME.get(one.lower().strip())
        if kind:
            yield kind


def _listed(value: object) -> list[str]:
    """The texts of a value, without the brackets of links. A text with commas is not split."""
    found = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, list) and len(one) == 1 and isinstance(one[0], list) and one[0]:
            one = one[0][0]  # noqa: PLW2901  (an unquoted [[name]] is a nested list in YAML)
        if isinstance(one, str) and one.strip():
            text = wikilinks.LINK.sub(lambda it: it[2] or it[1], one)
            found.append(" ".join(text.split()))
    return found


def _first(of: Mapping[str, Any], *keys: str) -> str | None:
    return next((it for key in keys for it in _listed(of.get(key))), None)


def _day(of: Mapping[str, Any], *keys: str, unread: list[str]) -> str | None:
    text = _first(of, *keys)
    found = _edtf(text) or csl.as_edtf(text) if text else None
    if text and found is None:
        unread.append(f"{keys[0]}: {csl.shorten(text)}")
    return found


def _edtf(text: str) -> str | None:
    """A date that is already in EDTF; None for any other text."""
    try:
        return dates.parse(text).text
    except dates.DateFault:
        return None


def _words(body: str, unread: list[str]) -> str:
    """The words of a note, without embedded pictures and notes, which are counted in `unread`."""
    embedded = len(_EMBED.findall(body))
    if embedded:
        unread.append(f"pictures and other notes that are shown in it: {embedded}")
    return _HTML.sub("", _EMBED.sub("", body)).strip()
