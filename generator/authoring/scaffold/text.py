"""The text and the path of a new record."""

from __future__ import annotations

import datetime as dt
import re
import typing
from collections.abc import Iterable, Mapping

from generator.archive.archive import Archive
from generator.authoring.copies import Copy
from generator.authoring.scaffold.asking import Answer
from generator.authoring.scaffold.ids import short_id
from generator.problems import RefusedError
from generator.records import key_help, layout, structure
from generator.records.model import FOLDERS, IN_MARKDOWN, RECORDS, Kind, Measure
from generator.text import addresses

FOLDER_OF: dict[Kind, str] = {kind: folder for folder, kind in FOLDERS.items()}
"""The folder of `content/` for each kind."""


def modeline(kind: Kind, path: str) -> str:
    """The first line, in which editors find the schema of a record at this path."""
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}site_config/schemas/{kind}.json"


def path_of(kind: Kind, record_id: str, tree: Mapping[str, layout.Value], today: dt.date) -> str:
    """The path of a new record from the archive's root."""
    if kind != "article":
        return f"content/{FOLDER_OF[kind]}/{record_id}.{'md' if kind in IN_MARKDOWN else 'yml'}"
    year = re.search(r"\d{4}", str(tree.get("published") or ""))
    return f"content/articles/{year[0] if year else today.year}/{record_id}.md"


def by_address(archive: Archive) -> dict[str, str]:
    """The paths of all articles by the addresses of their sources and archived copies, normalized by
    `addresses.normalised`."""
    found: dict[str, str] = {}
    for article in archive.articles:
        for url in filter(None, (article.source.url, *(copy.url for copy in article.source.archived))):
            found.setdefault(addresses.normalised(url), archive.paths[article.id])
    return found


def article_tree(
    answers: Mapping[str, Answer], archive: Archive, today: dt.date, copy: Copy | None
) -> dict[str, layout.Value]:
    """The keys of a new article. Raises RefusedError if another article already has its address."""
    url = answers.get("url")
    known = by_address(archive).get(addresses.normalised(str(url))) if url else None
    if known:
        raise RefusedError(f"{known} has this address already: {url}")
    source: dict[str, layout.Value] = {"url": url} if url else {}
    source["seen"] = answers.get("seen") or today.isoformat()
    if copy is not None:
        source |= {"copy": "whole", "sha256": copy.sha256}
    tree: dict[str, layout.Value] = {
        "title": answers["title"] or None,
        "language": answers.get("language") or archive.settings.language,
        "publisher": answers.get("publisher") or None,
        "authors": answers.get("authors"),
        "published": answers.get("published"),
        "source": source,
        "rights": {"status": next(iter(archive.settings.rights), "InC"), "text": "summary"},
        "topics": answers.get("topics"),
    }
    return {key: value for key, value in tree.items() if value is not None or key in ("title", "publisher")}


def story_of(given: Mapping[str, Answer], archive: Archive) -> tuple[dict[str, layout.Value], str]:
    """The keys of a new story, and its body: a heading for each step, with a placeholder for its words."""
    shown = given["shows"]
    steps: list[layout.Value] = []
    headings: list[str] = []
    for number, name in enumerate([shown] if isinstance(shown, str) else shown, start=1):
        record = archive.records.get(name)
        key = "quotations" if "/" in name else "measure" if isinstance(record, Measure) else "event"
        steps.append({"id": f"step-{number}", key: name})
        headings.append(f"## Step {number} {{#step-{number}}}\n\nWhat it shows, in your own words.")
    return {"title": given["title"], "lead": given["lead"], "steps": steps}, "\n\n".join(headings)


def tree_of(kind: Kind, given: Mapping[str, Answer]) -> dict[str, layout.Value]:
    """The keys of a new record that is not an article or a story."""
    tree: dict[str, layout.Value] = {key: answer for key, answer in given.items() if key != "gist"}
    if kind == "utterance":
        gists = given["gist"]
        passages = [{"id": short_id(g), "gist": g} for g in ([gists] if isinstance(gists, str) else gists)]
        tree["passages"] = typing.cast("layout.Value", passages)
    speaker = tree.get("speaker")
    if isinstance(speaker, str) and speaker.startswith("unnamed:"):
        tree["speaker"] = {"unnamed": speaker.removeprefix("unnamed:").strip()}
    point = tree.get("point")
    if isinstance(point, str):
        tree["point"] = [_Unquoted(part) for part in re.split(r"[,\s]+", point.strip("[] "))]
    return tree


class _Unquoted(str):
    """A number as typed, which is written without quotation marks."""

    __slots__ = ()


def record_yaml(kind: Kind, tree: Mapping[str, layout.Value], path: str) -> str:
    """The YAML of a new record: known values as keys, all others as comments."""
    model = RECORDS[kind]
    lines = [modeline(kind, path)]
    for key in structure.keys(model):
        if key in tree:
            lines += _key_lines(key, tree[key])
            continue
        if key in _OMITTED_KEYS:
            continue
        lines += as_comment(kind, key)
    return "\n".join(lines) + "\n"


_OMITTED_KEYS = frozenset({"formerly", "review", "wikidata", "isni", "viaf", "geonames"})
"""Keys that a new record does not need, or that are rarely filled in by hand."""


def as_comment(kind: Kind, key: str) -> list[str]:
    """A key that is not filled in yet, as comments: its purpose and an example."""
    said = key_help.help_for(RECORDS[kind], key)
    example = [f"{key}: {said.example}"] if said.example else list(_example(kind, key))
    return [f"# {line}" for line in (said.purpose, *example)] if example else []


def _key_lines(key: str, value: layout.Value) -> list[str]:
    if key == "point" and isinstance(value, list):
        return [f"point: [{', '.join(map(str, value))}]"]
    return layout.to_lines({key: value})


def _example(kind: Kind, key: str) -> Iterable[str]:
    """The lines of an example list for a key, with one item of its usual keys."""
    part = structure.part_model(RECORDS[kind], key)
    shown = _EXAMPLE_KEYS.get(key, ())
    if part and shown:
        yield f"{key}:"
        for number, inner in enumerate(shown):
            yield f"  {'  ' if number else '- '}{inner}: {key_help.help_for(part, inner).example}"


_EXAMPLE_KEYS = {
    "quotations": ("id", "speaker", "text", "cue", "said", "via"),
    "statements": ("id", "holder", "stance", "proposition", "date", "rests_on"),
    "figures": ("id", "measure", "value", "by", "as_of"),
}
