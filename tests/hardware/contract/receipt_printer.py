"""What every ``ReceiptPrinter`` does, simulated or real: subclass, and give it a ``stand``."""

from abc import ABC, abstractmethod

import pytest

from kiosk.domain.paper import HandedOver, MaybePrinted, Medium, NotPrinted, PaperTrouble
from kiosk.hardware.ports import ReceiptPrinter
from kiosk.hardware.sim.receipts.faults import ReceiptFault
from kiosk.hardware.status import Health
from tests.hardware.contract.heard import Heard, job

PRINTED = HandedOver(1, Medium.STRIP)
SAID_BEFORE = {
    ReceiptFault.PAPER_OUT: PaperTrouble.PAPER_OUT,
    ReceiptFault.COVER_OPEN: PaperTrouble.COVER_OPEN,
    ReceiptFault.CUTTER: PaperTrouble.OTHER,
    ReceiptFault.OFFLINE: PaperTrouble.OFFLINE,
    ReceiptFault.UNPLUGGED: PaperTrouble.OFFLINE,
}
"""What is told of faults that one can see before anything is sent."""
REASONS = {fault: fault.value for fault in SAID_BEFORE} | {ReceiptFault.UNPLUGGED: "absent"}
NOBODY_KNOWS = (ReceiptFault.SILENT, ReceiptFault.GARBLED)
LOSES_A_STRIP = (
    *(fault for fault in SAID_BEFORE if fault is not ReceiptFault.UNPLUGGED),
    *NOBODY_KNOWS,
    ReceiptFault.VANISHES,
)


PRINTS_ALL_THE_SAME = (ReceiptFault.LATE_BYTE, ReceiptFault.UNASKED, ReceiptFault.EMPTY_READS)


class ReceiptStand(ABC):
    """A receipt printer with a handle on its faults and on the strips that came out."""

    printer: ReceiptPrinter
    heard: Heard

    @abstractmethod
    def set_fault(self, fault: ReceiptFault | None) -> None: ...

    @abstractmethod
    def until_looked_at(self) -> None:
        """Returns when the printer has been asked several times how it is."""
        ...

    @abstractmethod
    def let_time_fly(self) -> None:
        """What is waited for in vain is waited for briefly, until the fault is mended."""
        ...

    @abstractmethod
    def strips(self) -> int:
        """How many came out whole."""
        ...

    @abstractmethod
    def hold_back(self) -> None:
        """Strips from now on stay in mid-print."""
        ...

    @abstractmethod
    def let_go(self) -> None: ...

    @abstractmethod
    def until_under_way(self) -> None: ...

    @abstractmethod
    def until_dropped(self) -> None:
        """Returns when nothing is left in the printer."""
        ...


class ReceiptPrinterContract:
    def test_health_is_told_at_start(self, stand: ReceiptStand):
        stand.heard.health(Health.OK)
        assert stand.printer.ready

    def test_strips_come_out_in_order_each_with_its_own_result(
        self, stand: ReceiptStand, strip: bytes
    ):
        for number in (1, 2):
            stand.printer.print_strip(job(number), strip)
        for number in (1, 2):
            assert stand.heard.outcome(job(number)) == PRINTED
        assert stand.strips() == 2

    def test_a_job_already_seen_is_never_printed_again(self, stand: ReceiptStand, strip: bytes):
        for number in (1, 1, 2, 1):
            stand.printer.print_strip(job(number), strip)
        assert stand.heard.outcome(job(2)) == PRINTED
        assert stand.heard.outcome(job(1)) == PRINTED
        assert stand.strips() == 2

    @pytest.mark.parametrize("fault", SAID_BEFORE)
    def test_blocked_before_nothing_is_sent(
        self, stand: ReceiptStand, strip: bytes, fault: ReceiptFault
    ):
        stand.set_fault(fault)
        stand.heard.health(Health.FAILED, REASONS[fault])
        assert not stand.printer.ready
        stand.printer.print_strip(job(1), strip)
        assert stand.heard.outcome(job(1)) == NotPrinted(SAID_BEFORE[fault])
        self._next_is_the_only_one(stand, strip)

    @pytest.mark.parametrize("fault", NOBODY_KNOWS)
    def test_a_printer_that_says_nothing_to_be_understood_is_not_well(
        self, stand: ReceiptStand, strip: bytes, fault: ReceiptFault
    ):
        stand.set_fault(fault)
        stand.let_time_fly()
        stand.heard.health(Health.UNKNOWN, fault.value)
        assert not stand.printer.ready
        stand.printer.print_strip(job(1), strip)
        assert stand.heard.outcome(job(1)) == NotPrinted(PaperTrouble.OFFLINE)
        self._next_is_the_only_one(stand, strip)

    @pytest.mark.parametrize("fault", LOSES_A_STRIP)
    def test_trouble_in_mid_strip_leaves_doubt_and_nothing_for_the_next_person(
        self, stand: ReceiptStand, strip: bytes, fault: ReceiptFault
    ):
        stand.hold_back()
        stand.printer.print_strip(job(1), strip)
        stand.until_under_way()
        stand.set_fault(fault)
        stand.let_time_fly()
        assert stand.heard.outcome(job(1)) == MaybePrinted()
        assert stand.strips() == 0
        self._next_is_the_only_one(stand, strip)

    @pytest.mark.parametrize("fault", [ReceiptFault.VANISHES, ReceiptFault.HALF])
    def test_a_fault_that_nobody_sees_before_leaves_doubt(
        self, stand: ReceiptStand, strip: bytes, fault: ReceiptFault
    ):
        stand.heard.health(Health.OK)
        stand.set_fault(fault)
        stand.printer.print_strip(job(1), strip)
        if fault is ReceiptFault.HALF:
            stand.until_under_way()
        stand.let_time_fly()
        assert stand.heard.outcome(job(1)) == MaybePrinted()
        self._next_is_the_only_one(stand, strip)

    def test_a_roll_near_its_end_is_told_and_printed_on(self, stand: ReceiptStand, strip: bytes):
        stand.set_fault(ReceiptFault.PAPER_LOW)
        stand.heard.health(Health.OK, "paper_low")
        assert stand.printer.ready
        stand.printer.print_strip(job(1), strip)
        assert stand.heard.outcome(job(1)) == PRINTED

    @pytest.mark.parametrize("fault", PRINTS_ALL_THE_SAME)
    def test_a_well_printer_that_says_more_than_it_is_asked_is_not_called_broken(
        self, stand: ReceiptStand, strip: bytes, fault: ReceiptFault
    ):
        """Whoever waits for the receipt gets it, and no agent is sent to close a closed cover."""
        stand.heard.health(Health.OK)
        stand.set_fault(fault)
        stand.until_looked_at()
        for number in (1, 2):
            stand.printer.print_strip(job(number), strip)
            assert stand.heard.outcome(job(number)) == PRINTED
        stand.until_looked_at()
        assert stand.strips() == 2
        assert stand.heard.healths() == []

    @pytest.mark.parametrize("fault", PRINTS_ALL_THE_SAME)
    def test_a_strip_held_up_is_not_printed_for_all_that_is_said_meanwhile(
        self, stand: ReceiptStand, strip: bytes, fault: ReceiptFault
    ):
        stand.hold_back()
        stand.set_fault(fault)
        stand.printer.print_strip(job(1), strip)
        stand.until_under_way()
        stand.let_time_fly()
        stand.printer.purge()
        assert stand.heard.outcome(job(1)) == MaybePrinted()
        self._next_is_the_only_one(stand, strip)

    def test_a_slow_printer_is_waited_for(self, stand: ReceiptStand, strip: bytes):
        stand.set_fault(ReceiptFault.SLOW)
        stand.printer.print_strip(job(1), strip)
        assert stand.heard.outcome(job(1)) == PRINTED

    def test_purging_drops_what_is_under_way_and_what_waits(
        self, stand: ReceiptStand, strip: bytes
    ):
        """Nothing of one person prints for the next."""
        stand.hold_back()
        for number in (1, 2):
            stand.printer.print_strip(job(number), strip)
        stand.until_under_way()
        stand.printer.purge()
        assert stand.heard.outcome(job(1)) == MaybePrinted()
        assert stand.heard.outcome(job(2)) == NotPrinted(PaperTrouble.OTHER)
        self._next_is_the_only_one(stand, strip)

    def test_purging_when_idle_is_harmless(self, stand: ReceiptStand, strip: bytes):
        stand.printer.purge()
        self._next_is_the_only_one(stand, strip)

    def _next_is_the_only_one(self, stand: ReceiptStand, strip: bytes) -> None:
        stand.set_fault(None)
        stand.until_dropped()
        stand.let_go()
        stand.printer.print_strip(job(100), strip)
        assert stand.heard.outcome(job(100)) == PRINTED
        assert stand.strips() == 1
