"""What staff may ask of a kiosk, once kiosk-sync has let them in: one row a call."""
