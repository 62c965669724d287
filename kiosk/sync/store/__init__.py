"""The store of kiosk-sync at work: opened by one process, written by one thread."""
