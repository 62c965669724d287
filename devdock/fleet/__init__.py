"""Simulated kiosks: many in few processes, with real certificates, before a real central."""
