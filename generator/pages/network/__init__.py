"""Who is named with whom, who speaks about whom and who passes words on: the page of the network, and each profile's
part of it."""

from generator.pages.network.page import pages

__all__ = ["pages"]
