"""The dock's window: cards, printer, processes, messages and the paper, beside the kiosk."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from devdock.cards.people import cards
from devdock.line import Refusal
from devdock.remote import Remote
from devdock.sms import Sms, SmsBox
from devdock.world import Setup, World
from kiosk.hardware.sim.card.faults import FAULT_NAMES
from kiosk.hardware.sim.printer.faults import PrinterFault

SCREEN_SHARE = 0.85
"""How much of the screen's height the kiosk's window may take."""
PAPER_WIDTH = 400
A4_WIDTH_PT = 595.3
SIZE = 860, 900
GAP = 40
LOOK_EVERY_MS = 500
AS_IT_IS = "as it is"


class Dock(QWidget):
    """Drives a running world; asks nothing of it that a hand could not do."""

    message_came = Signal(object)

    def __init__(self, world: World) -> None:
        super().__init__()
        self.setWindowTitle("Dock")
        self._world = world
        self._kiosk = Remote(world.hand_socket)
        self._shown_paper: Path | None = None
        self._said = QLabel(wordWrap=True)
        self._messages = QPlainTextEdit(readOnly=True)
        self._paper = QLabel("Nothing printed yet.", alignment=Qt.AlignmentFlag.AlignCenter)
        left, right = QVBoxLayout(), QVBoxLayout()
        for box in (self._cards(), self._printer(), self._processes()):
            left.addWidget(box)
        left.addWidget(self._said)
        right.addWidget(_box("SMS", self._messages))
        right.addWidget(_box("Paper", self._paper), stretch=1)
        columns = QHBoxLayout(self)
        columns.addLayout(left)
        columns.addLayout(right)
        self.message_came.connect(self._show_message)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_EVERY_MS)

    def _cards(self) -> QGroupBox:
        self._card_list = QListWidget()
        for card in cards().values():
            item = QListWidgetItem(f"{card.name}\n    {card.description_en}")
            item.setData(Qt.ItemDataRole.UserRole, card.name)
            self._card_list.addItem(item)
        self._card_list.setCurrentRow(0)
        self._card_fault = _menu(AS_IT_IS, FAULT_NAMES)
        return _box(
            "Card",
            self._card_list,
            self._card_fault,
            _button("Insert", self._insert),
            _button("Pull out", lambda: self._do("remove")),
            _button("Unplug the reader", lambda: self._do("reader", state="unplug")),
            _button("Plug the reader in", lambda: self._do("reader", state="plug")),
        )

    def _printer(self) -> QGroupBox:
        self._printer_fault = _menu("in order", tuple(PrinterFault))
        self._printer_fault.currentTextChanged.connect(self._set_printer)
        return _box("Printer", self._printer_fault)

    def _processes(self) -> QGroupBox:
        world = self._world
        return _box(
            "Processes",
            _button("Stop central", lambda: world.stop("central")),
            _button("Start central", world.start_central),
            _button("Stop kiosk-sync (the network)", lambda: world.stop("sync")),
            _button("Start kiosk-sync", world.start_sync),
        )

    @Slot()
    def _insert(self) -> None:
        item = self._card_list.currentItem()
        fault = self._card_fault.currentText()
        name = item.data(Qt.ItemDataRole.UserRole)
        self._do("insert", card=name, fault=None if fault == AS_IT_IS else fault)

    @Slot(str)
    def _set_printer(self, fault: str) -> None:
        self._do("printer", fault=None if fault == "in order" else fault)

    def _do(self, what: str, **arguments: str | None) -> None:
        try:
            self._kiosk.do(what, **arguments)
            self._said.setText(f"{what}: done")
        except (Refusal, OSError) as refusal:
            self._said.setText(f"{what}: {refusal}")

    @Slot(object)
    def _show_message(self, sms: Sms) -> None:
        self._messages.appendPlainText(f"{sms.to}\n{sms.text}\n")

    @Slot()
    def _look(self) -> None:
        """Shows the newest paper once."""
        papers = sorted(self._world.paper.glob("*.pdf"))
        if papers and papers[-1] != self._shown_paper:
            self._shown_paper = papers[-1]
            self._paper.setPixmap(_first_page(papers[-1]))


def show(folder: Path, window: str) -> int:
    """Runs a world in ``folder`` with its dock until the dock is closed."""
    application = QApplication([])
    width, height = map(int, window.split("x"))
    available = application.primaryScreen().availableGeometry().height()
    scale = min(1.0, available * SCREEN_SHARE / height)
    world = World(
        Setup(folder, window=window, environment={**os.environ, "QT_SCALE_FACTOR": f"{scale:.2f}"})
    )
    dock = Dock(world)
    mailbox = SmsBox(world.sms_socket, dock.message_came.emit)
    try:
        world.start()
        dock.setGeometry(round(width * scale) + GAP, 0, *SIZE)
        dock.show()
        return application.exec()
    finally:
        world.close()
        mailbox.close()


def _first_page(path: Path) -> QPixmap:
    document = pypdfium2.PdfDocument(str(path))
    page = document[0]
    picture = BytesIO()
    page.render(scale=PAPER_WIDTH / A4_WIDTH_PT).to_pil().save(picture, "PNG")
    document.close()
    pixmap = QPixmap()
    pixmap.loadFromData(picture.getvalue())
    return pixmap


def _box(title: str, *widgets: QWidget) -> QGroupBox:
    box = QGroupBox(title)
    layout = QVBoxLayout(box)
    for widget in widgets:
        layout.addWidget(widget)
    return box


def _button(text: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(lambda: act())
    return button


def _menu(usual: str, names: tuple[str, ...]) -> QComboBox:
    menu = QComboBox()
    menu.addItem(usual)
    menu.addItems([str(name) for name in names])
    return menu
