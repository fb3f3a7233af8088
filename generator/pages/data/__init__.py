"""The page from which the archive's records can be taken away as tables, and which says what stands in them."""

from generator.pages.data import schema, sql
from generator.pages.data.page import pages

__all__ = ["pages", "schema", "sql"]
