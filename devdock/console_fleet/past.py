"""What the fictitious kiosks have been through: five minutes by five minutes, and their use."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, select

from central.fleet.status import SLOT, slot_of
from central.fleet.use.rolling import AT_ONCE, UseRollUp
from central.store.database import insert_all, light_engine_for, transaction
from central.store.fleet_models import KioskStatusHistoryRow, KioskStatusRow
from devdock.console_fleet.places import kiosk_id
from wire.health import CheckState

_SERVICES = (
    "attestation_de_droits",
    "ij",
    "ceam",
    "releve_de_remboursements",
    "adresse",
    "carte_perdue",
    "lire_ma_carte",
)
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


def sum_up(engine: Engine, now: datetime) -> None:
    """All days that are over, as who watches the fleet would."""
    light = light_engine_for(engine.url.render_as_string(hide_password=False))
    rolling = UseRollUp(engine, light, _StoppedClock(now))
    while rolling.run() == AT_ONCE:
        pass
    light.dispose()


@dataclass(frozen=True)
class _StoppedClock:
    at: datetime

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0


def usage(chance: Random, kiosk: str, today: date, days: int) -> Iterator[dict[str, Any]]:
    for back in range(days):
        day = today - timedelta(days=back)
        if back and day.weekday() == 6:
            continue
        visits = chance.randint(15, 120)
        yield {
            "kiosk": kiosk,
            "day": day,
            "run": UUID(int=chance.getrandbits(128), version=4),
            "visits": visits,
            "services": json.dumps(
                {each: chance.randint(0, visits // rank) for rank, each in enumerate(_SERVICES, 2)}
            ),
            "sheets": int(visits * chance.uniform(0.6, 1.4)),
            "strips": visits // 2,
        }
