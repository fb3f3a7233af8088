"""The pages that answer a question about the archive as a whole, such as which outlet altered most. They are no entries
of the search, since no record is; the search shows one of them before all that it finds."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from generator import routes
from generator.archive.archive import Archive
from generator.findings.lost_in_relay import relayed_pairs
from generator.pages.table import examples
from generator.text.messages import _


def answer_pages(archive: Archive) -> tuple[tuple[str, str, str], ...]:
    """Each of these pages: what it answers, as `theme/assets/search/questions.js` calls that, its title, and its
    address from the root."""
    return tuple(_answer_pages(archive))


def _answer_pages(archive: Archive) -> Iterator[tuple[str, str, str]]:
    counted = routes.from_root(routes.index("table"))
    for name, link in examples(archive):
        yield name, link.text, urljoin(counted, link.href)
    if relayed_pairs(archive):
        yield "copied", _("Lost on the way"), routes.from_root(routes.index("lost"))
    if archive.records:
        yield "unknown", _("Open questions"), routes.from_root(routes.index("gaps"))
