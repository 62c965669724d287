"""What a kiosk with some of every trouble tells staff."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from wire.actions import ActionState, QueuedAction, QueuePage, QueueSummary
from wire.demandes.demande import Assurance
from wire.health import CheckState, HealthCode, Part, check_of
from wire.prints import PrintState
from wire.report import KioskHealth
from wire.staff_calls.looks import (
    AboutLook,
    DayLook,
    JournaledPrint,
    LoggedEvent,
    LogsLook,
    NetworkLook,
    PrintsLook,
    QueueLook,
    StageFound,
)

AT = datetime(2026, 12, 1, 8, 15, tzinfo=UTC)


def job(number: int) -> UUID:
    return UUID(int=(1 << 100) + number)


def printed(number: int, state: PrintState) -> JournaledPrint:
    return JournaledPrint(job(number), state, AT)


def action(
    number: int, state: ActionState, reason: str | None = None, kind: str = "ceam"
) -> QueuedAction:
    return QueuedAction(
        job(number),
        f"20261201-0000-07-00000{number}-17",
        kind,
        Assurance.CODE,
        state,
        AT,
        AT + timedelta(days=30),
        2,
        reason,
    )


HEALTH = KioskHealth(
    (
        check_of(Part.READER, HealthCode.READER_READY, {"name": "Gemalto"}),
        check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_OUT),
        check_of(Part.RECEIPTS, HealthCode.RECEIPTS_PAPER_LOW),
        check_of(Part.SPEAKER, HealthCode.SPEAKER_THERE),
        check_of(Part.SCREEN, HealthCode.SCREEN_RUNS),
    ),
)
SUMMARY = QueueSummary(
    ready=3,
    in_flight=1,
    acknowledged=12,
    quarantined=1,
    expired=1,
    accepting=True,
    stored_bytes=4_000,
    limit_bytes=1_000_000,
    oldest_waiting_at=AT,
    last_sync_at=AT,
    put_off=1,
)
ANSWERS: dict[str, object] = {
    "health": HEALTH,
    "prints": PrintsLook((printed(1, "done"), printed(2, "unknown")), sheets=42, strips=7),
    "queue": QueueLook(
        SUMMARY,
        QueuePage(
            (
                action(1, "quarantined", "seal-broken"),
                action(2, "expired"),
                action(3, "ready", "unknown-kind", kind="staff_act"),
                action(4, "ready"),
            )
        ),
    ),
    "network": NetworkLook(
        (
            StageFound("cable", CheckState.OK, "connected"),
            StageFound("address", CheckState.FAILED, "no_address"),
            StageFound("dns", CheckState.UNKNOWN, "not_looked_at"),
        )
    ),
    "day": DayLook(
        date(2026, 12, 1),
        visits=31,
        sheets=20,
        strips=4,
        offline_minutes=1,
        services={"lire_ma_carte": 4, "attestation_de_droits": 17, "ceam": 0},
    ),
    "about": AboutLook(
        {"kiosk": "1.4.0", "python": "3.11.2"},
        "k00007",
        certified_until=AT + timedelta(days=60),
        configuration=12,
        started_at=AT,
        can_bundle=True,
        stick=True,
    ),
    "logs": LogsLook(
        (
            LoggedEvent(AT, "warning", "kiosk-sync", "sync_failed", {"why": "timeout"}),
            LoggedEvent(AT, "error", "kiosk-ui", "paper_not_drawn"),
        )
    ),
}
