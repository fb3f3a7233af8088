"""Explains to authors why a text is not valid YAML.

libyaml says what it found and what it expected, at the place where it gave up. The cause may be elsewhere: a quotation
mark opened far above, a tab, a second colon, or a lookalike character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import yaml

from generator.problems import Severity, closest_word, quote_briefly
from generator.text import invisible


class Spot(NamedTuple):
    """A line and a column of the YAML, from 0."""

    line: int
    column: int


def spot_of(mark: Any) -> Spot:  # `mark` is one of PyYAML or of libyaml
    """The line and column of a mark; those of the beginning if there is none."""
    return Spot(mark.line, mark.column) if mark else Spot(0, 0)


class YamlFault(NamedTuple):
    """A problem before its file is known: its code, its place in the YAML, the fault, the remedy, and the field, if
    known."""

    code: str
    spot: Spot
    fault: str
    remedy: str
    field: str = ""
    severity: Severity = "error"


def explain(error: yaml.MarkedYAMLError, lines: list[str]) -> YamlFault:
    """The cause of an error from libyaml, at the place that an author has to look at."""
    problem, context = error.problem or "", error.context or ""
    mark = spot_of(error.problem_mark or error.context_mark)
    start_of_context = spot_of(error.context_mark) if error.context_mark else mark
    line = lines[mark.line] if mark.line < len(lines) else ""
    text_before = line[: mark.column]

    def complaint(code: str, fault: str, remedy: str, at: Spot = mark) -> YamlFault:
        return YamlFault(code, at, fault, remedy)

    suspect_lines = dict.fromkeys(n for n in (start_of_context.line, mark.line - 1, mark.line) if 0 <= n < len(lines))
    odd = next(filter(None, (lookalike_sign(lines[n], n) for n in suspect_lines)), None)
    if odd:
        return odd
    opened = _ODD_OPENED.match(line) if "mapping values" in problem else None
    if opened:
        return complaint("lookalike-sign", *_odd_bracket(opened[1]), at=Spot(mark.line, opened.start(1)))
    closed = (
        _ODD_CLOSED.match(lines[start_of_context.line])
        if "flow" in context and start_of_context.line < len(lines)
        else None
    )
    if closed:
        return complaint("lookalike-sign", *_odd_bracket(closed[1]), at=Spot(start_of_context.line, closed.start(1)))
    if "\t" in line[: mark.column + 1] and re.search(r"\\t|tab character|cannot start any token", problem):
        return complaint("tab", "a tab indents this line", "use spaces")
    if "quoted scalar" in context and ("end of stream" in problem or "document indicator" in problem):
        return complaint(
            "quotation-mark-not-closed", "a quotation mark opens here and is never closed", "close it", start_of_context
        )
    if "invalid Unicode character" in problem:
        return complaint(
            "backslash", "an escape stands for no character, or for half of one", "write the character itself"
        )
    if "escape" in context or "escape" in problem:
        return complaint(
            "backslash", "a backslash in a double-quoted text begins an unknown escape", "use single quotation marks"
        )
    hashtag = _hashtag_before_error(lines, mark.line, 50 if "flow" in context else 2)
    if hashtag and ("flow" in context or "expected" in problem or "mapping values" in problem):
        return complaint("hashtag-read-as-comment", *hashtag[1:], at=hashtag[0])
    odd_comma = next(
        (
            found
            for n in suspect_lines
            if "flow" in context or "[" in lines[n] or "{" in lines[n]
            for found in [_odd_comma(lines[n], n)]
            if found
        ),
        None,
    )
    if odd_comma and ("flow" in context or "mapping values" in problem):
        return odd_comma
    if "flow" in context:
        remedy = "close it, or put the whole text in quotation marks"
        return complaint(
            "bracket-not-closed",
            "a bracket opens here that is not closed, or a comma is missing in it",
            remedy,
            start_of_context,
        )
    start = _RESERVED_START.match(line)
    if start is None and re.search("not allowed in this context|did not find expected|cannot start", problem):
        start = _INDICATOR_START.match(line)
    if start and "mapping values" not in problem:
        fault = f"a text cannot begin with {start[1]}, which YAML keeps for itself"
        return complaint("reserved-sign", fault, "put the text in quotation marks")
    if text_before.rstrip().endswith(("'", '"')) and "did not find expected" in problem:
        remedy = "put the whole text in marks of the other kind, or close the one that was opened above"
        return complaint("text-behind-a-quotation-mark", "more text follows a closing quotation mark", remedy)
    if text_before.rstrip().endswith(("]", "}")) and "did not find expected" in problem:
        return complaint(
            "text-behind-a-bracket", "more text follows a closing bracket", "put the whole text in quotation marks"
        )
    if "mapping values are not allowed" in problem:
        if re.search(r":\s", text_before):
            return complaint("second-colon", "a second ': ' stands in this line", "put the text in quotation marks")
        above = next((i for i in range(mark.line - 1, -1, -1) if lines[i].strip()), None)
        unspaced = re.match(r"[\s-]*+\w[\w-]*+:(?=\S)", lines[above]) if above is not None else None
        if above is not None and unspaced:
            return complaint(
                "no-space-behind-colon",
                "there is no space after this colon",
                "write 'key: value'",
                Spot(above, unspaced.end() - 1),
            )
        return complaint(
            "bad-indentation", "this line is read as part of the text above it", "indent it as its neighbours are"
        )
    if "could not find expected ':'" in problem:
        return complaint(
            "no-colon",
            "this line is neither 'key: value' nor part of the text above it",
            "add the ': ', or indent it",
            start_of_context,
        )
    if "single document" in context:
        return complaint(
            "second-record", "a second record begins here", "keep one record a file; only an article has a body"
        )
    if "expected <block end>" in problem or "did not find expected" in problem:
        remedy = "look at its indentation, and at unclosed quotation marks and brackets above"
        return complaint("bad-indentation", "the line does not fit what stands above it", remedy)
    return complaint(
        "bad-yaml", f"this is not YAML: {problem or context}", "look at the indentation and the quotation marks"
    )


MERGE_IN_YAML = re.compile(r"(?m)^(?:={7,}[ \t]*|[ \t]+(?:<{7,}|>{7,}|\|{7})(?: .*)?)$")
"""The line between the two sides of a merge, and the indented lines around them. In Markdown the first underlines a
heading and the others are code, but in YAML nobody writes them."""


def unmerged(line: str) -> tuple[str, str]:
    """The fault and the remedy for a line that git wrote into a file where two versions differ."""
    fault = f"an unresolved merge: it left the line '{quote_briefly(line.rstrip())}'"
    return fault, "keep one of the two sides, and remove the lines that mark them"


def hashtag_fault(words: str) -> str:
    """The fault of a hashtag, with the words up to the end of its line, that YAML reads as a comment."""
    return f"the words '{quote_briefly(words)}' are read as a comment"


HASHTAG_AT_MARGIN = "indent the line as its neighbours are; a comment has a space behind its sign"


def _hashtag_before_error(lines: list[str], last: int, most: int) -> tuple[Spot, str, str] | None:
    """The last hashtag up to line `last`, within `most` lines, that YAML reads as a comment, so that it ends a text or
    hides a bracket: its place, the fault and the remedy. None if there is none."""
    if 1 < last < len(lines) and re.match(r"#+[^\s#!]", lines[last - 1]):
        column, above = (len(line) - len(line.lstrip(" ")) for line in (lines[last], lines[last - 2]))
        if column == above > 0:  # at the margin, between two lines of a text
            return Spot(last - 1, 0), hashtag_fault(lines[last - 1]), HASHTAG_AT_MARGIN
    for number in range(min(last, len(lines) - 1), max(last - most, -1), -1):
        found = re.search(r"(?<=[\s\[{,])#[^\s#!].*", lines[number])
        if found:
            return Spot(number, found.start()), hashtag_fault(found[0]), "put the whole text in quotation marks"
    return None


# Characters that look like those of YAML's syntax: the colon after a key, the space after it, indentation, the dash of
# an item.
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_COLONS = "\uff1a\ufe55\ufe13\u2236\ua789\u02d0\u0589\u05c3\u1361"
_DASHES = "\u2010-\u2015\u2022\u2023\u2043\u2212\u00b7\u2219\u25aa\u25cb\u25cf\u25e6\u30fb\u30fc\ufe58\ufe63\uff0d"
_ODD_KEY = re.compile(rf"[ ]*(?:- +)*[\w-]+[ {_SPACES}]*(?:([{_COLONS}])|:([{_SPACES}]))")
_ODD_INDENT = re.compile(rf" *([{_SPACES}])")
_BRACKETS = dict(zip("\uff3b\u3010\u3014\uff3d\u3011\u3015\uff5b\uff5d", "[[[]]]{}", strict=True))
_OPEN, _CLOSED = "\uff3b\u3010\u3014\uff5b", "\uff3d\u3011\u3015\uff5d"
# A mapping opened by such a bracket, and a list or mapping opened by a real bracket and closed by such a one.
_ODD_OPENED = re.compile(r"[ ]*(?:- +)*[\w-]+: +(\uff5b)")
_ODD_CLOSED = re.compile(rf"[^\[{{]*+[\[{{][^\"'{_CLOSED}]*+([{_CLOSED}])[^\]}}]*+$")
_ODD_DASHES = re.compile(rf"[-{_DASHES}]+[ \t{_SPACES}]*")
_ODD_DASH = re.compile(rf" *([{_DASHES}])(?=[ {_SPACES}])| *([\u30fb\uff0d])| *-([{_SPACES}])")
_ODD_COMMENT = re.compile(" *(\uff03)")


def lookalike_sign(line: str, number: int) -> YamlFault | None:
    """The fault of a lookalike character in a line; None if there is none. `number` is the line's number."""
    if line.isascii():
        return None
    for found, what in (
        (_ODD_INDENT.match(line), ("stands where a space belongs", "indent the line with spaces")),
        (_ODD_DASH.match(line), None),
        (_ODD_COMMENT.match(line), ("stands where '#' belongs", "begin a comment with '# '")),
    ):
        if found:
            sign = found[found.lastindex or 0]
            spot = Spot(number, found.start(found.lastindex or 0))
            told = (f"{invisible.describe(sign)} {what[0]}", what[1]) if what else _dash_fault(sign)
            return YamlFault("lookalike-sign", spot, *told)
    found = _ODD_KEY.match(line)
    if found and found[1]:
        fault = f"{invisible.describe(found[1])} follows the key instead of a colon"
        return YamlFault("lookalike-sign", Spot(number, found.start(1)), fault, "write ': ', a colon and a space")
    if found:
        return YamlFault(
            "lookalike-sign",
            Spot(number, found.start(2)),
            f"{invisible.describe(found[2])} follows the colon",
            "write a space",
        )
    return None


COMMAS = "\uff0c\u3001\u060c\uff1b\u061b\ufe50\ufe54\uff64"
"""Commas and semicolons of other scripts, which are not separators in YAML."""
_ODD_COMMA = re.compile(f"[{COMMAS}]")


def _odd_comma(line: str, number: int) -> YamlFault | None:
    found = _ODD_COMMA.search(line)
    before = line[: found.start()] if found else ""
    inside = before[max(before.rfind("["), before.rfind("{"), 0) :]
    if found is None or inside[:1] not in ("[", "{") or '"' in inside or "'" in inside:
        return None
    return YamlFault("lookalike-sign", Spot(number, found.start()), *odd_comma(found[0]))


def odd_comma(sign: str) -> tuple[str, str]:
    """The fault and the remedy for such a sign within brackets."""
    return (
        f"{invisible.describe(sign)} stands in brackets, where it divides nothing",
        "write ', ' between two items, or put the text in quotation marks",
    )


def odd_bracket(text: str) -> tuple[str, str] | None:
    """The fault and the remedy if a text begins with a lookalike of a YAML bracket; otherwise None."""
    return _odd_bracket(text[0]) if text and text[0] in _OPEN else None


def _odd_bracket(sign: str) -> tuple[str, str]:
    belongs = _BRACKETS[sign]
    return f"{invisible.describe(sign)} stands where '{belongs}' belongs", f"write {belongs}"


def odd_dashes(line: str) -> str | None:
    """The first lookalike of a hyphen or space in a line of nothing but hyphens and the spaces after them; None if all
    are real, or the line has other characters."""
    return next((sign for sign in line if sign not in "- \t"), None) if _ODD_DASHES.fullmatch(line) else None


def odd_dash(text: str) -> tuple[str, str] | None:
    """The fault and the remedy if a text begins with a lookalike of the hyphen and space before an item; otherwise
    None."""
    found = _ODD_DASH.match(text)
    return _dash_fault(found[found.lastindex or 0]) if found else None


def _dash_fault(sign: str) -> tuple[str, str]:
    where = "behind the hyphen" if re.fullmatch(f"[{_SPACES}]", sign) else "where a hyphen belongs"
    return f"{invisible.describe(sign)} stands {where}", "write '- ' before each item"


def odd_key(key: str) -> str | None:
    """The lookalike of a colon or space in a key; None if there is none."""
    found = _ODD_INDENT.match(key) or _ODD_KEY.match(key)
    return next(filter(None, found.groups())) if found else None


def odd_letter(word: str, known: Iterable[str]) -> str | None:
    """The first non-ASCII letter of a word that resembles a known word, all of which are ASCII; otherwise None."""
    odd = next((sign for sign in word if not sign.isascii()), None)
    return odd if odd and closest_word(word, known) else None


# A value that begins with a sign that has a meaning in YAML only before a space or a line break.
_INDICATOR_START = re.compile(r"\s*(?:- +)*[^\s:]+: +([|>?-])(?= *[^\s|>+0-9-]| +\S)")
# A value that begins, after its key or dash, with a character that YAML reserves.
_RESERVED_START = re.compile(r"\s*(?:- +)*(?:[^\s:]+: +)?([*&!@`%])")
