"""The mark of a field that follows from the fields before it."""

from typing import Final

FOLLOWS: Final = "follows"
"""In the metadata of a field of a finding or of the history: it need not be compared to tell that two are the same."""
