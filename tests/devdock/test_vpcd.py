"""The vpcd client on the wire, against a driver of this test."""

import socket
import threading

import pytest

from devdock.cards.vpcd import VpcdCard
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.faults import CardFault, CardFaultKind
from kiosk.hardware.sim.card.profile import VITALE2_ATR, vitale
from tests.hardware.people import CAMILLE


class Driver:
    def __init__(self, fault: CardFault | None = None) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            self.card = VpcdCard(VirtualChip(vitale([CAMILLE]), fault), port=port)
            self.line, _ = server.accept()
        self.line.settimeout(10)
        self.thread = threading.Thread(target=self.card.serve)
        self.thread.start()

    def send(self, payload: bytes) -> None:
        # In two writes, as the driver does.
        self.line.sendall(len(payload).to_bytes(2))
        self.line.sendall(payload)

    def ask(self, payload: bytes) -> bytes:
        self.send(payload)
        return self.exactly(int.from_bytes(self.exactly(2)))

    def exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            part = self.line.recv(size - len(data))
            if not part:
                raise EOFError
            data += part
        return data

    def close(self) -> None:
        self.line.close()
        self.thread.join(10)
        assert not self.thread.is_alive()


@pytest.fixture
def driver():
    made = Driver()
    yield made
    made.close()


def test_atr_and_commands_are_answered_and_control_is_not(driver):
    assert driver.ask(b"\x04") == VITALE2_ATR
    for control in (b"\x01", b"\x02", b"\x00"):
        driver.send(control)
    assert driver.ask(bytes.fromhex("00A40000023F00"))[0] == 0x61


def test_power_makes_the_chip_forget_its_selection(driver):
    driver.ask(bytes.fromhex("00A40000023F00"))
    driver.send(b"\x02")
    assert driver.ask(bytes.fromhex("00B0820000")) == b"\x6a\x82"


def test_pulling_closes_the_line(driver):
    driver.card.pull()
    with pytest.raises(EOFError):
        driver.exactly(1)


def test_a_card_pulled_by_its_fault_closes_the_line_instead_of_answering():
    driver = Driver(CardFault(CardFaultKind.REMOVED_AT_EXCHANGE, exchange=2))
    driver.ask(bytes.fromhex("00A40000023F00"))
    with pytest.raises(EOFError):
        driver.ask(bytes.fromhex("00C0000006"))
    driver.close()
