"""What recurs on pages of several subjects."""
