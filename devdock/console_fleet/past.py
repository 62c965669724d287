"""What the fictitious kiosks have been through: five minutes by five minutes, and their use."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from central.fleet.status import SLOT, slot_of

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


def history(
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
