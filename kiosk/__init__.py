"""The kiosk: its screen process (kiosk-ui) and its only door to the network (kiosk-sync)."""
