"""The public check of a paper: a page for people, and JSON for their software."""
