"""Virtual cards of the fictitious people, and the way to put them behind the real pcscd."""
