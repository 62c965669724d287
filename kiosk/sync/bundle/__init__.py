"""What staff hand to support: the kiosk about itself, scrubbed, sealed for the fleet's key."""
