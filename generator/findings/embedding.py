"""What other sites may show of the archive in a frame."""

from __future__ import annotations

from dataclasses import dataclass

from generator.archive.archive import Archive
from generator.records.model import Quotation


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


def is_embedded(archive: Archive, quotation: Quotation) -> bool:
    """Whether a quotation has a page for frames."""
    wanted = archive.settings.embeds
    return wanted == "all" or (wanted == "findings" and (quotation.reworded or bool(quotation.turns)))
