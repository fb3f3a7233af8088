"""Writes pictures with a palette as PNG (ISO/IEC 15948), in a small part of the time that Pillow takes."""

from __future__ import annotations

import struct
import zlib
from typing import Any, Literal

import numpy as np

from generator.packing import deflate


def as_png(width: int, rows: np.ndarray[Any, np.dtype[np.uint8]], palette: bytes, depth: Literal[4, 8]) -> bytes:
    """The PNG of a picture that is `width` pixels wide.

    `rows` has a row for each row of pixels: a 0, which means that the row is not filtered, then palette indexes of
    `depth` bits. `palette` has red, green and blue of each colour.
    """
    header = struct.pack(">IIBBBBB", width, len(rows), depth, 3, 0, 0, 0)  # colour type 3 is a palette
    parts = (b"IHDR", header), (b"PLTE", palette), (b"IDAT", deflate(rows.tobytes())), (b"IEND", b"")
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    return b"".join((b"\x89PNG\r\n\x1a\n", *chunks))
