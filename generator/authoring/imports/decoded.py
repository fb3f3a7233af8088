"""What the bytes of another program's file hold: its text, the value of its JSON, and a text as a copy is kept."""

from __future__ import annotations

import json
import re
import struct
import zipfile
import zlib

from generator.problems import RefusedError

SPOILT = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    LookupError,
    TypeError,
    AttributeError,
    SyntaxError,
    RuntimeError,
)
"""What the readers of ZIP, WARC and spreadsheets raise where a file was cut or spoilt. None says so; each was seen, or is raised by what they call."""
_HALF = re.compile(r"[\ud800-\udfff]")
_HALF_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")


def text_of(raw: bytes, name: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark. Raises RefusedError where it is in neither."""
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise RefusedError(f"{name} is not in UTF-8, at byte {fault.start:,}; save it in UTF-8") from None


def json_of(text: str) -> object:
    """The value that a text in JSON (RFC 8259) holds. Raises ValueError, with the reason, where it is no JSON.

    An escape may name half a letter (RFC 8259, section 8.2), which no file in UTF-8 can hold: U+FFFD stands in its place.
    """
    try:
        found = json.loads(text)
        if _HALF_ESCAPED.search(text):
            written = json.dumps(found, ensure_ascii=False)
            return json.loads(_HALF.sub("\ufffd", written)) if _HALF.search(written) else found
    except RecursionError:
        raise ValueError("there is too much within each other") from None
    return found


def copy_of(text: str | None) -> str | None:
    """A text as a copy is kept: lines end in one way, and no letter in it breaks a file."""
    if not text or not text.strip():
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n") + "\n"
