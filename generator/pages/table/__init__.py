"""The page for counting records by two of their fields."""

from generator.pages.table.page import examples, pages

__all__ = ["examples", "pages"]
