"""The box of processes: how each is, live, and what can be done to it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QGroupBox, QLabel, QPushButton

from devdock import menus
from devdock.panel.command_runner import CommandRunner
from devdock.panel.widgets import button
from devdock.processes import NotStarted, in_words

_CALLED = {"central": "central", "sync": "kiosk-sync", "kiosk": "kiosk-ui"}
_MOODS = {"running": "well", "dead": "ill"}
_SIGNS = {"kill": "kill −9", "stop": "Stop", "start": "Start"}


class ProcessesBox(QGroupBox):
    def __init__(self, runner: CommandRunner) -> None:
        super().__init__("Processes")
        self._runner = runner
        self.states: dict[str, QLabel] = {}
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        grid = QGridLayout(self)
        grid.setColumnStretch(1, 1)
        for row, process in enumerate(menus.processes()):
            name = QLabel(_CALLED.get(process.word, process.word))
            name.setToolTip(process.sentence)
            self.states[process.word] = QLabel()
            grid.addWidget(name, row, 0)
            grid.addWidget(self.states[process.word], row, 1, Qt.AlignmentFlag.AlignLeft)
            for column, how in enumerate(menus.process_actions(), start=2):
                act = partial(self._perform, process.word, how.word)
                made = button(_SIGNS.get(how.word, how.word), act, how.sentence)
                self.buttons[process.word, how.word] = made
                grid.addWidget(made, row, column)
        self.show_states(dict.fromkeys(self.states, in_words(NotStarted())))

    def show_states(self, states: Mapping[str, str]) -> None:
        for name, words in states.items():
            runs = words.startswith("running")
            label = self.states[name]
            if label.text() == words:
                continue
            label.setText(words)
            label.setProperty("state", _MOODS.get(words.split(maxsplit=1)[0].strip(",:"), ""))
            label.style().polish(label)
            for (process, how), each in self.buttons.items():
                if process == name:
                    each.setEnabled(runs != (how == "start"))

    def _perform(self, name: str, how: str) -> None:
        self._runner.perform("process", name=name, how=how)
