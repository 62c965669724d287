"""A finished document: its bytes and how many sheets it asks for."""

from dataclasses import dataclass

from shared_runtime.private import Private


@dataclass(frozen=True, slots=True, repr=False)
class Rendered(Private):
    """``pdf`` is a whole PDF file, in memory only; ``pages`` is at least 1."""

    pdf: bytes
    pages: int


@dataclass(frozen=True, slots=True, repr=False)
class ReceiptStrip(Private):
    """``escpos``: everything the receipt printer is to be sent, from its reset to the cut.
    ``lines``: what somebody reads on it, from top to bottom, for a strip may be a picture; no
    printer is sent them."""

    escpos: bytes
    lines: tuple[str, ...]
