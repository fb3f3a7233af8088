"""Invisible characters: those that a text must not contain, those rarely intended, and their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Thai, Lao, Burmese, Khmer and Tibetan write no spaces: a zero-width space marks where a line may break.
_NO_SPACES = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"

# What YAML 1.1 (section 5.1) forbids in a stream, separators that end a line only for some programs, overrides and
# isolates that make a line look different from what it says, and characters without width.
_ALWAYS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069"
    "\xad\u180e\u2060-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffb"
)
FORBIDDEN = (
    f"[{_ALWAYS}]|(?<![{_NO_SPACES}])\u200b(?![{_NO_SPACES}])"
    # The flag of a region is a black flag followed by the region's letters as tags.
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]"
)
"""A pattern, for Python and for browsers, of what a text must not contain."""

_FORBIDDEN = re.compile(f"{FORBIDDEN}|[\ud800-\udfff]")
_CANDIDATES = re.compile(f"[{_ALWAYS}\u200b\ud800-\udfff\U000e0000-\U000e007f]")
DOUBTFUL = "[\u200c-\u200f\u061c]"
"""A pattern of direction and joining marks, which have an effect in few places only. Browsers use this and the next two
patterns too."""
_DOUBTFUL = re.compile(DOUBTFUL)

RIGHT_TO_LEFT = "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RIGHT_TO_LEFT = re.compile(RIGHT_TO_LEFT)
# Scripts without joined letters.
UNJOINED_LETTERS = "[A-Za-zÀ-ʯͰ-ԯḀ-ỿ]"
_UNJOINED_LETTERS = re.compile(UNJOINED_LETTERS)

MOST_MARKS = 30
"""The most marks on one letter: the limit of the Stream-Safe Text Format (UAX #15), far above what any language
needs."""
PILED = rf"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{MOST_MARKS + 1}}}"
"""A pattern of more than these, for Python and for browsers."""
_PILED = re.compile(PILED)


def find_piled(text: str) -> int | None:
    """The offset of the first marks that are piled on one letter, more than MOST_MARKS; None where none are."""
    found = None if text.isascii() else _PILED.search(text)
    return found.start() if found else None


_NAMES = {
    0x00: "null", 0x07: "bell", 0x08: "backspace", 0x0B: "vertical tab", 0x0C: "form feed", 0x0D: "carriage return",
    0x1B: "escape", 0x7F: "delete", 0x85: "next line", 0xFEFF: "byte order mark",
}  # fmt: skip


def describe(sign: str) -> str:
    """A character by its code point and Unicode name, as in "U+200B (zero width space)"."""
    code = ord(sign)
    called = _NAMES.get(code) or unicodedata.name(sign, "").lower()
    if not called:
        called = "a control character" if unicodedata.category(sign) == "Cc" else "without a name"
    return f"U+{code:04X} ({called})"


def names() -> dict[str, str]:
    """The names of all characters that a text must not contain, or rarely contains."""
    signs = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000))))
    found = {*_CANDIDATES.findall(signs), *_DOUBTFUL.findall(signs)}
    return {sign: describe(sign) for sign in sorted(found)}


def find_forbidden(text: str) -> Iterator[int]:
    """The offsets of the characters that a text must not contain."""
    if _CANDIDATES.search(text):
        yield from (found.start() for found in _FORBIDDEN.finditer(text))


def find_doubtful(text: str) -> Iterator[int]:
    """The offsets of direction and joining marks without effect: in a line without right-to-left letters, or after a
    letter that is never joined."""
    if not _DOUBTFUL.search(text):
        return
    start = 0
    for line in text.split("\n"):
        both_ways = bool(_RIGHT_TO_LEFT.search(line))
        for found in _DOUBTFUL.finditer(line):
            at = found.start()
            joins = found[0] in "\u200c\u200d"
            if (at and _UNJOINED_LETTERS.match(line, at - 1)) if joins else not both_ways:
                yield start + at
        start += len(line) + 1
