"""What a picture shows that goes with a link to a page, when that is shared; and the picture's name, which follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Literal

Style = Literal["plain", "only", "turned"]
"""How words are set: as they are, underlined as found in one version only, or filled as changing the meaning."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some words as the largest of the picture, in stretches, with a line above that says whose they are or where they stand."""

    words: tuple[tuple[Style, str], ...]
    right_to_left: bool = False
    above: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the picture of a page shows: what sort of page it is, the words, what is said of them, and the archive's name."""

    label: str
    blocks: tuple[Block, ...]
    said: str
    archive: str
    right_to_left: bool = False  # how the archive's own words run

    @property
    def name(self) -> str:
        """The name of the picture's file. Two pictures that show the same have one name, and so has one on every machine."""
        blocks = tuple((it.words, it.right_to_left, it.above) for it in self.blocks)
        shown = repr((drawn_by(), (self.label, blocks, self.said, self.archive, self.right_to_left)))
        return f"{blake2b(shown.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}.png"

    @property
    def text(self) -> str:
        """What can be read in the picture, in one line."""
        words = (part for block in self.blocks for part in (block.above, "".join(text for _, text in block.words)))
        return " · ".join(" ".join(part.split()) for part in (self.label, *words, self.said) if part.strip())


@cache
def drawn_by() -> str:
    """A digest of what draws: with other fonts or in another layout, pictures are others, and have other names."""
    folder = Path(__file__).parent
    files = [folder / "share_picture.py", folder / "lettering.py", *sorted((folder / "fonts").glob("*.ttf"))]
    whole = blake2b(digest_size=16)
    for file in files:
        whole.update(blake2b(file.read_bytes().replace(b"\r\n", b"\n")).digest())
    return whole.hexdigest()
