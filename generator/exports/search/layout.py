"""The format of Pagefind's files in versions 1.5 and 1.6, and the archive's names for what is in them.

Pagefind names each entry by a digest. All digests are loaded with the first query, and do not compress: at 10,000
articles they are a third of what a reader loads. Sequential numbers compress well. Pagefind has no option for this, so
the index is rewritten after Pagefind has made it, checking that its format is as expected.

The files are gzipped CBOR. A word is [word, pages, variants] and a variant [form, pages]. A page is [distance to the
page before, positions in the text, positions in the fields], where a negative number gives the field of the positions
after it.
"""

from __future__ import annotations

import gzip
import json
from typing import Any, Final

import cbor2

from generator.packing import gzipped

LANGUAGE: Final = "und"
"""The language given to Pagefind for every entry: "undetermined", so that it does not stem words. It is the prefix of
entry names and files."""
ENTRY: Final = "pagefind-entry.json"
"""The file that Pagefind's script loads first. It names the list of entries."""
LIST: Final = ".pf_meta"
"""The suffix of the file that lists the entries."""
WORDS: Final = "index"
"""The folder of the word files."""
FRAGMENTS: Final = "fragment"
"""The folder of the files with one entry each, named like the entry."""
FRAGMENT: Final = ".pf_fragment"
"""The suffix of the files with one entry each."""
DIGITS: Final = 5
"""The number of hexadecimal digits for an entry's number in its name."""
PREFIX: Final = 5
"""The length of the prefix before that number, which all names in one index share. It must differ between indexes,
since browsers cache files by name."""
FIELDS: Final = ("also", "name", "names", "title")
"""The searched fields of an entry other than its text."""

_SIGN = b"pagefind_dcd"


class UnknownLayoutError(RuntimeError):
    """Pagefind's files have an unexpected format."""


def name_of(number: int, prefix: str) -> str:
    """The name of the entry with this number."""
    return f"{prefix}{number:0{DIGITS}x}"


def pack(content: object) -> bytes:
    """The content as a Pagefind file. The same content always gives the same bytes."""
    return compress(_SIGN + cbor2.dumps(content))


def compress(plain: bytes) -> bytes:
    """The bytes gzipped, without a timestamp."""
    return gzip.compress(plain, 6, mtime=0)


def pack_json(content: object) -> bytes:
    """The file of an entry, as JSON."""
    return gzipped(_SIGN + json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def decompress(content: bytes) -> bytes:
    """The uncompressed bytes of a file. Raises UnknownLayoutError if it is not one of Pagefind's."""
    plain = gzip.decompress(content)
    if not plain.startswith(_SIGN):
        raise UnknownLayoutError("a file without Pagefind's sign")
    return plain


def unpack(content: bytes) -> Any:
    """The decoded content of a compressed file."""
    return decode(decompress(content))


def decode(plain: bytes) -> Any:
    """The decoded content of an uncompressed file."""
    return cbor2.loads(plain[len(_SIGN) :])
