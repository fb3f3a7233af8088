"""The map of where things happened, where they were said, and which places articles name, with a list of places without
coordinates."""

from generator.pages.map.page import pages

__all__ = ["pages"]
