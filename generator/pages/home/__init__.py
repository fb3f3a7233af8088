"""The start page: what this archive is and, at a glance, what it shows."""

from generator.pages.home.page import pages

__all__ = ["pages"]
