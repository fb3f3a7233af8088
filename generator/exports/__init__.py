"""Exports: the archive in other formats, and the files beside the pages. They read the Archive, and no page reads
them."""
