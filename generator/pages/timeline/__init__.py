"""The timeline: what happened, what was said and what was published, in three lanes that are never mixed."""

from generator.pages.timeline.cutting import INDEX
from generator.pages.timeline.page import pages

__all__ = ["INDEX", "pages"]
