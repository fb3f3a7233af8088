"""The page that compares two things of a kind."""

from generator.pages.compare.page import compare_link, day_link, pages

__all__ = ["compare_link", "day_link", "pages"]
