"""The caisse's side: people, their rights, sessions and codes, attestations and their check."""
