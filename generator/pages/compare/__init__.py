"""The page for comparing two records of the same kind, or two days."""

from generator.pages.compare.page import compare_link, day_link, pages

__all__ = ["compare_link", "day_link", "pages"]
