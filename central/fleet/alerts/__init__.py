"""What of the fleet's health somebody is told, when, and that it reaches them."""
