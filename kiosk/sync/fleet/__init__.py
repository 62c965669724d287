"""What makes this kiosk one of the fleet: who it is, and what it is told."""
