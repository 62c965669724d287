"""A receipt printer that is none, on a pseudo-terminal: it speaks ESC/POS and keeps its strips."""
