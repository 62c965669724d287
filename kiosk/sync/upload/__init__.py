"""Carrying up to central what waits in the outbox, for as long as it takes."""
