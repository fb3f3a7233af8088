"""What mkdocs.yml sets, as it may stand in a page. Themes draw settings without escaping them, so they are made harmless before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from generator.text.prose import html_of_markdown

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that no page may hold."""
_UNSAFE = re.compile(r"""[\x00-\x20\x7f"'<>`\\{}|^]""")
_PLACEHOLDER = re.compile(r"(?:.+\.)?example\.[a-z]+", re.IGNORECASE)


def text(value: str) -> Markup:
    """A text of the settings as HTML. What is `Markup` already stays as it is, here and in Jinja's `e`."""
    return escape(value) if isinstance(value, Markup) else escape(_CONTROL.sub("", value))


def texts(value: Any) -> Any:
    """A value of any depth with each of its texts as HTML, keys aside."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Mapping):
        return {key: texts(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [texts(inner) for inner in value]
    return value


def address(value: str) -> str:
    """An address in which nothing can end an attribute: what no address may hold is percent-encoded."""
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), value.strip())


def rights(value: str) -> Markup:
    """The line on whose words these are, from Markdown: links are links, and HTML is shown as it was written."""
    html = html_of_markdown(_CONTROL.sub("", value), _no_record)
    line = re.fullmatch(r"<p>((?:(?!<p>).)*)</p>", html, re.DOTALL)
    licensed = '<a href="https://creativecommons.org/licenses/'
    return Markup((line[1] if line else html).replace(licensed, licensed.replace(" ", ' rel="license" ', 1)))  # noqa: S704  (`prose` lets no HTML through)


def _no_record(target: str, shown: str | None) -> Element:
    """Settings name no records: what looks like that is text."""
    element = Element("span")
    element.text = f"[[{target}|{shown}]]" if shown else f"[[{target}]]"
    return element


def is_placeholder(site: str | None) -> bool:
    """Whether an address of the site is none: left out, or at example.org and its like, which are nobody's."""
    return not site or _PLACEHOLDER.fullmatch(urlsplit(site).hostname or "") is not None
