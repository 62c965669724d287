"""The box of receipts: the last strip that came out, as wide as there is room."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea


class ReceiptBox(QScrollArea):
    """Shows the newest picture of ``folder``; ``look`` finds out whether there is a newer one, and
    then ``came`` comes."""

    came = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._newest: Path | None = None
        self._drawn = QPixmap()
        self.strip = QLabel("No receipt yet.", alignment=Qt.AlignmentFlag.AlignCenter)
        self.strip.setProperty("role", "sheet")
        self.setWidget(self.strip)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # One that comes and goes would change the width, and with it whether it is needed.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def look(self) -> None:
        strips = sorted(self._folder.glob("*.png"))
        if strips and strips[-1] != self._newest:
            self._newest = strips[-1]
            self._drawn = QPixmap(str(self._newest))
            self._show()
            self.came.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        if not self._drawn.isNull():
            smooth = Qt.TransformationMode.SmoothTransformation
            self.strip.setPixmap(self._drawn.scaledToWidth(self.viewport().width(), smooth))
