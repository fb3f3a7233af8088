"""Hypothesis strategies for the bytes of any file: input that trips YAML, Markdown and decoders, and corrupted valid
files."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

PIECES = [
    "name: A\n", "title: A\n", "summary: ", "text: ", "#tag", " #x", "[", "]", "{", "}", "- ", "– ", "：", ":\u00a0b\n", "<<<<<<< a\n", "=======\n",
    "\u200b", "\u200f", "\r\n", "\r", "|\n  a\n", '"', "'", "&a", "*a", "\ufeff", "\U000e0041", "---\n", "[[a|b] c]]", "quotations:\n  - id: a\n",
    "\t", "“", "https://a:b@c/|", ", ", "\\", "\x00", "published: ", "2025-05-04", "? ", "!!python/object:os.system ", "!ENV [A, b]", "%YAML 1.1\n",
    "...\n", "1e999", "0x1F", "9" * 5000, ".inf", "~", "null", "true", "12:30:45", "2025-02-30", "[" * 500, "{a: " * 500, "- " * 500, "\ufffe",
    "\x85", "\u2028", "\x1b[2J", "\n", " ", "a",
]  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "shift_jis", "koi8-r")


def any_files(*valid: str, pieces: Iterable[str] = ()) -> st.SearchStrategy[bytes]:
    """The bytes of any file. `valid` are contents that are also cut or corrupted at any place; `pieces` are further
    fragments to combine."""
    words = st.lists(st.sampled_from([*PIECES, *pieces]), max_size=14).map("".join)
    texts = st.one_of(words, st.text(max_size=40), *([corrupted(valid)] if valid else []))
    return st.one_of(
        texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.builds(lambda text, name: text.encode(name, "ignore"), texts, st.sampled_from(ENCODINGS)),
        st.binary(max_size=60),
    )


@st.composite
def corrupted(draw: st.DrawFn, valid: tuple[str, ...]) -> str:
    """A valid text with something cut out or inserted at one or two places."""
    text = draw(st.sampled_from(valid))
    for _ in range(draw(st.integers(1, 2))):
        start = draw(st.integers(0, len(text)))
        stop = min(len(text), start + draw(st.sampled_from([0, 0, 1, 2, 10, len(text)])))
        text = text[:start] + draw(st.one_of(st.sampled_from(["", *PIECES]), st.text(max_size=6))) + text[stop:]
    return text
