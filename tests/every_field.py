"""An archive in which every field of every kind of record is filled, so that tests can put any text into all fields at
once.

The fields come from the models, so a new field is filled and tested automatically.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Callable, Mapping
from types import UnionType
from typing import Any, Literal

from pydantic import BaseModel

from generator.records import model, scalars
from generator.records.model import FOLDERS, RECORDS, Refers
from generator.records.settings import SECTIONS, Contact, RightsStatus, Settings

Texts = Callable[[str, str], str]
"""Gives the text of a field, by its path, such as `article-1.quotations.0.note`, and its type: line, prose, words, url
or body."""

_TEXTS: Mapping[Any, str] = {
    scalars.Line: "line",
    scalars.Prose: "prose",
    scalars.Words: "words",
    scalars.Url: "url",
    Contact: "url",
}
_SCALARS: Mapping[Any, str] = {
    scalars.EdtfText: "2025-05-28",
    scalars.Number: "0.7",
    scalars.Amount: "12",
    scalars.TimeCode: "1:12",
    scalars.Ordinal: "3",
    scalars.Truth: "true",
    scalars.Latitude: "52.1",
    scalars.Longitude: "5.2",
    scalars.Country: "NL",
    scalars.Language: "en",
    scalars.Wikidata: "Q42",
    scalars.Isni: "0000 0001 2103 2683",
    scalars.Viaf: "113230702",
    scalars.GeoNames: "703448",
    scalars.Sha256: "e1af5dcd5deae1af5dcd5deae1af5dcd5deae1af5dcd5deae1af5dcd5deae1af",
}
_EACH = 2
"""The number of records of each kind, and of each part: the second has the other form, if there are two."""


def files(texts: Texts) -> dict[str, str]:
    """The files of the archive by path, with texts from `texts`. They are JSON, which is YAML with only one way to
    write a text."""
    found: dict[str, str] = {}
    for folder, kind in FOLDERS.items():
        for number in range(_EACH):
            name = f"{kind}-{number}"
            tree = json.dumps(_part(RECORDS[kind], name, number, texts), ensure_ascii=False)
            if kind == "story":
                found[f"content/{folder}/{name}.md"] = f"---\n{tree}\n---\n{_story_body(name, texts)}\n"
            elif kind == "article":
                found[f"content/{folder}/2025/{name}.md"] = f"---\n{tree}\n---\n{_body(name, number, texts)}\n"
            else:
                found[f"content/{folder}/{name}.yml"] = tree + "\n"
    found["site_config/archive.yml"] = json.dumps(_settings(texts), ensure_ascii=False) + "\n"
    return found


def fields() -> dict[str, str]:
    """The type of every text in that archive, by path."""
    asked: dict[str, str] = {}

    def note(path: str, kind: str) -> str:
        asked[path] = kind
        return {"url": "https://example.org/", "body": "A body."}.get(kind, "text")

    files(note)
    return asked


def _body(name: str, number: int, texts: Texts) -> str:
    """The body of an article. The second article has its full text with its quotations, the first a summary with
    links."""
    path = f"{name}.body"
    if number:
        quoted = [
            [texts(f"{name}.quotations.{n}.text.{part}", "words") for part in range(_EACH)]
            for n in range(_list_length(model.Quotation))
        ]
        return "\n\n".join([texts(path, "body"), *(f"“{'” it says, “'.join(parts)}”" for parts in quoted)])
    links = "See [[person-0]] and [[organisation-1|the other]], who said [[q:quotation-0]]."
    return f"{links}\n\n{texts(path, 'body')}"


def _story_body(name: str, texts: Texts) -> str:
    """The body of a story: an introduction, and its steps."""
    steps = [f"## Step {number} {{#step-{number}}}\n\nSee [[person-0]]." for number in range(_EACH)]
    return "\n\n".join([texts(f"{name}.body", "body"), *steps])


def _settings(texts: Texts) -> dict[str, Any]:
    found = {
        name: _value(hint, f"settings.{name}", 0, texts)
        for name, hint in typing.get_type_hints(Settings, include_extras=True).items()
        if name not in ("format", "rights", "language", "logo", "sections", "guide", "front", "reliability")
    }
    found["sections"] = [
        {"page": page, "name": texts(f"settings.sections.{page}", "line")} for page in SECTIONS if page != "guide"
    ]
    found["reliability"] = {
        "name": texts("settings.reliability.name", "line"),
        "url": texts("settings.reliability.url", "url"),
        "outlets": {"A": texts("settings.reliability.outlets.A", "line")},
        "items": {"A": texts("settings.reliability.items.A", "line")},
    }
    found["rights"] = {
        f"status-{number}": _part(RightsStatus, f"settings.rights.{number}", 0, texts) for number in range(_EACH)
    }
    return found


def _part(part: type[BaseModel], path: str, number: int, texts: Texts) -> dict[str, Any]:
    hints = typing.get_type_hints(part, include_extras=True)
    tree: dict[str, Any] = {}
    for name, field in part.model_fields.items():
        key = field.alias or name
        place = f"{part.__name__}.{key}"
        if _EITHER.get(place, number % _EACH) != number % _EACH or (
            place in _NOT_IN_FULL and path.startswith("article-1")
        ):
            if field.is_required():
                tree[key] = None
        elif place in _KNOWN:
            tree[key] = _KNOWN[place](number, f"{path}.{key}")
        elif key == "turns":
            tree[key] = [_turn(part, path, texts)]
        elif not (key == "id" and issubclass(part, model.Record)) and key != "body":
            tree[key] = _value(hints[name], f"{path}.{key}", number, texts)
    return tree


def _turn(part: type[BaseModel], path: str, texts: Texts) -> dict[str, Any]:
    """A turn over all the words of a quotation's last part, or of an original."""
    parts = f".{_EACH - 1}" if part is model.Quotation else ""
    return {"words": texts(f"{path}.text{parts}", "words"), "why": texts(f"{path}.turns.0.why", "line")}


def _value(hint: Any, path: str, number: int, texts: Texts) -> Any:
    if hint == model.Agent:
        return {"unnamed": texts(f"{path}.unnamed", "line")} if number % 2 else f"person-{number // 2 % _EACH}"
    if hint in _TEXTS:
        return texts(path, _TEXTS[hint])
    if hint in _SCALARS:
        return _SCALARS[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        refers = next((mark for mark in arguments[1:] if isinstance(mark, Refers)), None)
        if refers:
            return _id_of_kind(refers, number)
        return _value(arguments[0], path, number, texts)
    if origin in (UnionType, typing.Union):
        return _value(next(a for a in arguments if a is not type(None)), path, number, texts)
    if origin is Literal:
        return arguments[number % len(arguments)]
    if origin is tuple and arguments[-1] is Ellipsis:
        several = range(_list_length(arguments[0]))
        return [_value(arguments[0], f"{path}.{n}", n, texts) for n in several]
    if origin is tuple:
        return [_value(argument, f"{path}.{n}", n, texts) for n, argument in enumerate(arguments)]
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return _part(hint, path, number, texts)
    raise TypeError(f"nobody has said what stands in {path}, of type {hint!r}")


def _id_of_kind(refers: Refers, number: int) -> str:
    return f"{refers.kinds[number % len(refers.kinds)]}-{number % _EACH}"


def _list_length(part: Any) -> int:
    """The length of a list: enough for every choice of the parts' fields."""
    if not (isinstance(part, type) and issubclass(part, BaseModel)):
        return _EACH
    words = [
        len(typing.get_args(a))
        for h in typing.get_type_hints(part).values()
        for a in (h, *typing.get_args(h))
        if typing.get_origin(a) is Literal
    ]
    return max([_EACH, *words])


def _named(what: str) -> Callable[[int, str], str]:
    return lambda number, _: f"{what}-{number}"


def _passage(number: int, _: str) -> str:
    return f"utterance-{number % _EACH}/passage-{number // _EACH % _EACH}"


def _base(number: int, path: str) -> str:
    utterance = int(path.split(".", maxsplit=1)[0][-1])
    return f"article-0/quotation-{utterance + _EACH * number}"


def _former(number: int, path: str) -> list[str]:
    return [f"former-{path.split('.', maxsplit=1)[0]}"]


_EITHER = {
    "Article.title": 0, "Article.supplied_title": 1, "Step.by": 0, "Step.unnamed": 1,
    "Figure.value": 0, "Figure.low": 1, "Figure.high": 1, "Figure.best": 1, "Quotation.really": 1,
    "Place.within": 1, "Organisation.part_of": 1, "Event.part_of": 1, "Proposition.implies": -1, "StoryStep.reversal": -1, "StoryStep.measure": 0,
}  # fmt: skip
"""Keys that occur in only one part, or that link one record to the other but not back: the index of the part that has
them."""

_NOT_IN_FULL = {"Quotation.prefix", "Quotation.suffix", "Quotation.at", "Step.article"}
"""Keys that the second article omits, since it has its full text: their words would have to occur there, and its copies
would link back."""

_KNOWN: Mapping[str, Callable[[int, str], Any]] = {
    "Quotation.id": _named("quotation"),
    "Statement.id": _named("statement"),
    "Figure.id": _named("figure"),
    "Passage.id": _named("passage"),
    "StoryStep.id": _named("step"),
    "SourceVersion.id": _named("version"),
    "Reliability.code": lambda *_: "A",
    "FidelityReading.by": _named("reader"),
    "StanceReading.by": _named("reader"),
    "SourceVersion.sha256": lambda number, _: f"{number + 1:064x}",
    "Quotation.version": lambda number, _: ["version-1", f"version-{number % _EACH}"][: 1 + number % _EACH],
    "StoryStep.quotations": lambda *_: ["article-0/quotation-0", "article-0/quotation-1"],
    "Quotation.utterance": _passage,
    "Passage.base": _base,
    "Quotation.at": lambda number, _: [[100 * number, 100 * number + 9], [100 * number + 10, 100 * number + 20]],
    "Quotation.language": lambda *_: "en",
    "Spot.until": lambda *_: "1:20",
    "Statement.quotations": lambda number, _: [f"quotation-{number % _EACH * 2}"],
    "Figure.quotations": lambda number, _: [f"quotation-{number % _EACH}"],
    "Attribution.speaker": lambda *_: "person-0",
    "Figure.low": lambda *_: "10",
    "Figure.high": lambda *_: "20",
    "Rights.status": lambda *_: "status-0",
    "Rights.text": lambda _, path: "full" if path.startswith("article-1") else "summary",
    "Step.article": lambda *_: "article-1",
    "Relay.of": lambda _, path: "organisation-0" if path.startswith("article-1") else "article-1",
    "Proposition.contradicts": lambda number, _: [f"proposition-{1 - number}"],
    "Place.within": lambda *_: "place-0",
    "Organisation.part_of": lambda *_: "organisation-0",
    "Event.part_of": lambda *_: "event-0",
    "Colour.light": lambda *_: "#10586c",
    "Colour.dark": lambda *_: "#8fc7d4",
    "RightsStatus.full_text": lambda *_: "true",
    "Person.formerly": _former, "Organisation.formerly": _former, "Place.formerly": _former, "Document.formerly": _former,
}  # fmt: skip
"""Values that must fit together, by part and key. None of them is a text."""
