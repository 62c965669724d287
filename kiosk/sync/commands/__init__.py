"""Commands as kiosk-sync keeps them: each remembered before anything is done about it."""
