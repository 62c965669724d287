"""Two real readers that fall silent, lose answers, go or are refused: whose visit is on the screen.

The driver's faults are real for pcscd and all above it; unplugging and polkit are emulated.
"""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.card import AccessDenied, CardRead
from kiosk.hardware.pcsc.reader import PcscCardReader
from kiosk.hardware.sim.card.profile import vitale
from kiosk.hardware.status import CardInserted, CardReadFinished, CardTakenOut, Health, Insertion
from shared_runtime.clock import SystemClock
from tests.hardware.contract.card_reader import Inbox
from tests.hardware.people import CAMILLE, LONG, LUCIE, WEI
from tests.system.faulty_reader import (
    Emulating,
    FaultyReader,
    FaultyReaders,
    listed,
    missing_parts,
)
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(missing_parts() is not None, reason=missing_parts() or ""),
]

ALICE, BERNARD, CAROLE = vitale([CAMILLE]), vitale([LUCIE]), vitale([WEI])
CALLS = 6
FAMILY = (CAMILLE, LUCIE, WEI, LONG, CAMILLE)


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FaultyReaders]:
    if listed():
        pytest.skip("runs when no other pcscd is running: this one has its own readers")
    made = FaultyReaders(tmp_path_factory.mktemp("readers"), eventually)
    yield made
    made.stop()


def at_rest(reader: FaultyReader) -> FaultyReader:
    reader.works()
    reader.slot.remove()
    eventually(lambda: reader.at_rest)
    return reader


@pytest.fixture
def alpha(readers: FaultyReaders) -> FaultyReader:
    return at_rest(readers.alpha)


@pytest.fixture
def beta(readers: FaultyReaders) -> FaultyReader:
    return at_rest(readers.beta)


@pytest.fixture
def scard() -> Emulating:
    return Emulating()


@pytest.fixture
def reader(scard: Emulating) -> Iterator[PcscCardReader]:
    made = PcscCardReader(SystemClock(), pattern="[CCID Interface]", scard=lambda: scard)
    yield made
    made.stop()


@pytest.fixture
def inbox(alpha: FaultyReader, beta: FaultyReader, reader: PcscCardReader) -> Inbox:
    made = Inbox()
    reader.start(made.put)
    made.health(Health.OK)
    return made


def visit_begins(inbox: Inbox, *people) -> Insertion:
    inserted = inbox.next(CardInserted)
    answered = inbox.next(CardReadFinished)
    assert (answered.insertion, answered.outcome) == (inserted.insertion, CardRead(people))
    return inserted.insertion


def visit_ends(inbox: Inbox, insertion: Insertion) -> None:
    assert inbox.next(CardTakenOut).insertion == insertion


def test_alice_leaves_while_the_reader_is_silent_and_bernard_sees_his_own_visit(
    alpha: FaultyReader, inbox: Inbox
):
    alpha.slot.insert(ALICE)
    alices = visit_begins(inbox, CAMILLE)
    alpha.falls_silent()
    visit_ends(inbox, alices)
    alpha.slot.swap_unseen(BERNARD)
    alpha.works()
    bernards = visit_begins(inbox, LUCIE)
    assert bernards != alices
    alpha.slot.remove()
    visit_ends(inbox, bernards)


def test_another_reader_with_a_card_never_takes_alices_visit_over_nor_does_carole_get_it_back(
    scard: Emulating, alpha: FaultyReader, beta: FaultyReader, inbox: Inbox
):
    beta.slot.insert(BERNARD)
    alpha.slot.insert(ALICE)
    alices = visit_begins(inbox, CAMILLE)
    scard.unplugged = {alpha.name}
    visit_ends(inbox, alices)
    bernards = visit_begins(inbox, LUCIE)
    alpha.slot.insert(CAROLE)
    scard.unplugged = {beta.name}
    visit_ends(inbox, bernards)
    visit_begins(inbox, WEI)


def test_a_reader_plugged_between_two_waits_is_found(
    scard: Emulating, alpha: FaultyReader, beta: FaultyReader, inbox: Inbox
):
    scard.unplugged = {alpha.name, beta.name}
    inbox.health(Health.FAILED, "reader_absent")
    beta.slot.insert(BERNARD)
    scard.unplugged = {alpha.name}
    inbox.health(Health.OK)
    visit_begins(inbox, LUCIE)


def test_a_reader_that_stays_silent_is_told_costs_nothing_and_recovers_by_itself(
    scard: Emulating, alpha: FaultyReader, inbox: Inbox
):
    alpha.falls_silent()
    inbox.health(Health.FAILED, "reader_unavailable")
    calls, busy_s, began = scard.calls, time.process_time(), time.monotonic()
    eventually(lambda: scard.calls >= calls + CALLS)
    took_s, busy_s = time.monotonic() - began, time.process_time() - busy_s
    print(f"silent: {CALLS / took_s:.1f} calls a second, {busy_s / took_s:.1%} of a core")
    assert took_s > CALLS / 4
    alpha.works()
    inbox.health(Health.OK)
    alpha.slot.insert(ALICE)
    visit_begins(inbox, CAMILLE)


def test_a_family_of_five_is_read_though_one_answer_in_six_is_lost(
    alpha: FaultyReader, inbox: Inbox
):
    alpha.loses_every(6)
    for _ in range(3):
        alpha.slot.insert(vitale(FAMILY))
        family = visit_begins(inbox, *FAMILY)
        alpha.slot.remove()
        visit_ends(inbox, family)


def test_a_sound_card_that_polkit_refuses_is_not_called_unreadable(
    scard: Emulating, alpha: FaultyReader, inbox: Inbox
):
    scard.denies = True
    alpha.slot.insert(ALICE)
    inserted = inbox.next(CardInserted).insertion
    assert inbox.next(CardReadFinished).outcome == AccessDenied()
    visit_ends(inbox, inserted)
    scard.denies = False
    inbox.health(Health.OK)
    visit_begins(inbox, CAMILLE)


@pytest.fixture
def refusing_service(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Emulated: what pcscd does to a client that polkit does not let in."""
    path = tmp_path / "pcscd.comm"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        listener.settimeout(0.1)
        ended = threading.Event()

        def refuse() -> None:
            while not ended.is_set():
                try:
                    listener.accept()[0].close()
                except TimeoutError:
                    continue

        thread = threading.Thread(target=refuse)
        thread.start()
        yield {**os.environ, "PCSCLITE_CSOCK_NAME": str(path)}
        ended.set()
        thread.join()


def test_an_account_that_the_service_refuses_is_not_told_to_start_it(
    refusing_service: dict[str, str],
):
    told = subprocess.run(
        [
            *(
                sys.executable,
                "-c",
                "import sys; from kiosk.cli.main import main; sys.exit(main())",
            ),
            *("card", "read", "--json", "--timeout", "10"),
        ],
        env=refusing_service,
        capture_output=True,
        text=True,
    )
    assert (told.returncode, json.loads(told.stdout)["status"]) == (18, "access_denied")


def test_the_doctor_says_that_the_service_refuses_the_account(refusing_service: dict[str, str]):
    told = subprocess.run(
        [
            *(sys.executable, "-c"),
            "from kiosk.doctor.probes.reader import look; print(look(''))",
        ],
        env=refusing_service,
        capture_output=True,
        text=True,
    )
    assert told.stdout.strip() == "ReaderRefused()"
