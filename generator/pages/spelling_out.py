"""Spells out abbreviations in our own text, each at its first use on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextvars import ContextVar
from functools import lru_cache

from markupsafe import Markup, escape

from generator.text.messages import _

_LEFT: ContextVar[dict[str, str]] = ContextVar("what abbreviations stand for that the page has not spelt out yet")


def start_page(abbreviations: Iterable[tuple[str, str]]) -> None:
    """Begin a page on which each of these (abbreviation, name) pairs is spelt out once."""
    _LEFT.set(dict(abbreviations))


def spell_out(text: str) -> str:
    """Our own text with each abbreviation spelt out at its first use on the page: "DPRK (North Korea) soldiers". Left
    alone are abbreviations in brackets after a name, which explains them, those before an apostrophe or a hyphen, and
    quoted words."""
    left = _LEFT.get({})
    if not left or not any(short in text for short in left):
        return text
    said: list[str] = []
    at = 0
    quoted = _quoted(text)
    for found in _finder(tuple(left)).finditer(text):
        if any(start <= found.start() < end for start, end in quoted):
            continue
        whole = left.pop(found[0], None)
        if whole is None or text[found.start() - 1 : found.start()] == "(" or whole in text:
            continue
        said += [text[at : found.start()], _("{abbreviation} ({name})", abbreviation=found[0], name=whole)]
        at = found.end()
    return "".join([*said, text[at:]])


def spell_out_in_html(html: str) -> Markup:
    """Our own HTML with abbreviations spelt out as by `spell_out`, except in quotations, links, headings and code."""
    left = _LEFT.get({})
    if not left or not any(str(escape(short)) in html for short in left):
        return Markup(html)  # noqa: S704 - it is HTML already
    depth, said = 0, []
    for part in _PARTS.split(html):
        tag = _TAG.match(part)
        if tag and tag[2] in _KEPT:
            depth += -1 if tag[1] else 1
        if tag or depth:
            said.append(part)
        else:
            said.append(str(escape(spell_out(Markup(part).unescape()))))  # noqa: S704
    return Markup("".join(said))  # noqa: S704 - tags are as they were, and texts are escaped


_PARTS = re.compile(r"(<[^<>]*>)")
_TAG = re.compile(r"<(/?)([a-z0-9]+)")
_KEPT = frozenset({"a", "blockquote", "q", "cite", "code", "mark", "bdi", "h1", "h2", "h3", "h4", "h5", "h6"})


def unexplained(html: str) -> list[tuple[str, str]]:
    """The abbreviations, with what they stand for, that the page shows without having spelt them out: in titles, links,
    pictures and quoted words. In order of their first use."""
    left = _LEFT.get({})
    if not left or not any(short in html for short in left):
        return []
    found: dict[str, str] = {}
    for hit in _anywhere(tuple(left)).finditer(html):
        at = hit.start()
        if hit[0] not in found and html.rfind("<", 0, at) <= html.rfind(">", 0, at):  # not within a tag
            found[hit[0]] = left[hit[0]]
            if len(found) == len(left):
                break
    return [*found.items()]


def _quoted(text: str) -> list[tuple[int, int]]:
    """The (start, end) offsets of quoted words: from an opening mark to its closing mark, or to the end of the text;
    and from the start of the text to a closing mark that has no opening one."""
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for found in _MARKS.finditer(text):
        at, mark = found.start(), found[0]
        if opened and mark in opened[1]:
            spans.append((opened[0], at))
            opened = None
        elif not opened and mark in _CLOSING:
            opened = at, _CLOSING[mark]
        elif not opened and not spans:
            spans.append((0, at))
    return [*spans, (opened[0], len(text))] if opened else spans


_CLOSING = {"“": "”", "«": "»", "„": "“”", '"': '"', "「": "」"}
"""The marks that may close a quotation, by the mark that opens it."""
_MARKS = re.compile('[“”„«»「」"]')


@lru_cache(maxsize=64)
def _finder(shorts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_either(shorts)})(?![\w’'‑-])")


@lru_cache(maxsize=1 << 10)
def _anywhere(shorts: tuple[str, ...]) -> re.Pattern[str]:
    """Finds abbreviations also before an apostrophe or next to a hyphen."""
    return re.compile(rf"(?<!\w)(?:{_either(shorts)})(?!\w)")


def _either(shorts: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(shorts, key=len, reverse=True)))
