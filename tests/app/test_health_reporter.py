"""The live snapshot that kiosk-sync gets."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from kiosk.app.health_reporter import HealthReporter
from kiosk.app.use_counter import ScreenChoices, UseCounter
from kiosk.domain.ids import JobId
from kiosk.domain.paper import HandedOver, NotPrinted, PaperTrouble
from kiosk.domain.services import NO_SERVICES
from kiosk.hardware.checks import DeviceNames
from kiosk.hardware.status import Device, DeviceHealth, Health, PrintFinished, SpeakerState
from shared_runtime.clock import SystemClock
from wire.codec import codec_of
from wire.health import HealthCode
from wire.report import DevicesReport

RUN, NINE = UUID(int=5), datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class Sync:
    def __init__(self) -> None:
        self.told: list[DevicesReport] = []

    def tell(self, devices: DevicesReport) -> bool:
        codec_of(DevicesReport).write(devices)
        self.told.append(devices)
        return True


class Screen:
    def __init__(self) -> None:
        self.sync = Sync()
        names = DeviceNames("Gemalto", "borne", "/dev/lp0", "default")
        clock = SystemClock()
        use = UseCounter(NO_SERVICES, RUN, lambda: NINE, lambda: ScreenChoices("fr"), clock)
        self.reporter = HealthReporter(self.sync, names, use, clock)
        self.reporter.gateway(up=True)

    def told(self) -> DevicesReport:
        self.reporter.hand_over()
        return self.sync.told[-1]


@pytest.fixture
def screen() -> Screen:
    return Screen()


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


def test_which_day_it_is_where_the_kiosk_stands_is_told(screen: Screen) -> None:
    assert screen.told().today == NINE.date()


def test_since_when_is_told_of_the_state_not_of_the_telling(screen: Screen) -> None:
    screen.reporter.take(DeviceHealth(Device.PRINTER, Health.FAILED, "paper_out"))
    (first,) = screen.told().checks
    screen.reporter.take(DeviceHealth(Device.PRINTER, Health.FAILED, "paper_out"))
    assert screen.told().checks == (first,)


def test_nobody_is_told_in_vain(screen: Screen) -> None:
    screen.reporter.gateway(up=False)
    screen.reporter.hand_over()
    assert screen.sync.told == []


def test_what_printers_took_is_told_with_it(screen: Screen) -> None:
    screen.reporter.take(PrintFinished(JobId(UUID(int=3)), HandedOver(2)))
    screen.reporter.take(PrintFinished(JobId(UUID(int=3)), NotPrinted(PaperTrouble.PAPER_OUT)))
    (usage,) = screen.told().usages
    assert (usage.run, usage.day, usage.sheets) == (RUN, NINE.date(), 2)
