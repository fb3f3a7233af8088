"""What other sites may show of the archive: quotations."""

from generator.pages.embed.shown import embedded

__all__ = ["embedded"]
