"""Text tools. Nothing here knows about records."""
