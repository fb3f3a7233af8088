"""What other sites may show of the archive in a frame: as its settings say or, where they do not, by its size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.archive.archive import Archive
from generator.findings.once import once
from generator.records.model import Quotation
from generator.records.settings import Embeds


@dataclass(frozen=True, slots=True)
class Embed:
    """A quotation as a page for frames has it."""

    path: str  # its source path
    page: str  # the address of the page that has it all, from there
    title: str
    source: str  # where it is from, in one line
    words: tuple[str, ...]
    language: str
    right_to_left: bool
    by: str
    finding: str  # how it is worded, empty where nobody has judged that
    picture: str  # the source path of the page whose share picture goes with it


MANY: Final = 500
"""With more articles than these, only quotations that were altered can be embedded: a page and a picture of every one take
a build more than a hundredth of its time."""


def embeds(archive: Archive) -> Embeds:
    """What can be embedded."""
    return archive.settings.embeds or _usual(archive)["embeds"]


def is_embedded(archive: Archive, quotation: Quotation) -> bool:
    """Whether a quotation has a page for frames."""
    wanted = embeds(archive)
    return wanted == "all" or (wanted == "findings" and (quotation.reworded or bool(quotation.turns)))


@once
def _usual(archive: Archive) -> Mapping[str, Embeds]:
    # A mapping, as in `pictures`: pages read its entry, and are made again where that is another one.
    return {"embeds": "all" if len(archive.articles) <= MANY else "findings"}
