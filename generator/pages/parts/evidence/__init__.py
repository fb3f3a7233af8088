"""Evidence from articles, merged: equal words, positions or figures are listed once, with the articles that have
them."""

from __future__ import annotations

from generator.pages.parts.evidence.figures import counted, figure_rows
from generator.pages.parts.evidence.mentions import MentionRow, mention_rows, mentions
from generator.pages.parts.evidence.positions import held, stance_rows
from generator.pages.parts.evidence.quotations import occasions, quote_rows, said
from generator.pages.parts.evidence.readings import sources
from generator.pages.parts.evidence.rows import DatedRow, NameRow, article_rows, event_rows

__all__ = [
    "DatedRow", "MentionRow", "NameRow", "article_rows", "counted", "event_rows", "figure_rows", "held", "mention_rows", "mentions",
    "occasions", "quote_rows",
    "said", "sources", "stance_rows",
]  # fmt: skip
