"""The sitemap as an index of several files (sitemaps.org).

Material's script loads `sitemap.xml` on every first visit. An index stays small however many pages an archive has, and
search engines find the pages through it. A file lists at most 50,000 URLs, as the protocol demands.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape

MOST = 50_000
"""The most URLs in a sitemap."""

_PAGE = re.compile(r"<url>[^<]*(?:<(?!/?url>)[^<]*)*</url>")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def parts(whole: str, site_url: str, most: int = MOST) -> Mapping[str, str]:
    """A sitemap as files by name: `sitemap.xml`, which lists the others, and those, which list the pages in order.

    A sitemap without pages, as for a site without an address, is left unchanged.
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
