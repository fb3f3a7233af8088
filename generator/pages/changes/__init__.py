"""What was added, corrected and joined, by date, as git remembers it, and the states that were tagged; no page where git remembers none."""

from generator.pages.changes import states
from generator.pages.changes.page import changes_link, feed_links, feeds_of, last_changes, pages
from generator.pages.changes.states import states_link

__all__ = ["changes_link", "feed_links", "feeds_of", "last_changes", "pages", "states", "states_link"]
