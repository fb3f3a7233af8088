"""What leaves the archive in another form, one module a format. They read the Archive, and nothing reads them."""
