"""The page for checking who said a sentence."""

from generator.pages.check.page import pages

__all__ = ["pages"]
