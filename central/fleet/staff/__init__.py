"""Who looks after the kiosks of each agency on the spot, and by what those know them."""
