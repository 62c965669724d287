"""The caisse's side: people and their rights, sessions and codes, attestations and their check page."""
