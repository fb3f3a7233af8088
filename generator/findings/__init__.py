"""What follows from the records taken together: each a pure function of the Archive."""
