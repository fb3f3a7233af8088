"""The page on which a record is written in the browser. Its script does the work; without one it tells of the command's way."""

from generator.pages.annotate.page import pages

__all__ = ["pages"]
