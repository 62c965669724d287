"""The database of printers, read as the module is imported."""

pickle_path: str
