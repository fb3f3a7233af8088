"""The page on which a reader brings a sentence."""

from generator.pages.check.page import pages

__all__ = ["pages"]
