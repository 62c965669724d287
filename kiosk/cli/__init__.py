"""The ``kiosk`` commands, and what they print."""
