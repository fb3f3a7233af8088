"""Writes raised and lowered signs of a title in plain text: 10⁶, H₂O, β⁻.

Unicode has such forms of digits and a few other signs. Without them, 10⁶ would become 106. Raised letters, as in 18th,
stay as they are; everything else is written with `^` or `_`.
"""

from __future__ import annotations

import html
import re

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_TAG = re.compile(
    r"</?(?:i|b|u|em|strong|sc|scp|sup|sub|span|small|br|p|italic|bold|(?:jats|mml):[a-z]+)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<(?:jats:)?(sup|sub)>([^<>]{1,40})</(?:jats:)?\1>", re.IGNORECASE)
_MATHS = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.){1,300})\$", re.DOTALL)
_IN_MATHS = re.compile(r"([\^_])\s*(?:\{((?:[^{}]|\{[^{}]*\}){0,60})\}|(\\[A-Za-z]+|[^\s\\{}]))")
_IN_TEXT = re.compile(r"\\text(super|sub)script\s*\{([^{}]{1,60})\}")
_ANGLE = re.compile(r"\{?\\text(less|greater)(?![A-Za-z])(?:\{\}|\})?")
"""How Zotero writes the tags of a title in BibTeX."""
_SET = re.compile(r"\\(?:text|math)(?:rm|it|sf|bf|normal)?\s*\{([^{}]*)\}")


def script(text: str, *, is_raised: bool) -> str:
    """A raised or lowered text among plain text."""
    forms = _RAISED if is_raised else _LOWERED
    if all(ord(sign) in forms for sign in text) and not text.isalpha():
        return text.translate(forms)
    if text.isalpha():
        return text
    return f"{'^' if is_raised else '_'}{text if len(text) == 1 else f'({text})'}"


def of_html(text: str) -> str:
    """The text of a title with the HTML tags for italics and the like that some programs add. Other angle brackets stay
    as they are."""
    if "<" in text:
        text = _SCRIPT.sub(lambda it: script(it[2].strip(), is_raised=it[1].lower() == "sup"), text)
        text = _TAG.sub("", text)
    return html.unescape(text) if "&" in text else text


def of_latex(text: str) -> str:
    """LaTeX without raised and lowered signs, which are written as above. Everything else stays LaTeX."""
    if "\\text" in text:
        text = _ANGLE.sub(lambda it: "<" if it[1] == "less" else ">", text)
        text = _IN_TEXT.sub(lambda it: script(it[2].strip(), is_raised=it[1] == "super"), text)
    return _MATHS.sub(lambda it: f"${_IN_MATHS.sub(_in_maths, it[1])}$", text) if "$" in text else text


def _in_maths(found: re.Match[str]) -> str:
    held = _SET.sub(r"\1", found[2] if found[2] is not None else found[3]).strip()
    if held == "\\circ":
        return "°"
    if "\\" in held or "{" in held:
        return found[0]
    written = script(held, is_raised=found[1] == "^")
    # a letter of a formula is raised or lowered in it: x_i is no word
    return f"{found[1]}{held}" if written == held and len(held) == 1 else written
