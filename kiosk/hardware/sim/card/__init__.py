"""Virtual cards: a chip that answers as a carte Vitale does, and a reader to put it in."""
