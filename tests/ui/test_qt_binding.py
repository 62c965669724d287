"""What the kiosk needs of PySide6 itself, whatever its version."""

import sys

from PySide6.QtCore import QObject, Signal


class _Speaker(QObject):
    said = Signal()


def test_emitting_a_signal_takes_no_reference_away_from_true(qapp):
    """With Python 3.11 the last one ends the process: some 160 visits on PySide6 6.12.0."""
    speaker = _Speaker()
    before = sys.getrefcount(True)
    for _ in range(1000):
        speaker.said.emit()
    assert abs(sys.getrefcount(True) - before) < 100
