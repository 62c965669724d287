"""What a receipt printer answers, fault by fault: the four bytes of DLE EOT."""

from kiosk.hardware.sim.receipts.faults import ReceiptFault

_WELL = (0x12, 0x12, 0x12, 0x12)
_OFFLINE = 0x1A
_ANSWERS = {
    ReceiptFault.PAPER_LOW: (0x12, 0x12, 0x12, 0x1E),
    ReceiptFault.PAPER_OUT: (_OFFLINE, 0x32, 0x12, 0x7E),
    ReceiptFault.COVER_OPEN: (_OFFLINE, 0x16, 0x12, 0x12),
    ReceiptFault.CUTTER: (_OFFLINE, 0x52, 0x1A, 0x12),
    ReceiptFault.OFFLINE: (_OFFLINE, 0x12, 0x12, 0x12),
    ReceiptFault.LATE_BYTE: (0x16, 0x12, 0x12, 0x12),
    ReceiptFault.GARBLED: (0xFF, 0x00, 0xFF, 0x00),
}
"""Printer, cause of being offline, error, roll (Epson, ESC/POS Command Reference, DLE EOT). The pin
of a cash drawer that is high (0x16), one place further, would be an open cover."""

FIRST_QUESTION = 1
LATE = b"\x12"
"""Moves all answers by one place."""
UNASKED = b"\x14\x00\x00\x0f"
"""Automatic status back (GS a) of a printer that is well: four bytes."""


def answer(question: int, fault: ReceiptFault | None) -> bytes:
    """To DLE EOT ``question`` (1 to 4)."""
    if fault is ReceiptFault.SILENT:
        return b""
    answers = _WELL if fault is None else _ANSWERS.get(fault, _WELL)
    return bytes((answers[question - 1],))


def at_the_end(fault: ReceiptFault | None) -> bytes:
    """To GS r 1: the sensors of the roll."""
    match fault:
        case ReceiptFault.SILENT:
            return b""
        case ReceiptFault.GARBLED:
            return b"\xff"
        case ReceiptFault.PAPER_LOW:
            return b"\x03"
        case _:
            return b"\x00"
