"""Text functions for Markdown and HTML. What content says is untrusted: escaped, never executed, never fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape as escape_html
from html import unescape
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from generator.selector import Span

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "yi", "ug", "dv", "ckb", "sd"})


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the language's usual script."""
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


def front_matter(fields: dict[str, object]) -> str:
    """YAML front matter of a page. Values are JSON, which is YAML; texts are HTML-escaped, since Material prints them raw."""
    lines = [f"{key}: {json.dumps(_escaped(value), ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join(["---", *lines, "---", ""])


def _escaped(value: object) -> object:
    if isinstance(value, str):
        return escape_html(value)
    if isinstance(value, list | tuple):
        return [_escaped(item) for item in value]
    return value


def heading(text: str) -> str:
    """Text as it can stand in a Markdown heading and mean nothing but itself."""
    folded = re.sub(r"\s+", " ", text)
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~^=:<>&$\"'])", lambda m: f"&#{ord(m[1])};", folded)


LinkElement = Callable[[str, str | None], Element]
"""Makes the element for a link: from its target and the words to show, if the author gives them."""


def prose(body: str, element: LinkElement, marked: tuple[tuple[str, Span], ...] = (), *, ours: bool = True) -> str:
    """A body's Markdown as HTML: no raw HTML, no images, no addresses but http, https and mailto; headings one level down.

    `element` makes the element for each `[[…]]`. Words that are `ours` are typeset; a source's stay as printed. `marked` names spans of the body, which are set as <mark> with that id.
    """
    body = _PRIVATE.sub("", body)
    for name, (start, end) in sorted(marked, key=lambda m: -m[1][0]):
        pieces = re.split(r"(\n\s*\n)", body[start:end])  # a mark does not run over the end of a paragraph
        body = (
            body[:start]
            + "".join(p if i % 2 else f"\ue000{name}\ue001{p}\ue002" for i, p in enumerate(pieces))
            + body[end:]
        )
    converter = markdown.Markdown(extensions=[_Safe(element, ours)], output_format="html")
    return converter.convert(body)


# The private-use letters that mark spans; those that content brings are dropped first.
_PRIVATE = re.compile("[\ue000-\ue002]")


class _Safe(Extension):
    def __init__(self, element: LinkElement, ours: bool) -> None:
        super().__init__()
        self._element = element
        self._ours = ours

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(pattern)
        md.inlinePatterns.register(_RecordLink(self._element), "record_link", 200)
        md.inlinePatterns.register(_Marked(), "marked", 210)
        md.treeprocessors.register(_Tame(), "tame", 0)
        if self._ours:
            md.treeprocessors.register(_Typeset(), "typeset", -1)


class _RecordLink(InlineProcessor):
    def __init__(self, element: LinkElement) -> None:
        super().__init__(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")
        self._element = element

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        shown = m[2].strip() if m[2] and m[2].strip() else None
        return self._element(m[1].strip(), shown), m.start(0), m.end(0)


class _Marked(InlineProcessor):
    def __init__(self) -> None:
        super().__init__("\ue000([^\ue001]*)\ue001([^\ue002]*)\ue002")

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        mark = Element("mark", {"class": "ar-said"})
        link = SubElement(mark, "a", {"class": "ar-q", "href": f"#{m[1]}"})
        link.text = AtomicString(m[2])
        return mark, m.start(0), m.end(0)


class _Tame(Treeprocessor):
    """Takes the address off every link that is not a plain web address, and lowers headings below the page's own."""

    def run(self, root: Element) -> None:
        for node in root.iter():
            href = node.get("href")
            if href is not None and not re.match(r"(?:https?://|mailto:|#|\.\.?/|\.$)", href, re.IGNORECASE):
                del node.attrib["href"]
            if node.tag in ("h1", "h2", "h3", "h4"):
                node.tag = f"h{min(int(node.tag[1]) + 2, 6)}"


class _Typeset(Treeprocessor):
    """Sets the archive's own words, element by element; what is atomic (a quotation, a name) stays as it is."""

    def run(self, root: Element) -> None:
        for node in root.iter():
            if node.text and node.tag != "code" and not isinstance(node.text, AtomicString):
                node.text = typeset(node.text)
            if node.tail and not isinstance(node.tail, AtomicString):
                node.tail = typeset("x" + node.tail)[1:]  # a quotation mark directly behind an element closes


def excerpt(text: str, limit: int) -> str:
    """The text up to `limit` letters, cut between words, with an ellipsis where something is left out."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + "…"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Words as a sentence lists them: a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun: 1 article, 2 articles, 1,200 articles."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def typeset(text: str) -> str:
    """The archive's own words with printers' quotation marks and apostrophes. Never for words of a source, which stay as printed."""
    text = re.sub(r"(^|[\s(\[{–—/“])\"", r"\1“", text)
    text = re.sub(r"(^|[\s(\[{–—/“])'(?=\w)", r"\1‘", text)
    return text.replace('"', "”").replace("'", "’")


def text_of(html: str) -> str:
    """The text of an HTML fragment that this module made, its white space folded."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html))).strip()
