"""The way to central, link by link: which one is broken."""
