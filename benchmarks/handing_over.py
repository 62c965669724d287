"""Confirm to job handed to CUPS: the kiosk's own pipeline before the real print service.

The interval begins when the visitor's agreement is given to the session and ends when CUPS has
answered to Create-Job. In it: the attestation is issued, by kiosk-sync and a central on loopback
that answers at once; it is rendered; CUPS is asked for what is left of earlier jobs and for the
printer's state; the job is created. How long a real central takes is not in it, so the issue is
told apart.
"""

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, TypeVar

import structlog

from benchmarks.budgets import HANDED_MS
from benchmarks.finding import Limit, Measurement, Result, Skipped
from benchmarks.kiosk_stand import kiosk_stand
from benchmarks.series import Series, series
from benchmarks.visit import Visits
from kiosk.app.compose import Equipment, compose, document_printer
from kiosk.domain.ids import SessionId
from kiosk.domain.outcomes import CallOutcome
from kiosk.gateway.client import GatewayClient
from kiosk.hardware.cups.printer import CupsPrinter
from kiosk.hardware.cups.settings import CupsSettings
from kiosk.hardware.cups.spooler import CupsSpooler
from kiosk.hardware.factory import Devices
from shared_runtime.clock import SystemClock
from tests.system.cups_stand import QUEUE, cups_stand, missing, short_folder
from wire.calls.attestation import ATTESTATION
from wire.calls.call import Call

T = TypeVar("T")

NAME = "confirm to CUPS"
VISITS = 25


class _NotingSpooler(CupsSpooler):
    """Tells when CUPS has accepted a job."""

    def __init__(self, name: str, settings: CupsSettings, created: Callable[[], None]) -> None:
        super().__init__(name, settings)
        self._created = created

    def create(self) -> int:
        number = super().create()
        self._created()
        return number


class _NotingGateway(GatewayClient):
    """Remembers how long the last attestation took to be issued, in milliseconds."""

    issuing_ms: float = 0.0

    def call(self, call: Call[Any, T], session: SessionId, request: object) -> CallOutcome[T]:
        began = time.perf_counter()
        outcome = super().call(call, session, request)
        if call is ATTESTATION:
            self.issuing_ms = (time.perf_counter() - began) * 1000
        return outcome


def results() -> list[Result]:
    lacking = missing()
    if lacking:
        return [Skipped(NAME, f"not on this machine: {', '.join(lacking)}")]
    whole, issuing = _measured()
    own = series(all_ - issue for all_, issue in zip(whole.values, issuing.values, strict=True))
    return [
        Measurement(
            NAME,
            f"agreed to Create-Job answered, {VISITS} visits, with a central on loopback",
            (Limit("p95, ms", whole.percentile(95), HANDED_MS),),
            {
                "median ms": whole.median,
                "highest ms": whole.highest,
                "without the issue, p95 ms": own.percentile(95),
                "without the issue, median ms": own.median,
                "the issue alone, median ms": issuing.median,
            },
        )
    ]


def _measured() -> tuple[Series, Series]:
    """Milliseconds of each visit: the whole, and the issue of the attestation in it."""
    agreed: list[float] = []
    created: list[float] = []
    issuing: list[float] = []
    clock = SystemClock()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with ExitStack() as stack:
        cups = stack.enter_context(cups_stand(stack.enter_context(short_folder())))
        kiosk = stack.enter_context(kiosk_stand())
        settings = CupsSettings(QUEUE, cups.server)
        equipment = compose(kiosk.config, {}, clock)
        assert isinstance(equipment, Equipment)

        def spooler(name: str) -> _NotingSpooler:
            return _NotingSpooler(name, settings, lambda: created.append(time.perf_counter()))

        printer = CupsPrinter(settings, clock, spooler)
        gateway = _NotingGateway(equipment.settings.gateway_socket, clock)
        devices = Devices(equipment.devices.reader, printer)
        visits = Visits(
            replace(
                equipment,
                devices=devices,
                gateway=gateway,
                printer=document_printer(equipment.settings, devices),
            ),
            clock,
        )
        stack.callback(visits.stop)
        visits.start()
        for _ in range(VISITS):
            visits.attestation(lambda _: agreed.append(time.perf_counter()))
            issuing.append(gateway.issuing_ms)
    whole = ((end - start) * 1000 for start, end in zip(agreed, created, strict=True))
    return series(whole), series(issuing)
