"""Keys, keyed digests, seals: how central remembers a person without holding who it is."""
