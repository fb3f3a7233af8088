"""Links to sources outside the archive, as Robust Links (robustlinks.mementoweb.org): with what is needed if the
address stops working.

A link to a source carries the address and day of an archived copy, and a link to an archived copy carries the source's
own address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import routes
from generator.findings.source_status import SourceStatus, dead_address
from generator.records.model import Capture, Date, Provenance
from generator.text import addresses
from generator.text.messages import _


@dataclass(frozen=True, slots=True)
class Outside:
    """A link to a source or to an archived copy of it. `robust` holds further attributes as HTML."""

    text: str
    href: str
    robust: Markup
    became: SourceStatus | None = None  # status of the source, if its address no longer works


def _robust(original: str | None, version: str | None = None, day: str = "") -> Markup:
    """The Robust Links attributes: the source's address, that of an archived copy, and the day of its capture or, if
    there is no copy, the day on which the source was read (ISO 8601). Unknown values are left out; so must be the address
    of the link itself."""
    held = {"originalurl": original, "versionurl": version, "versiondate": day}
    return Markup("").join(Markup(' data-{}="{}"').format(name, value) for name, value in held.items() if value)


def source_link(source: Provenance, text: str = "", href: str = "") -> Outside | None:
    """A link to a source, or to a place in it at `href`, with the address and day of its latest archived copy, or else
    the day on which the source was read; None if the source has no address."""
    if source.url is None:
        return None
    copy = max(source.archived, key=lambda it: _day(it.captured), default=None)
    # The address with the fragment of a place was not archived itself.
    version, day = (copy.url, copy.captured) if copy else (None, source.seen)
    robust = _robust(source.url if href else None, version, _stated(day))
    return Outside(text or addresses.host(source.url), href or source.url, robust, dead_address(source))


def copy_link(source: Provenance, copy: Capture, text: str = "", href: str = "") -> Outside:
    """A link to an archived copy, or to a place in it."""
    robust = _robust(source.url, copy.url if href else None, _stated(copy.captured))
    return Outside(text or addresses.host(copy.url), href or copy.url, robust)


def archive_search(source: Provenance, published: Date | None) -> Iterator[Outside]:
    """A link that searches the Internet Archive for a copy from about the day on which the source was read or
    published; none if a copy is recorded or the source has no address."""
    if source.url and not source.archived:
        day = _day(source.seen) or _day(published)
        yield Outside(
            _("Find an archived copy"),
            routes.archived_near(source.url, day),
            _robust(source.url, None, _stated(source.seen)),
        )


_ISO = re.compile(r"\d{4}(-\d\d){0,2}")


def _stated(date: Date | None) -> str:
    """A day, month or year as ISO 8601, no more exact than it is known; empty for any other date."""
    day = date.edtf.text.partition("T")[0] if date else ""
    return day if _ISO.fullmatch(day) else ""


def _day(date: Date | None) -> str:
    first = date.edtf.core[0] if date else None
    return first.iso if first else ""
