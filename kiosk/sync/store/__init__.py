"""The one SQLite file of kiosk-sync: opened by one process, written by one connection."""
