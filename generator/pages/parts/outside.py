"""Links that lead out of the archive to a source, with what leads to it when its address is dead: Robust Links (robustlinks.mementoweb.org).

A link to a source names an archived copy and its day, and a link to an archived copy names the source's own address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import routes
from generator.findings.standing import Became, dead
from generator.records.model import Capture, Date, Provenance
from generator.text import addresses
from generator.text.messages import _


@dataclass(frozen=True, slots=True)
class Outside:
    """Words that lead to a source, or to an archived copy of it, and what else its link says, as attributes in HTML."""

    text: str
    href: str
    robust: Markup
    became: Became | None = None  # since when the address is dead


def _robust(original: str | None, version: str | None = None, day: str = "") -> Markup:
    """The source's own address, that of an archived copy, and the day on which it was taken (ISO 8601), as attributes. What nobody knows is
    left out, and so is the address to which the link itself leads."""
    held = {"originalurl": original, "versionurl": version, "versiondate": day}
    return Markup("").join(Markup(' data-{}="{}"').format(name, value) for name, value in held.items() if value)


def to_source(source: Provenance, text: str = "", href: str = "") -> Outside | None:
    """A link to the address of a source, or to a place there; None where it has no address. It names the latest of the archived copies."""
    if source.url is None:
        return None
    copy = max(source.archived, key=lambda it: _day(it.captured), default=None)
    # A link to a place there is not the address that was archived.
    robust = _robust(source.url if href else None, copy.url, _day(copy.captured)) if copy else Markup("")
    return Outside(text or addresses.host(source.url), href or source.url, robust, dead(source))


def to_copy(source: Provenance, copy: Capture, text: str = "", href: str = "") -> Outside:
    """A link to an archived copy, or to a place in it."""
    robust = _robust(source.url, copy.url if href else None, _day(copy.captured))
    return Outside(text or addresses.host(copy.url), href or copy.url, robust)


def to_find(source: Provenance, published: Date | None) -> Iterator[Outside]:
    """A link that asks the Internet Archive for a copy of about the day on which the source was read or published; none where a copy is
    recorded, or there is no address."""
    if source.url and not source.archived:
        day = _day(source.seen) or _day(published)
        yield Outside(_("Find an archived copy"), routes.archived_near(source.url, day), _robust(source.url))


def _day(date: Date | None) -> str:
    first = date.edtf.core[0] if date else None
    return first.iso if first else ""
