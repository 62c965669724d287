"""``devdock do``: a line of words becomes one move; a wrong word gets the menu and code 2."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from devdock import menus
from devdock.cli import app
from devdock.command_words import WrongWord, parse
from devdock.control_server import ControlRequest, ControlServer, Refusal


class Other:
    """The other end of the line."""

    def __init__(self) -> None:
        self.asked: list[ControlRequest] = []
        self.answer: object = None
        self.refuses = ""

    def do(self, request: ControlRequest) -> object:
        self.asked.append(request)
        if self.refuses:
            raise Refusal(self.refuses)
        return self.answer


@pytest.fixture
def socket_path(tmp_path: Path) -> Path:
    return tmp_path / "dock.sock"


@pytest.fixture
def other(socket_path: Path) -> Iterator[Other]:
    made = Other()
    server = ControlServer(socket_path, made.do)
    yield made
    server.close()


def run(socket_path: Path, *words: str):
    return CliRunner().invoke(app, ["do", "--line", str(socket_path), *words])


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("insert camille-martin", {"do": "insert", "card": "camille-martin", "fault": None}),
        (
            "insert bank --fault removed_at_exchange:3",
            {"do": "insert", "card": "bank", "fault": "removed_at_exchange:3"},
        ),
        ("remove", {"do": "remove"}),
        ("remove next_exchange", {"do": "remove", "at": "next_exchange"}),
        ("reader silent", {"do": "reader", "fault": "silent"}),
        ("printer paper_jam", {"do": "printer", "fault": "paper_jam"}),
        ("printer mend", {"do": "printer", "fault": None}),
        ("network answer_lost", {"do": "network", "fault": "answer_lost"}),
        ("receipt cover_open", {"do": "receipt", "fault": "cover_open"}),
        ("clock -1h", {"do": "clock", "shift_s": -3600}),
        ("clock -90", {"do": "clock", "shift_s": -90}),
        ("clock right", {"do": "clock", "shift_s": 0}),
        ("process central kill", {"do": "process", "name": "central", "how": "kill"}),
        ("press Mes attestations", {"do": "press", "name": "Mes attestations"}),
        ("key 5", {"do": "key", "key": "5"}),
        ("state", {"do": "state"}),
    ],
)
def test_a_move_goes_down_the_line(
    other: Other, socket_path: Path, words: str, asked: dict[str, Any]
):
    ran = run(socket_path, *words.split(" "))
    assert (ran.exit_code, ran.output) == (0, "")
    assert other.asked == [asked]


def test_a_picture_lands_where_the_terminal_stands(other: Other, socket_path: Path):
    run(socket_path, "grab", "here.png")
    assert other.asked == [{"do": "grab", "path": str(Path("here.png").resolve())}]


@pytest.mark.parametrize(
    ("words", "on_the_menu"),
    [
        ("dance", "insert CARD"),
        ("insert", "camille-martin"),
        ("insert nobody", "camille-martin"),
        ("insert bank --fault on_fire", "removed_at_exchange:N"),
        ("insert bank --fault removed_at_exchange", "removed_at_exchange:N"),
        ("reader on_fire", "unplugged"),
        ("printer on_fire", "paper_jam"),
        ("printer", "paper_jam"),
        ("network on_fire", "answer_lost"),
        ("clock soon", "-10y"),
        ("process nobody kill", "kiosk-ui"),
        ("process kiosk tickle", "kill -9"),
        ("process kiosk", "kiosk-ui"),
        ("press", "press NAME"),
        ("state of things", "state"),
    ],
)
def test_a_wrong_word_gets_the_menu(other: Other, socket_path: Path, words: str, on_the_menu: str):
    ran = run(socket_path, *words.split())
    assert ran.exit_code == 2
    assert on_the_menu in ran.stderr
    assert ran.stdout == ""
    assert other.asked == []


def test_the_help_has_every_word_of_every_menu():
    shown = CliRunner().invoke(app, ["do", "--help"]).output
    for menu in (
        menus.the_cards,
        menus.card_faults,
        menus.reader_faults,
        menus.printer_faults,
        menus.receipt_faults,
        menus.network_faults,
        menus.clock_jumps,
        menus.processes,
        menus.process_actions,
    ):
        for entry in menu():
            assert f"    {entry.word}" in shown
            assert entry.sentence in shown


@pytest.mark.parametrize("entry", menus.card_faults(), ids=lambda entry: entry.word)
def test_every_card_fault_of_the_menu_is_understood(entry: menus.MenuEntry):
    number = ":2" if menus.takes_a_number(entry.word) else ""
    assert parse("insert", ["bank"], entry.word + number)[1]["fault"] == entry.word + number
    with pytest.raises(WrongWord):
        parse("insert", ["bank"], entry.word + "x")


def test_what_the_other_end_says_is_shown(other: Other, socket_path: Path):
    other.answer = {"processes": {"central": "running, pid 7"}, "network": None, "screen": "home"}
    shown = run(socket_path, "state").output
    assert shown == "processes:\n  central: running, pid 7\nnetwork: –\nscreen: home\n"
    other.answer = ["Terminer", "Retour"]
    assert run(socket_path, "controls").output == "Terminer\nRetour\n"


def test_a_refusal_is_said_with_code_1(other: Other, socket_path: Path):
    other.refuses = "no card is in the reader"
    ran = run(socket_path, "remove", "next_exchange")
    assert (ran.exit_code, ran.stderr) == (1, "not done: no card is in the reader\n")


def test_no_demonstration_there_is_said(tmp_path: Path):
    ran = run(tmp_path / "nothing.sock", "state")
    assert ran.exit_code == 1
    assert "make demo" in ran.stderr
