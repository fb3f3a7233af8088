"""Sources and other records from another program, in this archive's terms, before they are matched to anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.records.model import Kind


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """Words that somebody marked in a source."""

    text: str
    place: str = ""
    """The place of the mark in the other program's file."""
    is_quotation: bool = False
    """Whether it is already a quotation of exactly these words. Otherwise the mark may include surrounding text."""
    further: tuple[str, ...] = ()
    """The further parts of an interrupted quotation."""
    speaker: str | None = None
    """A name, or an id; None if the other program does not say."""
    speaker_id: str | None = None
    """The speaker's id in another archive of this kind, which decides if several have the name."""
    prefix: str | None = None
    suffix: str | None = None
    start: int | None = None
    """The offset of its first character in the other program's text."""
    note: str | None = None
    """The note on the mark."""
    tags: tuple[str, ...] = ()
    """Its own tags. The name of a person or organisation tells the speaker; other tags are topics of the article."""
    spot: Mapping[str, str | int] = field(default_factory=dict)
    """The place in the source for readers: keys and values of `where`."""


@dataclass(frozen=True, slots=True)
class Item:
    """A source. Whatever the other program does not say is None or empty."""

    place: str
    """Its place in the file, such as `library.bib: weir2025`."""
    article_id: str | None = None
    """The id of the existing article, if known."""
    title: str | None = None
    supplied: str | None = None
    """The supplied title, if it has no title of its own."""
    authors: tuple[str, ...] = ()
    published: str | None = None
    """A date in EDTF."""
    outlet: str | None = None
    """The name of the newspaper, site, broadcaster or publisher."""
    url: str | None = None
    archived: tuple[tuple[str, str | None], ...] = ()
    """The addresses of archived copies, each with the date of its capture in EDTF."""
    language: str | None = None
    seen: str | None = None
    kind: str | None = None
    """Its kind, as the other program calls it."""
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Notes on it in the other program."""
    parts: tuple[MarkedWords, ...] = ()
    body: str = ""
    """A text about it in Markdown. Links such as `[[name]]` or `[[name|shown]]` name records."""
    copy: str | None = None
    """Its text, if complete."""
    read_from: tuple[tuple[str, str], ...] = ()
    """Where values were found in the file: pairs of a field and a place."""
    unread: tuple[str, ...] = field(default=())
    """Everything that could not be imported as it is: the key, and why."""


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A link from one record to another: a role in an organisation, or a relation."""

    to: str
    """The key of the other in the same file."""
    kind: str
    is_role: bool
    start: str | None = None
    """A date in EDTF."""
    end: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """A record other than an article."""

    place: str
    """Its place in the file."""
    kind: Kind
    name: str
    key: str
    """Its key in the file, by which others refer to it."""
    keys: Mapping[str, Any] = field(default_factory=dict)
    """The keys of the record besides its name."""
    links: tuple[RecordLink, ...] = ()
    unread: tuple[str, ...] = ()


def to_one_line(text: str) -> str:
    """A text without line breaks and control characters, for a comment or an item of a list."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
