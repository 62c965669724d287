"""The live snapshot that kiosk-sync gets, and what counts as use."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from kiosk.app.health_reporter import HealthReporter
from kiosk.domain.card import WrongCard, WrongCardKind
from kiosk.domain.ids import JobId, ServiceId, SessionId
from kiosk.domain.paper import HandedOver, Medium, NotPrinted, PaperTrouble
from kiosk.domain.states import (
    Attract,
    CardRefused,
    Home,
    IdleWarning,
    InService,
    KioskState,
    Reading,
    SessionState,
    TakeCard,
    Visit,
)
from kiosk.hardware.checks import DeviceNames
from kiosk.hardware.status import Device, DeviceHealth, Health, PrintFinished, SpeakerState
from shared_runtime.clock import SystemClock
from wire.codec import codec_of
from wire.health import HealthCode
from wire.report import DevicesReport

RUN, SATURDAY = UUID(int=5), date(2026, 11, 21)
SESSION, NEXT = SessionId(UUID(int=1)), SessionId(UUID(int=2))
RIGHTS, CEAM = ServiceId("attestation"), ServiceId("ceam")


class Sync:
    def __init__(self) -> None:
        self.told: list[DevicesReport] = []

    def tell(self, devices: DevicesReport) -> bool:
        codec_of(DevicesReport).write(devices)
        self.told.append(devices)
        return True


class Screen:
    def __init__(self) -> None:
        self.sync, self.today = Sync(), SATURDAY
        names = DeviceNames("Gemalto", "borne", "/dev/lp0", "default")
        self.reporter = HealthReporter(self.sync, names, RUN, lambda: self.today, SystemClock())
        self.reporter.gateway(up=True)
        self._state = KioskState(Attract())

    def goes(self, *states: SessionState) -> None:
        for state in states:
            after = replace(self._state, state=state)
            self.reporter.moved(self._state, after)
            self._state = after

    def told(self) -> DevicesReport:
        self.reporter.hand_over()
        return self.sync.told[-1]


@pytest.fixture
def screen() -> Screen:
    return Screen()


def visit(session: SessionId = SESSION) -> Visit:
    return Visit(session, None)


def test_each_device_stands_there_as_it_last_told(screen: Screen) -> None:
    for health in (
        DeviceHealth(Device.CARD_READER, Health.UNKNOWN, "starting"),
        DeviceHealth(Device.CARD_READER, Health.OK),
        DeviceHealth(Device.PRINTER, Health.FAILED, "paper_out"),
    ):
        screen.reporter.take(health)
    screen.reporter.take_speaker(SpeakerState.NOT_FITTED)
    reasons = {check.name: check.reason for check in screen.told().checks}
    assert reasons == {
        "reader": HealthCode.READER_READY,
        "printer": HealthCode.PRINTER_PAPER_OUT,
        "speaker": HealthCode.SPEAKER_ABSENT,
    }


def test_since_when_is_told_of_the_state_not_of_the_telling(screen: Screen) -> None:
    screen.reporter.take(DeviceHealth(Device.PRINTER, Health.FAILED, "paper_out"))
    (first,) = screen.told().checks
    screen.reporter.take(DeviceHealth(Device.PRINTER, Health.FAILED, "paper_out"))
    assert screen.told().checks == (first,)


def test_nobody_is_told_in_vain(screen: Screen) -> None:
    screen.reporter.gateway(up=False)
    screen.reporter.hand_over()
    assert screen.sync.told == []


def test_a_visit_and_each_service_begun_count_once(screen: Screen) -> None:
    home, rights = Home(visit()), InService(visit(), RIGHTS, SATURDAY)
    screen.goes(Reading(SESSION), home, IdleWarning(home), home, rights, IdleWarning(rights))
    screen.goes(rights, replace(rights, leaving=True), home, InService(visit(), CEAM, SATURDAY))
    screen.goes(TakeCard(), Attract(), Home(visit(NEXT)))
    (usage,) = screen.told().usages
    assert (usage.run, usage.day, usage.visits) == (RUN, SATURDAY, 2)
    assert usage.services == {"attestation": 1, "ceam": 1}


def test_what_the_printers_took_counts_and_what_failed_does_not(screen: Screen) -> None:
    for outcome in (
        HandedOver(2),
        HandedOver(1),
        HandedOver(1, Medium.STRIP),
        NotPrinted(PaperTrouble.PAPER_OUT),
    ):
        screen.reporter.take(PrintFinished(JobId(UUID(int=3)), outcome))
    (usage,) = screen.told().usages
    assert (usage.sheets, usage.strips, usage.visits) == (3, 1, 0)


def test_a_card_that_is_refused_is_no_visit(screen: Screen) -> None:
    screen.goes(Reading(SESSION), CardRefused(SESSION, WrongCard(WrongCardKind.OTHER)))
    assert screen.told().usages == ()


def test_each_day_has_its_counts_and_few_are_kept(screen: Screen) -> None:
    for day in range(20, 26):
        screen.today = date(2026, 11, day)
        screen.goes(Attract(), Home(visit(SessionId(UUID(int=day)))))
    assert [usage.day.day for usage in screen.told().usages] == [23, 24, 25]
