"""What the fictitious kiosks were used for, day by day, and the sums of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Engine

from central.fleet.heartbeats import USE_DETAIL
from central.fleet.use.rolling import AT_ONCE, DETAIL_KEPT, UseRollUp
from central.store.database import light_engine_for
from wire.report import LASTED_WITHIN_S, UsageDetail

_STEPS: Mapping[str, tuple[str, ...]] = {
    "attestation_de_droits": ("code.personal.title", "login.suspended.title", "attestation.who"),
    "ij": ("code.personal.title", "ij.period", "ij.cut_off.title"),
    "ceam": ("ceam.for_whom", "ceam.confirm.question", "login.sms.title"),
    "releve_de_remboursements": ("code.personal.title", "code.provisional.title"),
    "adresse": ("address.postcode", "address.confirm.question", "login.have_code"),
    "carte_perdue": ("card_lost.confirm.question",),
    "lire_ma_carte": (),
}
K = TypeVar("K")
_HOURS = {8: 3, 9: 8, 10: 12, 11: 10, 12: 4, 13: 5, 14: 10, 15: 9, 16: 7, 17: 3}
_LASTED = (2, 8, 14, 16, 20, 14, 9, 7, 4, 2, 1, 1)


def usage(chance: Random, kiosk: str, today: date, days: int) -> Iterator[dict[str, Any]]:
    for back in range(days):
        day = today - timedelta(days=back)
        if back and day.weekday() == 6:
            continue
        visits = chance.randint(15, 120)
        services = {each: chance.randint(0, visits // rank) for rank, each in enumerate(_STEPS, 2)}
        detail = None
        if back <= DETAIL_KEPT.days:
            detail = USE_DETAIL.write(_detail(chance, visits, services)).decode()
        yield {
            "kiosk": kiosk,
            "day": day,
            "run": UUID(int=chance.getrandbits(128), version=4),
            "visits": visits,
            "services": json.dumps(services),
            "sheets": int(visits * chance.uniform(0.6, 1.4)),
            "strips": visits // 2,
            "detail": detail,
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


def _detail(chance: Random, visits: int, services: Mapping[str, int]) -> UsageDetail:
    cut_off = chance.random() < 0.06
    return UsageDetail(
        hours=_spread(chance, visits, _HOURS),
        service_hours={
            service: _spread(chance, number, _HOURS) for service, number in services.items()
        },
        lasted=_spread(chance, visits, dict(zip(LASTED_WITHIN_S, _LASTED, strict=True))),
        left={
            service: _spread(chance, number // chance.randint(4, 9), dict.fromkeys(steps, 1))
            for service, number in services.items()
            if (steps := _STEPS[service])
        },
        languages=_spread(chance, visits, {"fr": 93, "en": 7}),
        aids={"large_text": visits // chance.randint(9, 30), "low_mode": visits // 60},
        offline_visits=visits // 4 if cut_off else 0,
        offline_minutes=chance.randint(10, 150) if cut_off else 0,
    )


def _spread(chance: Random, number: int, weights: Mapping[K, int]) -> dict[K, int]:
    found: dict[K, int] = {}
    for each in chance.choices(list(weights), list(weights.values()), k=number):
        found[each] = found.get(each, 0) + 1
    return found
