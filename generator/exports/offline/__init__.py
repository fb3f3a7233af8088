"""A built site as a folder of files that can be opened from disk, without a server.

Over file:// a browser does not open a folder's index.html, runs no modules, and lets no script read another file. So
links name their files (`pages`), modules become classic scripts (`modules`), and the files that scripts fetch are also
wrapped in scripts, one for each. `from-disk.js`, the first script of each page, loads these on demand.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from generator import theme
from generator.exports.offline import modules, pages
from generator.exports.search import pagefind

FOLDER = "offline"
"""The folder of the wrapped files, by path from the site's root."""
START = f"{FOLDER}/from-disk.js"
_LEFT_OUT = ("404.html", "sitemap")
"""Only for servers and search engines: the page for missing addresses, and the sitemaps."""


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the folder, by path, each made from one file of the site. The same site gives the same bytes."""
    yield START, (Path(__file__).parent / "from-disk.js").read_bytes()
    own = {f"assets/{name}" for name in theme.modules()} | {theme.MODULE}
    for file in sorted(it for it in site.rglob("*") if it.is_file()):
        path = file.relative_to(site).as_posix()
        if path.startswith(_LEFT_OUT):
            continue
        content = file.read_bytes()
        if path in own or path.startswith(f"{pagefind.FOLDER}/{pagefind.STEMS}/"):
            yield path, modules.to_classic_script(path, content.decode()).encode()
        elif path in theme.SCRIPTS:
            yield path, modules.adapt_addresses(path, content.decode()).encode()
        elif path.endswith("index.html"):
            yield path, pages.adapt_page(content.decode(), path, START).encode()
            yield f"{FOLDER}/{path}.js", _wrap_in_script(path, content)
        else:
            asked = path.startswith(f"{pagefind.FOLDER}/")
            if not asked:
                yield path, content
            if asked or path.endswith(".json"):
                yield f"{FOLDER}/{path}.js", _wrap_in_script(path, content)


def _wrap_in_script(path: str, content: bytes) -> bytes:
    """A script that passes these bytes to the page, gzipped unless they already are."""
    packed = content.startswith(b"\x1f\x8b")
    given = base64.b64encode(content if packed else gzip.compress(content, 6, mtime=0)).decode()
    return f'archiveOffline.put({json.dumps(path)}, "{given}", {json.dumps(not packed)});\n'.encode()
