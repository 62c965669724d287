"""How staff move at the kiosk: signing in, and their stay."""
