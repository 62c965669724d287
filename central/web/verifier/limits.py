"""How often a paper may be checked, by client address, and by code against guessing; and how often
the open kiosks may be asked for.

Counted in the store, so the same over all workers and restarts. A code that was found says nothing
of its person to whoever tries names and dates: only so many checks a minute and a day are answered
for it, from wherever they come. Codes that were never issued are not counted.
"""

from dataclasses import dataclass
from typing import Self

from fastapi import Request
from sqlalchemy import Engine

from central.config.setting_values import CheckLimits
from central.crypto.narrow_keys import CheckKey
from central.runtime.limits import RateLimit
from central.store.counters import Counters, StoredLimit, Window
from central.store.models import PublicCounterRow
from central.web.addresses import SHARES, origin
from shared_runtime.clock import Clock

_MINUTE_S, _DAY_S = 60, 86_400


@dataclass(frozen=True, slots=True)
class TooManyChecks:
    retry_after_s: int


@dataclass(frozen=True, slots=True)
class AddressCounts:
    """What is asked for from each address. ``by_share``: the limit of a network that gets the
    events of so many households."""

    in_all: RateLimit
    by_share: dict[int, StoredLimit]

    @classmethod
    def of(cls, counters: Counters, what: str, in_all: RateLimit, per_address: int) -> Self:
        window = Window(what, _MINUTE_S)
        shares = {share: StoredLimit(counters, window, per_address * share) for share in SHARES}
        return cls(in_all, shares)

    def wait_s(self, host: str) -> int | None:
        """Counts a call from this address, before anything of it is read."""
        came = origin(host)
        nearest_first = ((came.household, 1), *came.wider)
        # Whoever changes addresses within a network that is full is refused from memory, too.
        for network, share in nearest_first:
            wait_s = self.by_share[share].full_s(network)
            if wait_s is not None:
                return wait_s
        wait_s = self.in_all.wait_s("")
        for network, share in nearest_first:
            wait_s = wait_s or self.by_share[share].wait_s(network)
        return wait_s


@dataclass(frozen=True, slots=True)
class PublicCounts:
    """``checks`` of papers, and ``feeds`` of open kiosks, by address."""

    checks: AddressCounts
    feeds: AddressCounts
    by_code: StoredLimit
    by_code_a_day: StoredLimit

    @classmethod
    def of(cls, limits: CheckLimits, engine: Engine, clock: Clock, key: CheckKey) -> Self:
        counters = Counters(engine, clock, key.counted, PublicCounterRow)

        def in_all(most: int) -> RateLimit:
            return RateLimit(clock, most, _MINUTE_S)

        return cls(
            AddressCounts.of(
                counters, "address", in_all(limits.checks_in_all), limits.checks_per_address
            ),
            AddressCounts.of(
                counters, "feed", in_all(limits.feeds_in_all), limits.feeds_per_address
            ),
            StoredLimit(counters, Window("code", _MINUTE_S), limits.checks_per_code),
            StoredLimit(counters, Window("code-day", _DAY_S), limits.checks_per_code_a_day),
        )

    def code_wait_s(self, code: str) -> int | None:
        """Counts a check of a code that was issued."""
        return self.by_code.wait_s(code) or self.by_code_a_day.wait_s(code)


def host_of(request: Request) -> str:
    return "" if request.client is None else request.client.host
