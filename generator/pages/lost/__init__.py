"""What copies lose: articles next to those that they follow."""

from generator.pages.lost.page import pages
from generator.pages.lost.pair import LostFold, lost_fold

__all__ = ["LostFold", "lost_fold", "pages"]
