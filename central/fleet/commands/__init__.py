"""Commands to kiosks: asked for by people, signed, sent, and what became of them."""
