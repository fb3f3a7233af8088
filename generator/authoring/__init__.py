"""Tools for authors of records."""
