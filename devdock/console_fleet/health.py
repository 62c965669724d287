"""How the fictitious kiosks are: what is found there, how often."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from wire.health import HealthCheck, HealthCode, Part, check_of
from wire.report import KioskReport, Measures

_WELL = (
    check_of(Part.READER, HealthCode.READER_READY, {"name": "Gemalto PC Twin Reader 00 00"}),
    check_of(Part.PRINTER, HealthCode.PRINTER_READY, {"queue": "borne"}),
    check_of(Part.RECEIPTS, HealthCode.RECEIPTS_READY, {"device": "/dev/borne-receipt"}),
    check_of(Part.SPEAKER, HealthCode.SPEAKER_THERE, {"name": "default"}),
    check_of(Part.SCREEN, HealthCode.SCREEN_RUNS),
    check_of(Part.CENTRAL, HealthCode.CENTRAL_REACHED),
    check_of(Part.CLOCK, HealthCode.CLOCK_AGREES, {"now": "09:30 UTC"}),
    check_of(Part.QUEUE, HealthCode.QUEUE_EMPTY),
    check_of(Part.STATE, HealthCode.DISK_ROOMY, {"path": "/var/lib/kiosk-sync", "free_mb": 9_000}),
    check_of(Part.MEMORY, HealthCode.MEMORY_ROOMY, {"free_mb": 1_200}),
    check_of(Part.TEMPERATURE, HealthCode.TEMPERATURE_NORMAL, {"celsius": 48}),
)
NO_PAPER = check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_OUT, {"queue": "borne"})
FAILURES = (
    NO_PAPER,
    NO_PAPER,
    check_of(Part.RECEIPTS, HealthCode.RECEIPTS_PAPER_OUT, {"device": "/dev/borne-receipt"}),
    check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_JAM, {"queue": "borne"}),
    check_of(Part.READER, HealthCode.READER_ABSENT),
    check_of(Part.PRINTER, HealthCode.PRINTER_OFFLINE, {"queue": "borne"}),
)
CONCERNS = (
    check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_LOW, {"queue": "borne"}),
    check_of(Part.PRINTER, HealthCode.PRINTER_TONER_LOW, {"queue": "borne"}),
    check_of(Part.QUEUE, HealthCode.QUEUE_OLD, {"number": 7, "hours": 5}),
    check_of(Part.TEMPERATURE, HealthCode.TEMPERATURE_HIGH, {"celsius": 81}),
    check_of(Part.MEMORY, HealthCode.MEMORY_LOW, {"free_mb": 92}),
)
_VERSIONS = ("0.1.0", "0.1.0", "0.1.0", "0.1.1", "0.2.0")


def report_of(chance: Random, now: datetime, trouble: HealthCheck | None) -> KioskReport:
    """Of a kiosk that is well but for that."""
    checks = tuple(
        replace(trouble, since=now - timedelta(minutes=chance.randint(6, 600)))
        if trouble is not None and trouble.name == check.name
        else replace(check, since=now - timedelta(hours=chance.randint(1, 200)))
        for check in _WELL
    )
    waiting = 7 if trouble is not None and trouble.name == Part.QUEUE else 0
    return KioskReport(
        chance.randint(1, 90_000),
        checks=checks,
        measures=Measures(
            queue_waiting=waiting,
            queue_oldest_s=18_000.0 if waiting else 0.0,
            disk_free_mb=chance.randint(4_000, 22_000),
            memory_free_mb=chance.randint(90, 2_400),
            temperature_c=chance.randint(38, 62),
        ),
        versions={
            "software": chance.choice(_VERSIONS),
            "python": "3.11.2",
            "qt": "6.8.1",
            "schema": "2",
        },
    )
