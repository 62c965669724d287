"""Short sounds: what they are, and the speaker that plays them through ALSA."""
