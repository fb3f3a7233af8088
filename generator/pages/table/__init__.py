"""The page for counting records by two of their fields."""

from generator.pages.table.page import pages

__all__ = ["pages"]
