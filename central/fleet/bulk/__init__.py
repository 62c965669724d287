"""The same done to many kiosks at once: chosen, shown to whoever wants it, confirmed, and done."""
