"""The calls of kiosks, a module for each part that answers them."""
