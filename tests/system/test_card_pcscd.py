"""The real pcscd with virtual cards: the contract, the service dying, the command line."""

import json
import statistics
import subprocess
import sys

import pytest

from kiosk.domain.card import CardRead
from kiosk.hardware.pcsc.insertion_tracker import ReadReport
from kiosk.hardware.pcsc.reader import PcscCardReader
from kiosk.hardware.pcsc.reading import CardReading, read_card
from kiosk.hardware.pcsc.scard import ReaderState
from kiosk.hardware.pcsc.system import SystemScard
from kiosk.hardware.sim.card.chip import VirtualChip
from kiosk.hardware.sim.card.faults import CardFault, CardFaultKind
from kiosk.hardware.sim.card.profile import VITALE2_ATR, WRONG_CARDS, CardProfile, vitale
from kiosk.hardware.status import CardInserted, CardReadFinished, CardTakenOut, Health
from shared_runtime.clock import SystemClock
from tests.hardware.badges import FAMILIES
from tests.hardware.contract.card_reader import ONE, CardReaderContract, Inbox
from tests.hardware.people import CAMILLE, LUCIE
from tests.system.pcscd import Pcscd, VpcdSlot, free_slot, missing_parts
from tests.waiting import eventually

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(missing_parts() is not None, reason=missing_parts() or ""),
]


@pytest.fixture(scope="module")
def pcscd():
    made = Pcscd(eventually)
    yield made
    made.stop()


@pytest.fixture
def slot(pcscd: Pcscd):
    eventually(lambda: free_slot() is not None)
    index = free_slot()
    assert index is not None
    made = VpcdSlot.numbered(index)
    yield made
    made.remove()


@pytest.fixture
def reports() -> list[ReadReport]:
    return []


@pytest.fixture
def reader(slot: VpcdSlot, reports: list[ReadReport]):
    made = PcscCardReader(
        SystemClock(), pattern=slot.reader_name, report=reports.append, staff_cards=FAMILIES
    )
    yield made
    made.stop()


@pytest.fixture
def inbox(reader: PcscCardReader) -> Inbox:
    made = Inbox()
    reader.start(made.put)
    made.health(Health.OK)
    return made


class TestPcscCardReader(CardReaderContract):
    def test_pcscd_killed_with_a_card_in_and_started_again(
        self, pcscd: Pcscd, slot: VpcdSlot, inbox: Inbox
    ):
        if not pcscd.ours:
            pytest.skip("runs when no other pcscd is running: this one is not ours to kill")
        slot.insert(ONE)
        inbox.next(CardInserted)
        inbox.next(CardReadFinished)
        pcscd.kill()
        inbox.next(CardTakenOut)
        slot.remove()
        pcscd.start()
        inbox.health(Health.OK)
        assert self.visit(slot, inbox, vitale([LUCIE])) == CardRead((LUCIE,))

    def test_a_card_that_was_in_before_the_kiosk_started(
        self, slot: VpcdSlot, reader: PcscCardReader, reports: list[ReadReport]
    ):
        slot.insert(ONE)
        inbox = Inbox()
        reader.start(inbox.put)
        inbox.next(CardInserted)
        assert inbox.next(CardReadFinished).outcome == CardRead((CAMILLE,))
        assert reports[0].reading.atr == VITALE2_ATR

    @pytest.mark.parametrize("answer", [b"\x90", b"\xff" * 300])
    def test_a_chip_that_answers_garbage(self, slot: VpcdSlot, inbox: Inbox, answer: bytes):
        class Garbage(VirtualChip):
            def answer(self, command: bytes) -> bytes:
                return answer

        slot.insert_chip(Garbage(ONE))
        inbox.next(CardInserted)
        assert not isinstance(inbox.next(CardReadFinished).outcome, CardRead)
        slot.remove()
        inbox.next(CardTakenOut)
        assert self.visit(slot, inbox, ONE) == CardRead((CAMILLE,))


def start(slot: VpcdSlot, *options: str, reader: str | None = None) -> subprocess.Popen[str]:
    """The command, as a process. It takes its time to load: a card may go in meanwhile."""
    return subprocess.Popen(
        [
            *(
                sys.executable,
                "-c",
                "import sys; from kiosk.cli.main import main; sys.exit(main())",
            ),
            *("card", "read", "--reader", reader or slot.reader_name, *options),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and output."""
    try:
        out, error = process.communicate(timeout=60)
    finally:
        process.kill()
    assert error == ""
    return process.returncode, out


def as_json(slot: VpcdSlot, *options: str, reader: str | None = None):
    code, out = finish(start(slot, "--json", *options, reader=reader))
    return code, json.loads(out)


def test_the_command_masks_the_nir_unless_told_to_reveal_it(slot: VpcdSlot):
    slot.insert(vitale([CAMILLE, LUCIE]))
    code, document = as_json(slot)
    assert (code, document["status"], document["reason"]) == (0, "read", None)
    assert document["atr"] == VITALE2_ATR.hex().upper()
    assert document["elapsed_ms"] >= 0
    assert "kind" not in document
    assert document["holders"][0] == {
        "family_name": "MARTIN",
        "given_name": "Camille",
        "birth_date": "19850315",
        "nationality": "FRA",
        "nir": "18503••••••••••",
    }
    revealing, plain = start(slot, "--json", "--reveal"), start(slot)
    shown = json.loads(finish(revealing)[1])
    assert [h["nir"] for h in shown["holders"]] == [CAMILLE.nir.value, LUCIE.nir.value]
    _, text = finish(plain)
    assert "MARTIN Camille" in text
    assert CAMILLE.nir.value not in text.replace(" ", "")


@pytest.mark.parametrize(
    ("profile", "fault", "code", "status", "detail"),
    [
        (WRONG_CARDS["vitale1"], None, 10, "wrong_card", "vitale1"),
        (WRONG_CARDS["bank"], None, 10, "wrong_card", "other"),
        (ONE, CardFault(CardFaultKind.MUTE), 11, "mute", None),
        (ONE, CardFault(CardFaultKind.BAD_NIR_KEY), 12, "unreadable", "nir_key"),
        (ONE, CardFault(CardFaultKind.REMOVED_AT_EXCHANGE, exchange=3), 13, "removed", None),
    ],
)
def test_each_status_has_its_exit_code(
    slot: VpcdSlot,
    profile: CardProfile,
    fault: CardFault | None,
    code: int,
    status: str,
    detail: str | None,
):
    process = start(slot, "--json", "--timeout", "10")
    slot.insert(profile, fault)
    got, out = finish(process)
    document = json.loads(out)
    assert (got, document["status"]) == (code, status)
    assert document.get("kind", document["reason"]) == detail
    assert document["holders"] == []


def test_no_card_within_the_time(slot: VpcdSlot):
    code, document = as_json(slot, "--timeout", "0.5")
    assert (code, document["status"]) == (16, "timeout")


def test_no_such_reader(slot: VpcdSlot):
    code, document = as_json(slot, "--timeout", "10", reader="no such reader")
    assert (code, document["status"]) == (14, "no_reader")


def test_a_card_that_stops_answering_does_not_hold_the_command(slot: VpcdSlot):
    chip = VirtualChip(ONE)
    chip.delay_s = 6.0
    slot.insert_chip(chip)
    code, document = as_json(slot, "--timeout", "1")
    assert (code, document["status"]) == (16, "timeout")
    assert document["atr"] == VITALE2_ATR.hex().upper()
    assert 0 < document["elapsed_ms"] < 2000


def test_no_service(pcscd: Pcscd, slot: VpcdSlot):
    if not pcscd.ours:
        pytest.skip("runs when no other pcscd is running: this one is not ours to stop")
    pcscd.kill()
    try:
        code, document = as_json(slot, "--timeout", "10")
    finally:
        pcscd.start()
    assert (code, document["status"]) == (15, "no_service")


def test_reading_costs_little_above_a_bare_loop(slot: VpcdSlot):
    """The same commands sent by pyscard alone, against our whole reading of the same card."""
    from smartcard import scard

    commands = [
        "00A40000023F00",
        "00C0000006",
        "00B0820000",
        "00B08200{identities}",
        "00A404000BD250000002564954414C45",
        "00C000000F",
        "00B0820000",
        "00B08200{numbers}",
    ]
    sizes = {
        "identities": f"{len(ONE.identities) % 256:02X}",
        "numbers": f"{len(ONE.numbers) % 256:02X}",
    }
    apdus = [list(bytes.fromhex(command.format(**sizes))) for command in commands]
    slot.insert(ONE)
    clock = SystemClock()
    name = slot.reader_name

    def bare() -> float:
        start = clock.monotonic()
        _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        code, card, protocol = scard.SCardConnect(context, name, scard.SCARD_SHARE_SHARED, 3)
        assert code == scard.SCARD_S_SUCCESS
        for apdu in apdus:
            code, answer = scard.SCardTransmit(card, protocol, apdu)
            assert code == scard.SCARD_S_SUCCESS
            assert answer[-2] in (0x90, 0x61, 0x6C)
        known = clock.monotonic()
        scard.SCardDisconnect(card, scard.SCARD_UNPOWER_CARD)
        scard.SCardReleaseContext(context)
        return (known - start) * 1000

    def ours() -> float:
        start = clock.monotonic()
        known: list[float] = []

        def answer(reading: CardReading) -> None:
            known.append(clock.monotonic())
            assert reading.outcome == CardRead((CAMILLE,))

        read_card(SystemScard(), name, lambda _: None, answer)
        return (known[0] - start) * 1000

    def seen() -> bool:
        _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        _, states = scard.SCardGetStatusChange(context, 0, [(name, scard.SCARD_STATE_UNAWARE)])
        scard.SCardReleaseContext(context)
        return bool(states[0][1] & ReaderState.PRESENT)

    eventually(seen)
    rounds = [(bare(), ours()) for _ in range(30)][1:]
    bare_ms, ours_ms = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(f"bare {bare_ms:.1f} ms, ours {ours_ms:.1f} ms, ratio {ours_ms / bare_ms:.2f}")
    assert ours_ms - bare_ms <= 30
