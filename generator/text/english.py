"""What English asks of the words that we write ourselves: articles, plurals, lists, printers' quotation marks."""

from __future__ import annotations

import re

from generator.text import marks


def a(noun: str) -> str:
    """A noun with its article, by the noun's first letter: a person, an article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 article, 2 articles, 1,200 articles. `many` is the plural where it is not formed with
    an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """The words as a sentence lists them: a, b and c. Empty for no words."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def typeset(text: str) -> str:
    """The archive's own words with printers' quotation marks and apostrophes. Never for words of a source, which stay
    as printed."""
    text = re.sub(r"(^|[\s(\[{–—/“])\"", r"\1“", text)
    signs = list(text)
    for at in marks.opening(text):
        signs[at] = "‘"
    return "".join(signs).replace('"', "”").replace("'", "’")
