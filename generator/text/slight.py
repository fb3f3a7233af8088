"""English words that tell one text from another least: the, of, was. Whatever leaves such words out takes its list from here.

The lists differ on purpose. Two of them make ids, which are addresses and stand in records: a word more or less in either would give
other ids to what is written from then on, so they are not made one. The search has its own, in theme/assets/search/query.js, which
is measured by what the index costs.
"""

_IN_ALL_TEXTS = frozenset(
    ["a", "an", "and", "are", "as", "by", "for", "in", "is", "its", "of", "on", "the", "their", "to", "was", "were"]
)

IN_TITLES = _IN_ALL_TEXTS | frozenset(["at", "from", "has", "have", "her", "his", "or", "with"])
"""Left out of the id of an article."""

IN_QUOTATIONS = _IN_ALL_TEXTS | frozenset(["if", "it", "our", "s", "that", "we", "who", "will"])
"""Left out of the id of a quotation. The "s" is what an id keeps of 's."""

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
"""Passed over where the words around a number are compared with what a measure counts. Words of one or two letters are not compared
at all. Another word here would change which figures `archive suggest` proposes, so the list is not joined with those above.
"""
