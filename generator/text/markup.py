"""Small pieces of Markdown and HTML. Content is untrusted: it is escaped, never executed, never fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape as escape_html
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from markupsafe import Markup, escape

from generator.text.letters import start_of_letter


def front_matter(fields: Mapping[str, object]) -> str:
    """The YAML front matter of a page. Values are written as JSON, which is valid YAML."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join(["---", *lines, "---", ""])


def escape_strings(value: object) -> object:
    """A front matter value with its strings HTML-escaped, since Material inserts them raw."""
    if isinstance(value, str):
        return escape_html(value)
    if isinstance(value, list | tuple):
        return [escape_strings(item) for item in value]
    return value


def escape_heading(text: str) -> str:
    """The text for a Markdown heading: escaped so that nothing in it is read as Markdown or HTML, with white space
    collapsed."""
    folded = re.sub(r"\s+", " ", text)
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|~^=:<>&$\"'])", lambda m: f"&#{ord(m[1])};", folded)


def isolate(text: object) -> Markup:
    """A name, title, number or date for a sentence in HTML, isolated because it may run in the opposite direction
    (<bdi>)."""
    return Markup(f"<bdi>{escape(text)}</bdi>")  # noqa: S704 - escaped; Markup.format would parse the pattern each time


def excerpt(text: str, limit: int) -> str:
    """The text, cut to at most `limit` characters. A longer text is cut between words, and ends in an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: start_of_letter(text, limit - 1)]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:") + "…"


def append_lines(node: Element, text: str) -> None:
    """Put words of a source into an empty element, with a <br> for each line break."""
    first, *others = text.split("\n")
    node.text = AtomicString(first)
    for line in others:
        SubElement(node, "br").tail = AtomicString(line)


def text_of(html: str) -> str:
    """The plain text of an HTML fragment made by this module, with white space collapsed and " / " for each line
    break."""
    html = re.sub(r"(?:<br>\s*)+", " / ", html)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^<>]+>", "", html))).strip()


def escape_markdown(text: str) -> str:
    """A text on one line, escaped so that Markdown shows it literally: no link, no image, no tag, and no @mention that
    would notify anybody."""
    return re.sub(
        r"[\\`*_{}\[\]#|~^<>&$@]|:(?=//)|(?i:(?<=\bwww)\.)", lambda m: f"&#{ord(m[0])};", " ".join(text.split())
    )
