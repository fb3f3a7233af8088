"""What helps an author to write records."""
