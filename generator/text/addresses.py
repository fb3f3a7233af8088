"""Web addresses: whether two lead to the same page, their hosts, and which contain a user name.

Two addresses lead to the same page if their keys are equal. A key is never shown or fetched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from urllib.parse import quote, unquote, urlsplit

TRACKING = (
    r"utm_.*|ga_.*|_ga|_gl|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|ymclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id"
    r"|ml_subscriber.*|mkt_tok|_hs(?:enc|mi)|vero_.*|oly_.*|_openstat|pk_.*|mtm_.*|matomo_.*|piwik_.*|xtor|s_cid|s_kwcid|utm"
    r"|at_(?:bbc_team|campaign.*|channel|creation|custom.*|emailtype|format|general|link.*|medium|ptr.*|recipient.*|send_date|type|variant)"
    r"|mibextid|rdid|__tn__|__cft__.*|__xts__.*|fb_(?:action_ids|action_types|source|ref)|action_(?:object|type|ref)_map|ysclid|srsltid"
    r"|_x_tr_.*|hss_channel|trk|trkcampaign|taid|_branch_(?:match_id|referrer)|emc|ito|sr_share|srnd|wprov|useskin|noredirect|nocache"
    r"|(?:ref|src|from|source|partner|mod|via|share|rss)=(?:rss|twitter|facebook|telegram|whatsapp|linkedin|email|newsletter|1)"
    r"|(?:print|printable)=(?:1|true|yes|y|on)|(?:view|output|format)=(?:print|amp)"
    r"|cmp|cmpid|ocid|ncid|smid|smtyp|sref|ref_src|ref_url|spm|wt_?mc.*|cvid|guccounter|guce_.*|share_id|__twitter_impression"
    r"|amp|amp_.*|outputtype=amp"
)
"""A pattern of query parameters that never select a page: they say where a reader came from, or choose a layout."""

_TRACKING = re.compile(rf"(?:{TRACKING})(?:=.*)?", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)|(?<=^[a-z]{2}\.)m\.(?=[^.]+\.)")
_PATH = re.compile(r"/amp(?=/|$)|(?<=.)\.amp(?=\.html?$|$)|/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_WRAPPED = re.compile(
    r"https?://(?:web\.archive\.org/web(?:/[\d*]+(?:[a-z]{2}_)?)?/|archive\.(?:today|ph|is|li|md|vn|fo)/(?:(?:newest|oldest|\d+)/)?"
    r"|12ft\.io/|r\.jina\.ai/|webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]+:)?)(https?:)/+(?=.)",
    re.IGNORECASE,
)
"""The prefix that web archives and similar services put before the address of the page that they show."""
_WRAPPED_AMP = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]+/amp/|[\w-]+\.cdn\.ampproject\.org/[civ]/)(?:s/)?(?=[^/]+\.)", re.IGNORECASE
)
_REDIRECTING = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]+/url|lm?\.facebook\.com/l\.php|(?:m\.)?vk\.com/away\.php|out\.reddit\.com/\w*"
    r"|slack-redir\.net/link)\?(?:[^#]*&)?(?:q|u|to|url)=(https?(?::|%3A)[^&#]+)(?:[&#].*)?",
    re.IGNORECASE | re.DOTALL,
)
"""An address that only leads on to the one in its parameter."""
_EQUIVALENTS = tuple(
    (re.compile(pattern, re.DOTALL), written)
    for pattern, written in (
        (r"^youtu\.be/([\w-]+)(?:[^\w-].*)?$", r"youtube.com/watch?v=\1"),
        (r"^(?:music\.)?youtube(?:-nocookie)?\.com/", "youtube.com/"),
        (r"^youtube\.com/(?:live|shorts|embed|v|watch)/([\w-]+)(?:[^\w-].*)?$", r"youtube.com/watch?v=\1"),
        (r"^youtube\.com/watch\?(?:[^&]*&)*?(v=[\w-]+)(?:[^\w-].*)?$", r"youtube.com/watch?\1"),
        (
            r"^(?:(?:fx|vx)?twitter\.com|(?:fixup)?x\.com|nitter\.net)/(?:i/web|\w+)/status/(\d+)(?:\D.*)?$",
            r"x.com/i/status/\1",
        ),
        (r"^telegram\.(?:me|dog)/", "t.me/"),
        (r"^t\.me/s/", "t.me/"),
        (r"^(t\.me/(?:c/)?\w+/\d+(?:/\d+)?)\?(?!(?:.*&)?comment=).*$", r"\1"),
        (r"^(t\.me/(?:c/)?\w+/\d+(?:/\d+)?)\?(?:.*&)?(comment=\d+)(?:\D.*)?$", r"\1?\2"),
        (r"^instagram\.com/(?:[\w.]+/)?(?:p|reels?|tv)/([\w-]+)(?:[^\w-].*)?$", r"instagram.com/p/\1"),
        (r"^tiktok\.com/(@[\w.-]+/video/\d+)(?:\D.*)?$", r"tiktok.com/\1"),
        (r"^(?:(?:web|mbasic)\.facebook|fb)\.com/", "facebook.com/"),
        (r"^redd\.it/(\w+)$", r"reddit.com/comments/\1"),
        (
            r"^(?:(?:old|new|np)\.)?reddit\.com/(?:(?:r|user)/\w+/)?comments/(\w+)(?:/[^/?]*)?(/\w+)?(?:\?.*)?$",
            r"reddit.com/comments/\1\2",
        ),
        (r"^vk\.ru/", "vk.com/"),
        (r"^vk\.com/[^?]*\?(?:.*&)?w=(wall-?\d+_\d+)(?:\D.*)?$", r"vk.com/\1"),
        (r"^dx\.doi\.org/", "doi.org/"),
        (r"^arxiv\.org/(?:pdf|html)/([\w./-]+?)(?:\.pdf)?$", r"arxiv.org/abs/\1"),
        (r"^([a-z-]+\.wikipedia\.org)/w\?title=([^&]+)$", r"\1/wiki/\2"),
        (r"^(open\.spotify\.com/\w+/\w+)\?.*$", r"\1"),
    )
)
"""Patterns of keys of pages that have several addresses, with the key to use instead."""
_UNENCODED = "/:@!$&'()*+,;=~-._"

WITH_USER = r"""https?://[^\s/?#<>\[\]"'`|]{1,300}@([^\s/?#@<>()\[\]"'`|]{0,200})"""
"""A pattern of an address with a user name, and usually a password, up to its host, which is group 1.

Browsers use the same pattern. Both ignore case.
"""
_WITH_USER = re.compile(WITH_USER, re.IGNORECASE | re.ASCII)


def find_with_user(text: str) -> Iterator[tuple[int, str]]:
    """The offsets of addresses with a user name in a text, each with its host."""
    yield from ((found.start(), found[1].rstrip(".,;:!")) for found in _WITH_USER.finditer(text))


def host(url: str) -> str:
    """The host of an address with its port, as shown in links: without `www.` and user name."""
    return urlsplit(url).netloc.rpartition("@")[2].removeprefix("www.")


def is_web(text: str) -> bool:
    """Whether a text is a valid http or https address (RFC 3986); false, for example, for an unclosed bracket."""
    try:
        return urlsplit(text).scheme in ("http", "https")
    except ValueError:
        return False


def normalised(url: str) -> str:
    """The address, normalised so that all addresses of a page have the same key.

    Removed are the scheme, default port, `www.` and `m.`, marks of an AMP page, the name of an index file, tracking
    parameters, and the fragment. Parameters are sorted, percent-encoding is made uniform, and the host is in ASCII (RFC
    3492). A copy in a web archive, and an address that only leads on, have the key of the original page. A text that is
    not an address is its own key.
    """
    leads_on = _REDIRECTING.fullmatch(url)
    url = unquote(leads_on[1], errors="surrogateescape") if leads_on else url
    url = _WRAPPED_AMP.sub("https://", _WRAPPED.sub(r"\1//", url, count=1), count=1)
    try:
        parts = urlsplit(url)
    except ValueError:  # such as an unclosed bracket
        return url
    bare_host = _HOST.sub("", _ascii_host(parts.hostname or ""))
    try:
        port = parts.port
    except ValueError:
        port = None
    path = _PATH.sub("", re.sub("//+", "/", _with_uniform_encoding(_without_dot_segments(parts.path)))).rstrip("/")
    # Some sites identify pages in the fragment: #!/page, #/page.
    place = _with_uniform_encoding(parts.fragment) if parts.fragment.startswith(("!", "/")) else ""
    asked = sorted(
        _with_uniform_encoding(part) for part in parts.query.split("&") if part and not _TRACKING.fullmatch(part)
    )
    found = (
        bare_host
        + (f":{port}" if port not in (None, 80, 443) else "")
        + path
        + (f"?{'&'.join(asked)}" if asked else "")
        + (f"#{place}" if place else "")
    )
    for pattern, written in _EQUIVALENTS:
        found = pattern.sub(written, found)
    return found


def _ascii_host(host: str) -> str:
    """A host as browsers request it: in lower case, with non-ASCII labels in Punycode."""
    plain = unicodedata.normalize("NFKC", unquote(host).replace("。", ".")).lower().removesuffix(".")
    if ":" in plain:
        return f"[{plain}]"  # an IPv6 address
    return ".".join(it if it.isascii() else f"xn--{it.encode('punycode').decode()}" for it in plain.split("."))


def _without_dot_segments(path: str) -> str:
    """A path without `.` and `..` segments (RFC 3986, 5.2.4)."""
    if "/." not in path:
        return path
    steps: list[str] = []
    for step in path.split("/")[1:]:
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/" + "/".join(steps)


def _with_uniform_encoding(text: str) -> str:
    """A part of an address with uniform percent-encoding: %7E becomes ~, and %c3 becomes %C3."""
    plain = unicodedata.normalize("NFC", unquote(text, errors="surrogateescape"))
    return quote(plain, safe=_UNENCODED, errors="surrogateescape")


_SHORT, _LONG = 12, 160
"""A text fragment with more words than _SHORT, or more characters than _LONG, gives only its first and last words,
since a page may have a footnote or link in between."""
_WORDS_AT_ENDS = 5


def link_to_words(url: str, parts: Sequence[str], prefix: str = "", suffix: str = "") -> str:
    """The address of a page that opens at these words and highlights them (text fragments of the WICG's URL Fragment
    Text Directives). A browser that does not support them, or does not find the words, shows the page from the top."""
    last = len(parts) - 1
    directives = "&".join(
        f"text={_directive(part, prefix if not n else '', suffix if n == last else '')}" for n, part in enumerate(parts)
    )
    return f"{url}{'' if '#' in url else '#'}:~:{directives}"


def _directive(part: str, prefix: str, suffix: str) -> str:
    words = part.split()
    if len(words) > _SHORT or (len(part) > _LONG and len(words) > 2 * _WORDS_AT_ENDS):
        told = f"{_percent(' '.join(words[:_WORDS_AT_ENDS]))},{_percent(' '.join(words[-_WORDS_AT_ENDS:]))}"
    else:
        told = _percent(" ".join(words))
    before = f"{_percent(prefix.strip())}-," if prefix.strip() else ""
    behind = f",-{_percent(suffix.strip())}" if suffix.strip() else ""
    return f"{before}{told}{behind}"


def _percent(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


def link_to_time(url: str, start: float, end: float | None = None) -> str:
    """The address of a recording that opens at a time in seconds (Media Fragments URI 1.0, and YouTube's own form)."""
    page = url.partition("#")[0]
    if host(url) in ("youtube.com", "m.youtube.com", "youtu.be"):
        return f"{page}{'&' if '?' in page else '?'}t={int(start)}s"
    return f"{page}#t={start:g}{f',{end:g}' if end is not None else ''}"


def link_to_page(url: str, page: str) -> str:
    """The address of a PDF that opens at a page (RFC 8118)."""
    return f"{url.partition('#')[0]}#page={page}"


def is_pdf(url: str) -> bool:
    """Whether an address is that of a PDF, by its suffix."""
    return urlsplit(url).path.lower().endswith(".pdf")
