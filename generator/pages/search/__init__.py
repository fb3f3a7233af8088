"""The page for searching the whole archive. A script fills it in; without scripts it links to the indexes."""

from generator.pages.search.page import pages

__all__ = ["pages"]
