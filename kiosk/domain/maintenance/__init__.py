"""Staff at the kiosk: what a tool of theirs is, and how their stay moves."""
