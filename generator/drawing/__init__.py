"""SVG drawings of numbers, places and links. Nothing here knows a page."""
