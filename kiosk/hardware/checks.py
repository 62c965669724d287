"""What devices report of their health, as the checks that staff and the fleet read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from kiosk.hardware.cups.states import Certificate, Concern
from kiosk.hardware.status import Device, DeviceHealth, Health, SpeakerState
from wire.health import CheckState, HealthCheck, HealthCode, Part, check_of


@dataclass(frozen=True, slots=True)
class DeviceNames:
    """What the configuration calls the devices; for the sentences."""

    reader: str
    queue: str
    receipts: str
    speaker: str


def check_of_device(health: DeviceHealth, names: DeviceNames) -> HealthCheck:
    match health.device:
        case Device.CARD_READER:
            code = _reader(health)
            return check_of(Part.READER, code, {"name": names.reader or "PC/SC"})
        case Device.PRINTER:
            code = _printer(health)
            args = {"queue": names.queue, "reason": health.reason or ""}
            return check_of(Part.PRINTER, code, args)
        case Device.RECEIPT_PRINTER:
            return check_of(Part.RECEIPTS, _receipts(health), {"device": names.receipts})
        case _:
            assert_never(health.device)


def check_of_speaker(state: SpeakerState, names: DeviceNames) -> HealthCheck:
    match state:
        case SpeakerState.READY:
            code = HealthCode.SPEAKER_THERE
        case SpeakerState.NOT_FITTED:
            code = HealthCode.SPEAKER_ABSENT
        case SpeakerState.LOST:
            code = HealthCode.SPEAKER_LOST
        case _:
            assert_never(state)
    return check_of(Part.SPEAKER, code, {"name": names.speaker})


_READER: Mapping[str | None, HealthCode] = {
    None: HealthCode.READER_READY,
    "starting": HealthCode.READER_STARTING,
    "reader_absent": HealthCode.READER_ABSENT,
    "reader_unavailable": HealthCode.READER_UNAVAILABLE,
    "service_absent": HealthCode.READER_NO_SERVICE,
    "access_denied": HealthCode.READER_REFUSED,
    "reader_stuck": HealthCode.READER_STUCK,
}
_PRINTER_FAILED: Mapping[str | None, HealthCode] = {
    Certificate.EXPIRED: HealthCode.PRINTER_CERTIFICATE_EXPIRED,
    Certificate.CHANGED: HealthCode.PRINTER_CERTIFICATE_CHANGED,
    Certificate.UNKNOWN: HealthCode.PRINTER_CERTIFICATE_UNKNOWN,
    "paper_out": HealthCode.PRINTER_PAPER_OUT,
    "paper_jam": HealthCode.PRINTER_PAPER_JAM,
    "cover_open": HealthCode.PRINTER_COVER_OPEN,
    "tray_missing": HealthCode.PRINTER_TRAY_MISSING,
    "output_full": HealthCode.PRINTER_OUTPUT_FULL,
    "toner_empty": HealthCode.PRINTER_TONER_EMPTY,
    "offline": HealthCode.PRINTER_OFFLINE,
    "raw_queue": HealthCode.PRINTER_RAW_QUEUE,
    "service_absent": HealthCode.PRINTER_NO_SERVICE,
    "service_hung": HealthCode.PRINTER_SERVICE_HUNG,
    "service_refused": HealthCode.PRINTER_NOT_ALLOWED,
    "queue_absent": HealthCode.PRINTER_NO_QUEUE,
    "gave_up": HealthCode.PRINTER_STUCK,
}
_CONCERNS: Mapping[str | None, HealthCode] = {
    None: HealthCode.PRINTER_READY,
    Concern.PAPER_LOW: HealthCode.PRINTER_PAPER_LOW,
    Concern.TONER_LOW: HealthCode.PRINTER_TONER_LOW,
    Concern.WASTE_NEARLY_FULL: HealthCode.PRINTER_WASTE_NEARLY_FULL,
    Concern.OUTPUT_NEARLY_FULL: HealthCode.PRINTER_OUTPUT_NEARLY_FULL,
    Concern.OTHER: HealthCode.PRINTER_OTHER_CONCERN,
}
_RECEIPTS: Mapping[str | None, HealthCode] = {
    None: HealthCode.RECEIPTS_READY,
    **{
        code.value.removeprefix("receipts."): code
        for code in HealthCode
        if code.startswith("receipts.") and code.state is not CheckState.OK
    },
    "gave_up": HealthCode.RECEIPTS_STUCK,
}


def _reader(health: DeviceHealth) -> HealthCode:
    return _READER.get(health.reason, HealthCode.READER_FAILING)


def _printer(health: DeviceHealth) -> HealthCode:
    match health.health:
        case Health.OK:
            # What could stop paper and does not is told by its own name.
            return _CONCERNS.get(health.reason, HealthCode.PRINTER_WARNS)
        case Health.FAILED:
            return _PRINTER_FAILED.get(health.reason, HealthCode.PRINTER_OTHER_TROUBLE)
        case Health.UNKNOWN if health.reason in (None, "state_unknown"):
            return HealthCode.PRINTER_SAYS_NOTHING
        case Health.UNKNOWN:
            return HealthCode.PRINTER_REMEMBERS
        case _:
            assert_never(health.health)


def _receipts(health: DeviceHealth) -> HealthCode:
    return _RECEIPTS.get(health.reason, HealthCode.RECEIPTS_ERROR)
