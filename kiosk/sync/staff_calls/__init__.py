"""What staff ask of the kiosk once they are in: who does it, once, after the audit has it."""
