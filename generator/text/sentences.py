"""Splits a body into sentences, taking account of abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.text.wikilinks import LINK
from generator.text.wordlists import Stops, stops

# A sentence ends at . ! ? or … (and their counterparts in Arabic, Urdu and Armenian), with any closing quotes and
# brackets, before white space and a capital, a digit, an opening quote or a link; but not after an abbreviation, unless
# the next word clearly begins a new sentence. The full stops of Chinese, Japanese, Hindi, Amharic and Burmese always
# end a sentence, except in 「…。」と, which continues.
_END = re.compile(
    r"(?:(?<![.!?…؟۔։])[.!?…؟۔։]+[\"”’'»“)\]]*(?=\s+(?:[\"“‘(\[«„¿¡]++\s?)?[\w\[])"
    r"|[。！？]++(?:[」』”]++(?!と|って)|(?![」』”]))|[।॥።፧፨။]++[\"”’'»)\]]*)"
)


def sentences(body: str, language: str = "en", *, plain: bool = False) -> Iterator[tuple[int, int]]:
    """The spans of the body's sentences (offsets, end exclusive), in order.

    The end of a paragraph, heading or list item ends a sentence too. The language decides which abbreviations do not
    end one. In a `plain` text, which has no Markdown, only an empty line ends a paragraph.
    """
    known = stops(language)
    masked = LINK.sub(lambda m: "X" * len(m[0]), body)  # text inside a link never ends a sentence
    for block in (_PARAGRAPH if plain else _BLOCK).finditer(masked):
        start = block.start()
        for end in _END.finditer(masked, block.start(), block.end()):
            if _is_continued(masked, start, end.end(), known):
                continue
            yield start, end.end()
            start = end.end()
            while start < block.end() and masked[start].isspace():
                start += 1
        if start < block.end():
            yield start, block.end()


_BLOCK = re.compile(r"[^\n]+(?:\n(?![^\S\n]*+(?:\n|[-*+#>]\s|\d+\.\s))[^\n]+)*")


_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*+\n)[^\n]+)*")


_FOLLOWING = re.compile(r"\s+([\"“‘(\[«„¿¡]*+)\s?(\w+)(\.?)")


_LAST_WORD = re.compile(r"(?:^|[\s\"“‘(\[/–—-])((?:[^\W_]|[.'’°-]){1,15})\.$")


_LONGEST = 16
"""The length of the longest abbreviation, including its full stop."""


def _is_continued(text: str, start: int, end: int, known: Stops) -> bool:
    """Whether the sentence continues after `end`: no new one begins there, or an abbreviation or the number of a list
    item ends there."""
    following = _FOLLOWING.match(text, end)
    if following and following[2][0].islower():
        return True
    if end - start <= 12 and text[start:end].rstrip(".").isdigit():
        return True
    last = _LAST_WORD.search(text[max(start, end - _LONGEST) : end])
    if last is None or not following:
        return False
    word = last[1]
    dotted = "." in word or (len(word) == 1 and word.isalpha())  # p.m., z.B., U.S., and initials
    lower = word[0].lower() + word[1:]
    if word in known.titles or lower in known.titles:
        return True
    if not (dotted or word in known.others or lower in known.others):
        return False
    quote, begins, stop = following.groups()
    # "A." and "I." are initials, not words that begin a sentence.
    opens = begins in known.openers and not (stop and len(begins) == 1)
    return not opens and not (dotted and len(word) > 1 and quote.strip("(["))
