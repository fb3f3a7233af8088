"""Reads saved sources: web pages, PDFs, plain texts, subtitles, web archives. Works offline; no scripts are run.

Each source yields its text and its metadata: title, outlet, authors, date, language, address. Each value is noted with
its place in the file. A value without a place is None: dates are not guessed from addresses, nor titles from file
names.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stderr
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any, cast

from generator.authoring.imports import webarchives
from generator.authoring.imports.csl import as_edtf, shorten
from generator.authoring.imports.decoding import copy_of, json_of, text_of
from generator.authoring.imports.items import Item
from generator.authoring.imports.webarchives import MAX_SIZE
from generator.problems import RefusedError
from generator.text import addresses, english, transcripts

_MAX_PAGES = 500
"""The maximum number of pages read from one web archive."""
_INSTALL = "pip install 'research-archive[import]'"


@dataclass
class _PageMetadata:
    """The metadata of a page by field, and where each value was found. The first value counts."""

    values: dict[str, str] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()

    def add(self, key: str, value: object, where: str) -> None:
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if text and key not in self.values:
            self.values[key], self.where[key] = text, where

    def add_authors(self, names: Iterable[object], where: str) -> None:
        found = tuple(dict.fromkeys(" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()))
        if found and not self.authors:
            self.authors, self.where["authors"] = found, where

    def item(self, place: str, copy: str | None, unread: Iterable[str] = ()) -> Item:
        value_of = self.values.get
        return Item(
            place,
            title=value_of("title"),
            authors=self.authors,
            published=value_of("published"),
            outlet=value_of("outlet"),
            url=value_of("url"),
            language=value_of("language"),
            seen=value_of("seen"),
            kind=value_of("kind"),
            copy=copy,
            read_from=tuple(self.where.items()),
            unread=tuple(unread),
        )


def items(raw: bytes, name: str) -> list[Item]:
    """The sources in a file: one, or one per page of a web archive.

    Raises RefusedError if the format is unknown, if the file is too large, or if the library to read it is not
    installed.
    """
    if len(raw) > MAX_SIZE:
        raise RefusedError(f"{name} has more than {MAX_SIZE:,} bytes")
    reader = _reader(raw, name)
    try:
        return reader(raw, name)
    except ImportError:
        raise RefusedError(f"to read {name}, install: {_INSTALL}") from None


def _reader(raw: bytes, name: str) -> Callable[[bytes, str], list[Item]]:
    """The reader for a file, chosen by how it begins, and only then by its name."""
    begin = raw[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = PurePath(name).suffix.lower()
    if begin.startswith(b"%PDF-"):
        return _pdf
    if begin.startswith((b"WARC/", b"\x1f\x8b")) or suffix in (".wacz", ".warc"):
        return _web_archive
    if (
        re.match(rb"(?i)(?:from|mime-version|snapshot-content-location|subject|date|message-id)\s*:", begin)
        and b"MIME" in raw[:20_000]
    ):
        return _mhtml
    if re.search(rb"(?i)<(?:!doctype\s+html|html|head|body)\b", begin) or suffix in (".html", ".htm", ".xhtml"):
        return _html
    if suffix in (".srt", ".vtt") or begin.startswith(b"WEBVTT"):
        return _transcript
    if suffix in (".txt", ".text", ".md"):
        return _text
    raise RefusedError(
        f"{name}: nobody can tell what this is; web pages, MHTML, PDF, plain text, subtitles, WARC and WACZ are read"
    )


# --- pages ---------------------------------------------------------------------------------------------------------------


def _html(raw: bytes, name: str) -> list[Item]:
    return [_page(raw, name, _PageMetadata())]


_SINGLE_FILE = "Page saved with SingleFile"
"""The beginning of the comment that SingleFile writes into a page."""


def _page(raw: bytes, place: str, metadata: _PageMetadata, charset: str | None = None) -> Item:
    """The source in a page. What `metadata` already has, from the container of the page, takes precedence."""
    import trafilatura  # noqa: PLC0415  (in the extra `import`)
    from lxml import etree  # noqa: PLC0415
    from lxml import html as markup  # noqa: PLC0415

    text = _decode(raw, charset)
    begun = text.find(_SINGLE_FILE, 0, 20_000)
    for line in text[begun : text.find("-->", begun)].splitlines() if begun >= 0 else ():
        label, _, value = line.strip().partition(": ")
        if label == "url":
            metadata.add("url", value, "SingleFile")
        elif label == "saved date":
            metadata.add("seen", _saved_on(value), "SingleFile")
    try:
        tree = markup.document_fromstring(text.encode(), parser=markup.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise RefusedError(f"this page cannot be read: {fault}") from None
    _add_json_ld(tree, metadata)
    _add_meta_elements(tree, metadata)
    return metadata.item(
        place, copy_of(trafilatura.extract(text, include_comments=False, include_tables=True, output_format="txt"))
    )


def _decode(raw: bytes, charset: str | None) -> str:
    """The text of a page, decoded by its byte order mark, by the encoding declared by the server or in its head, or as
    UTF-8."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    head = raw[:4096].lower()
    before, named, behind = head.partition(b"charset")
    within = named and b"<meta" in before and b">" not in before.rpartition(b"<meta")[2]
    told = re.match(rb"[\w-]{1,40}", behind.lstrip(b" \t\r\n=\"'")) if within else None
    for name in (charset, told[0].decode() if told else None, "utf-8-sig"):
        if name:
            try:
                return raw.decode("utf-8-sig" if name.lower() in ("utf-8", "utf8") else name)
            except (LookupError, ValueError):
                continue
    return raw.decode("utf-8", "replace")


_KINDS = {"NewsVideoObject": "video", "VideoObject": "video", "AudioObject": "audio", "PodcastEpisode": "audio", "SocialMediaPosting": "post",
          "Report": "report", "NewsArticle": "article", "Article": "article", "ReportageNewsArticle": "article", "AnalysisNewsArticle": "article",
          "OpinionNewsArticle": "article", "BlogPosting": "article", "LiveBlogPosting": "article"}  # fmt: skip
"""The kinds of source for types of schema.org."""


def _add_json_ld(tree: Any, metadata: _PageMetadata) -> None:
    """Add the metadata in JSON-LD with types of schema.org."""
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            held = json_of(script.text or "")
        except ValueError:
            continue
        for thing in _json_ld_objects(held):
            kinds = thing.get("@type")
            kind = next(
                (
                    _KINDS[k]
                    for k in (kinds if isinstance(kinds, list) else [kinds])
                    if isinstance(k, str) and k in _KINDS
                ),
                None,
            )
            if kind is None:
                continue
            metadata.add("kind", kind, "JSON-LD @type")
            metadata.add("title", thing.get("headline") or thing.get("name"), "JSON-LD headline")
            metadata.add(
                "published",
                as_edtf(str(thing.get("datePublished") or thing.get("uploadDate") or "")),
                "JSON-LD datePublished",
            )
            metadata.add("outlet", _name_of(thing.get("publisher")), "JSON-LD publisher")
            metadata.add("language", thing.get("inLanguage"), "JSON-LD inLanguage")
            authors = thing.get("author")
            metadata.add_authors(map(_name_of, authors if isinstance(authors, list) else [authors]), "JSON-LD author")


def _json_ld_objects(held: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > 3:
        return
    if isinstance(held, list):
        for one in held[:200]:
            yield from _json_ld_objects(one, depth + 1)
    elif isinstance(held, dict):
        yield held
        yield from _json_ld_objects(held.get("@graph"), depth + 1)


def _name_of(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    name = value.get("name") if isinstance(value, dict) else value
    return name if isinstance(name, str) and not name.startswith(("http:", "https:")) else None


_META: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title", ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title")),
    ("published", ("article:published_time", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
                   "dc.date", "dcterms.date", "date", "pubdate", "parsely-pub-date", "sailthru.date")),
    ("outlet", ("citation_journal_title", "og:site_name", "application-name", "dc.publisher", "dcterms.publisher")),
    ("language", ("citation_language", "dc.language", "dcterms.language", "og:locale")),
)  # fmt: skip
"""The names of `meta` elements for each field, the most specific first."""
_AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author", "parsely-author")


def _add_meta_elements(tree: Any, metadata: _PageMetadata) -> None:
    """Add the metadata in the elements of a page."""
    metas: dict[str, list[str]] = {}
    for meta in tree.xpath("//meta[@content]"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        metas.setdefault(name, []).append(meta.get("content"))
    for address, where in (
        (next(iter(tree.xpath('//link[@rel="canonical"]/@href')), None), "link rel=canonical"),
        (next(iter(metas.get("og:url", ())), None), "meta og:url"),
    ):
        if address and addresses.is_web(address):
            metadata.add("canonical", address, where)
    if "canonical" in metadata.values:
        metadata.values["url"], metadata.where["url"] = (
            metadata.values.pop("canonical"),
            metadata.where.pop("canonical"),
        )
    for key, names in _META:
        for name in names:
            for value in metas.get(name, ()):
                found = (
                    as_edtf(value) if key == "published" else value.replace("_", "-") if name == "og:locale" else value
                )
                metadata.add(key, found, f"meta {name}")
    for name in _AUTHORS:
        metadata.add_authors(
            (one for one in metas.get(name, ()) if not one.startswith(("http:", "https:"))), f"meta {name}"
        )
    metadata.add("language", next(iter(tree.xpath("/html/@lang")), None), "html lang")
    metadata.add("title", next((node.text_content() for node in tree.xpath("//h1")), None), "h1")
    metadata.add("title", next((node.text_content() for node in tree.xpath("//title")), None), "title")
    for moment in tree.xpath("//article//time/@datetime")[:1]:
        metadata.add("published", as_edtf(moment), "time in the article")


_MONTHS = {
    name: number
    for number, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
    )
}


def _saved_on(text: str) -> str | None:
    """The date on which a page was saved, in EDTF, from the formats of SingleFile and mail headers: `Mon Apr 28 2025
    10:00:00 GMT+0300 (…)`."""
    found = re.search(r"\b([A-Z][a-z]{2}) (\d{1,2}) (\d{4})\b", text)
    if found and found[1] in _MONTHS:
        return as_edtf(f"{found[3]}-{_MONTHS[found[1]]:02}-{int(found[2]):02}")
    found = re.search(r"\b(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\b", text)
    if found and found[2] in _MONTHS:
        return as_edtf(f"{found[3]}-{_MONTHS[found[2]]:02}-{int(found[1]):02}")
    return as_edtf(text)


# --- containers of pages -------------------------------------------------------------------------------------------------


def _mhtml(raw: bytes, name: str) -> list[Item]:
    """A page saved by Chromium, Edge or Internet Explorer as one file (RFC 2557)."""
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    metadata = _PageMetadata()
    metadata.add("url", message.get("Snapshot-Content-Location"), "MHTML Snapshot-Content-Location")
    metadata.add("seen", _saved_on(str(message.get("Date") or "")), "MHTML Date")
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            held = part.get_payload(decode=True)
            return [_page(cast("bytes", held or b""), name, metadata, part.get_content_charset())]
    raise RefusedError(f"{name} holds no web page")


def _web_archive(raw: bytes, name: str) -> list[Item]:
    """The pages of a web archive (WARC, WACZ), and what could not be read in it."""
    found: list[Item] = []
    pages = 0
    for one in webarchives.pages(raw, name):
        if isinstance(one, webarchives.Unread):
            found.append(Item(one.place, unread=(one.why,)))
            continue
        pages += 1
        if pages > _MAX_PAGES:
            found.append(Item(name, unread=(f"it holds more than {_MAX_PAGES} pages; the others were not read",)))
            break
        metadata = _PageMetadata()
        metadata.add("url", one.url, "WARC-Target-URI")
        metadata.add("seen", as_edtf(one.date), "WARC-Date")
        try:
            item = _page(one.body, one.place, metadata, one.charset)
        except RefusedError as refusal:  # the other pages are still read
            item = Item(one.place, unread=(str(refusal),))
        found.append(replace(item, unread=(*item.unread, *one.doubts)))
    if not found:
        raise RefusedError(f"{name} holds no web page")
    return found


# --- other files ---------------------------------------------------------------------------------------------------------


def _pdf(raw: bytes, name: str) -> list[Item]:
    """A PDF: the text of its pages, separated by form feeds, and the title in its metadata."""
    from pypdf import PdfReader  # noqa: PLC0415  (in the extra `import`)
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    metadata = _PageMetadata()
    unread = []
    try:
        with redirect_stderr(io.StringIO()):  # pypdf logs there what it mends
            reader = PdfReader(io.BytesIO(raw))
            locked = reader.is_encrypted and not reader.decrypt("")
            about = None if locked else reader.metadata
            pages = [] if locked else [page.extract_text() or "" for page in reader.pages]
            marks = 0 if locked else sum(_marks_on(page) for page in reader.pages)
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError) as fault:
        raise RefusedError(f"{name} cannot be read as a PDF: {fault}") from None
    if locked:
        raise RefusedError(f"{name} is locked with a password")
    if about is not None:
        for key, value, pattern in (("title", about.title, _NO_TITLE), ("author", about.author, _NO_AUTHOR)):
            if not isinstance(value, str) or not value.strip():
                continue
            if pattern.fullmatch(value.strip()):
                unread.append(f"{key}: {shorten(value)}; a program wrote this into the PDF")
            elif key == "title":
                metadata.add("title", value, "PDF Title")
            else:
                metadata.add_authors([value], "PDF Author")
        if about.get("/CreationDate"):
            unread.append("CreationDate: it is the day on which the file was made, and no day of publication")
    text = "\f".join(pages)
    if not text.strip():
        unread.append("text: it holds none that can be read, only pictures of pages; have their text recognised first")
    elif empty := [number for number, page in enumerate(pages, 1) if not page.strip()]:
        which = ", ".join(map(str, empty[:10])) + (", …" if empty[10:] else "")
        unread.append(f"text of {'page' if len(empty) == 1 else 'pages'} {which}: there is none that can be read")
    if marks:
        unread.append(f"{english.count_of(marks, 'mark or note', 'marks and notes')} that readers added to it")
    first = next((line for line in text.splitlines() if line.strip()), None)
    metadata.add("title", first, "the first line")
    return [metadata.item(name, copy_of(text), unread)]


_NO_TITLE = re.compile(
    r"(?i)\A(?:untitled.{0,20}|microsoft (?:office )?(?:word|powerpoint|excel|publisher) - .*"
    r"|[^/]{1,200}\.(?:docx?|dvi|eps|indd|odt|pdf|ps|qxd|rtf|tex|xlsx?))"
)
"""Titles that programs give to a PDF by themselves: names of files, "untitled", and the name of the program."""
_NO_AUTHOR = re.compile(r"(?i)anonymous|unknown|user|admin(?:istrator)?|owner")
_READERS_MARKS = frozenset(
    {"/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Text", "/FreeText", "/Caret", "/Ink", "/Stamp"}
)
"""Kinds of annotations in a PDF that its readers add (ISO 32000-1, 12.5.6)."""


def _marks_on(page: Any) -> int:
    """How many marks and notes readers added to a page of a PDF."""
    try:
        return sum(it.get_object().get("/Subtype") in _READERS_MARKS for it in page.get("/Annots") or ())
    except (AttributeError, TypeError):  # no list of annotations
        return 0


def _transcript(raw: bytes, name: str) -> list[Item]:
    """Subtitles (SubRip, WebVTT), kept unchanged with their times. They have no title, so the file name is the supplied
    title."""
    text = text_of(raw, name)
    if transcripts.read(text.replace("\r\n", " \n")) is None:
        raise RefusedError(f"{name} has no subtitles in it that can be read")
    metadata = _PageMetadata()
    metadata.add("kind", "transcript", "its times")
    language = _LANGUAGE.match(text.replace("\r\n", "\n"))
    metadata.add("language", language and language[1], "WebVTT Language")
    return [replace(metadata.item(name, copy_of(text)), supplied=name)]


_LANGUAGE = re.compile(r"WEBVTT[^\n]*\n(?:[^\n]+\n){0,20}?Language:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)[ \t]*\n")
"""The language in the head of a WebVTT file, where YouTube writes it."""


def _text(raw: bytes, name: str) -> list[Item]:
    text = text_of(raw, name)
    metadata = _PageMetadata()
    metadata.add("title", next((line for line in text.splitlines() if line.strip()), None), "the first line")
    return [metadata.item(name, copy_of(text))]
