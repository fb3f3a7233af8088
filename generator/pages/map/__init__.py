"""The map: where it happened, where it was said, and which places articles name; what has no point stands in a list."""

from generator.pages.map.page import pages

__all__ = ["pages"]
