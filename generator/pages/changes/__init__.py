"""The pages of the git history: what was added, corrected and merged, by date, and the tagged states. There are none
without a history."""

from generator.pages.changes import states
from generator.pages.changes.page import changes_link, feed_links, feeds_of, last_changes, pages
from generator.pages.changes.states import states_link

__all__ = ["changes_link", "feed_links", "feeds_of", "last_changes", "pages", "states", "states_link"]
