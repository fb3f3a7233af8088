"""The Content-Security-Policy of a page: what a browser may run and load for it.

Scripts come from the site itself. One that stands in a page runs only where its hash is in that page's policy, and a hash is given
to the scripts of templates alone, the theme's and its owner's: what content says is no template, so no script that it holds runs, by
whatever way it came into the page. To know them apart, `marked` puts a sign before each script of a template's source. The sign is
drawn anew for each run, so that no content can hold it, and `protected` takes it away again.
"""

import base64
import hashlib
import re
import secrets
from collections.abc import Iterator

_SIGN = f"\ue000{secrets.token_hex(16)}\ue000"

# A script that is loaded needs no hash; a template may look for its tag, and is to find it.
_OPENING = re.compile(r"(?=<(?:script\b(?![^<>]*\ssrc\s*=)|style\b))", re.IGNORECASE)
_OPENED = re.compile(r"""<(script|style)\b((?:[^>"']|"[^"]*"|'[^']*')*+)>""", re.IGNORECASE)
_CLOSED = {tag: re.compile(rf"</{tag}\s*>", re.IGNORECASE) for tag in ("script", "style")}
_LOADED = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^<>]*>(?:\s*<meta\s+charset=[^<>]*>)?", re.IGNORECASE)

_META = '<meta http-equiv="Content-Security-Policy" content="'

_OF_EVERY_PAGE = (
    # Drawings place their marks by numbers in style attributes, thousands of different ones. A style of one element loads nothing
    # from elsewhere, since its pictures and fonts are held to the lines below, and runs nothing.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",  # the style sheets of Material hold icons as data
    "font-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",  # the search of Material, where an archive uses that
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)


def marked(template: str) -> str:
    """The source of a template with a mark before each inline script and style."""
    return _OPENING.sub(_SIGN, template)


def protected(html: str) -> str:
    """A page that was made of marked templates, with its policy at the head and without the signs. Text without a head gets no policy."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for tag, text in _marked_in(html):
        hashes[tag].append(_source(text.replace(_SIGN, "")))
    html = html.replace(_SIGN, "")
    head = _HEAD.search(html)
    if head is None:
        return html
    return f'{html[: head.end()]}\n      {_META}{_policy(**hashes)}">{html[head.end() :]}'


def _marked_in(html: str) -> Iterator[tuple[str, str]]:
    """The scripts and styles that bear the sign, each as its tag and its text. One that names its source has none."""
    at = 0
    while (at := html.find(_SIGN, at)) >= 0:
        at += len(_SIGN)
        opened = _OPENED.match(html, at)
        closed = _CLOSED[opened[1].lower()].search(html, opened.end()) if opened else None
        if opened and closed:
            at = closed.end()
            if not _LOADED.search(opened[2]):
                yield opened[1].lower(), html[opened.end() : closed.start()]


def serving(html: str, script: str) -> str:
    """The page with a policy that also allows this script, as a server's for reloading."""
    return html.replace(f"{_META}{_SCRIPTS}", f"{_META}{_SCRIPTS} {_source(script)}", 1)


# The search stands on every page, behind the button of the header, and reads its index by a program in WebAssembly. This lets such
# a program be compiled, and no text be run as a script.
_SCRIPTS = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"


def _policy(script: list[str], style: list[str]) -> str:
    lines = (
        " ".join([_SCRIPTS, *dict.fromkeys(script)]),
        " ".join(["style-src 'self'", *dict.fromkeys(style)]),
        *_OF_EVERY_PAGE,
    )
    return "; ".join(lines)


def _source(text: str) -> str:
    """How a policy names a script that stands in a page: by the hash of its text, with line ends as a browser reads them."""
    digest = hashlib.sha256(text.replace("\r\n", "\n").replace("\r", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
