"""Every word that a device gives for its health has its check, and the sentence for it."""

import pytest

from kiosk.domain.paper import PaperTrouble
from kiosk.hardware.checks import DeviceNames, check_of_device, check_of_speaker
from kiosk.hardware.cups.states import Certificate, Concern
from kiosk.hardware.escpos.status import StopCause, UnknownStatus
from kiosk.hardware.pcsc.health import LOSSES
from kiosk.hardware.status import Device, DeviceHealth, Health, SpeakerState
from shared_runtime.messages.catalogue import Translations
from shared_runtime.messages.loading import shipped
from wire.codec import codec_of
from wire.health import CheckState, HealthCheck
from wire.health_texts import CheckTexts

NAMES = DeviceNames("", "borne", "/dev/borne-receipt", "default")
READER, PRINTER, RECEIPTS = Device.CARD_READER, Device.PRINTER, Device.RECEIPT_PRINTER
OK, FAILED, UNKNOWN = Health.OK, Health.FAILED, Health.UNKNOWN
WELL = [DeviceHealth(device, OK) for device in Device]
CONCERNS = [
    *(DeviceHealth(PRINTER, OK, word) for word in (*Concern, *PaperTrouble)),
    DeviceHealth(RECEIPTS, OK, "paper_low"),
]
BROKEN = [
    *(DeviceHealth(READER, FAILED, word) for word in (*LOSSES, "reader_stuck")),
    *(DeviceHealth(PRINTER, FAILED, word) for word in (*PaperTrouble, *Certificate, "raw_queue")),
    *(DeviceHealth(PRINTER, FAILED, w) for w in ("service_hung", "queue_absent", "gave_up")),
    *(DeviceHealth(RECEIPTS, FAILED, word) for word in (*StopCause, "gave_up")),
    *(DeviceHealth(device, FAILED, "of a later release") for device in Device),
]
UNSEEN = [
    DeviceHealth(READER, UNKNOWN, "starting"),
    *(DeviceHealth(PRINTER, UNKNOWN, w) for w in (None, "state_unknown", *PaperTrouble)),
    DeviceHealth(PRINTER, FAILED, "service_refused"),
    *(DeviceHealth(RECEIPTS, UNKNOWN, word) for word in UnknownStatus),
]


@pytest.mark.parametrize(
    ("health", "state"),
    [
        *((each, CheckState.OK) for each in WELL),
        *((each, CheckState.WARNING) for each in CONCERNS),
        *((each, CheckState.FAILED) for each in BROKEN),
        *((each, CheckState.UNKNOWN) for each in UNSEEN),
    ],
)
def test_of_a_device(health: DeviceHealth, state: CheckState) -> None:
    check = check_of_device(health, NAMES)
    assert check.state is state
    assert codec_of(HealthCheck).of_plain(check) == check


def test_of_the_speaker() -> None:
    states = [check_of_speaker(state, NAMES).state for state in SpeakerState]
    assert states == [CheckState.OK, CheckState.NOT_FITTED, CheckState.WARNING]


@pytest.mark.parametrize("language", shipped().languages)
def test_nothing_is_left_open_in_what_is_said(language: str) -> None:
    texts = CheckTexts(Translations(shipped(), language))
    for health in (*WELL, *CONCERNS, *BROKEN, *UNSEEN):
        if health.reason == "of a later release" and health.device is READER:
            continue  # its code is PC/SC's, which this word is not
        said = texts.say(check_of_device(health, NAMES))
        assert "{" not in said.means + said.mend, health


def test_a_trouble_keeps_its_name() -> None:
    for word in ("paper_out", "paper_jam", "toner_empty", "cover_open"):
        check = check_of_device(DeviceHealth(PRINTER, FAILED, word), NAMES)
        assert check.reason == f"printer.{word}"
