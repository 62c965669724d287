"""What the fictitious kiosks have been through, five minutes by five minutes."""

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import Engine, select

from central.fleet.status import SLOT, slot_of
from central.store.database import insert_all, transaction
from central.store.fleet_models import KioskStatusHistoryRow, KioskStatusRow
from devdock.console_fleet.places import kiosk_id
from wire.health import CheckState

_EPISODES = (
    ("failed", "printer.paper_out", 30),
    ("failed", "reader.absent", 8),
    ("warning", "printer.paper_low", 40),
    ("warning", "temperature.high", 12),
)


def remember(engine: Engine, kiosks: int, days: int) -> None:
    """So many days of the first kiosks, up to when each was heard last. One after the other: who
    reads the store meanwhile waits for none of it."""
    row = KioskStatusRow
    names = [kiosk_id(number + 1) for number in range(kiosks if days else 0)]
    for name in names:
        with transaction(engine) as db:
            status = db.execute(
                select(row.heard_at, row.slot_worst, row.slot_reasons).where(row.kiosk == name)
            ).one_or_none()
            if status is not None:
                well = status.slot_worst == CheckState.OK
                ends = None if well else (status.slot_worst, status.slot_reasons)
                past = _history(Random(name), name, status.heard_at, days, ends)  # noqa: S311 — no secret
                insert_all(db, KioskStatusHistoryRow, list(past))


def _history(
    chance: Random, kiosk: str, now: datetime, days: int, ends: tuple[str, str] | None
) -> Iterator[dict[str, Any]]:
    """``ends``: state and reason of the last stretch, where the kiosk is not well now."""
    slots = days * 288
    states = [("ok", "")] * slots
    for _ in range(chance.randint(1, 5)):
        state, reason, length = chance.choice(_EPISODES)
        begins = chance.randrange(slots - length)
        states[begins : begins + length] = [(state, reason)] * length
    silent = chance.randrange(slots - 60) if chance.random() < 0.5 else slots
    if ends is not None:
        length = chance.randint(4, 80)
        states[-length:] = [ends] * length
    first = slot_of(now) - slots * SLOT
    for place, (state, reason) in enumerate(states):
        if not silent <= place < silent + 40:
            yield {
                "kiosk": kiosk,
                "at": first + place * SLOT,
                "heard": 5,
                "worst": state,
                "reasons": reason,
            }
