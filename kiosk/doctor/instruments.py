"""What the doctor looks with: the real probes, or a test's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.doctor.probes import machine, printer, reader, receipts
from kiosk.doctor.seen import (
    ClockSeen,
    ConfigurationSeen,
    DiskSeen,
    FontsSeen,
    GatewaySeen,
    PrinterSeen,
    ReaderSeen,
    ReceiptsSeen,
)
from kiosk.gateway.health import live_checks
from kiosk.gateway.status import gateway_status
from kiosk.hardware.sound.alsa import has_device
from shared_runtime.clock import SystemClock
from wire.health import HealthCheck

GATEWAY_WITHIN_S = 3.0
LIVE_WITHIN_S = 1.0
"""The devices are looked at afterwards, where nobody watches them."""


@dataclass(frozen=True, slots=True)
class Instruments:
    """``reader`` takes the configured part of its name, ``printer`` the queue and CUPS's socket,
    ``receipts`` a device file, ``speaker`` the ALSA device and says whether it is there,
    ``gateway`` and ``live`` the socket of kiosk-sync, ``clock`` the time it is, ``disk`` a
    folder."""

    configuration: Callable[[Path | None, Mapping[str, str]], ConfigurationSeen]
    reader: Callable[[str], ReaderSeen]
    printer: Callable[[str, str], PrinterSeen]
    receipts: Callable[[Path], ReceiptsSeen]
    speaker: Callable[[str], bool]
    gateway: Callable[[Path], GatewaySeen]
    live: Callable[[Path], tuple[HealthCheck, ...]]
    clock: Callable[[datetime], ClockSeen]
    disk: Callable[[Path], DiskSeen]
    fonts: Callable[[], FontsSeen]


def _gateway(socket: Path) -> GatewaySeen:
    return gateway_status(socket, SystemClock(), GATEWAY_WITHIN_S)


def _live(socket: Path) -> tuple[HealthCheck, ...]:
    return live_checks(socket, SystemClock(), LIVE_WITHIN_S)


REAL = Instruments(
    configuration=machine.configuration,
    reader=reader.look,
    printer=printer.look,
    receipts=receipts.look,
    speaker=has_device,
    gateway=_gateway,
    live=_live,
    clock=machine.clock,
    disk=machine.disk,
    fonts=machine.fonts,
)
