"""The public check of an attestation: a page for people, and JSON for their software."""
