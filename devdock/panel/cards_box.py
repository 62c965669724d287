"""The box of cards: every fictitious person with situation and code, found by any word."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
)

from devdock import menus
from devdock.cards.situations import Situation
from devdock.menus import MenuEntry
from devdock.panel.command_runner import CommandRunner
from devdock.panel.menu import WordMenu
from devdock.panel.two_lines import SENTENCE, TwoLines
from devdock.panel.widgets import button
from devdock.staff_sign_in import DEMO_STAFF, DemoStaff

_HIGHEST_EXCHANGE = 999
_AS_IT_IS = MenuEntry("as it is", "Nothing is wrong with the card but what its name says.")
_BADGE_OF = {"agent": "Badge agent", "technician": "Badge technicien"}
_CARD = Qt.ItemDataRole.UserRole


class CardsBox(QGroupBox):
    """``situations`` in the order in which they are shown."""

    def __init__(self, situations: tuple[Situation, ...], runner: CommandRunner) -> None:
        super().__init__("Card")
        self._runner = runner
        self.search = QLineEdit(
            placeholderText="Search: name, situation, code", clearButtonEnabled=True
        )
        self.language = QPushButton("FR")
        self.language.setCheckable(True)
        self.language.setToolTip("Situations en français")
        self.language.setFixedWidth(48)
        self.people = QListWidget()
        self.people.setAlternatingRowColors(True)
        self.people.setItemDelegate(TwoLines(self.people, self.people.viewport().width))
        self.people.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.nobody = QLabel("Nobody is called that.")
        self.nobody.hide()
        self.exchange = QSpinBox(minimum=1, maximum=_HIGHEST_EXCHANGE, prefix="exchange ")
        self.fault = WordMenu(_AS_IT_IS, menus.card_faults(), self.exchange)
        self.insert = button("Insert", self._insert)
        self.remove = button("Pull out", lambda: runner.perform("remove"))
        self.remove_next = button(
            "Pull at next exchange",
            lambda: runner.perform("remove", at="next_exchange"),
            "Pulled out instead of answering the next command.",
        )
        self.badges = [self._badge_button(each) for each in DEMO_STAFF]
        for situation in situations:
            item = QListWidgetItem(situation.title)
            item.setData(_CARD, situation)
            self.people.addItem(item)
        self._arrange()
        self._speak(False)
        self._count()
        self.people.setCurrentRow(0)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._insert)
        self.language.toggled.connect(self._speak)
        self.people.itemDoubleClicked.connect(self._insert)
        self.fault.box.currentIndexChanged.connect(self._count)

    def show_occupied(self, occupied: bool) -> None:
        self.remove.setEnabled(occupied)
        self.remove_next.setEnabled(occupied)

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        top, buttons = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.search)
        top.addWidget(self.language)
        for each in (self.insert, self.remove, self.remove_next):
            buttons.addWidget(each)
        self.insert.setProperty("role", "main")
        layout.addLayout(top)
        layout.addWidget(self.people, stretch=1)
        layout.addWidget(self.nobody)
        layout.addWidget(self.fault)
        layout.addLayout(buttons)
        badges = QHBoxLayout()
        for each in self.badges:
            badges.addWidget(each)
        layout.addLayout(badges)

    def _badge_button(self, who: DemoStaff) -> QPushButton:
        return button(
            _BADGE_OF[who.role],
            lambda: self._runner.perform("insert", card=who.card, fault=None),
            f"{who.name}, {who.id}, PIN {who.pin}",
        )

    @Slot(str)
    def _find(self, text: str) -> None:
        """Leaves those who have all the words, and chooses the first of them."""
        first = None
        for row in range(self.people.count()):
            found = self._at(row).matches(text)
            self.people.item(row).setHidden(not found)
            first = row if found and first is None else first
        self.nobody.setVisible(first is None)
        self.people.setCurrentRow(-1 if first is None else first)

    @Slot(bool)
    def _speak(self, french: bool) -> None:
        for row in range(self.people.count()):
            situation = self._at(row)
            described = situation.description_fr if french else situation.description_en
            self.people.item(row).setData(SENTENCE, described)

    @Slot()
    def _count(self) -> None:
        self.exchange.setVisible(menus.takes_a_number(self.fault.word or ""))

    @Slot()
    def _insert(self) -> None:
        item = self.people.currentItem()
        if item is not None:
            situation: Situation = item.data(_CARD)
            self._runner.perform("insert", card=situation.card, fault=self._fault())

    def _fault(self) -> str | None:
        word = self.fault.word
        if word is not None and menus.takes_a_number(word):
            return f"{word}:{self.exchange.value()}"
        return word

    def _at(self, row: int) -> Situation:
        situation: Situation = self.people.item(row).data(_CARD)
        return situation
