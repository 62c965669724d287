"""People and their rights: the source behind a port, citizen sessions, codes, and the rules."""
