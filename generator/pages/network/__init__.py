"""Who is named, speaks and passes words on with whom: the page of the network, and each profile's share of it."""

from generator.pages.network.page import pages

__all__ = ["pages"]
