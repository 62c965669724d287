"""The ``central`` commands of those who run it, and what they print."""
