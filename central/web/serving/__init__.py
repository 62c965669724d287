"""Listening: who is let in, how long a connection may do nothing, how many there may be."""
