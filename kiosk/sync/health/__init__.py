"""How the kiosk is, as kiosk-sync sees it and is told: for staff at the kiosk, and for central."""
