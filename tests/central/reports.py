"""What kiosks tell of themselves."""

from typing import Any

from wire.health import HealthCheck, HealthCode, Part, check_of
from wire.report import KioskReport, Measures

WELL: tuple[HealthCheck, ...] = (
    check_of(Part.READER, HealthCode.READER_READY, {"name": "Gemalto PC Twin Reader 00 00"}),
    check_of(Part.PRINTER, HealthCode.PRINTER_READY, {"queue": "borne"}),
    check_of(Part.RECEIPTS, HealthCode.RECEIPTS_READY, {"device": "/dev/borne-receipt"}),
    check_of(Part.SPEAKER, HealthCode.SPEAKER_THERE, {"name": "default"}),
    check_of(Part.SCREEN, HealthCode.SCREEN_RUNS),
    check_of(Part.CENTRAL, HealthCode.CENTRAL_REACHED),
    check_of(Part.CLOCK, HealthCode.CLOCK_AGREES, {"now": "2026-11-22 09:30 UTC"}),
    check_of(Part.QUEUE, HealthCode.QUEUE_EMPTY),
    check_of(Part.STATE, HealthCode.DISK_ROOMY, {"path": "/var/lib/kiosk-sync", "free_mb": 9_000}),
    check_of(Part.MEMORY, HealthCode.MEMORY_ROOMY, {"free_mb": 1_200}),
    check_of(Part.TEMPERATURE, HealthCode.TEMPERATURE_NORMAL, {"celsius": 48}),
)
PAPER_OUT = check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_OUT, {"queue": "borne"})


def a_report(number: int = 1, *changed: HealthCheck, **more: Any) -> KioskReport:
    """Of a kiosk that is well but for what has changed."""
    instead = {check.name: check for check in changed}
    checks = tuple(instead.get(check.name, check) for check in WELL)
    given: dict[str, Any] = {
        "checks": checks,
        "measures": Measures(queue_waiting=0, queue_oldest_s=0.0, disk_free_mb=9_000),
        "versions": {"software": "0.1.0", "python": "3.11.2", "qt": "6.8.1", "schema": "2"},
    }
    return KioskReport(number, **(given | more))
