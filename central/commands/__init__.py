"""The ``central`` commands of those who run it, one concern a module."""
