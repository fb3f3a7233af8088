"""Adapts a page of the site for opening from disk."""

from __future__ import annotations

import json
import re

from generator.exports import policy

_TAG = r"""<{}\b(?:[^<>"']|"[^"]*"|'[^']*')*>"""
_LEADING = re.compile(_TAG.format("(?:a|area|form|meta|link)"), re.IGNORECASE)
_ADDRESS = re.compile(r"""(\s(?:href|action)=)(["'])([^"']*)\2""", re.IGNORECASE)
_REFRESH = re.compile(r"""(\scontent=["']\d+;\s*url=)([^"']*)""", re.IGNORECASE)
_QUERY = re.compile(r"[?#]")
_SCRIPT = re.compile(_TAG.format("script"), re.IGNORECASE)
_MODULE = re.compile(r"""\stype=["']?module["']?(?=[\s>])""", re.IGNORECASE)
_PRELOADED = re.compile(r"""<link rel="modulepreload"[^<>]*>""")
_MAP = re.compile(r'(<script type="importmap">)([^<]*)(</script>)')
_CONFIG = re.compile(r'(<script id="__config" type="application/json">)([^<]*)(</script>)')
_VERSION = re.compile(r'\?(\w+)"')
_HEAD = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">|<head\b[^<>]*>', re.IGNORECASE)


def adapt_page(html: str, path: str, start: str) -> str:
    """The page at this path of the site, with the script at the path `start` before all others."""
    html = _LEADING.sub(lambda tag: _adapt_tag(tag[0]), html)
    html = _PRELOADED.sub("", _SCRIPT.sub(lambda tag: _defer_script(tag[0]), html))
    if mapped := _MAP.search(html):
        # Nothing is imported, but the annotation page reads the site's version from the import map.
        version = _VERSION.search(mapped[2])
        brief = f'{{"imports": {{"offline": "./offline?{version[1] if version else ""}"}}}}'
        html = policy.allow_script(html[: mapped.start(2)] + brief + html[mapped.end(2) :], brief)
    html = _CONFIG.sub(lambda it: it[1] + _without_instant_navigation(it[2]) + it[3], html, count=1)
    first = f'<script src="{"../" * path.count("/")}{start}"></script>'
    heads = list(_HEAD.finditer(html, 0, html.find("</head>") + 1 or len(html)))
    return f"{html[: heads[-1].end()]}\n      {first}{html[heads[-1].end() :]}" if heads else html


def with_index_html(address: str) -> str:
    """The address of a folder within the site, completed to that of its index.html. Other addresses are returned
    unchanged."""
    query = _QUERY.search(address)
    path, rest = (address[: query.start()], address[query.start() :]) if query else (address, "")
    last = path.rpartition("/")[2]
    if not path or path.startswith("/") or ":" in path.partition("/")[0] or last not in ("", ".", ".."):
        return address
    return f"{path}{'/' if last else ''}".removeprefix("./") + "index.html" + rest


def _adapt_tag(tag: str) -> str:
    tag = _ADDRESS.sub(lambda it: f"{it[1]}{it[2]}{with_index_html(it[3])}{it[2]}", tag)
    return _REFRESH.sub(lambda it: it[1] + with_index_html(it[2]), tag)


def _defer_script(tag: str) -> str:
    if " src=" not in tag or not _MODULE.search(tag):
        return tag
    return _MODULE.sub("", tag).replace("<script", "<script defer", 1)


def _without_instant_navigation(config: str) -> str:
    """Material's settings of a page, without instant navigation: with it, Material's script never reports from disk
    that a page has loaded."""
    said = json.loads(config)
    said["features"] = [name for name in said.get("features", ()) if not name.startswith("navigation.instant")]
    return json.dumps(said).replace("<", "\\u003c")
