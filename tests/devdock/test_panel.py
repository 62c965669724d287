"""Each button of the dock asks for the right move, and the window never waits for anybody."""

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from devdock import menus
from devdock.panel.dock import Dock
from devdock.panel.messages_box import code_in
from devdock.receipts.commands import Cut, LineFeed, PrintText
from devdock.receipts.folder import StripFolder
from devdock.receipts.strip import Mechanism
from devdock.sms import Sms
from kiosk.hardware.sim.card.faults import FAULT_NAMES
from kiosk.hardware.sim.card.reader_faults import ReaderFault
from kiosk.hardware.sim.printer.faults import PrinterFault
from kiosk.hardware.sim.receipts.faults import ReceiptFault
from tests.devdock.conftest import WELL, FakeHands


class Clicker:
    """A hand with a mouse, that waits until the move has been carried out."""

    def __init__(self, dock: Dock, hands: FakeHands, qtbot: QtBot) -> None:
        self.dock, self.hands, self._qtbot = dock, hands, qtbot

    def press(self, button: QPushButton) -> tuple[str, dict[str, object]]:
        assert button.isEnabled(), button.text()
        before = len(self.hands.moves)
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self._qtbot.waitUntil(lambda: len(self.hands.moves) > before)
        return self.hands.moves[-1]

    def choose(self, box: QComboBox, word: str | None) -> None:
        index = box.findData(word)
        assert index >= 0, word
        box.setCurrentIndex(index)
        box.activated.emit(index)

    def look(self) -> None:
        with self._qtbot.waitSignal(self.dock.runner.seen):
            self.dock.look()

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition)


@pytest.fixture
def hand(dock: Dock, hands: FakeHands, qtbot: QtBot) -> Clicker:
    return Clicker(dock, hands, qtbot)


def words(box: QComboBox) -> list[str]:
    return [box.itemData(row) for row in range(1, box.count())]


def test_the_card_that_is_chosen_goes_in_as_it_is(hand: Clicker):
    hand.dock.cards.search.setText("moussa")
    assert hand.press(hand.dock.cards.insert) == (
        "insert",
        {"card": "moussa-traore", "fault": None},
    )


@pytest.mark.parametrize(
    ("typed", "card"),
    [
        ("benali", "nadia-benali"),
        ("20749", "nadia-benali"),
        ("AÏCHA", "aicha-diallo"),
        ("aicha", "aicha-diallo"),
        ("foster", "nadia-benali"),
        ("à l’envers", "upside-down"),
        ("separated marc", "marc-girard"),
    ],
)
def test_people_are_found_by_name_code_and_situation(hand: Clicker, typed: str, card: str):
    hand.dock.cards.search.setText(typed)
    assert hand.press(hand.dock.cards.insert)[1]["card"] == card


def test_nobody_found_is_said_and_nothing_goes_in(dock: Dock, hands: FakeHands, qtbot: QtBot):
    dock.cards.search.setText("xyzzy")
    assert dock.cards.nobody.isVisible()
    dock.cards.insert.click()
    assert hands.moves == []
    dock.cards.search.clear()
    assert not dock.cards.nobody.isVisible()


def test_every_card_is_there_and_each_person_with_situation_and_code(dock: Dock):
    rows = [dock.cards.people.item(row) for row in range(dock.cards.people.count())]
    assert len(rows) == len(menus.the_cards())
    assert rows[0].text() == "Camille MARTIN  ·  code 2580"
    assert "Paris" in rows[0].data(Qt.ItemDataRole.UserRole + 1)
    dock.cards.language.click()
    assert "salarié à Paris" in rows[0].data(Qt.ItemDataRole.UserRole + 1)


def test_a_card_fault_goes_in_with_the_card_and_the_number_of_an_exchange(hand: Clicker):
    cards = hand.dock.cards
    hand.choose(cards.fault.box, "slow")
    assert not cards.exchange.isVisible()
    assert hand.press(cards.insert)[1]["fault"] == "slow"
    hand.choose(cards.fault.box, "removed_at_exchange")
    cards.exchange.setValue(7)
    assert cards.exchange.isVisible()
    assert hand.press(cards.insert)[1]["fault"] == "removed_at_exchange:7"


def test_the_card_comes_out_at_once_or_at_the_next_exchange(hand: Clicker):
    assert hand.press(hand.dock.cards.remove) == ("remove", {})
    assert hand.press(hand.dock.cards.remove_next) == ("remove", {"at": "next_exchange"})


def test_without_a_card_in_nothing_can_be_pulled(hand: Clicker):
    hand.hands.state["card"] = False
    hand.look()
    assert not hand.dock.cards.remove.isEnabled()
    assert not hand.dock.cards.remove_next.isEnabled()


@pytest.mark.parametrize("thing", ["reader", "printer", "receipt", "network"])
def test_a_thing_is_spoiled_from_its_menu_and_mended(hand: Clicker, thing: str):
    box = hand.dock.faults[thing]
    fault = words(box.menu.box)[1]
    hand.choose(box.menu.box, fault)
    hand.wait(lambda: hand.hands.moves == [(thing, {"fault": fault})])
    assert hand.press(box.mend) == (thing, {"fault": None})
    assert not box.mend.isEnabled()


def test_the_menus_hold_every_fault_and_each_has_its_sentence(dock: Dock):
    assert words(dock.faults["reader"].menu.box) == list(ReaderFault)
    assert words(dock.faults["printer"].menu.box) == list(PrinterFault)
    assert words(dock.faults["receipt"].menu.box) == list(ReceiptFault)
    assert words(dock.faults["network"].menu.box) == [e.word for e in menus.network_faults()]
    assert words(dock.cards.fault.box) == list(FAULT_NAMES)
    for menu in (
        menus.card_faults,
        menus.reader_faults,
        menus.printer_faults,
        menus.receipt_faults,
        menus.network_faults,
        menus.clock_jumps,
        menus.processes,
        menus.process_actions,
        menus.the_cards,
    ):
        assert [entry.word for entry in menu() if not entry.sentence] == []


@pytest.mark.parametrize(
    ("thing", "enum"),
    [
        ("reader", "ReaderFault"),
        ("printer", "PrinterFault"),
        ("receipt", "ReceiptFault"),
        ("network", "NetworkFault"),
    ],
)
def test_a_fault_that_a_simulator_learns_is_on_its_menu_at_once(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, thing: str, enum: str
):
    known = getattr(menus, enum)
    monkeypatch.setattr(
        menus, enum, StrEnum("Learnt", [(f.name, f.value) for f in known] + [("FIRE", "on_fire")])
    )
    dock: Dock = request.getfixturevalue("dock")
    assert words(dock.faults[thing].menu.box)[-1] == "on_fire"


def test_a_sentence_says_what_the_chosen_fault_does(dock: Dock):
    menu = dock.faults["printer"].menu
    assert menu.sentence.text() == "Paper comes out."
    menu.show_word("toner_low")
    assert menu.sentence.text() == "Will need toner soon; prints all the same."


@pytest.mark.parametrize("jump", list(menus.CLOCK_S))
def test_the_clock_jumps(hand: Clicker, jump: str):
    shift = float(menus.CLOCK_S[jump])
    assert hand.press(hand.dock.clock.jumps[jump]) == ("clock", {"shift_s": shift})


@pytest.mark.parametrize("name", ["central", "sync", "kiosk", "console"])
def test_processes_are_killed_stopped_and_started(hand: Clicker, name: str):
    buttons = hand.dock.processes.buttons
    for how in ("kill", "stop"):
        assert hand.press(buttons[name, how]) == ("process", {"name": name, "how": how})
    assert not buttons[name, "start"].isEnabled()
    hand.hands.state["processes"] = {**WELL["processes"], name: "dead: exit code 78"}
    hand.look()
    assert hand.dock.processes.states[name].text() == "dead: exit code 78"
    assert not buttons[name, "kill"].isEnabled()
    assert hand.press(buttons[name, "start"]) == ("process", {"name": name, "how": "start"})


def test_what_is_the_case_is_shown_whoever_brought_it_about(hand: Clicker):
    hand.hands.state |= {
        "screen": "home",
        "reader": "silent",
        "printer": "paper_jam",
        "receipt": "cutter",
        "network": "hang",
        "shift_s": -3600.0,
        "sounds": ["card_accepted", "problem"],
        "queue": {"waiting": 1, "sent": 2, "given_up": 0},
    }
    hand.look()
    dock = hand.dock
    assert dock.state.text() == (
        "Screen: home  ·  a card is in  ·  requests: 1 waiting, 2 sent, 0 given up"
    )
    shown = {thing: box.menu.word for thing, box in dock.faults.items()}
    assert shown == {
        "reader": "silent",
        "printer": "paper_jam",
        "receipt": "cutter",
        "network": "hang",
    }
    assert dock.clock.shown.text() == "The kiosk’s clock is an hour slow."
    assert dock.sounds.text() == "Sounds: card_accepted, problem"
    assert hand.hands.moves == [], "to show is not to choose"


def test_a_dead_kiosk_is_said_and_only_what_needs_it_waits(hand: Clicker):
    hand.hands.state = {
        "processes": {**WELL["processes"], "kiosk": "dead: SIGKILL"},
        "network": None,
        "receipt": None,
    }
    hand.look()
    dock = hand.dock
    assert dock.state.text() == "No answer from kiosk-ui: dead: SIGKILL."
    asleep = {thing for thing, box in dock.faults.items() if not box.isEnabled()}
    assert asleep == {"reader", "printer"}
    assert not dock.cards.insert.isEnabled()
    assert dock.processes.buttons["kiosk", "start"].isEnabled()


def test_how_one_signs_in_at_the_console_is_shown_while_it_runs(hand: Clicker):
    shown = hand.dock.console.text()
    assert '<a href="http://127.0.0.1:20123">' in shown
    assert "claire.morel" in shown
    assert "012 345" in shown
    del hand.hands.state["console"]
    hand.look()
    assert hand.dock.console.text() == ""


def test_a_refusal_is_said(hand: Clicker):
    hand.hands.refuses = "kiosk-ui does not answer"
    hand.press(hand.dock.cards.insert)
    hand.wait(lambda: "does not answer" in hand.dock.said.text())
    assert hand.dock.said.property("state") == "ill"


def test_nobody_at_the_other_end_is_said(hand: Clicker):
    hand.hands.gone = True
    hand.dock.cards.insert.click()
    hand.wait(lambda: "nobody answers" in hand.dock.said.text())


def test_a_kiosk_that_hangs_holds_up_neither_the_window_nor_processes(hand: Clicker):
    hand.hands.free.clear()
    hand.press(hand.dock.cards.insert)
    assert hand.press(hand.dock.processes.buttons["kiosk", "kill"])[0] == "process"
    hand.dock.cards.search.setText("benali")
    assert hand.dock.cards.people.currentItem().text().startswith("Nadia BENALI")


def test_a_look_from_before_a_move_does_not_undo_it(hand: Clicker):
    box = hand.dock.faults["printer"]
    hand.choose(box.menu.box, "slow")
    hand.wait(lambda: len(hand.hands.moves) == 1)
    assert box.menu.word == "slow"
    hand.hands.state["printer"] = "slow"
    hand.look()
    assert box.menu.word == "slow"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Votre code provisoire est 20749. Il vaut 10 minutes.", "20749"),
        ("Rien d’important, le 3 mai.", None),
    ],
)
def test_the_code_of_a_message_is_large(dock: Dock, text: str, code: str | None):
    assert code_in(text) == code
    dock.message_came.emit(Sms("+33639980000", text))
    assert dock.messages.code.isVisible() is (code is not None)
    assert dock.messages.code.text() == (code or "")
    assert text in dock.messages.history.toPlainText()


def _paper(path: Path, pages: int) -> None:
    canvas = Canvas(str(path))
    for _ in range(pages):
        canvas.drawString(100, 100, "paper")
        canvas.showPage()
    canvas.save()


def test_the_last_paper_is_shown_page_by_page(hand: Clicker, tmp_path: Path):
    box = hand.dock.paper
    assert box.sheet.text() == "Nothing printed yet."
    assert not box.back.isEnabled()
    assert not box.on.isEnabled()
    _paper(tmp_path / "paper" / "0001.pdf", 1)
    _paper(tmp_path / "paper" / "0002.pdf", 2)
    hand.look()
    assert box.count.text() == "0002.pdf, page 1 of 2"
    box.on.click()
    assert box.count.text() == "0002.pdf, page 2 of 2"
    assert not box.on.isEnabled()
    box.back.click()
    assert box.count.text() == "0002.pdf, page 1 of 2"
    sheet = box.sheet.pixmap()
    assert 0.9 * box.sheet.width() < sheet.width() <= box.sheet.width()


def test_a_file_that_is_no_paper_is_said_and_the_next_one_shows(hand: Clicker, tmp_path: Path):
    (tmp_path / "paper" / "0001.pdf").write_bytes(b"half of a")
    hand.look()
    assert hand.dock.paper.sheet.text() == "0001.pdf cannot be shown."
    _paper(tmp_path / "paper" / "0002.pdf", 1)
    hand.look()
    assert hand.dock.paper.count.text() == "0002.pdf, page 1 of 1"


def test_the_log_is_readable_as_it_grows(hand: Clicker, tmp_path: Path):
    line = {"event": "fault_raised", "fault": "printer", "process": "kiosk-ui"}
    line |= {"level": "warning", "timestamp": "2026-11-22T08:45:17.5Z"}
    with (tmp_path / "logs" / "kiosk.log").open("a") as log:
        log.write(json.dumps(line) + "\nhalf a li")
        log.flush()
        hand.look()
        assert hand.dock.log.lines.toPlainText().endswith("WARNING fault_raised  fault=printer")
        log.write("ne\n")
        log.flush()
    hand.look()
    assert hand.dock.log.lines.toPlainText().endswith("half a line")


def test_everything_fits_and_nothing_overlaps(dock: Dock, qtbot: QtBot):
    def place(widget: QWidget) -> QRect:
        return QRect(widget.mapTo(dock, widget.rect().topLeft()), widget.size())

    shown = [
        each
        for kind in (QLabel, QPushButton, QComboBox)
        for each in dock.findChildren(kind)
        if each.isVisible()
    ]
    assert len(shown) > 40
    for widget in shown:
        assert dock.rect().contains(place(widget)), widget
        assert widget.width() >= min(widget.minimumSizeHint().width(), 60), widget
    for index, one in enumerate(shown):
        for other in shown[index + 1 :]:
            if not (one.isAncestorOf(other) or other.isAncestorOf(one)):
                assert not place(one).intersects(place(other)), (one, other)
    assert dock.minimumSizeHint().width() <= 1380
    assert dock.minimumSizeHint().height() <= 1000


def test_the_last_receipt_is_shown_as_wide_as_there_is_room(hand: Clicker, tmp_path: Path):
    box = hand.dock.receipt
    assert box.strip.text() == "No receipt yet."
    mechanism = Mechanism()
    for command in (PrintText(b"Recu"), LineFeed(), Cut()):
        mechanism.perform(command)
    StripFolder(tmp_path / "strips")(mechanism.strips[0])
    hand.look()
    assert hand.dock.papers.currentWidget() is box, "what came last is on top"
    shown = box.strip.pixmap()
    assert 0.8 * box.width() < shown.width() <= box.width()
    assert (tmp_path / "strips" / "0001.txt").read_text() == "Recu\n"


@pytest.mark.parametrize(("place", "card"), [(0, "staff-agent"), (1, "staff-technician")])
def test_a_badge_of_staff_goes_in_by_its_own_button(hand: Clicker, place: int, card: str):
    hand.dock.cards.search.setText("bank")
    assert hand.press(hand.dock.cards.badges[place]) == ("insert", {"card": card, "fault": None})
