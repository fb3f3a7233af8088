"""Finds active content in hand-written pages: scripts, and anything loaded from or sent to another site.

The site's content security policy blocks all of it, so the author gets a warning. An address that would run a script is
an error. The page is judged as HTML, so Markdown links and HTML tags are treated alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple

import markdown

from generator.text import wikilinks

_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "data", "poster", "xlink:href", "background", "ping", "cite"}
)
_LOADING = frozenset({"img", "audio", "video", "source", "track", "input", "image"})
_EMBEDDED = frozenset({"iframe", "frame", "object", "embed", "applet", "portal"})
_RUNS = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}", re.IGNORECASE)
_UNSEEN = re.compile(r"[\t\n\r]|^[\x00-\x20]+")
"""Characters that a browser removes from an address before it reads it."""

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


class Active(NamedTuple):
    """A piece of active content: its offset in the page, the problem's code, fault and remedy, and whether it is an
    error (`is_refused`)."""

    offset: int
    code: str
    fault: str
    remedy: str
    is_refused: bool


_AS_THE_SITE_BUILDER = ("attr_list", "fenced_code", "md_in_html", "tables")


@lru_cache(maxsize=256)
def find_active(page: str) -> tuple[Active, ...]:
    """All active content of a page, in page order. `page` is the text with its front matter. Code blocks are
    ignored."""
    front = _FRONT.match(page)
    start = front.end() if front else 0
    reader = _Reader()
    try:
        html = markdown.Markdown(extensions=_AS_THE_SITE_BUILDER).convert(page[start:])
    # The nesting is too deep, which is reported elsewhere.
    except RecursionError:
        return ()
    reader.feed(html)
    reader.close()
    searched = page[:start] + wikilinks.without_code(page[start:])
    return tuple(_locate(reader.seen, searched.lower(), start))


class _Suspect(NamedTuple):
    needle: str
    fault: str
    remedy: str
    code: str = "blocked-by-policy"

    @property
    def is_refused(self) -> bool:
        return self.code == "refused-markup"


def _locate(seen: list[_Suspect], page: str, start: int) -> Iterator[Active]:
    """Each item at the next offset where its text occurs, or at the start of the page's text if the source spells it
    differently."""
    after: dict[str, int] = {}
    for one in seen:
        needle = one.needle.lower()
        at = page.find(needle, after.get(needle, start))
        if at >= 0:
            after[needle] = at + len(needle)
        if one.fault:
            yield Active(max(at, start), one.code, one.fault, one.remedy, one.is_refused)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[_Suspect] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.seen.extend(_of_tag(tag, values))
        for name, value in values.items():
            self.seen.extend(_of_attribute(tag, name, value))


_TO_A_FILE = "put it into a file that extra_javascript of mkdocs.yml names"


def _of_tag(tag: str, values: dict[str, str]) -> Iterator[_Suspect]:
    if tag == "script":
        runs = "src" not in values and values.get("type", "").strip().lower() in _RUN_AS_SCRIPTS
        fault = "a script stands in the page, and the site's policy keeps it from running" if runs else ""
        yield _Suspect("<script", fault, _TO_A_FILE)
    elif tag == "style":
        yield _Suspect("<style", "a style sheet stands in the page, and the site's policy leaves it out", _TO_A_STYLE)
    elif tag in _EMBEDDED:
        yield _Suspect(f"<{tag}", f"<{tag}> embeds something, and the site's policy leaves it out", "link to it")
    elif tag == "meta" and "http-equiv" in values:
        yield _Suspect(
            "<meta",
            "<meta http-equiv> would change what a browser does with the page",
            "delete it",
            code="refused-markup",
        )
    elif tag in ("a", "area", "form") and _opens_elsewhere(values):
        fault = "what opens in a window of its own could lead this one elsewhere"
        yield _Suspect("target", fault, 'add rel="noopener"', "window-without-noopener")
    elif tag == "base":
        yield _Suspect(
            "<base", "<base> would lead every link of the page elsewhere", "delete it", code="refused-markup"
        )


def _opens_elsewhere(values: dict[str, str]) -> bool:
    own = values.get("target", "").lower() in ("", "_self", "_parent", "_top")
    return not own and not {"noopener", "noreferrer"} & {*values.get("rel", "").lower().split()}


_TO_A_STYLE = "put it into a file that extra_css of mkdocs.yml names"
_RUN_AS_SCRIPTS = frozenset(
    {"", "module", "importmap", "speculationrules", "text/javascript", "application/javascript"}
)


def _before_reference(value: str) -> str:
    """The part of an address before the first `&`, which the source may write as `&amp;`."""
    return value.partition("&")[0]


def _of_attribute(tag: str, name: str, value: str) -> Iterator[_Suspect]:
    if name.startswith("on") and len(name) > 2:
        yield _Suspect(name, f"{name} would run a script, and the site's policy keeps it from running", _TO_A_FILE)
        return
    if name not in _ADDRESSES:
        return
    address = _UNSEEN.sub("", _UNSEEN.sub("", value))
    runs = _RUNS.match(address)
    if runs and not (tag in _LOADING and _PICTURE.match(address)):
        fault = f"'{runs[0].lower()}' begins no address that a page may lead to"
        yield _Suspect(
            value if value.isprintable() and "&" not in value else runs[0],
            fault,
            "write a web address, or take the link out",
            code="refused-markup",
        )
    elif not _ELSEWHERE.match(address):
        return
    elif tag in _LOADING:
        yield _Suspect(
            value,
            "this is loaded from another site, and the site's policy leaves it out",
            "put the file beside the page",
        )
    elif tag == "script":
        yield _Suspect(
            _before_reference(value),
            "a script is loaded from another site, and the site's policy leaves it out",
            _TO_A_FILE,
        )
    elif tag == "link":
        yield _Suspect(
            _before_reference(value),
            "this is loaded from another site, and the site's policy leaves it out",
            _TO_A_STYLE,
        )
    elif name in ("action", "formaction"):
        yield _Suspect(
            _before_reference(value),
            "a form is sent to another site, and the site's policy keeps it back",
            "link to that site",
        )
