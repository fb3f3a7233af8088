"""One file of content: read, described, laid out and changed."""
