"""Decodes files of other programs: to text, to a JSON value, or to a copy in standard form."""

from __future__ import annotations

import json
import re
import struct
import zipfile
import zlib

from generator.problems import RefusedError

CORRUPT_FILE_ERRORS = (
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
"""Exceptions that readers of ZIP, WARC and spreadsheets raise for truncated or corrupt files. None is documented; each
was observed, or is raised by a function that they call."""
_HALF = re.compile(r"[\ud800-\udfff]")
_HALF_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")


def text_of(raw: bytes, name: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a byte order mark. Raises RefusedError if it is in neither."""
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise RefusedError(f"{name} is not in UTF-8, at byte {fault.start:,}; save it in UTF-8") from None


def json_of(text: str) -> object:
    """The value of a text in JSON (RFC 8259). Raises ValueError, with the reason, if it is not JSON.

    An escape may stand for a lone surrogate (RFC 8259, section 8.2), which cannot be encoded in UTF-8. It is replaced
    by U+FFFD.
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
    """A text in the form in which copies are kept: one kind of line end, and no zero characters. None if it is
    empty."""
    if not text or not text.strip():
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n") + "\n"
