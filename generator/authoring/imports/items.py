"""A source as another program knows it, in this archive's terms, before it is matched with anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.records.model import Kind


@dataclass(frozen=True, slots=True)
class Part:
    """Words that somebody marked in a source."""

    text: str
    place: str = ""
    """Where the mark stands in the other program's file."""
    is_quotation: bool = False
    """Whether it is a quotation already, of exactly these words; otherwise somebody marked them, perhaps with what stands around them."""
    further: tuple[str, ...] = ()
    """The words that go on after an interruption, part by part."""
    speaker: str | None = None
    """A name, or an id; None where the other program does not say."""
    speaker_id: str | None = None
    """The speaker's id in another archive of this kind: it tells which one is meant where several have the name."""
    prefix: str | None = None
    suffix: str | None = None
    start: int | None = None
    """The offset of its first character in the text that the other program had."""
    note: str | None = None
    """What the one who marked it wrote beside it."""
    tags: tuple[str, ...] = ()
    """Its own tags. One that is the name of a person or organisation says whose words it has; the others are topics of the article."""
    spot: Mapping[str, str | int] = field(default_factory=dict)
    """Where in the source a reader finds it: keys and values of `where`."""


@dataclass(frozen=True, slots=True)
class Item:
    """A source. What the other program does not say is None or empty."""

    place: str
    """Where it stands there, such as `library.bib: weir2025`."""
    of: str | None = None
    """The id of the article that it is, where somebody said so."""
    title: str | None = None
    supplied: str | None = None
    """What to call it here, where it has no title of its own."""
    authors: tuple[str, ...] = ()
    published: str | None = None
    """A date in EDTF."""
    outlet: str | None = None
    """The name of the newspaper, site, broadcaster or publisher."""
    url: str | None = None
    archived: tuple[tuple[str, str | None], ...] = ()
    """The addresses of archived copies, each with the day of its capture in EDTF."""
    language: str | None = None
    seen: str | None = None
    kind: str | None = None
    """What it is, in the words of the other program."""
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What people wrote about it there."""
    parts: tuple[Part, ...] = ()
    body: str = ""
    """What somebody wrote about it, in Markdown. A link, `[[name]]` or `[[name|shown]]`, names a record."""
    copy: str | None = None
    """Its text, where the whole of it is there."""
    read_from: tuple[tuple[str, str], ...] = ()
    """Where in a file each of these stands: pairs of the field and the place."""
    unread: tuple[str, ...] = field(default=())
    """What it also has and no record of ours takes, or takes otherwise: the key, and why."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A link from one record to another: a role in a body, or a relation."""

    to: str
    """What the other is called in the other program's file."""
    kind: str
    is_role: bool
    begun: str | None = None
    """A date in EDTF."""
    ended: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """What becomes a record that is no article."""

    place: str
    """Where it stands there."""
    kind: Kind
    name: str
    key: str
    """What it is called there, by others that name it."""
    keys: Mapping[str, Any] = field(default_factory=dict)
    """The keys of the record beside its name."""
    ties: tuple[Tie, ...] = ()
    unread: tuple[str, ...] = ()


def on_one_line(text: str) -> str:
    """A text as it may stand in a comment or in a line of a list."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
