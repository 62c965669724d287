"""The caisse's side: people, their rights, sessions and codes, papers and their check."""
