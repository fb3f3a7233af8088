"""Stop words: English words that distinguish texts least, such as the, of, was. All lists of words to leave out are
here.

The lists differ on purpose. Two of them are used to make ids, which are addresses and are written in records: adding or
removing a word would change the ids made from then on, so the lists are not merged. The search has its own in
theme/assets/search/query.js, chosen by its effect on the size of the index.
"""

_IN_ALL_TEXTS = frozenset(
    ["a", "an", "and", "are", "as", "by", "for", "in", "is", "its", "of", "on", "the", "their", "to", "was", "were"]
)

IN_TITLES = _IN_ALL_TEXTS | frozenset(["at", "from", "has", "have", "her", "his", "or", "with"])
"""Left out of the id of an article."""

IN_QUOTATIONS = _IN_ALL_TEXTS | frozenset(["if", "it", "our", "s", "that", "we", "who", "will"])
"""Left out of the id of a quotation. The "s" comes from 's."""

IN_COUNTS = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "were",
        "was",
        "has",
        "have",
        "been",
        "their",
        "its",
        "not",
        "only",
        "said",
        "who",
        "whether",
    ]
)
"""Ignored when the words around a number are compared with what a measure counts. Words of one or two letters are never
compared. Adding a word would change which figures `archive suggest` proposes, so the list is not merged with those
above."""
