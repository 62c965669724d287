"""Devices of the kiosk behind small ports: events go into a sink, commands return at once."""
