"""The page for writing a record in the browser. Its script does the work; without scripts it shows the command to use
instead."""

from generator.pages.annotate.page import pages

__all__ = ["pages"]
