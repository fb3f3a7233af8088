"""Lets a server reload pages in browsers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.exports import policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def reloadable(app: WSGIApplication) -> WSGIApplication:
    """The server's application, with a policy that allows the script with which MkDocs reloads pages. Each response has
    its own script, which is not in the site's files."""

    def served(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began: list[tuple[str, list[tuple[str, str]]]] = []

        def begin(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
            began.append((status, headers))
            return lambda _: None

        parts = app(environ, begin)
        status, headers = began[-1]
        if not dict(headers).get("Content-Type", "").startswith("text/html"):
            start_response(status, headers)
            return parts
        html = b"".join(parts).decode("utf-8", "surrogateescape")
        _, opening, after = html.rpartition("<script>")
        script, closing, rest = after.partition("</script>")
        if opening and closing and "livereload(" in script and rest.lstrip().startswith("</body>"):
            html = policy.allow_script(html, script)
        body = html.encode("utf-8", "surrogateescape")
        start_response(
            status, [*(it for it in headers if it[0] != "Content-Length"), ("Content-Length", str(len(body)))]
        )
        return [body]

    return served


def reloads() -> bool:
    """Whether the server reloads pages in browsers. Otherwise it builds only once."""
    called = click.get_current_context(silent=True)
    return called is None or bool(called.params.get("livereload", True))
