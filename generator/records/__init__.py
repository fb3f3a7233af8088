"""One file of content: reading, describing, laying out and changing it."""
