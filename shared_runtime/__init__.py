"""What every process of the product does for itself, kiosk and central alike."""
