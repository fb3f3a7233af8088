"""Evidence from articles, merged: equal words, positions or figures are listed once, with the articles that have
them."""

from __future__ import annotations

from generator.pages.parts.evidence.figures import figure_rows, merge_figures
from generator.pages.parts.evidence.mentions import MentionRow, mention_rows, mentions_section
from generator.pages.parts.evidence.positions import merge_positions, stance_rows
from generator.pages.parts.evidence.quotations import merge_quotations, occasions, quote_rows
from generator.pages.parts.evidence.readings import count_with_articles
from generator.pages.parts.evidence.rows import DatedRow, NameRow, article_rows, event_rows

__all__ = [
    "DatedRow",
    "MentionRow",
    "NameRow",
    "article_rows",
    "count_with_articles",
    "event_rows",
    "figure_rows",
    "mention_rows",
    "mentions_section",
    "merge_figures",
    "merge_positions",
    "merge_quotations",
    "occasions",
    "quote_rows",
    "stance_rows",
]  # fmt: skip
