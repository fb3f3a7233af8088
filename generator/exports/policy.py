"""The Content-Security-Policy of a page: what a browser may run and load for it.

Scripts come from the site itself. An inline script runs only if the page's policy has its hash, and only scripts from
templates (the theme's or the owner's) get a hash, so no script in content can run, however it got into the page. To
distinguish the two, `mark_inline` puts a sign before each inline script in a template's source. The sign is random in each
run, so content cannot contain it, and `add_policy` removes it.
"""

import base64
import hashlib
import re
import secrets
from collections.abc import Iterator

_INLINE_MARK = f"\ue000{secrets.token_hex(16)}\ue000"

# A script with `src` needs no hash. Its tag is left unmarked, since a template may search for it.
_OPENING = re.compile(r"(?=<(?:script\b(?![^<>]*\ssrc\s*=)|style\b))", re.IGNORECASE)
_OPENED = re.compile(r"""<(script|style)\b((?:[^>"']|"[^"]*"|'[^']*')*+)>""", re.IGNORECASE)
_CLOSED = {tag: re.compile(rf"</{tag}\s*>", re.IGNORECASE) for tag in ("script", "style")}
_LOADED = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^<>]*>(?:\s*<meta\s+charset=[^<>]*>)?", re.IGNORECASE)

_META = '<meta http-equiv="Content-Security-Policy" content="'

_OF_EVERY_PAGE = (
    # Drawings position their marks with style attributes, in thousands of combinations. A style attribute cannot run
    # code, and its images and fonts are restricted by the lines below.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",  # Material's style sheets have icons as data URLs
    "font-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",  # Material's own search, if an archive uses it
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)


def mark_inline(template: str) -> str:
    """A template's source with the sign before each inline script and style."""
    return _OPENING.sub(_INLINE_MARK, template)


def add_policy(html: str) -> str:
    """A page rendered from marked templates, with its policy in the head and the signs removed. Text without a head
    gets no policy."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for tag, text in _marked_in(html):
        hashes[tag].append(_source(text.replace(_INLINE_MARK, "")))
    html = html.replace(_INLINE_MARK, "")
    head = _HEAD.search(html)
    if head is None:
        return html
    return f'{html[: head.end()]}\n      {_META}{_policy(**hashes)}">{html[head.end() :]}'


def _marked_in(html: str) -> Iterator[tuple[str, str]]:
    """The tag and text of each inline script and style that has the sign."""
    at = 0
    while (at := html.find(_INLINE_MARK, at)) >= 0:
        at += len(_INLINE_MARK)
        opened = _OPENED.match(html, at)
        closed = _CLOSED[opened[1].lower()].search(html, opened.end()) if opened else None
        if opened and closed:
            at = closed.end()
            if not _LOADED.search(opened[2]):
                yield opened[1].lower(), html[opened.end() : closed.start()]


def allow_script(html: str, script: str) -> str:
    """The page with a policy that also allows this script, such as a server's for reloading."""
    return html.replace(f"{_META}{_SCRIPTS}", f"{_META}{_SCRIPTS} {_source(script)}", 1)


# Every page has the search, which reads its index with a WebAssembly program. 'wasm-unsafe-eval' allows compiling that,
# but no eval of text.
_SCRIPTS = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"


def _policy(script: list[str], style: list[str]) -> str:
    lines = (
        " ".join([_SCRIPTS, *dict.fromkeys(script)]),
        " ".join(["style-src 'self'", *dict.fromkeys(style)]),
        *_OF_EVERY_PAGE,
    )
    return "; ".join(lines)


def _source(text: str) -> str:
    """An inline script as a policy source: the hash of its text, with line ends normalised as browsers do."""
    digest = hashlib.sha256(text.replace("\r\n", "\n").replace("\r", "\n").encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
