"""Tools for text. Nothing here knows a record."""
