"""The page with what a reader has saved in the browser."""

from generator.pages.saved.page import pages

__all__ = ["pages"]
