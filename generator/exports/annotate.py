"""The data that the browser's annotation page loads: the fields of records, the archive's entities, and records to
edit.

The script hard-codes no key, term or limit: all of them come from the models, their descriptions and the formatting
rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from generator import dates
from generator.archive.archive import Archive
from generator.authoring import scaffold, schema
from generator.exports.emit import as_json, as_long_json
from generator.records import key_help, layout, model, scalars, structure
from generator.records.model import Article, Entity, Organisation, Passage, Person, Place, Utterance
from generator.records.scalars import PassageRef
from generator.records.yaml_text import SIZE_LIMIT, Source
from generator.text import addresses, invisible, marks, numerals, stop_words, wikilinks
from generator.text.messages import _
from generator.text.romanise import spellings
from generator.text.stance_words import stance_words

Json = dict[str, Any]


def known(archive: Archive) -> str:
    """The first file that the annotator's script loads, as JSON: settings, forms, and every record that can be referred
    to."""
    settings = archive.settings
    return as_long_json(
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
                "limit": scalars.ID_LIMIT,
                "words": scaffold.ARTICLE_WORDS,
                "letters": scaffold.ID_WANTED,
                "slight": sorted(stop_words.IN_TITLES),
                "slightInQuotations": sorted(stop_words.IN_QUOTATIONS),
            },
            "modeline": scaffold.modeline("article", "content/articles/year/id.md"),
            "made": {
                kind: {
                    "part": model.RECORDS[kind].__name__,
                    "folder": f"content/{folder}",
                    "modeline": scaffold.modeline(kind, f"content/{folder}/id.yml"),
                }
                for folder, kind in model.FOLDERS.items()
                if kind in _MADE
            },
            "link": wikilinks.LINK.pattern,
            "marks": {"pairs": marks.PAIRS, "stops": marks.STOPS, "doubled": marks.DOUBLED, "elided": marks.ELIDED},
            "unseen": {
                "never": invisible.FORBIDDEN,
                "rarely": invisible.DOUBTFUL,
                "rightToLeft": invisible.RIGHT_TO_LEFT,
                "unjoined": invisible.UNJOINED_LETTERS,
                "names": invisible.names(),
                "piled": invisible.PILED,
                "mostMarks": invisible.MOST_MARKS,
            },
            "withUser": addresses.WITH_USER,
            "windows": sorted(scalars.WINDOWS_DEVICES),
            "lookalikes": scalars.LOOKALIKES,
            "tracking": addresses.TRACKING,
            "dates": dates.lexicon(),
            "numerals": numerals.table(),
            "amounts": {"qualified": scalars.QUALIFIED.pattern, "uncertain": scalars.UNCERTAIN.pattern},
            "stances": stance_words(),
            "spots": model.SPOTS,
            "sources": {"keys": model.CITING, "cited": model.CITED_BY, "needed": model.NEEDED},
            "alike": {"double": marks.DOUBLE, "single": marks.SINGLE},
            "language": settings.language,
            "rights": {
                code: {"label": status.translated_label, "full": bool(status.full_text), "share": status.quoted_share}
                for code, status in settings.rights.items()
            },
            "records": _records(archive),
            "passages": [
                _passage(archive, utterance, passage)
                for utterance in archive.utterances
                for passage in utterance.passages
            ],
            "quoted": _quoted(archive),
            "formerly": dict(archive.former_ids),
        }
    )


def titles(archive: Archive) -> str:
    """The articles as JSON: id, title, publisher and address of each. It is a separate file, since it is large and
    seldom needed."""
    return as_json(
        [
            [a.id, a.name, [], a.publisher or "", addresses.normalised(a.source.url) if a.source.url else ""]
            for a in archive.articles
        ]
    )


def record(source: Source) -> str:
    """An article's record as JSON: its YAML text, and the tree of values read from it."""
    return as_json({"path": source.path, "yaml": source.yaml_text, "tree": source.tree, "body": source.body or ""})


# --- entities and other records that can be referred to ---


def _records(archive: Archive) -> Json:
    """Records by kind, each as a row of id, name, other names, and a short description that distinguishes namesakes."""
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
        "story": [[s.id, s.title, [], ""] for s in archive.stories],
    }


def _passage(archive: Archive, utterance: Utterance, passage: Passage) -> list[Any]:
    """A row for a passage: path, gist, title of the utterance, speaker, and the languages of its original words."""
    ref = PassageRef(utterance.id, passage.id)
    spoken = sorted(set(archive.spoken_in(ref)))
    return [str(ref), passage.gist, [utterance.title], utterance.speaker.id or "", *([spoken] if spoken else [])]


def _quoted(archive: Archive) -> dict[str, int]:
    """The number of quotations by each speaker's id."""
    speakers = (quotation.speaker.id for article in archive.articles for quotation in article.quotations)
    return dict(sorted(Counter(speaker for speaker in speakers if speaker).items()))


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
    return dates.format_date(date.edtf) if date else ""


# --- the fields of a record ---


_MADE: dict[model.Kind, tuple[str, ...]] = {
    "person": ("name", "also", "country", "summary"),
    "organisation": ("name", "also", "kind", "country", "site", "summary"),
    "place": ("name", "also", "country", "summary"),
    "document": ("name", "also", "date", "url", "summary"),
    "proposition": ("sentence", "summary"),
    "measure": ("name", "counts", "unit", "summary"),
    "event": ("what", "date", "summary"),
    "topic": ("title", "summary"),
}
"""The kinds of record that the page can create when an article needs one, each with the keys that it asks for. Other
keys can be added later."""


def form() -> dict[str, Json]:
    """The form of an article, of the records created with it, and of all their parts: by part, its keys in order, each
    with its purpose and type."""
    seen: set[type[BaseModel]] = set()
    every = [part for record in (Article, *map(model.RECORDS.__getitem__, _MADE)) for part in _parts(record, seen)]
    return {part.__name__: _part(part) for part in every}


def _parts(part: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if part in seen:
        return
    seen.add(part)
    yield part
    for field in _fields(part):
        inner = field.shape.innermost.part
        if inner is not None:
            yield from _parts(inner, seen)


def _fields(part: type[BaseModel]) -> tuple[structure.Field, ...]:
    # An author writes a party's id in short form, so `id` is not a key in YAML. The script's form needs it.
    if part is model.AgentRef:
        return structure.fields(part)
    asked = next((keys for kind, keys in _MADE.items() if model.RECORDS[kind] is part), None)
    return tuple(field for field in structure.authored_fields(part) if asked is None or field.key in asked)


def _part(part: type[BaseModel]) -> Json:
    found: Json = {"fields": []}
    if part in schema.SHORT:
        found["short"] = schema.SHORT[part]
    for field in _fields(part):
        entry: Json = {"key": field.key, **_kind(field.shape)}
        if part is not model.AgentRef or field.key != "id":
            help_ = key_help.help_for(part, field.key)
            entry |= {"what": _(help_.purpose), "example": help_.example}
        if field.required:
            entry["required"] = True
            if field.shape.nullable:
                entry["nullable"] = True  # the key is required, but its value may be null (unknown)
        elif isinstance(field.default, str) and field.default:
            entry["default"] = field.default
        found["fields"].append(entry)
    return found


_NAMES: dict[Any, str] = {
    scalars.Line: "line",
    scalars.Prose: "prose",
    scalars.Words: "words",
    scalars.Id: "id",
    scalars.Url: "url",
    scalars.Amount: "number",
    scalars.Truth: "truth",
    scalars.Language: "language",
    scalars.Country: "country",
    scalars.Sha256: "sha256",
    scalars.TimeCode: "time",
    scalars.Ordinal: "ordinal",
    scalars.PassagePath: "passage",
    scalars.EdtfText: "edtf",
}
"""The script's name for each scalar type."""


def _kind(shape: structure.Shape) -> Json:
    """The type of a value of this shape; `many` marks a list of them."""
    if shape.refers:
        return {"type": "ref", "kinds": list(shape.refers.kinds)}
    if shape.choices:
        return {"type": "choice", "choices": list(shape.choices)}
    if shape.part:
        return {"type": "part", "part": shape.part.__name__}
    if shape.form == "list" and shape.items[0].form == "row":
        return {"type": "spans"}
    if shape.form == "list":
        return {**_kind(shape.items[0]), "many": True}
    if shape.hint not in _NAMES:
        raise TypeError(f"the script has no field for {shape.hint!r}")
    judged = schema.SCALARS[shape.hint]
    limits = {"max": judged.get("maxLength"), "pattern": judged.get("pattern")}
    return {"type": _NAMES[shape.hint]} | {name: limit for name, limit in limits.items() if limit}
