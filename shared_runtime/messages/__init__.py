"""The texts for people in each language: loaded, the right form chosen, the arguments filled in."""
