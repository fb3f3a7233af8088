"""The page on which a reader counts what the archive has, by two of its fields."""

from generator.pages.table.page import pages

__all__ = ["pages"]
