"""Settings of mkdocs.yml made safe to show. Themes print settings without escaping, so they are escaped here first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from generator.text.prose import html_of_markdown

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Control characters, which HTML does not allow."""
_UNSAFE = re.compile(r"""[\x00-\x20\x7f"'<>`\\{}|^]""")
_PLACEHOLDER = re.compile(r"(?:.+\.)?example\.[a-z]+", re.IGNORECASE)


def text(value: str) -> Markup:
    """A text of the settings as HTML. `Markup` stays as it is, here and in Jinja's filter `e`."""
    return escape(value) if isinstance(value, Markup) else escape(_CONTROL.sub("", value))


def texts(value: Any) -> Any:
    """A value of any depth with each of its texts, except keys, as HTML."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Mapping):
        return {key: texts(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [texts(inner) for inner in value]
    return value


def address(value: str) -> str:
    """An address that cannot end an HTML attribute: characters that are not allowed in addresses are
    percent-encoded."""
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), value.strip())


def rights(value: str) -> Markup:
    """The copyright line as HTML, from Markdown. Links work; HTML in it is escaped."""
    html = html_of_markdown(_CONTROL.sub("", value), _no_record)
    line = re.fullmatch(r"<p>((?:(?!<p>).)*)</p>", html, re.DOTALL)
    licensed = '<a href="https://creativecommons.org/licenses/'
    return Markup((line[1] if line else html).replace(licensed, licensed.replace(" ", ' rel="license" ', 1)))  # noqa: S704  (`prose` lets no HTML through)


def _no_record(target: str, shown: str | None) -> Element:
    """Show what looks like a link to a record as text, since settings name no records."""
    element = Element("span")
    element.text = f"[[{target}|{shown}]]" if shown else f"[[{target}]]"
    return element


def is_placeholder(site: str | None) -> bool:
    """Whether the site's address is missing or a placeholder such as example.org."""
    return not site or _PLACEHOLDER.fullmatch(urlsplit(site).hostname or "") is not None


def address_fault(site: str) -> str | None:
    """What makes an address unfit to be the site's, with the remedy; None if it is fit. Addresses of pages are made by
    appending to it, and every page shows it."""
    parts = urlsplit(site)
    if parts.scheme not in ("http", "https"):
        return f"'{site}' is not an http or https address; write one, such as https://archive.your-name.net/"
    plain = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    if "@" in parts.netloc:
        return f"it has a user name or a password, which every page would show; write {plain}"
    if parts.query or parts.fragment:
        return f"'{site}' has a part behind ? or #, to which no page can be added; write {plain}"
    return None
