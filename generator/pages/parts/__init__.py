"""Parts that are used on pages of several subjects."""
