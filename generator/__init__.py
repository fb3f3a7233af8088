"""Turns YAML-annotated articles into the pages of a searchable archive."""
