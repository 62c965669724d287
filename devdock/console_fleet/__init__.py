"""A fictitious fleet in central's store, the same one each time, for the console to show."""

FILLED = "the fictitious fleet is there"
"""What its process says once it has filled the store."""
