"""What kiosks send: taken in once each, opened, judged, and put before those who act on it."""
