"""The page on which everything is searched. Its script fills it in; without one it leads to the indexes."""

from generator.pages.search.page import pages

__all__ = ["pages"]
