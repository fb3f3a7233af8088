"""Small pieces of Markdown and HTML. What content says is untrusted: escaped, never executed, never fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape as escape_html
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from markupsafe import Markup, escape

from generator.text.letters import begin_of_letter


def front_matter(fields: Mapping[str, object]) -> str:
    """YAML front matter of a page. Values are JSON, which is YAML."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join(["---", *lines, "---", ""])


def escaped(value: object) -> object:
    """A value of a page's front matter, in which texts are HTML-escaped, since Material prints them raw."""
    if isinstance(value, str):
        return escape_html(value)
    if isinstance(value, list | tuple):
        return [escaped(item) for item in value]
    return value


def heading(text: str) -> str:
    """The text for a Markdown heading: nothing in it is Markdown or HTML, and white space is folded."""
    folded = re.sub(r"\s+", " ", text)
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~^=:<>&$\"'])", lambda m: f"&#{ord(m[1])};", folded)


def isolated(text: object) -> Markup:
    """A name, a title, a number or a date within a sentence of HTML, which may run in another direction than the sentence."""
    return Markup(f"<bdi>{escape(text)}</bdi>")  # noqa: S704 - it is escaped; Markup.format would read the pattern each time


def excerpt(text: str, limit: int) -> str:
    """The text, at most `limit` letters of it. What is longer is cut between words, and ends in an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: begin_of_letter(text, limit - 1)]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + "…"


def broken_element(node: Element, text: str) -> None:
    """Put words of a source into an empty element, with a <br> where a line ends."""
    first, *others = text.split("\n")
    node.text = AtomicString(first)
    for line in others:
        SubElement(node, "br").tail = AtomicString(line)


def text_of(html: str) -> str:
    """The text of an HTML fragment that this module made, its white space folded, and with a stroke where a line
    ends."""
    html = re.sub(r"(?:<br>\s*)+", " / ", html)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^<>]+>", "", html))).strip()


def escaped_markdown(text: str) -> str:
    """A text on one line that means nothing but itself in Markdown: no link, no image, no tag, and nobody is notified
    by it."""
    return re.sub(
        r"[\\`*_{}\[\]#|~^<>&$@]|:(?=//)|(?i:(?<=\bwww)\.)", lambda m: f"&#{ord(m[0])};", " ".join(text.split())
    )
