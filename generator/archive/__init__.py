"""All records together: linked, checked, and with their history."""
