"""A menu of words, each with its sentence: both in the list, the sentence below once chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QGroupBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from devdock.menus import MenuEntry
from devdock.panel.two_lines import SENTENCE, TwoLines
from devdock.panel.widgets import button

_UNBROKEN = 10_000
"""Pixels: more than any sentence is long."""
_LINES = 18
"""Rows of the list that is let down before it scrolls."""


class WordMenu(QWidget):
    """``chosen`` comes when somebody has chosen: the word, or None for the first line, ``usual``.
    ``beside`` stands to its right."""

    chosen = Signal(object)

    def __init__(self, usual: MenuEntry, entries: Sequence[MenuEntry], beside: QWidget) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setMaxVisibleItems(_LINES)
        self.box.setItemDelegate(TwoLines(self.box, lambda: _UNBROKEN))
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setProperty("role", "sentence")
        for entry, word in ((usual, None), *((each, each.word) for each in entries)):
            self.box.addItem(entry.word, word)
            self.box.setItemData(self.box.count() - 1, entry.sentence, SENTENCE)
        wide = self.box.view().sizeHintForColumn(0)
        self.box.view().setMinimumWidth(
            wide + self.box.view().verticalScrollBar().sizeHint().width()
        )
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(0, 1)
        layout.addWidget(self.box, 0, 0)
        layout.addWidget(beside, 0, 1)
        layout.addWidget(self.sentence, 1, 0, 1, 2)
        self.box.activated.connect(self._chosen)
        self.box.currentIndexChanged.connect(self._explain)
        self._explain()

    @property
    def word(self) -> str | None:
        word: str | None = self.box.currentData()
        return word

    def show_word(self, word: str | None) -> None:
        """Shows what is the case, without choosing; a list that is let down is left alone."""
        index = self.box.findData(word)
        if index >= 0 and index != self.box.currentIndex() and not self.box.view().isVisible():
            self.box.setCurrentIndex(index)

    @Slot(int)
    def _chosen(self, _: int) -> None:
        self.chosen.emit(self.word)

    @Slot()
    def _explain(self) -> None:
        self.sentence.setText(self.box.currentData(SENTENCE))


class FaultBox(QGroupBox):
    """One thing that can be spoiled and mended. ``set_fault`` gets the fault, None to mend it."""

    def __init__(
        self,
        title: str,
        usual: str,
        entries: Sequence[MenuEntry],
        set_fault: Callable[[str | None], None],
    ) -> None:
        super().__init__(title)
        self.mend = button("Mend", self._mend)
        self.menu = WordMenu(MenuEntry("in order", usual), entries, self.mend)
        self._set_fault = set_fault
        QVBoxLayout(self).addWidget(self.menu)
        self.menu.chosen.connect(self._choose)
        self.show_fault(None)

    def show_fault(self, fault: str | None) -> None:
        self.menu.show_word(fault)
        self.mend.setEnabled(self.menu.word is not None)

    @Slot(object)
    def _choose(self, fault: str | None) -> None:
        self.mend.setEnabled(fault is not None)
        self._set_fault(fault)

    def _mend(self) -> None:
        self.show_fault(None)
        self._set_fault(None)
