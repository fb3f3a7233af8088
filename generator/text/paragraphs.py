"""Splits a Markdown page into paragraphs, each of which is a message that catalogues translate.

Not part of a message: the marks of headings and lists, ids of headings, block elements with their attributes, comments
and code blocks. Links, emphasis and code inside a paragraph are part of it, since another language may put them
elsewhere. A message has no line breaks, so that wrapping a paragraph anew does not change it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import chain
from typing import Literal

from generator.text import messages
from generator.text.messages import _


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page as in the file, with its message; `message` is empty for text that is not translated. `of` says
    where the message is: in the front matter, in an attribute, or on the page."""

    text: str
    message: str = ""
    of: Literal["front", "attribute", "page"] = "page"


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a page, in order. Joined, their texts are the page again."""
    lines = text.splitlines(keepends=True)
    end = lines.index("---\n", 1) + 1 if lines[:1] == ["---\n"] else 0
    yield from chain.from_iterable(map(_of_front_matter, lines[:end]))
    in_code, open_block = False, ""
    for line in lines[end:]:
        fence = line.startswith("```")
        is_code, in_code = fence or in_code, fence ^ in_code
        apart = is_code or not line.strip() or line.startswith("#") or _ELEMENT.match(line) is not None
        if open_block and (apart or _ITEM.match(line)):
            yield from _of_words(open_block)
            open_block = ""
        if not apart:
            open_block += line
        elif is_code:
            yield Piece(line)
        else:
            yield from _of_heading(line) if line.startswith("#") else _of_html(line)
    if open_block:
        yield from _of_words(open_block)


def _of_front_matter(line: str) -> Iterator[Piece]:
    key, _colon, value = line.partition(": ")
    if key in ("title", "description"):
        words = value.rstrip("\n")
        yield from (Piece(f"{key}: "), Piece(words, words, "front"), Piece("\n"))
    else:
        yield Piece(line)


def _of_heading(line: str) -> Iterator[Piece]:
    signs, space, heading = line.partition(" ")
    words, brace, behind = heading.rstrip("\n").partition(" { #")
    yield from (Piece(signs + space), _piece(words), Piece(f"{brace}{behind}\n"))


def _of_words(block: str) -> Iterator[Piece]:
    item = _ITEM.match(block)
    before = item[0] if item else ""
    words = block.removeprefix(before).rstrip("\n")
    yield from (Piece(before), _piece(words), Piece("\n"))


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


_ELEMENT = re.compile(r"(</?(?:header|div|p|h1|dl|dt|dd|ol|ul|li|span)\b[^<>]*>|<!--[^<>]*-->)")
_LABEL = re.compile(r'(<[^<>]* aria-label=")([^"<>]+)("[^<>]*>)')
_ITEM = re.compile(r" {0,8}(?:- |[0-9]{1,3}\. )")


def translate_page(text: str) -> str | None:
    """The page in the language of the site; None if the catalogue has less than half of its messages.

    A message stays in English, and is marked as English, if the catalogue lacks it or has other links, elements or code
    in it than the English."""
    found = [*pieces(text)]
    known = [
        not it.message or (messages.is_translated(it.message) and is_faithful(it.message, _(it.message)))
        for it in found
    ]
    if 2 * known.count(False) > sum(it.message != "" for it in found):
        return None
    return "".join(_translate(it) if here else _in_english(it) for it, here in zip(found, known, strict=True))


def _translate(piece: Piece) -> str:
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


def is_faithful(message: str, translation: str) -> bool:
    """Whether a translation has the same elements, link targets, code and emphasis as the message, in any order."""
    return Counter(_UNTRANSLATED.findall(message)) == Counter(_UNTRANSLATED.findall(translation))


_UNTRANSLATED = re.compile(r"`[^`]*`|\*\*|\]\([^()]*\)|<[^<>]*>|[<>{}\[\]`\n]")
