"""How Pagefind lays out its files, as versions 1.5 and 1.6 do, and how the archive names what stands in them.

Pagefind names each entry by a digest. All digests travel with the first query, and do not compress: at 10,000 articles they are a third
of what a reader loads. Numbers in their place do compress. Pagefind has no option for this, so the index is written anew after Pagefind
has made it. Whether its files are laid out as expected is checked on the way.

The files are gzipped CBOR. A word is [word, pages, variants] and a variant [form, pages]; a page is [distance to the page before, places
in the text, places in the fields], where a number below zero tells of which field the places behind it are.
"""

from __future__ import annotations

import gzip
import json
from typing import Any, Final

import cbor2

LANGUAGE: Final = "und"
"""The language that Pagefind is told for every entry: none, so that it takes words as they are. Names and files have it as their prefix."""
ENTRY: Final = "pagefind-entry.json"
"""The file that Pagefind's script asks for first. It names the list of entries."""
LIST: Final = ".pf_meta"
"""The suffix of the file that lists the entries."""
WORDS: Final = "index"
"""The folder of the files of words."""
FRAGMENTS: Final = "fragment"
"""The folder of the files that hold one entry each, named as the entry is."""
FRAGMENT: Final = ".pf_fragment"
"""Their suffix."""
DIGITS: Final = 5
"""How many hexadecimal digits an entry's number has in its name."""
PREFIX: Final = 5
"""How many characters come before the number, the same in all names of one index. They have to be others in each index, since browsers
keep files by their names."""
FIELDS: Final = ("also", "name", "names", "title")
"""What is searched of an entry beside its text."""

_SIGN = b"pagefind_dcd"


class UnknownLayoutError(RuntimeError):
    """Pagefind has laid its files out otherwise than expected."""


def name_of(number: int, prefix: str) -> str:
    """The name of the entry with this number."""
    return f"{prefix}{number:0{DIGITS}x}"


def packed(content: object) -> bytes:
    """A file that holds this. The same content always gives the same bytes."""
    return compressed(_SIGN + cbor2.dumps(content))


def compressed(plain: bytes) -> bytes:
    """A file of these bytes."""
    return gzip.compress(plain, 6, mtime=0)


def packed_text(content: object) -> bytes:
    """The file of an entry that holds this, as JSON."""
    return compressed(_SIGN + json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def uncompressed(content: bytes) -> bytes:
    """The bytes of a file. Raises UnknownLayoutError where it is none of Pagefind's."""
    plain = gzip.decompress(content)
    if not plain.startswith(_SIGN):
        raise UnknownLayoutError("a file without Pagefind's sign")
    return plain


def unpacked(content: bytes) -> Any:
    """What a file holds."""
    return read(uncompressed(content))


def read(plain: bytes) -> Any:
    """What the bytes of a file say."""
    return cbor2.loads(plain[len(_SIGN) :])
