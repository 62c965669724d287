"""kiosk-ui's client of kiosk-sync: wire models in, domain values out, nothing raised."""
