"""The kiosks: which there are, from where each is used, how much each has under way."""
