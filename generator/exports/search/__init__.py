"""The search: its entries and its index."""
