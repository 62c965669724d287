"""The dock: all boxes in one window, what was done last below, how everything is above."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from devdock import menus
from devdock.cards.situations import situations
from devdock.console_sign_in import in_words
from devdock.panel.cards_box import CardsBox
from devdock.panel.clock_box import ClockBox
from devdock.panel.command_runner import CommandRunner
from devdock.panel.log_box import LogBox
from devdock.panel.looks import STYLE
from devdock.panel.menu import FaultBox
from devdock.panel.messages_box import MessagesBox
from devdock.panel.paper_box import PaperBox
from devdock.panel.processes_box import ProcessesBox
from devdock.panel.receipt_box import ReceiptBox

LOOK_EVERY_MS = 500
_LOG_HEIGHT = 210
_MIDDLE = 430
"""Pixels: the longest word of a process's state moves nothing."""


class Dock(QWidget):
    """``paper``, ``strips`` and ``logs`` are folders that may fill while it is shown. Asks nothing
    of the kiosk that a hand could not do."""

    message_came = Signal(object)

    def __init__(self, runner: CommandRunner, paper: Path, strips: Path, logs: Path) -> None:
        super().__init__()
        self.setWindowTitle("Dock")
        self.setStyleSheet(STYLE)
        self.runner = runner
        self.cards = CardsBox(situations(), runner)
        self.faults = {
            "reader": self._faults(
                "reader", "Card reader", "Plugged in, and it answers.", menus.reader_faults()
            ),
            "printer": self._faults(
                "printer", "Printer", "Paper comes out.", menus.printer_faults()
            ),
            "receipt": self._faults(
                "receipt", "Receipt printer", "Strips come out.", menus.receipt_faults()
            ),
            "network": self._faults(
                "network",
                "Network, between kiosk-sync and central",
                "Everything passes.",
                menus.network_faults(),
            ),
        }
        self.clock = ClockBox(runner)
        self.processes = ProcessesBox(runner)
        self.messages = MessagesBox()
        self.paper = PaperBox(paper)
        self.receipt = ReceiptBox(strips)
        self.papers = QTabWidget()
        for box, title in ((self.paper, "Paper"), (self.receipt, "Receipt")):
            self.papers.addTab(box, title)
            box.came.connect(partial(self.papers.setCurrentWidget, box))
        self.log = LogBox(logs)
        self.state = QLabel("The kiosk is starting…")
        self.state.setProperty("role", "state")
        self.sounds = QLabel()
        self.console = QLabel(textInteractionFlags=Qt.TextInteractionFlag.TextBrowserInteraction)
        self.console.setOpenExternalLinks(True)
        self.said = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._arrange()
        self.message_came.connect(self.messages.show_message)
        runner.done.connect(self._say)
        runner.seen.connect(self._show)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_EVERY_MS)

    def _faults(
        self, thing: str, title: str, usual: str, entries: tuple[menus.MenuEntry, ...]
    ) -> FaultBox:
        return FaultBox(
            title, usual, entries, lambda fault: self.runner.perform(thing, fault=fault)
        )

    def _arrange(self) -> None:
        middle = QVBoxLayout()
        for thing in ("reader", "printer", "network"):
            middle.addWidget(self.faults[thing])
        for box in (self.clock, self.processes):
            middle.addWidget(box)
        middle.addWidget(self.messages, stretch=1)
        hands = QHBoxLayout()
        hands.addWidget(self.cards, stretch=1)
        beside = QWidget()
        beside.setLayout(middle)
        beside.setFixedWidth(_MIDDLE)
        middle.setContentsMargins(0, 0, 0, 0)
        hands.addWidget(beside)
        left = QVBoxLayout()
        left.addLayout(hands, stretch=1)
        self.log.setFixedHeight(_LOG_HEIGHT)
        left.addWidget(self.log)
        columns = QHBoxLayout()
        columns.addLayout(left, stretch=2)
        papers = QVBoxLayout()
        papers.addWidget(self.papers, stretch=1)
        papers.addWidget(self.faults["receipt"])
        columns.addLayout(papers, stretch=1)
        whole = QVBoxLayout(self)
        top = QHBoxLayout()
        top.addWidget(self.state)
        top.addStretch(1)
        top.addWidget(self.sounds)
        whole.addLayout(top)
        whole.addLayout(columns, stretch=1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.said, stretch=1)
        bottom.addWidget(self.console)
        whole.addLayout(bottom)

    def stop_looking(self) -> None:
        """From now on it looks only when it is told to."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        self.paper.look()
        self.receipt.look()
        self.log.look()
        self.runner.look()

    @Slot(str, bool)
    def _say(self, sentence: str, well: bool) -> None:
        self.said.setText(sentence)
        self.said.setProperty("state", "well" if well else "ill")
        self.said.style().polish(self.said)

    @Slot(object)
    def _show(self, state: Mapping[str, Any]) -> None:
        self.processes.show_states(state["processes"])
        console = state.get("console")
        self.console.setText("" if console is None else _linked(in_words(console), console))
        for thing, box in self.faults.items():
            box.setEnabled(thing in state)
            if thing in state:
                box.show_fault(state[thing])
        answers = "screen" in state
        self.cards.show_occupied(bool(state.get("card")))
        for each in (self.cards.insert, *self.cards.badges):
            each.setEnabled("card" in state)
        self.clock.setEnabled(answers)
        self.clock.show_shift(state.get("shift_s", 0.0))
        card = "a card is in" if state.get("card") else "no card"
        played = ", ".join(state.get("sounds", ()))
        self.sounds.setText(f"Sounds: {played}" if played else "")
        gone = f"No answer from kiosk-ui: {state['processes']['kiosk']}."
        here = f"Screen: {state['screen']}  ·  {card}" if answers else gone
        self.state.setText(here + _queue_in_words(state.get("queue")))


def _linked(words: str, console: Mapping[str, str]) -> str:
    address = console["address"]
    return words.replace(address, f'<a href="{address}">{address}</a>')


def _queue_in_words(queue: Mapping[str, int] | None) -> str:
    if not queue:
        return ""
    return "  ·  requests: " + ", ".join(
        f"{number} {what.replace('_', ' ')}" for what, number in queue.items()
    )
