"""What the page for annotating in the browser asks for: what a record may hold, whom the archive knows, and records to change.

The script knows no key, no word and no limit of its own: they come from the models, their descriptions and the rules of tidying.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Any, Literal

from pydantic import BaseModel

from generator import dates
from generator.archive.archive import Archive
from generator.authoring import scaffold, schema, verify
from generator.authoring.suggest import writing
from generator.records import fields, layout, model
from generator.records.model import Article, Entity, Organisation, Passage, Person, Place, Refers, Utterance
from generator.records.yaml_text import SIZE_LIMIT, Source
from generator.text import addresses, marks, unseen, wikilinks
from generator.text.romanise import spellings

Json = dict[str, Any]


def known(archive: Archive) -> str:
    """What the script has to know before anything is annotated, as JSON."""
    settings = archive.settings
    return _text(
        {
            "form": form(),
            "style": {
                "width": layout.WIDTH,
                "flow": layout.FLOW,
                "quoted": layout.NEEDS_QUOTES.pattern,
                "quotedInFlow": layout.NEEDS_QUOTES_IN_FLOW.pattern,
                "size": SIZE_LIMIT,
            },
            "ids": {
                "limit": model.ID_LIMIT,
                "words": scaffold.ARTICLE_WORDS,
                "letters": scaffold.ID_WANTED,
                "slight": sorted(scaffold.SLIGHT),
                "slightInQuotations": sorted(writing.SLIGHT),
            },
            "modeline": scaffold.modeline("article", "content/articles/year/id.md"),
            "link": wikilinks.LINK.pattern,
            "marks": {"pairs": marks.PAIRS, "stops": marks.STOPS, "elided": marks.ELIDED},
            "unseen": {
                "never": unseen.NEVER,
                "rarely": unseen.RARELY,
                "rightToLeft": unseen.RIGHT_TO_LEFT,
                "unjoined": unseen.UNJOINED,
                "names": unseen.names(),
            },
            "withUser": addresses.WITH_USER,
            "windows": sorted(model.WINDOWS_DEVICES),
            "tracking": addresses.TRACKING,
            "dates": dates.lexicon(),
            "alike": {"double": verify.DOUBLE, "single": verify.SINGLE},
            "language": settings.language,
            "rights": {
                code: {"label": status.label, "full": bool(status.full_text), "share": status.quoted_share}
                for code, status in settings.rights.items()
            },
            "records": _records(archive),
            "passages": [
                _passage(archive, utterance, passage)
                for utterance in archive.utterances
                for passage in utterance.passages
            ],
            "formerly": dict(archive.formerly),
        }
    )


def titles(archive: Archive) -> str:
    """The articles, as JSON: asked for when one has to be named, since they are many."""
    return _text(
        [
            [a.id, a.name, [], a.publisher or "", addresses.key(a.source.url) if a.source.url else ""]
            for a in archive.articles
        ]
    )


def record(source: Source) -> str:
    """An article's record as it is written, as JSON: its text, and the values that were read from it."""
    return _text({"path": source.path, "yaml": source.yaml_text, "tree": source.tree, "body": source.body or ""})


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


# --- whom the archive knows ----------------------------------------------------------------------------------------------


def _records(archive: Archive) -> Json:
    """By kind a row for each record: its id, its name, its other names, and what tells it from its namesakes."""
    return {
        "person": [_entity(person) for person in archive.people],
        "organisation": [_entity(body) for body in archive.organisations],
        "place": [_entity(place) for place in archive.places],
        "document": [_entity(document) for document in archive.documents],
        "utterance": [[u.id, u.title, [], _when(u.said)] for u in archive.utterances],
        "proposition": [[p.id, p.sentence, [], ""] for p in archive.propositions],
        "measure": [[m.id, m.name, [], m.unit or ""] for m in archive.measures],
        "event": [[e.id, e.what, [], _when(e.date)] for e in archive.events],
        "topic": [[t.id, t.title, [], ""] for t in archive.topics],
    }


def _passage(archive: Archive, utterance: Utterance, passage: Passage) -> list[Any]:
    """Its path, its gist, the utterance's title, whose it is, and the languages in which it is held as it was spoken."""
    path = f"{utterance.id}/{passage.id}"
    spoken = sorted(set(archive.spoken_in(path)))
    return [path, passage.gist, [utterance.title], utterance.speaker.id or "", *([spoken] if spoken else [])]


def _entity(entity: Entity) -> list[Any]:
    others = [name for name in entity.names if name != entity.name]
    readable = entity.country if isinstance(entity, Person | Place) else None
    spelled = " ".join(spellings(entity.names, readable))
    return [entity.id, entity.name, [*others, *([spelled] if spelled else [])], _about(entity)]


def _about(entity: Entity) -> str:
    if isinstance(entity, Organisation):
        return entity.kind or ""
    return entity.roles[0].title if isinstance(entity, Person) and entity.roles else ""


def _when(date: model.Date | None) -> str:
    return dates.say(date.edtf) if date else ""


# --- what a record may hold ----------------------------------------------------------------------------------------------


def form() -> dict[str, Json]:
    """For an article and each of its parts: its keys in order, what each is for, and what may stand there."""
    return {part.__name__: _part(part) for part in _parts(Article, set())}


def _parts(part: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if part in seen:
        return
    seen.add(part)
    yield part
    for key in _keys(part):
        inner = fields.part(part, key)
        if inner is not None:
            yield from _parts(inner, seen)


def _keys(part: type[BaseModel]) -> tuple[str, ...]:
    # Who is unnamed has no id: a mapping that says so has that key alone.
    return ("id", "unnamed") if part is model.AgentRef else fields.keys(part)


def _part(part: type[BaseModel]) -> Json:
    hints = typing.get_type_hints(part, include_extras=True)
    found: Json = {"fields": []}
    if part in schema.SHORT:
        found["short"] = schema.SHORT[part]
    for name, field in sorted(_by_key(part), key=lambda pair: _keys(part).index(_key(*pair))):
        key = _key(name, field)
        entry: Json = {"key": key, **_kind(hints[name])}
        if part is not model.AgentRef or key != "id":
            said = fields.said(part, key)
            entry |= {"what": said.what, "example": said.example}
        if field.is_required():
            entry["required"] = True
            if type(None) in typing.get_args(hints[name]):
                entry["nullable"] = True  # the key is demanded, and may say that nobody knows
        elif isinstance(field.default, str) and field.default:
            entry["default"] = field.default
        found["fields"].append(entry)
    return found


def _by_key(part: type[BaseModel]) -> Iterable[tuple[str, Any]]:
    return ((name, field) for name, field in part.model_fields.items() if _key(name, field) in _keys(part))


def _key(name: str, field: Any) -> str:
    return str(field.alias or name)


_NAMES: dict[Any, str] = {
    model.Line: "line",
    model.Prose: "prose",
    model.Words: "words",
    model.Id: "id",
    model.Url: "url",
    model.Amount: "number",
    model.Truth: "truth",
    model.Language: "language",
    model.Sha256: "sha256",
    model.PassagePath: "passage",
    typing.get_type_hints(model.Date, include_extras=True)["edtf"]: "edtf",
}
"""What a scalar is called in the script."""


def _kind(hint: Any) -> Json:
    """What may stand in a field of this annotation: one value, or with `many` a list of them."""
    if hint in _NAMES:
        judged = schema.SCALARS[hint]
        limits = {"max": judged.get("maxLength"), "pattern": judged.get("pattern")}
        return {"type": _NAMES[hint]} | {name: limit for name, limit in limits.items() if limit}
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        refers = next((mark for mark in arguments[1:] if isinstance(mark, Refers)), None)
        return {"type": "ref", "kinds": list(refers.kinds)} if refers else _kind(arguments[0])
    if origin in (UnionType, typing.Union):
        return _kind(next(a for a in arguments if a is not type(None)))
    if origin is Literal:
        return {"type": "choice", "choices": list(arguments)}
    if origin is tuple:
        if typing.get_origin(arguments[0]) is tuple:
            return {"type": "spans"}
        return {**_kind(arguments[0]), "many": True}
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return {"type": "part", "part": hint.__name__}
    raise TypeError(f"the script has no field for {hint!r}")
