"""News feeds in Atom (RFC 4287) and JSON Feed 1.1. Each item is written once and reused in every feed that has it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from generator.archive.archive import Archive
from generator.findings.news import Feed, News


def files(archive: Archive, feeds: Iterable[Feed], address: str) -> dict[str, str]:
    """Both forms of each feed, by path from the site's root. `address` is the site's; if it is empty, links are
    relative."""
    written: dict[tuple[str, str], tuple[str, str]] = {}
    made = {}
    for feed in feeds:
        up = f"{address.rstrip('/')}/" if address else "../" * feed.name.count("/")
        rows = []
        for it in feed.news:
            row = written.get((it.key, up))
            if row is None:
                row = written[it.key, up] = _entry(archive, it, up), _item(archive, it, up)
            rows.append(row)
        made[f"{feed.name}.xml"] = _atom(archive, feed, up, [entry for entry, _ in rows])
        made[f"{feed.name}.json"] = _json(archive, feed, up, [item for _, item in rows])
    return made


def _entry(archive: Archive, news: News, up: str) -> str:
    return (
        f"<entry><id>{_id(archive, news.key)}</id><title>{escape(_clean(news.sentence))}</title><updated>{news.day}T00:00:00Z</updated>"
        f"<link href={quoteattr(up + news.path)}/></entry>\n"
    )


def _item(archive: Archive, news: News, up: str) -> str:
    return _text(
        {
            "id": _id(archive, news.key),
            "url": up + news.path,
            "content_text": news.sentence,
            "date_published": f"{news.day}T00:00:00Z",
        }
    )


def _atom(archive: Archive, feed: Feed, up: str, entries: Iterable[str]) -> str:
    """A feed in Atom. Texts are plain and escaped; ids are derived from the archive's title and the item's key."""
    updated = feed.news[0].day.isoformat() if feed.news else "1970-01-01"
    settings = archive.settings
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(settings.language)}>'
        f"<id>{_id(archive, feed.name)}</id><title>{escape(_clean(feed.title))}</title><updated>{updated}T00:00:00Z</updated>"
        f"<author><name>{escape(_clean(settings.author or settings.title))}</name></author>"
        f'<link href={quoteattr(up + feed.path or ".")}/><link rel="self" href={quoteattr(f"{up}{feed.name}.xml")}/>\n{"".join(entries)}</feed>\n'
    )


def _json(archive: Archive, feed: Feed, up: str, items: Iterable[str]) -> str:
    head = _text(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "language": archive.settings.language,
            "home_page_url": up + feed.path,
            "feed_url": f"{up}{feed.name}.json",
        }
    )
    return f'{head[:-1]},"items":[{",".join(items)}]}}\n'


def _text(value: dict[str, str]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _id(archive: Archive, key: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([archive.settings.title, key]))}"


def _clean(text: str) -> str:
    """The text without characters that XML does not allow (XML 1.0, section 2.2)."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n\r" or " " <= sign <= "\ud7ff" or "\ue000" <= sign <= "\ufffd" or sign > "\uffff"
    )
