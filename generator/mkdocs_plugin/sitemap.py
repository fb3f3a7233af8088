"""The sitemap as an index of parts (sitemaps.org).

Material's script loads `sitemap.xml` on every first visit. An index stays small there however many pages an archive has, and a
search engine finds the pages by it. A part names at most 50,000 addresses, as the protocol demands.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape

MOST = 50_000
"""How many addresses a sitemap may have."""

_PAGE = re.compile(r"<url>[^<]*(?:<(?!/?url>)[^<]*)*</url>")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def parts(whole: str, site_url: str, most: int = MOST) -> Mapping[str, str]:
    """A sitemap as files, each by its name: `sitemap.xml`, which names the others, and those, which name the pages in their order.

    A sitemap without pages, as of a site without an address, stays as it is.
    """
    pages = _PAGE.findall(whole)
    if not pages:
        return {"sitemap.xml": whole}
    named = {
        f"sitemap-{number}.xml": _listing("urlset", pages[start : start + most])
        for number, start in enumerate(range(0, len(pages), most), start=1)
    }
    ways = (f"<sitemap><loc>{escape(site_url)}{name}</loc></sitemap>" for name in named)
    return {"sitemap.xml": _listing("sitemapindex", ways), **named}


def _listing(name: str, entries: Iterable[str]) -> str:
    return "\n".join([f"{_HEAD}<{name} {_SPACE}>", *entries, f"</{name}>\n"])
