"""One tool of staff a module."""
