"""The box of the log: the last lines of kiosk-ui and kiosk-sync, as they come."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QGroupBox, QPlainTextEdit, QVBoxLayout

from devdock.log_lines import LogTail

_KEPT = 500


class LogBox(QGroupBox):
    def __init__(self, logs: Path) -> None:
        super().__init__("Log of the kiosk")
        self._tails = [LogTail(logs / f"{name}.log") for name in ("kiosk", "sync")]
        self.lines = QPlainTextEdit(readOnly=True)
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.lines.setMaximumBlockCount(_KEPT)
        self.lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        QVBoxLayout(self).addWidget(self.lines)

    def look(self) -> None:
        for line in sorted(line for tail in self._tails for line in tail.new_lines()):
            self.lines.appendPlainText(line.text)
