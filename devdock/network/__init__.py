"""What lies between kiosk-sync and central, and everything that can go wrong there."""
