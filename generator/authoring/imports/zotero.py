"""Reads a Zotero library, including what CSL cannot express: collections, child notes, and marks in PDFs and snapshots.

Supported are the JSON of its API (zotero.org/support/dev/web_api/v3), the JSON of Better BibTeX, and Zotero RDF as
written by Zotero itself. RDF is converted to the JSON form, so that each field is read in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from generator.authoring.imports import csl
from generator.authoring.imports.decoding import json_of
from generator.authoring.imports.html_text import text_of_html
from generator.authoring.imports.items import Item, MarkedWords
from generator.problems import RefusedError

_KINDS = {
    "newspaperArticle": "article", "magazineArticle": "article", "journalArticle": "article", "webpage": "article", "blogPost": "article",
    "tvBroadcast": "broadcast", "radioBroadcast": "broadcast", "videoRecording": "video", "film": "video", "audioRecording": "audio",
    "podcast": "audio", "report": "report", "document": "document", "interview": "interview", "forumPost": "post", "instantMessage": "post",
}  # fmt: skip
"""Zotero's item types and the kinds of source."""
_OUTLETS = (
    "publicationTitle", "websiteTitle", "blogTitle", "forumTitle", "programTitle", "network", "studio", "publisher", "institution", "company",
    "label", "distributor",
)  # fmt: skip
"""Fields that may name the outlet, the most specific first."""
_AUTHORS = frozenset(
    {"author", "director", "podcaster", "presenter", "artist", "performer", "programmer", "cartographer", "reporter"}
)
"""Types of creators that count as authors. Others, such as editors and translators, are reported and not imported."""
_IGNORED_KEYS = frozenset(
    [
        "itemID",
        "itemType",
        "itemKey",
        "key",
        "version",
        "libraryID",
        "uri",
        "relations",
        "dateAdded",
        "dateModified",
        "shortTitle",
        "libraryCatalog",
        "journalAbbreviation",
        "collections",
        "creators",
        "tags",
        "notes",
        "attachments",
        "title",
        "date",
        "url",
        "accessDate",
        "language",
        "extra",
        "citationKey",
        "inPublications",
        "deleted",
        "parentItem",
        "select",
        "md5",
        "mtime",
        "seeAlso",
        "multi",
        "citekey",
    ]
)
_CHILDREN = frozenset({"note", "attachment", "annotation"})
_MARKS = frozenset({"highlight", "underline"})


def holds_items(found: object) -> bool:
    """Whether a JSON value holds Zotero items rather than CSL."""
    held = found.get("items") if isinstance(found, dict) else found
    first = next(iter(held), None) if isinstance(held, list) else None
    return isinstance(first, dict) and (
        "itemType" in first or (isinstance(first.get("data"), dict) and "itemType" in first["data"])
    )


def items(found: object, name: str) -> list[Item]:
    """The items in the parsed JSON of a file. Raises RefusedError if it holds no Zotero items."""
    held = found.get("items") if isinstance(found, dict) else found
    if not isinstance(held, list) or not held or not all(isinstance(one, dict) for one in held):
        raise RefusedError(f"{name} holds no items of Zotero")
    data = [one["data"] if isinstance(one.get("data"), dict) else one for one in held]
    collections = _collections(found.get("collections") if isinstance(found, dict) else None)
    children: dict[str, list[Mapping[str, Any]]] = {}
    for one in data:
        if isinstance(one.get("parentItem"), str):
            children.setdefault(one["parentItem"], []).append(one)
    made: list[Item] = []
    for number, one in enumerate(data, 1):
        place = f"{name}: {one.get('citationKey') or one.get('key') or one.get('itemKey') or number}"
        if str(one.get("itemType")) not in _CHILDREN:
            made.append(_item(one, place, children, collections))
        elif not isinstance(one.get("parentItem"), str):
            made.append(Item(place, unread=(f"{one['itemType']}: it belongs to no source",)))
    return made


def _collections(found: object) -> dict[str, list[str]]:
    """The names of the collections of each item, by the item's number or key."""
    names: dict[str, list[str]] = {}
    for one in found.values() if isinstance(found, dict) else ():
        name = one.get("name") if isinstance(one, dict) else None
        for item in _entries(one.get("items")) if isinstance(name, str) else ():
            names.setdefault(str(item), []).append(str(name))
    return names


def _entries(value: object) -> list[Any]:
    """The value if it is a list; otherwise an empty list."""
    return value if isinstance(value, list) else []


def _item(
    one: Mapping[str, Any],
    place: str,
    children: Mapping[str, Iterable[Mapping[str, Any]]],
    collections: Mapping[str, list[str]],
) -> Item:
    unread: list[str] = []
    creators = [it for it in _entries(one.get("creators")) if isinstance(it, dict)]
    outlets = {key: str(one[key]) for key in _OUTLETS if isinstance(one.get(key), str) and one[key].strip()}
    tags, automatic = _tags(one.get("tags"))
    item = csl.item(
        {
            "title": one.get("title") or one.get("subject") or one.get("caseName") or one.get("nameOfAct"),
            "author": [_creator(it) for it in creators if str(it.get("creatorType")) in _AUTHORS],
            "issued": {"raw": str(one["date"])} if one.get("date") else None,
            "accessed": {"raw": str(one["accessDate"])}
            if one.get("accessDate") not in (None, "CURRENT_TIMESTAMP")
            else None,
            "container-title": next(iter(outlets.values()), None),
            "URL": one.get("url"),
            "DOI": one.get("DOI"),
            "language": one.get("language"),
        },
        place,
    )
    unread += item.unread
    unread += (
        f"{it.get('creatorType') or 'creator'}: {csl.name_in_spoken_order(_creator(it)) or '?'}"
        for it in creators
        if str(it.get("creatorType")) not in _AUTHORS
    )
    if automatic:
        unread.append(f"tags that Zotero has set by itself: {', '.join(automatic)}")
    for key, value in one.items():
        if key in _IGNORED_KEYS or key == "DOI" or value in (None, "", [], {}) or key == next(iter(outlets), None):
            continue
        unread.append(f"{key}: {csl.WORDS_NOT_COPIED}" if key == "abstractNote" else f"{key}: {csl.shorten(value)}")
    notes, parts = _notes_and_marks(one, place, children)
    own_tags = [
        name
        for key in (one.get("itemID"), one.get("key"), one.get("itemKey"))
        for name in collections.get(str(key), ())
    ]
    if "data" not in one and isinstance(one.get("collections"), list):
        unread += [
            f"collection {it}: its name is not in this file"
            for it in one["collections"]
            if isinstance(it, str) and not own_tags
        ]
    extra = one.get("extra")
    return replace(
        item,
        kind=_KINDS.get(str(one.get("itemType"))),
        tags=tuple(dict.fromkeys([*own_tags, *tags])),
        notes=(*([extra.strip()] if isinstance(extra, str) and extra.strip() else []), *notes),
        parts=tuple(parts),
        unread=tuple(unread),
    )


def _creator(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"literal": one.get("name"), "given": one.get("firstName"), "family": one.get("lastName")}


def _tags(found: object) -> tuple[list[str], list[str]]:
    """The tags set by hand, and the automatic ones."""
    own: list[str] = []
    automatic: list[str] = []
    for one in _entries(found):
        tag = one.get("tag") if isinstance(one, dict) else one
        if isinstance(tag, str) and tag.strip():
            (automatic if isinstance(one, dict) and one.get("type") == 1 else own).append(" ".join(tag.split()))
    return own, automatic


def _notes_and_marks(
    one: Mapping[str, Any], place: str, children: Mapping[str, Iterable[Mapping[str, Any]]]
) -> tuple[list[str], list[MarkedWords]]:
    """The notes of an item, and the words marked in its attachments or quoted in its notes."""
    notes: list[str] = []
    parts: list[MarkedWords] = []

    def take(held: object) -> None:
        for child in _entries(held):
            if isinstance(child, str):
                child = {"itemType": "note", "note": child}  # noqa: PLW2901  (the form of Better BibTeX)
            if not isinstance(child, dict):
                continue
            note = child.get("note")
            if isinstance(note, str) and child.get("itemType") != "annotation":
                reader = _Note(place)
                reader.feed(note)
                reader.close()
                parts.extend(reader.parts)
                words = text_of_html(reader.rest)
                notes.extend([words] if words and not (reader.parts and words.startswith("Annotations")) else [])
            if "annotationType" in child:
                parts.extend(_marks(child, place))
            take(child.get("annotations"))
            take(list(children.get(str(child.get("key")), ())) if child.get("itemType") == "attachment" else None)

    take(one.get("notes"))
    take(one.get("attachments"))
    take(list(children.get(str(one.get("key")), ())))
    return list(dict.fromkeys(notes)), list({part.text: part for part in reversed(parts)}.values())[::-1]


def _marks(one: Mapping[str, Any], place: str) -> Iterator[MarkedWords]:
    """A mark in a PDF, a snapshot or an EPUB."""
    text, comment, label = (one.get(f"annotation{key}") for key in ("Text", "Comment", "PageLabel"))
    if str(one.get("annotationType")) in _MARKS and isinstance(text, str) and text.strip():
        note = comment.strip() or None if isinstance(comment, str) else None
        yield MarkedWords(
            text,
            place=f"{place}, {one.get('key') or 'annotation'}",
            note=note,
            tags=tuple(_tags(one.get("tags"))[0]),
            spot=_page(label),
        )


def _page(label: object) -> dict[str, str]:
    number = str(label or "").strip()
    return {"page": str(int(number))} if number.isascii() and number.isdigit() and int(number) > 0 else {}


class _Note(HTMLParser):
    """Parses a note into its quotations from an attachment (spans of the class `highlight`, since Zotero 6) and the
    rest."""

    def __init__(self, place: str) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[MarkedWords] = []
        self._place = place
        self._rest: list[str] = []
        self._within: list[str] = []
        """The kind of each open span: `highlight`, `citation`, or "" for others."""
        self._words: list[str] = []
        self._label: object = None
        self._after: list[str] | None = None
        """The text after a quotation in its paragraph: the comment. None outside of one."""

    @property
    def rest(self) -> str:
        """The note without its quotations."""
        return "".join(self._rest)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        if tag == "span":
            kind = next(
                (it for it in ("highlight", "underline", "citation") if it in (of.get("class") or "").split()), ""
            )
            kind = "highlight" if kind in _MARKS and of.get("data-annotation") else kind
            if kind == "highlight":
                self._finish()
                self._words, self._label = [], _label(of.get("data-annotation") or "")
            self._within.append(kind)
        elif tag in ("p", "li", "h1", "h2"):
            self._finish()
        self._keep(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._within:
            if self._within.pop() == "highlight":
                self._after = []
        elif tag in ("p", "li"):
            self._finish()
        self._keep(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if "highlight" in self._within:
            self._words.append(data)
        elif "citation" not in self._within:
            self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def close(self) -> None:
        super().close()
        self._finish()

    def _keep(self, text: str) -> None:
        (self._rest if self._after is None else self._after).append(text)

    def _finish(self) -> None:
        """Add the current quotation, with the comment after it."""
        if self._after is not None:
            text, note = text_of_html("".join(self._words)), text_of_html("".join(self._after))
            if text:
                self.parts.append(MarkedWords(text, place=self._place, note=note or None, spot=_page(self._label)))
        self._after = None


def _label(coded: str) -> object:
    try:
        found = json_of(unquote(coded))
    except ValueError:
        return None
    return found.get("pageLabel") if isinstance(found, dict) else None
