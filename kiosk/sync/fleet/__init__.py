"""What the fleet tells this kiosk: verified, tried, kept, and fallen back from."""
