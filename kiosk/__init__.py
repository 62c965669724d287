"""The kiosk: its screen process (kiosk-ui) and its only process on the network (kiosk-sync)."""
