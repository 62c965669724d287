"""Small parts that several boxes are made of."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton


def button(text: str, act: Callable[[], object], sentence: str = "") -> QPushButton:
    """``sentence`` appears while the pointer rests on it."""
    made = QPushButton(text)
    made.setToolTip(sentence)
    made.clicked.connect(lambda: act())
    return made
