"""SVG drawings of numbers, places and links, and pictures in pixels. Nothing in this package knows about pages."""
