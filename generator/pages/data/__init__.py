"""The page for downloading the archive's records as tables, and for looking up what their columns mean."""

from generator.pages.data import schema, sql
from generator.pages.data.page import pages

__all__ = ["pages", "schema", "sql"]
