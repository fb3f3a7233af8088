"""Splits a Markdown page into paragraphs, each of which is a message that catalogues translate.

Not part of a message: the marks of headings and lists, ids of headings, block elements with their attributes, comments and
code blocks. Links, emphasis and code inside a paragraph are part of it, since another language may put them elsewhere. A
message has no line breaks, so that wrapping a paragraph anew does not change it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

from generator.text import messages
from generator.text.messages import _


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page as it stands in the file, with its message; `message` is empty for what is not translated. `of` says
    where the message stands: in the front matter, in an attribute, or on the page."""

    text: str
    message: str = ""
    of: Literal["front", "attribute", "page"] = "page"


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a page, in order. Joined, their texts are the page again."""
    front = _FRONT.match(text)
    at = front.end() if front else 0
    for line in text[:at].splitlines(keepends=True):
        if found := _FIELD.fullmatch(line):
            yield Piece(found[1])
            yield Piece(found[2], found[2], "front")
            yield Piece("\n")
        else:
            yield Piece(line)
    for found in _BLOCKS.finditer(text, at):
        kind, block = str(found.lastgroup), found[0]
        if kind == "html":
            yield from _of_html(block)
        elif kind == "other":
            yield Piece(block)
        else:
            before, words, behind = _AROUND[kind].fullmatch(block).groups()  # type: ignore[union-attr]
            yield from (Piece(before), _piece(words), Piece(behind))


def _of_html(line: str) -> Iterator[Piece]:
    for part in _ELEMENT.split(line):
        if not _ELEMENT.fullmatch(part):
            words = part.strip()
            before, behind = part.split(words) if words else (part, "")
            yield from (Piece(before), _piece(words), Piece(behind))
        elif label := _LABEL.fullmatch(part):
            yield from (Piece(label[1]), Piece(label[2], label[2], "attribute"), Piece(label[3]))
        else:
            yield Piece(part)


def _piece(words: str) -> Piece:
    return Piece(words, " ".join(words.split()))


_FRONT = re.compile(r"---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"((?:title|description): )(.+)\n")
_ELEMENT = re.compile(r"(</?(?:header|div|p|h1|dl|dt|dd|ol|ul|li|span)\b[^<>]*>|<!--[^<>]*-->)")
_LABEL = re.compile(r'(<[^<>]* aria-label=")([^"<>]+)("[^<>]*>)')
_BLOCKS = re.compile(
    r"(?P<other>^```.*?^```\n|^<!--[^\n]*-->\n|^\n)|(?P<heading>^#+ [^\n]+\n)|(?P<html>^</?(?:header|div|p|h1|dl|dt|dd|ol|ul|li)\b[^\n]*\n)"
    r"|(?P<words>[^\n]+\n(?:(?! *(?:- |\d+\. |<|#|```))[^\n]+\n)*)",
    re.DOTALL | re.MULTILINE,
)
_AROUND = {
    "heading": re.compile(r"(#+ )(.+?)((?: \{ #[a-z-]+ \})?\n)"),
    "words": re.compile(r"( *(?:- |\d+\. )?)(.+)(\n)", re.DOTALL),
}


def said(text: str) -> str | None:
    """The page in the language of the site; None if the catalogue has less than half of its messages.

    A message stays in English, and is marked as English, if the catalogue lacks it or has other links, elements or code in
    it than the English."""
    found = [*pieces(text)]
    known = [
        not it.message or (messages.translated(it.message) and faithful(it.message, _(it.message))) for it in found
    ]
    if 2 * known.count(False) > sum(it.message != "" for it in found):
        return None
    return "".join(_said(it) if here else _in_english(it) for it, here in zip(found, known, strict=True))


def _said(piece: Piece) -> str:
    if not piece.message:
        return piece.text
    words = _(piece.message)
    return (
        json.dumps(words, ensure_ascii=False)
        if piece.of == "front"
        else escape(words)
        if piece.of == "attribute"
        else words
    )


def _in_english(piece: Piece) -> str:
    return f'<span lang="{messages.ENGLISH}" dir="ltr">{piece.text}</span>' if piece.of == "page" else piece.text


def faithful(message: str, translation: str) -> bool:
    """Whether a translation has the same elements, link targets, code and emphasis as the message, in any order."""
    return Counter(_KEPT.findall(message)) == Counter(_KEPT.findall(translation))


_KEPT = re.compile(r"`[^`]*`|\*\*|\]\([^()]*\)|<[^<>]*>|[<>{}\[\]`\n]")
