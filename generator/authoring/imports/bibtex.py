"""Reads BibTeX and BibLaTeX with the library bibtexparser."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stderr
from dataclasses import replace
from typing import Any

from generator.authoring.imports import csl, superscripts
from generator.authoring.imports.items import Item
from generator.problems import RefusedError

_OUTLETS = (
    "journaltitle", "journal", "newspaper", "booktitle", "maintitle", "organization", "institution", "publisher", "howpublished",
)  # fmt: skip
"""Fields that may name the outlet, the most specific first."""
_KEYS = {"keywords": "keyword", "annotation": "note", "annote": "note"}
"""Fields with another name in CSL."""
_READ = frozenset({*_OUTLETS, "author", "date", "year", "month", "day", "url", "urldate", "langid", "language"})
_LANGUAGES = {
    "english": "en", "american": "en", "british": "en", "german": "de", "ngerman": "de", "french": "fr", "spanish": "es", "russian": "ru",
    "ukrainian": "uk", "arabic": "ar", "korean": "ko", "japanese": "ja", "chinese": "zh", "italian": "it", "portuguese": "pt", "dutch": "nl",
    "polish": "pl", "turkish": "tr",
}  # fmt: skip
"""Languages to which BibLaTeX gives names instead of codes."""
_URL = re.compile(r"\\url\s*\{([^{}]*)\}")
_BARE = re.compile(r"(?<!\\)&")
"""An ampersand that some programs do not escape. LaTeX would take it for the border of a cell."""


def items(text: str, name: str) -> list[Item]:
    """The items of a file. An entry that cannot be read becomes an item without a title, with the reason.

    Raises RefusedError if bibtexparser is not installed, or if the file has no entries.
    """
    try:
        from bibtexparser import middlewares, model  # noqa: PLC0415  (in the extra `import`)
        from bibtexparser.entrypoint import parse_string  # noqa: PLC0415
        from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415
    except ImportError:
        raise RefusedError("to read BibTeX, install: pip install 'research-archive[import]'") from None
    layers = [
        middlewares.RemoveEnclosingMiddleware(),
        middlewares.NormalizeFieldKeys(),
        middlewares.MonthIntMiddleware(),
        middlewares.SeparateCoAuthors(),
    ]
    with redirect_stderr(io.StringIO()):  # the items report the same faults
        library = parse_string(text, parse_stack=[])
        without_comma = {id(entry): _separate(entry, model.Field) for entry in library.entries}
        _join(library.entries, {it.key.lower(): str(it.value) for it in library.strings})
        lines_without = {entry.start_line: without_comma[id(entry)] for entry in library.entries}
        for layer in layers:
            library = layer.transform(library)
    decode = LatexNodes2Text(keep_comments=True).latex_to_text

    def plain(text: str) -> str:
        try:
            return str(decode(_BARE.sub(r"\\&", superscripts.of_latex(text))))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return text  # not LaTeX: stays as it is

    found: dict[int, Item] = {}
    for block in library.blocks:
        line = block.start_line or 0
        entry = block.ignore_error_block if isinstance(block, model.DuplicateBlockKeyBlock) else block
        if isinstance(entry, model.Entry):
            fields = {field.key.lower(): field.value for field in entry.fields}
            item = csl.item(_as_csl(entry.entry_type, fields, plain), f"{name}: {entry.key}")
            found[line] = replace(item, unread=(*lines_without.get(entry.start_line, ()), *item.unread))
        elif isinstance(block, model.ParsingFailedBlock):
            found[line] = Item(
                f"{name}: line {line + 1}", unread=(f"this is no entry of BibTeX: {block.error}".removesuffix(": "),)
            )
    if not found:
        raise RefusedError(f"{name} holds no entry of BibTeX")
    return list(found.values())


def _separate(entry: Any, field: Callable[..., Any]) -> tuple[str, ...]:
    """Make fields of their own of those without a comma before them, which the library reads as the end of the field
    above. Returns what to report of them."""
    fields, faults = [], []
    for one in entry.fields:
        value = str(one.value)
        while (behind := _NEXT_FIELD.match(value, _end_of_value(value))) is not None:
            one.value = value[: behind.start()]
            fields.append(one)
            faults.append(f"{behind[1]}: no comma stands before it; it was read all the same")
            value = value[behind.end() :]
            one = field(behind[1], value, one.start_line)  # noqa: PLW2901  (the rest)
        fields.append(one)
    if faults:
        entry.fields = fields
    return tuple(faults)


_NEXT_FIELD = re.compile(r"\s+([A-Za-z][\w-]*)\s*=\s*(?=[{\"\w])")


def _end_of_value(value: str) -> int:
    """Where a value ends whose pieces are joined by `#`: with the last closing brace or quotation mark, or a word."""
    end = 0
    while True:
        end = _end_of_piece(value, end)
        joined = _JOINED.match(value, end)
        if joined is None:
            return end
        end = joined.end()


def _end_of_piece(value: str, start: int) -> int:
    if value[start : start + 1] not in ("{", '"'):
        word = _BARE_WORD.match(value, start)
        return word.end() if word else start
    closing, depth = "}" if value[start] == "{" else '"', 0
    for at in range(start, len(value)):
        depth += (value[at] == "{") - (value[at] == "}")
        if depth == 0 and at > start and value[at] == closing:
            return at + 1
    return len(value)


_BARE_WORD = re.compile(r"[^\s\"#{}]+")
_JOINED = re.compile(r"\s*#\s*")

_PIECE = re.compile(r'\s*(?:"((?:[^"{}\\]|\\.|\{[^{}]*\})*)"|(\{(?:[^{}]|\{[^{}]*\})*\})|([^\s"#{}]+))\s*(?:#|$)')
"""A piece of a joined value: `name # " and " # {Lind, Ada}`."""


def _join(entries: Iterable[Any], strings: Mapping[str, str]) -> None:
    """Replace names of strings in the values of fields by the strings, and join the pieces between `#`. A value with an
    unknown name stays as it is."""
    for field in (field for entry in entries for field in entry.fields):
        value = str(field.value)
        if value.startswith(("{", '"')) and "#" not in value:
            continue
        found = _pieces(value, strings)
        if found is not None:
            field.value = found


def _pieces(value: str, strings: Mapping[str, str], depth: int = 0) -> str | None:
    """The joined value in braces; None if it is one piece in braces or quotes, a number or a month, or no valid
    value."""
    at, pieces, is_joined = 0, [], False
    while at < len(value):
        piece = _PIECE.match(value, at)
        if piece is None or depth > 5:
            return None
        quoted, braced, name = piece.groups()
        if name is not None and not name.isdigit():
            held = strings.get(name.lower())
            if held is None:
                return None
            held = _pieces(held, strings, depth + 1) or held
            is_joined = True
            pieces.append(held[1:-1] if held[:1] in ("{", '"') else held)
        else:
            pieces.append(quoted if quoted is not None else braced[1:-1] if braced is not None else name)
        is_joined = is_joined or piece[0].rstrip().endswith("#")
        at = piece.end()
    return f"{{{''.join(pieces)}}}" if is_joined else None


def _as_csl(kind: str, fields: dict[str, Any], plain: Callable[[str], str]) -> dict[str, Any]:
    """An entry as CSL. Fields without an equivalent keep their names, and are reported as not read."""
    csl_fields: dict[str, str] = {
        key: value if key == "url" else plain(value) for key, value in fields.items() if isinstance(value, str)
    }
    outlets = {key: csl_fields[key] for key in _OUTLETS if csl_fields.get(key) and not _URL.search(str(fields[key]))}
    outlet = next(iter(outlets.values()), None)
    address = csl_fields.get("url") or next(
        (url[1] for key in ("howpublished", "note") if (url := _URL.search(str(fields.get(key, ""))))), None
    )
    language = (csl_fields.get("langid") or csl_fields.get("language") or "").lower()
    authors = fields.get("author") or ()
    authors = [authors] if isinstance(authors, str) else authors
    others = {_KEYS.get(key, key): text for key, text in csl_fields.items() if key not in _READ}
    return {
        **others,
        **dict(list(outlets.items())[1:]),
        "type": kind,
        "author": [_name(str(name), plain) for name in authors],
        "issued": _issued(csl_fields, fields.get("month")),
        "container-title": outlet,
        "URL": address.strip() if address else None,
        "language": _LANGUAGES.get(language, language) or None,
        "accessed": {"raw": csl_fields["urldate"]} if csl_fields.get("urldate") else None,
    }  # fmt: skip


def _issued(of: dict[str, str], month: object) -> dict[str, Any] | None:
    date = of.get("date")
    if date:
        ends = [csl.as_edtf(part) for part in date.split("/")]
        if 1 <= len(ends) <= 2 and all(ends):
            return {"date-parts": [part.split("-") for part in ends if part]}
        return {"raw": date}
    if not of.get("year"):
        return None
    parts = [of["year"], *([month] if isinstance(month, int) else []), *([of["day"]] if of.get("day") else [])]
    return {"date-parts": [parts]} if isinstance(month, int) or len(parts) == 1 else {"raw": " ".join(map(str, parts))}


def _outside_braces(text: str) -> list[str]:
    """The parts of a text between commas outside braces."""
    parts, depth, begun = [], 0, 0
    for number, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if letter == "," and depth <= 0:
            parts.append(text[begun:number].strip())
            begun = number + 1
    return [*parts, text[begun:].strip()]


def _name(name: str, plain: Callable[[str], str]) -> dict[str, str]:
    """A name with its parts in spoken order: from `van Weir, Jr., Sergei`, `Sergei van Weir`, `{River Board}` or, in
    BibLaTeX, `family=Weir, given=Sergei, prefix=van`."""
    parts = _outside_braces(name)
    pairs = (part.partition("=") for part in parts)
    of = {key.strip(): value.strip() for key, equals, value in pairs if equals and "{" not in key}
    if len(of) == len(parts):
        spoken = [of.get(key, "") for key in ("given", "prefix", "family", "suffix")]
    else:
        spoken = [parts[0]] if len(parts) == 1 else [parts[-1], parts[0], *parts[1:-1]]
    return {"literal": plain(" ".join(filter(None, spoken)))}
