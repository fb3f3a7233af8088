"""The timeline: what happened, what was said and what was published, in three separate lanes."""

from generator.pages.timeline.cutting import INDEX
from generator.pages.timeline.page import pages

__all__ = ["INDEX", "pages"]
