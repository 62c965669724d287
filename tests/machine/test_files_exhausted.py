"""Each unit in turn may open no more files: the kiosk stands, and goes on when it may again."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kiosk.config.settings import KioskSettings
from tests.machine.kiosk_machine import KioskMachine
from tests.machine.test_faults import reads_a_card

STANDARD = 3
"""Input, output and errors."""
DOORS = {
    "kiosk-sync": ("kiosk-ui", "AF_UNIX", repr(str(KioskSettings().gateway_socket))),
    "central": ("nobody", "AF_INET", "('127.0.0.1', 8080)"),
}
"""Who knocks at each, and where."""


@contextmanager
def no_more_files(kiosk: KioskMachine, unit: str) -> Iterator[int]:
    """It keeps those that it has. Gives its pid."""
    machine, pid = kiosk.machine, kiosk.machine.pid(f"{unit}.service")
    # As its own account, which may do so everywhere; root may not where it lacks CAP_SYS_RESOURCE.
    limit = f"runuser -u {machine.show(f'{unit}.service', 'User')} -- prlimit --pid {pid} --nofile"
    soft, hard = machine.shell(f"{limit} --noheadings --output SOFT,HARD").split()
    machine.shell(f"{limit}={STANDARD}:{hard}")
    try:
        yield pid
    finally:
        machine.shell(f"{limit}={soft}:{hard}")


@pytest.mark.parametrize("unit", DOORS)
def test_a_door_says_so_once_and_opens_again(kiosk: KioskMachine, unit: str) -> None:
    account, family, address = DOORS[unit]
    knock = (
        f"import socket; line = socket.socket(socket.{family}); line.settimeout(5); "
        f"line.connect({address}); line.sendall(b'GET / HTTP/1.0\\r\\n\\r\\n'); line.recv(1)"
    )
    words = ("runuser", "-u", account, "--", "python3", "-c", knock)
    before = told(kiosk, unit)
    with no_more_files(kiosk, unit) as pid:
        assert not kiosk.machine.run(*words).ok
        assert told(kiosk, unit) == before + 1
    assert kiosk.machine.run(*words).ok
    reads_a_card(kiosk)
    assert kiosk.machine.pid(f"{unit}.service") == pid


def test_the_screen_reads_cards_and_stays(kiosk: KioskMachine) -> None:
    with no_more_files(kiosk, "kiosk-ui") as pid:
        reads_a_card(kiosk)
    reads_a_card(kiosk)
    assert kiosk.machine.pid("kiosk-ui.service") == pid


def told(kiosk: KioskMachine, unit: str) -> int:
    said = kiosk.machine.events(f"{unit}.service")
    return sum(each["event"] == "files_exhausted" for each in said)
