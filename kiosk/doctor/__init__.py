"""The kiosk's health as staff need it: what was found, what it means, how to mend it."""
