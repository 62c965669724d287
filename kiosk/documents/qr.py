"""QR codes as matrices of dark and light cells."""

import segno

QUIET_ZONE = 4
"""White cells needed on every side (ISO/IEC 18004, 9.1)."""


def matrix(content: str) -> tuple[tuple[bool, ...], ...]:
    """The cells of a QR code of ``content`` at error correction M (15 %), without a quiet zone.

    Raises segno.DataOverflowError beyond some 2,300 bytes.
    """
    code = segno.make_qr(content, error="m", boost_error=True)
    return tuple(tuple(bool(cell) for cell in row) for row in code.matrix)
