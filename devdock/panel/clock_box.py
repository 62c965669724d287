"""The box of the clock: jumps of the kiosk's wall clock, and how far it is from the true time."""

from functools import partial

from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QLabel, QVBoxLayout

from devdock import menus
from devdock.panel.command_runner import CommandRunner
from devdock.panel.widgets import button

_SIGNS = {"-1h": "−1 h", "+1h": "+1 h", "-10y": "−10 years", "+10y": "+10 years", "right": "Right"}


class ClockBox(QGroupBox):
    def __init__(self, runner: CommandRunner) -> None:
        super().__init__("Clock of the kiosk")
        self._runner = runner
        self.jumps = {
            entry.word: button(
                _SIGNS.get(entry.word, entry.word), partial(self._jump, entry.word), entry.sentence
            )
            for entry in menus.clock_jumps()
        }
        self.shown = QLabel()
        self.shown.setProperty("role", "sentence")
        row = QHBoxLayout()
        for jump in self.jumps.values():
            row.addWidget(jump)
        layout = QVBoxLayout(self)
        layout.addLayout(row)
        layout.addWidget(self.shown)
        self.show_shift(0.0)

    def show_shift(self, seconds: float) -> None:
        said = [e.sentence for e in menus.clock_jumps() if menus.CLOCK_S[e.word] == seconds]
        self.shown.setText(said[0] if said else f"{seconds:+.0f} s from the true time.")

    def _jump(self, word: str) -> None:
        self._runner.perform("clock", shift_s=float(menus.CLOCK_S[word]))
