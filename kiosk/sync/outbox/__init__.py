"""The outbox: what people confirmed, sealed on disk until central has it."""
