"""Who signs in at the kiosk as staff: judged here, by what central signed, also without central."""
