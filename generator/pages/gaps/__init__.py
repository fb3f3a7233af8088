"""What the archive does not know yet: the contributors' list of what to do, with the file in which it would be written."""

from generator.pages.gaps.page import Door, doors, pages

__all__ = ["Door", "doors", "pages"]
