"""The box of messages: the last SMS with its code in large figures, the earlier ones below."""

import re

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGroupBox, QLabel, QPlainTextEdit, QVBoxLayout

from devdock.sms import Sms

_CODE = re.compile(r"(?<![0-9])[0-9]{4,13}(?![0-9])")
_KEPT = 200


def code_in(text: str) -> str | None:
    """The provisional code that a message brings, if it does."""
    found = _CODE.search(text)
    return None if found is None else found[0]


class MessagesBox(QGroupBox):
    def __init__(self) -> None:
        super().__init__("SMS")
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        self.code = QLabel(textInteractionFlags=selectable)
        self.code.setProperty("role", "code")
        self.history = QPlainTextEdit(readOnly=True, placeholderText="No message yet.")
        self.history.setMaximumBlockCount(_KEPT)
        layout = QVBoxLayout(self)
        self.code.hide()
        layout.addWidget(self.code, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.history)

    @Slot(object)
    def show_message(self, sms: Sms) -> None:
        code = code_in(sms.text)
        self.code.setText(code or "")
        self.code.setVisible(code is not None)
        self.history.appendPlainText(f"To {sms.to}\n{sms.text}\n")
