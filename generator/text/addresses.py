"""Web addresses: whether two lead to the same page, which host one has, and which hold a user's name.

Two addresses lead to the same page if their keys are equal. A key is never shown, and nothing is fetched from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, unquote, urlsplit

TRACKING = (
    r"utm_.*|ga_.*|_ga|_gl|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|ymclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id"
    r"|ml_subscriber.*|mkt_tok|_hs(?:enc|mi)|vero_.*|oly_.*|_openstat|at_.*|pk_.*|mtm_.*|matomo_.*|piwik_.*|xtor|s_cid|s_kwcid"
    r"|cmp|cmpid|ocid|ncid|smid|smtyp|sref|ref_src|ref_url|spm|wt_?mc.*|cvid|guccounter|guce_.*|share_id|__twitter_impression"
    r"|amp|amp_.*|outputtype=amp"
)
"""A pattern of the parameters of a query that never choose a page: they say where a reader came from, or how it is laid
out."""

_TRACKING = re.compile(rf"(?:{TRACKING})(?:=.*)?", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)")
_PATH = re.compile(r"/amp(?=/|$)|(?<=.)\.amp(?=\.html?$|$)|/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_KEPT = "/:@!$&'()*+,;=~-._"

WITH_USER = r"""https?://[^\s/?#<>\[\]"'`|]{1,300}@([^\s/?#@<>()\[\]"'`|]{0,200})"""
"""A pattern of an address in a text with a user's name, and mostly a password, up to its host, which is group 1.

Browsers read the same pattern. Both ignore case.
"""
_WITH_USER = re.compile(WITH_USER, re.IGNORECASE | re.ASCII)


def with_users(text: str) -> Iterator[tuple[int, str]]:
    """The places (offsets) of addresses with a user's name in a text, each with its host."""
    yield from ((found.start(), found[1].rstrip(".,;:!")) for found in _WITH_USER.finditer(text))


def host(url: str) -> str:
    """The host of an address with its port, as a link shows it: without `www.`, and without a user's name."""
    return urlsplit(url).netloc.rpartition("@")[2].removeprefix("www.")


def is_web(text: str) -> bool:
    """Whether a text is an address of http or https (RFC 3986), and not, say, one whose bracket is not closed."""
    try:
        return urlsplit(text).scheme in ("http", "https")
    except ValueError:
        return False


def key(url: str) -> str:
    """The address without what leads to no other page.

    That is its scheme, its usual port, `www.` and `m.`, the marks of an AMP page, the name of an index file, what
    trackers add, and the place in the page. Parameters are sorted, and every letter is percent-encoded in one way. What is no
    address is its own key.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # as of a bracket that is not closed
        return url
    bare_host = _HOST.sub("", (parts.hostname or "").rstrip("."))
    try:
        port = parts.port
    except ValueError:
        port = None
    path = _PATH.sub("", _coded(parts.path)).rstrip("/")
    # Some sites name their pages behind the number sign: #!/page, #/page.
    place = _coded(parts.fragment) if parts.fragment.startswith(("!", "/")) else ""
    asked = sorted(_coded(part) for part in parts.query.split("&") if part and not _TRACKING.fullmatch(part))
    return (
        bare_host
        + (f":{port}" if port not in (None, 80, 443) else "")
        + path
        + (f"?{'&'.join(asked)}" if asked else "")
        + (f"#{place}" if place else "")
    )


def _coded(text: str) -> str:
    """A part of an address with every letter percent-encoded in one way: %7E becomes ~, and %c3 becomes %C3."""
    return quote(unquote(text, errors="surrogateescape"), safe=_KEPT, errors="surrogateescape")


_SHORT, _LONG = 12, 160
"""A text fragment names its first and last words where it is of more words than the first, or more letters than the second: a page may
set a footnote or a link in between."""
_ENDS = 5


def at_words(url: str, parts: Sequence[str], prefix: str = "", suffix: str = "") -> str:
    """The address of a page, opened at these words and with them marked (the text fragments of the WICG's URL Fragment Text Directives).
    A browser that knows no such address, or does not find the words, shows the page from its top."""
    last = len(parts) - 1
    directives = "&".join(
        f"text={_directive(part, prefix if not n else '', suffix if n == last else '')}" for n, part in enumerate(parts)
    )
    return f"{url}{'' if '#' in url else '#'}:~:{directives}"


def _directive(part: str, prefix: str, suffix: str) -> str:
    words = part.split()
    if len(words) > _SHORT or (len(part) > _LONG and len(words) > 2 * _ENDS):
        told = f"{_percent(' '.join(words[:_ENDS]))},{_percent(' '.join(words[-_ENDS:]))}"
    else:
        told = _percent(" ".join(words))
    before = f"{_percent(prefix.strip())}-," if prefix.strip() else ""
    behind = f",-{_percent(suffix.strip())}" if suffix.strip() else ""
    return f"{before}{told}{behind}"


def _percent(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


def at_time(url: str, start: float, end: float | None = None) -> str:
    """The address of a recording, opened at so many seconds (Media Fragments URI 1.0, and what YouTube has in its place)."""
    page = url.partition("#")[0]
    if host(url) in ("youtube.com", "m.youtube.com", "youtu.be"):
        return f"{page}{'&' if '?' in page else '?'}t={int(start)}s"
    return f"{page}#t={start:g}{f',{end:g}' if end is not None else ''}"


def at_page(url: str, page: str) -> str:
    """The address of a PDF, opened at a page (RFC 8118)."""
    return f"{url.partition('#')[0]}#page={page}"


def is_pdf(url: str) -> bool:
    """Whether an address is that of a PDF, by its ending."""
    return urlsplit(url).path.lower().endswith(".pdf")
