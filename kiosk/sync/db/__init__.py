"""The one SQLite file of kiosk-sync as such: its tables, times, transactions, and what can fail."""
