"""What the archive does not know yet: a to-do list for contributors, with the file to edit for each entry."""

from generator.pages.gaps.page import Door, doors, pages

__all__ = ["Door", "doors", "pages"]
