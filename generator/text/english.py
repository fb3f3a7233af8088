"""English grammar for our own text: articles, numbers in words, lists, printers' quotation marks.

If the site uses another language, nouns and names are returned bare and numbers as digits, since the translated
messages supply the rest.
"""

from __future__ import annotations

import re

from generator.text import marks, messages


def with_article(noun: str) -> str:
    """A noun with its indefinite article, chosen by its first letter: a person, an article."""
    if not messages.in_english():
        return noun
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def count_of(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 article, 2 articles, 1,200 articles. `many` is an irregular plural."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def in_words(number: int) -> str:
    """A number for use in a sentence: in words up to twelve, then in digits."""
    if not messages.in_english():
        return messages.number(number)
    return _NUMERALS[number] if number < len(_NUMERALS) else f"{number:,}"


_NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def capitalised(words: str) -> str:
    """The words with their first letter capitalised."""
    return words[:1].title() + words[1:]  # upper() would change Georgian letters


def listed(words: list[str] | tuple[str, ...]) -> str:
    """The words as a list in a sentence: a, b and c. Empty if there are no words."""
    return messages.listed(words)


_WITH_ARTICLE = frozenset(
    [
        "administration",
        "agency",
        "alliance",
        "army",
        "assembly",
        "association",
        "board",
        "bureau",
        "cabinet",
        "commission",
        "committee",
        "congress",
        "coalition",
        "council",
        "court",
        "delegation",
        "department",
        "directorate",
        "federation",
        "forces",
        "foundation",
        "government",
        "institute",
        "kingdom",
        "league",
        "ministers",
        "ministry",
        "mission",
        "nations",
        "office",
        "organisation",
        "organization",
        "parliament",
        "party",
        "police",
        "press",
        "republic",
        "secretariat",
        "senate",
        "service",
        "society",
        "staff",
        "states",
        "union",
    ]
)


def with_the(name: str) -> str:
    """The name of a body for use in a sentence: the United States, the Ministry of Defence, but Russia, Kyiv and
    NATO."""
    if not messages.in_english():
        return name
    words = re.findall(r"[A-Za-z]+", name)
    heads = [w.lower() for w in words]
    with_article = bool(heads) and heads[0] not in ("the", "a", "an") and not _WITH_ARTICLE.isdisjoint(heads)
    return f"the {name}" if with_article and len(words) > 1 else name


def typeset(text: str) -> str:
    """The archive's own text with typographic quotation marks of its language, and apostrophes. Never use it for the
    words of a source, which stay as printed."""
    return with_french_spaces(with_typographic_marks(text))


def with_typographic_marks(text: str) -> str:
    """Like `typeset`, but without French spaces inside quotation marks, so that the length and all offsets stay the
    same."""
    if '"' not in text and "'" not in text:
        return str(text)  # a plain str, even for Markup
    pair = _MARKS.get(messages.current_speech().language.split("-")[0], "“”")
    opens, closes = pair[0], pair[1]
    text = _OPENING.sub(lambda found: found[1] + opens, text)
    signs = list(text)
    for at in marks.opening_marks(text):
        signs[at] = "‘"
    return "".join(signs).replace('"', closes).replace("'", "’")


def with_french_spaces(text: str) -> str:
    """The archive's own text with narrow no-break spaces inside its quotation marks, if its language is French."""
    return marks.with_french_spaces(text) if messages.current_speech().language.split("-")[0] == "fr" else text


_OPENING = re.compile(r"(^|[\s(\[{–—/“«„「])\"")
"""A straight quotation mark that opens a quotation, with the character before it."""

# The outer marks, as in quotes.css.
_MARKS = {
    **dict.fromkeys(
        ("ast", "be", "br", "ca", "el", "es", "eu", "fa", "fr", "hy", "it", "nb", "nn", "no", "oc", "ru", "uk"), "«»"
    ),
    **dict.fromkeys(("bg", "cs", "de", "et", "hr", "is", "ka", "lb", "lt", "mk", "sk", "sl"), "„“"),
    **dict.fromkeys(("bs", "hu", "pl", "ro", "sr"), "„”"),
    **dict.fromkeys(("fi", "he", "sv"), "””"),
    **dict.fromkeys(("ar", "ur"), "”“"),
    "ja": "「」",
}
