"""Plans an import: which items exist already, which become new records, and what could not be imported."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, get_args

from generator.archive.archive import Archive
from generator.authoring.copies import Copy
from generator.authoring.imports import other_records
from generator.authoring.imports.items import Item, OtherRecord, to_one_line
from generator.authoring.imports.near_duplicates import TextIndex
from generator.authoring.imports.state import (
    MAX_REMOVALS,
    Additions,
    ImportState,
    Row,
    fault_in_words,
    remove_invalid,
    title_key,
)
from generator.authoring.scaffold import modeline
from generator.authoring.scaffold.text import path_of
from generator.problems import RefusedError
from generator.records import layout
from generator.records.load import load_bytes
from generator.records.model import Article, Kind, SourceKind
from generator.text import addresses, wikilinks

_SOURCES = frozenset(get_args(SourceKind))


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned import: a row for each item, the bytes of each new file by path, and the additions to articles by
    path."""

    rows: tuple[Row, ...]
    files: Mapping[str, bytes]
    added: Mapping[str, Additions] = field(default_factory=dict)


def plan_import(
    items: Iterable[Item | OtherRecord], archive: Archive, today: dt.date, texts: TextIndex | None = None
) -> Plan:
    """The plan for these items: an article for each new source, with its outlet and topics; other records are made
    first.

    An article exists already if it has the same address (ignoring tracking parameters), or the same title and date, or,
    without a date, the same title and outlet. `texts` are the existing copies; the row of a near-duplicate says so.
    Nothing is invented: a value that does not fit its field is left out, and the row says so.
    """
    state = ImportState.of(archive, today, texts)
    listed = list(items)
    others = iter(other_records.make_records([one for one in listed if isinstance(one, OtherRecord)], state))
    rows = tuple(next(others) if isinstance(one, OtherRecord) else _row(one, state) for one in listed)
    return Plan(rows, state.files, state.added)


def _row(item: Item, state: ImportState) -> Row:
    if not (item.title or item.url or item.supplied or item.article_id):
        nameless = "it has neither a title nor an address"
        why = "; ".join(item.unread) or (
            f"{nameless}; --of ARTICLE says which article it is" if item.parts else nameless
        )
        return Row(item, None, is_new=False, why=why)
    outlet = state.find_by_name("organisation", item.outlet) if item.outlet else None
    title = title_key(item.title, item.published, outlet) if item.title else None
    existing_path = state.archive.paths.get(item.article_id) if item.article_id else None
    existing_path = existing_path or (state.by_address.get(addresses.normalised(item.url)) if item.url else None)
    existing_path = existing_path or (state.by_title.get(title) if title else None)
    unread: list[str] = list(item.unread)
    if existing_path:
        _add_to_existing(item, existing_path, state, unread)
        return Row(
            item, existing_path, is_new=False, why="it is there already", unread=tuple(unread) if item.parts else ()
        )
    count_before = len(state.new_records), len(state.new_ids)
    try:
        path, raw = _article(item, state, unread)
    except RefusedError as refusal:
        state.forget(*count_before)
        return Row(item, None, is_new=False, why=str(refusal), unread=tuple(unread))
    state.files[path] = raw
    if item.copy:
        almost = state.texts.near_duplicate(item.copy)
        if almost:
            unread.insert(
                0, f"look: its text is almost the same as that of {almost}; is it the same article, or a copy of it?"
            )
        state.texts.add(path, item.copy)
    if item.copy or item.parts:
        state.added[path] = Additions(item.copy, item.seen, list(item.parts))
    if item.url:
        state.by_address[addresses.normalised(item.url)] = path
    if item.title:
        outlet = state.find_by_name("organisation", item.outlet) if item.outlet else None
        state.by_title[title_key(item.title, item.published, outlet)] = path
    return Row(item, path, is_new=True, unread=tuple(unread))


def _add_to_existing(item: Item, path: str, state: ImportState, unread: list[str]) -> None:
    """Note the additions to the existing article at this path: its marks, and a text if it has none."""
    article = state.archive.records.get(PurePosixPath(path).stem)
    copied = isinstance(article, Article) and article.source.sha256 is not None
    copy = item.copy if not copied else None
    topics = list(_topics(_tags_of_marks(item, state), state, unread))
    if copy or item.parts:
        added = state.added.setdefault(path, Additions())
        if copy and not added.copy:
            added.copy, added.seen = copy, item.seen
        added.parts += item.parts
        added.topics += topics


def _tags_of_marks(item: Item, state: ImportState) -> Iterator[str]:
    """The tags of the marks, except those that name a speaker."""
    for tag in dict.fromkeys(tag for part in item.parts for tag in part.tags):
        if not (state.find_by_name("person", tag) or state.find_by_name("organisation", tag)):
            yield tag


def _topics(tags: Iterable[str], state: ImportState, unread: list[str]) -> Iterator[str]:
    """The ids of the topics with these names; missing topics are made."""
    for tag in dict.fromkeys(tags):
        topic = state.find_or_make("topic", tag)
        if topic:
            yield topic
        else:
            unread.append(f"tag: {tag}")


def _article(item: Item, state: ImportState, unread: list[str]) -> tuple[str, bytes]:
    """The path and the bytes of an article. Raises RefusedError if none can be made."""
    outlet = state.find_or_make("organisation", item.outlet) if item.outlet else None
    if item.outlet and outlet is None:
        unread.append(f"outlet: {item.outlet}; several records have this name, or it gives no id")
    topics = _topics((*item.tags, *_tags_of_marks(item, state)), state, unread)
    has_copy = item.copy is not None
    source_values = (
        ("kind", item.kind if item.kind in _SOURCES and item.kind != "article" else None),
        ("url", item.url),
        ("archived", [{"url": url, **({"captured": day} if day else {})} for url, day in item.archived]),
        ("seen", item.seen or (state.today.isoformat() if has_copy else None)),
        ("copy", "whole" if has_copy else None),
        ("sha256", Copy.from_bytes(item.copy.encode()).sha256 if item.copy else None),
    )
    source: dict[str, Any] = {key: value for key, value in source_values if value}
    tree: dict[str, Any] = {
        "title": item.title,
        "supplied_title": None if item.title else item.supplied,
        "language": item.language or state.archive.settings.language,
        "publisher": outlet,
        "authors": list(item.authors),
        "published": item.published,
        "source": source,
        "rights": {"status": next(iter(state.archive.settings.rights), "InC"), "text": "summary"},
        "review": "needed",
        "topics": list(dict.fromkeys(topics)),
        "notes": "\n\n".join(item.notes),
    }
    if not item.language:
        unread.append(f"language: not given; set to {tree['language']}, the archive's, until somebody checks it")
    tree = {key: value for key, value in tree.items() if value or key in ("title", "publisher", "published")}
    naming = item.title or item.supplied or item.url or ""
    record_id = state.free_id("article", {"title": naming, **({"publisher": outlet} if outlet else {})})
    comments = [
        f"# imported from {to_one_line(item.place)}: review it",
        *(f"#   {name} is from: {to_one_line(where)}" for name, where in item.read_from),
    ]
    body = f"{_body(item.body, state)}\n" if item.body else ""
    for _ in range(MAX_REMOVALS):
        path = path_of("article", record_id, tree, state.today)
        lines = [modeline("article", path), *comments, *layout.to_lines(tree)]
        raw = ("---\n" + "\n".join(lines) + "\n---\n" + body).encode()
        loaded = load_bytes(path, raw, "article", state.archive.settings.language)
        faults = [problem for problem in loaded.problems if problem.severity == "error"]
        if loaded.record is not None and not faults:
            return path, raw
        if not faults or not remove_invalid(tree, faults[0], unread):
            raise RefusedError("; ".join(map(fault_in_words, faults)) or "no record can be made from it")
    raise RefusedError("too much of it does not fit a record")


_LINKED: tuple[Kind, ...] = ("person", "organisation", "place", "event", "document", "topic")


def _body(text: str, state: ImportState) -> str:
    """A note as an article's body: links point to records, and all other double brackets are broken up."""
    out, last = [], 0
    for link in wikilinks.LINK.finditer(text):
        out += [_without_brackets(text[last : link.start()]), _resolve_link(state, link)]
        last = link.end()
    return "".join([*out, _without_brackets(text[last:])])


def _without_brackets(text: str) -> str:
    return text.replace("[[", "[ [").replace("]]", "] ]")


def _resolve_link(state: ImportState, link: re.Match[str]) -> str:
    """A link in a note as a link to a record here, or only its words if there is no such record."""
    name = link[1].partition("#")[0].strip()
    words = _without_brackets((link[2] or name).strip())
    record_id = next(filter(None, (state.find_by_name(kind, name.rpartition("/")[2]) for kind in _LINKED)), None)
    return f"[[{record_id}|{words}]]" if record_id else words
