"""What the preview picture of a shared link shows, and the picture's file name, which depends on its content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Literal

Style = Literal["plain", "only", "turned"]
"""How words are set: plain, underlined (found in one version only), or filled (they change the meaning)."""


@dataclass(frozen=True, slots=True)
class Block:
    """The words shown large, in styled stretches, with a line above that names their speaker or source."""

    words: tuple[tuple[Style, str], ...]
    right_to_left: bool = False
    above: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the picture of a page shows: the page's kind, the words, a remark on them, and the archive's name."""

    label: str
    blocks: tuple[Block, ...]
    remark: str
    archive: str
    right_to_left: bool = False  # of the archive's own words

    @property
    def name(self) -> str:
        """The picture's file name, a hash of its content: the same on every machine, and shared by identical
        pictures."""
        blocks = tuple((it.words, it.right_to_left, it.above) for it in self.blocks)
        shown = repr((drawing_digest(), (self.label, blocks, self.remark, self.archive, self.right_to_left)))
        return f"{blake2b(shown.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}.png"

    @property
    def text(self) -> str:
        """The text of the picture in one line."""
        words = (part for block in self.blocks for part in (block.above, "".join(text for _, text in block.words)))
        return " · ".join(" ".join(part.split()) for part in (self.label, *words, self.remark) if part.strip())


@cache
def drawing_digest(module: str = "share_picture") -> str:
    """A hash of the drawing code (this module, how letters are set, and how a picture is written) and fonts, so that
    pictures get new names when either changes."""
    folder = Path(__file__).parent
    files = [
        folder / f"{module}.py",
        folder / "lettering.py",
        folder / "png.py",
        *sorted((folder / "fonts").glob("*.ttf")),
    ]
    whole = blake2b(digest_size=16)
    for file in files:
        whole.update(blake2b(file.read_bytes().replace(b"\r\n", b"\n")).digest())
    return whole.hexdigest()
