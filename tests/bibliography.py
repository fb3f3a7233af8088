"""Reads BibTeX with a third-party parser."""

import re

from bibtexparser.entrypoint import parse_string

SIGNS = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\$": "$", r"\&": "&", r"\#": "#", r"\_": "_", r"\%": "%",
}  # fmt: skip


def read(text: str) -> list[dict[str, str]]:
    """The entries of every kind, each with its fields and its key as `ID`."""
    library = parse_string(text)
    assert not library.failed_blocks
    return [
        {"ENTRYTYPE": entry.entry_type, "ID": entry.key, **{field.key: str(field.value) for field in entry.fields}}
        for entry in library.entries
    ]


def plain(text: str) -> str:
    """The text as TeX prints it: characters instead of commands, and no braces."""
    signs = re.compile("|".join(map(re.escape, SIGNS)))
    pieces = signs.split(text)
    found = [SIGNS[it] for it in signs.findall(text)]
    bare = [re.sub(r"[{}]", "", piece) for piece in pieces]
    return "".join(piece + sign for piece, sign in zip(bare, [*found, ""], strict=True))
