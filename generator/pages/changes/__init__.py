"""What was added, corrected and joined, by date, as git remembers it; and no page at all where it remembers nothing."""

from generator.pages.changes.page import changes_link, feed_links, feeds_of, last_changes, pages

__all__ = ["changes_link", "feed_links", "feeds_of", "last_changes", "pages"]
