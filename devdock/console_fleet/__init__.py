"""A fictitious fleet in central's store, the same one each time, for the console to show."""
