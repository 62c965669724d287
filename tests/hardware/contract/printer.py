"""What every ``Printer`` does, simulated or real: subclass, and give it a fixture ``stand``."""

from abc import ABC, abstractmethod

import pytest

from kiosk.domain.paper import HandedOver, MaybePrinted, NotPrinted, PaperTrouble
from kiosk.hardware.ports import Printer
from kiosk.hardware.status import Health
from kiosk.hardware.stopped import stopped
from tests.hardware.contract.heard import Heard, job


class PrinterStand(ABC):
    """A printer with a handle on its faults and on the paper that came out."""

    printer: Printer
    heard: Heard

    @abstractmethod
    def set_trouble(self, trouble: PaperTrouble | None) -> None:
        """Something that goes wrong at the printer itself, or None: all is well."""
        ...

    @abstractmethod
    def papers(self) -> list[bytes]:
        """The documents that came out whole."""
        ...

    @abstractmethod
    def until_under_way(self) -> None:
        """Returns when the printer has begun the first document given."""
        ...

    @abstractmethod
    def hold_back(self) -> None:
        """Documents from now on stay in mid-print."""
        ...

    @abstractmethod
    def let_go(self) -> None:
        """What is held back may come, once nothing else stops it."""
        ...

    @abstractmethod
    def until_dropped(self) -> None:
        """Returns when the printer knows that what it has is cancelled."""
        ...

    @abstractmethod
    def until_at_rest(self) -> None:
        """Returns when the printer has thrown away what was cancelled, and would take another: to
        one that is still busy the service sends the next document twice, and nobody can tell."""
        ...

    @abstractmethod
    def lie(self) -> None:
        """The printer reports success from now on, and gives no paper."""
        ...

    @abstractmethod
    def warn(self) -> PaperTrouble:
        """What the printer warns of from now on; it prints all the same."""
        ...

    @abstractmethod
    def distrust(self) -> None:
        """Its certificate is not valid any more: from now on it may be sent nothing."""
        ...

    @abstractmethod
    def trust(self) -> None:
        """Its certificate is renewed; nobody touches the queue."""
        ...

    @abstractmethod
    def end_printer(self) -> None:
        """Off, as by a power cut."""
        ...

    @abstractmethod
    def start_printer(self) -> None: ...

    @abstractmethod
    def end_service(self) -> None:
        """The print service is gone, as after a crash."""
        ...

    @abstractmethod
    def start_service(self) -> None: ...


class PrinterContract:
    """``TROUBLES``: those that the stand can show; ``LASTING``: those tried to the bitter end."""

    TROUBLES: tuple[PaperTrouble, ...]
    LASTING: tuple[PaperTrouble, ...]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        for name, troubles in (("trouble", self.TROUBLES), ("lasting", self.LASTING)):
            if name in metafunc.fixturenames:
                metafunc.parametrize(name, troubles)

    def test_health_is_told_at_start(self, stand: PrinterStand, pdf: bytes):
        stand.heard.health(Health.OK)

    def test_a_document_comes_out_once_and_whole(self, stand: PrinterStand, pdf: bytes):
        stand.printer.print_pdf(job(1), pdf, 2)
        assert stand.heard.outcome(job(1)) == HandedOver(2)
        assert len(stand.papers()) == 1

    def test_documents_come_out_in_order_each_with_its_own_result(
        self, stand: PrinterStand, pdf: bytes
    ):
        stand.printer.print_pdf(job(1), pdf, 2)
        stand.printer.print_pdf(job(2), pdf, 2)
        assert stand.heard.outcome(job(1)) == HandedOver(2)
        assert stand.heard.outcome(job(2)) == HandedOver(2)
        assert len(stand.papers()) == 2

    def test_a_job_already_seen_is_never_printed_again(self, stand: PrinterStand, pdf: bytes):
        stand.printer.print_pdf(job(1), pdf, 2)
        stand.printer.print_pdf(job(1), pdf, 2)
        assert stand.heard.outcome(job(1)) == HandedOver(2)
        stand.printer.print_pdf(job(1), pdf, 2)
        stand.printer.print_pdf(job(2), pdf, 2)
        assert stand.heard.outcome(job(2)) == HandedOver(2)
        assert len(stand.papers()) == 2

    def test_a_fault_that_is_mended_in_time_costs_nothing(self, stand: PrinterStand, pdf: bytes):
        stand.printer.print_pdf(job(1), pdf, 2)
        stand.until_under_way()
        stand.set_trouble(PaperTrouble.PAPER_OUT)
        stand.set_trouble(None)
        assert stand.heard.outcome(job(1)) == HandedOver(2)
        assert len(stand.papers()) == 1

    def test_purging_cancels_what_is_under_way_and_what_waits(
        self, stand: PrinterStand, pdf: bytes
    ):
        """Nothing of one person prints for the next."""
        stand.hold_back()
        stand.printer.print_pdf(job(1), pdf, 2)
        stand.printer.print_pdf(job(2), pdf, 2)
        stand.until_under_way()
        stand.printer.purge()
        assert isinstance(stand.heard.outcome(job(1)), NotPrinted | MaybePrinted)
        assert stand.heard.outcome(job(2)) == NotPrinted(PaperTrouble.OTHER)
        stand.until_dropped()
        stand.let_go()
        stand.until_at_rest()
        stand.printer.print_pdf(job(3), pdf, 2)
        assert stand.heard.outcome(job(3)) == HandedOver(2)
        assert len(stand.papers()) == 1

    def test_purging_when_idle_is_harmless(self, stand: PrinterStand, pdf: bytes):
        stand.printer.purge()
        stand.printer.purge()
        stand.printer.print_pdf(job(1), pdf, 2)
        assert stand.heard.outcome(job(1)) == HandedOver(2)

    def test_a_fault_in_mid_job_is_told_and_mended_costs_nothing(
        self, stand: PrinterStand, pdf: bytes, trouble: PaperTrouble
    ):
        """A block that the document's end follows at once may end untold."""
        self._begin(stand, pdf)
        stand.set_trouble(trouble)
        stand.heard.blocked(job(1), trouble)
        stand.let_go()
        stand.set_trouble(None)
        assert stand.heard.outcome(job(1)) == HandedOver(1)
        assert stand.heard.blocks(job(1)) in ([trouble], [trouble, None])
        assert len(stand.papers()) == 1

    def test_that_printing_goes_on_is_told(self, stand: PrinterStand, pdf: bytes):
        self._begin(stand, pdf)
        stand.set_trouble(PaperTrouble.COVER_OPEN)
        stand.heard.blocked(job(1), PaperTrouble.COVER_OPEN)
        stand.set_trouble(None)
        stand.heard.blocked(job(1), None)
        stand.printer.purge()
        assert stand.heard.outcome(job(1)) == MaybePrinted(), "it was printing just then"
        assert stand.papers() == []

    def test_a_fault_that_lasts_ends_the_document_for_good(
        self, impatient: PrinterStand, pdf: bytes, lasting: PaperTrouble
    ):
        """Mended later, the printer has nothing left to print: not for the next person either."""
        self._begin(impatient, pdf)
        impatient.set_trouble(lasting)
        assert impatient.heard.outcome(job(1)) == stopped(lasting, 1, begun=True)
        assert impatient.heard.blocks(job(1)) == [lasting]
        self._next_is_the_only_one(impatient, pdf)

    def test_of_several_pages_stopped_on_the_way_some_may_be_out(
        self, impatient: PrinterStand, pdf: bytes
    ):
        self._begin(impatient, pdf, pages=3)
        impatient.set_trouble(PaperTrouble.PAPER_OUT)
        assert impatient.heard.outcome(job(1)) == MaybePrinted()

    def test_a_printer_that_was_blocked_before_prints_nothing_then_or_later(
        self, impatient: PrinterStand, pdf: bytes
    ):
        impatient.set_trouble(PaperTrouble.PAPER_OUT)
        impatient.printer.print_pdf(job(1), pdf, 1)
        assert impatient.heard.outcome(job(1)) == NotPrinted(PaperTrouble.PAPER_OUT)
        self._next_is_the_only_one(impatient, pdf)

    def test_a_purge_in_mid_fault_ends_the_document_for_good(self, stand: PrinterStand, pdf: bytes):
        self._begin(stand, pdf)
        stand.set_trouble(PaperTrouble.PAPER_JAM)
        stand.heard.blocked(job(1), PaperTrouble.PAPER_JAM)
        stand.printer.purge()
        stand.printer.purge()
        assert stand.heard.outcome(job(1)) == NotPrinted(PaperTrouble.PAPER_JAM)
        self._next_is_the_only_one(stand, pdf)

    def test_a_purge_just_after_a_document_was_given_prints_nothing(
        self, stand: PrinterStand, pdf: bytes
    ):
        stand.hold_back()
        stand.printer.print_pdf(job(1), pdf, 1)
        stand.printer.purge()
        assert isinstance(stand.heard.outcome(job(1)), NotPrinted | MaybePrinted)
        self._next_is_the_only_one(stand, pdf)

    def test_a_printer_that_lies_is_believed_and_only_the_person_knows_better(
        self, stand: PrinterStand, pdf: bytes
    ):
        stand.lie()
        stand.printer.print_pdf(job(1), pdf, 1)
        assert stand.heard.outcome(job(1)) == HandedOver(1)
        assert stand.papers() == []

    def test_a_printer_that_only_warns_serves_everybody(self, stand: PrinterStand, pdf: bytes):
        """An empty second tray warns for months."""
        warned = stand.warn()
        stand.printer.print_pdf(job(1), pdf, 2)
        assert stand.heard.outcome(job(1)) == HandedOver(2)
        stand.heard.health(Health.OK, warned.value)
        stand.printer.print_pdf(job(2), pdf, 2)
        assert stand.heard.outcome(job(2)) == HandedOver(2)
        assert stand.heard.blocks(job(2)) == [], "nobody is sent for what is there"
        assert len(stand.papers()) == 2

    def test_a_printer_that_is_not_trusted_gets_nothing_and_is_offered_again_once_it_is(
        self, stand: PrinterStand, pdf: bytes
    ):
        """Nobody is asked whether a paper came out that was never sent."""
        stand.distrust()
        stand.printer.print_pdf(job(1), pdf, 1)
        assert stand.heard.outcome(job(1)) == NotPrinted(PaperTrouble.OTHER)
        stand.heard.health(Health.FAILED, "certificate_expired")
        stand.trust()
        self._next_is_the_only_one(stand, pdf)

    def test_a_printer_that_lost_power_in_mid_document_leaves_doubt_and_no_second_copy(
        self, impatient: PrinterStand, pdf: bytes
    ):
        self._begin(impatient, pdf)
        impatient.end_printer()
        impatient.let_go()
        impatient.start_printer()
        assert impatient.heard.outcome(job(1)) == MaybePrinted()
        assert impatient.papers() == []
        self._next_is_the_only_one(impatient, pdf)

    def test_a_service_that_is_lost_in_mid_document_is_told_and_prints_nothing_later(
        self, impatient: PrinterStand, pdf: bytes
    ):
        self._begin(impatient, pdf)
        impatient.end_service()
        impatient.heard.blocked(job(1), PaperTrouble.SERVICE_ABSENT)
        impatient.start_service()
        assert impatient.heard.outcome(job(1)) == MaybePrinted()
        self._next_is_the_only_one(impatient, pdf)

    def _begin(self, stand: PrinterStand, pdf: bytes, pages: int = 1) -> None:
        """A document in mid-print, which nothing stops yet."""
        stand.hold_back()
        stand.printer.print_pdf(job(1), pdf, pages)
        stand.until_under_way()

    def _next_is_the_only_one(self, stand: PrinterStand, pdf: bytes) -> None:
        """What was stopped stays away when all is mended; the next person's document comes."""
        stand.until_dropped()
        stand.let_go()
        stand.set_trouble(None)
        stand.until_at_rest()
        stand.heard.health_not(Health.FAILED)
        stand.printer.print_pdf(job(100), pdf, 1)
        outcome = stand.heard.outcome(job(100))
        assert outcome == HandedOver(1), (outcome, stand.heard.blocks(job(100)))
        assert len(stand.papers()) == 1, f"{len(stand.papers())} papers"
