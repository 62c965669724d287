"""The sentences for people in each language: loaded, the right form chosen, the gaps filled."""
