"""What English asks of the words that we write ourselves: articles, numbers in words, lists, printers' quotation marks.

Where the site speaks another language, its messages have what these would add: a noun and a name stay bare, and numbers are digits."""

from __future__ import annotations

import re

from generator.text import marks, messages


def a(noun: str) -> str:
    """A noun with its article, by the noun's first letter: a person, an article."""
    if not messages.in_english():
        return noun
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 article, 2 articles, 1,200 articles. `many` is the plural where it is not formed with
    an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def spelt(number: int) -> str:
    """A number as a sentence has it: in words up to twelve, and then in digits."""
    if not messages.in_english():
        return messages.number(number)
    return _NUMERALS[number] if number < len(_NUMERALS) else f"{number:,}"


_NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def capital(words: str) -> str:
    """Words with a capital at their beginning."""
    return words[:1].title() + words[1:]  # the title case of a letter, which Georgian has not


def listed(words: list[str] | tuple[str, ...]) -> str:
    """The words as a sentence lists them: a, b and c. Empty for no words."""
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


def the(name: str) -> str:
    """The name of a body as a sentence has it: the United States, the Ministry of Defence, but Russia, Kyiv and NATO."""
    if not messages.in_english():
        return name
    words = re.findall(r"[A-Za-z]+", name)
    heads = [w.lower() for w in words]
    with_article = bool(heads) and heads[0] not in ("the", "a", "an") and not _WITH_ARTICLE.isdisjoint(heads)
    return f"the {name}" if with_article and len(words) > 1 else name


def typeset(text: str) -> str:
    """The archive's own words with the quotation marks that printers use in its language, and apostrophes. Never for words of a source,
    which stay as printed."""
    return spaced(with_marks(text))


def with_marks(text: str) -> str:
    """The same, as long as before, so that places in it stay the same: without the spaces that French sets within its marks."""
    if '"' not in text and "'" not in text:
        return str(text)  # words, also where they were HTML
    pair = _MARKS.get(messages.speech().language.split("-")[0], "“”")
    opens, closes = pair[0], pair[1]
    text = _OPENING.sub(lambda found: found[1] + opens, text)
    signs = list(text)
    for at in marks.opening(text):
        signs[at] = "‘"
    return "".join(signs).replace('"', closes).replace("'", "’")


def spaced(text: str) -> str:
    """A text of the archive's own with narrow spaces that do not break within its quotation marks, where its language is French."""
    return marks.in_french(text) if messages.speech().language.split("-")[0] == "fr" else text


_OPENING = re.compile(r"(^|[\s(\[{–—/“«„「])\"")
"""A straight mark where quoted words begin, with what stands before it."""

# As quotes.css has the outer ones.
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
