"""Tries to sign in, counted in the store: after some wrong ones an account or an address waits, and
longer each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from central.crypto.admin_key import AdminKey
from central.store.counters import Counters, StoredLimit, Window
from shared_runtime.clock import Clock

_MINUTE_S, _HOUR_S = 60, 3_600
_ACCOUNT_TIERS = (
    (Window("console-account-quarter", 15 * _MINUTE_S), 5),
    (Window("console-account-hours", 4 * _HOUR_S), 10),
    (Window("console-account-day", 24 * _HOUR_S), 15),
)
"""What is refused is not counted: a burst costs the account's owner a quarter of an hour, and only
who comes back for hours costs them a day. 15 a day against a password and a code of the clock is no
attack."""
_ADDRESS_TIERS = ((15 * _MINUTE_S, 30), (24 * _HOUR_S, 300))
"""Right ones count as well: an office has one address, and each signs in once or twice a day."""

Networks = Sequence[tuple[str, int]]
"""Where a try came from, the nearest network first, each with how many households' tries it has."""


@dataclass(frozen=True, slots=True)
class Lockout:
    counters: Counters
    by_share: dict[int, tuple[StoredLimit, ...]]

    @classmethod
    def of(cls, engine: Engine, clock: Clock, key: AdminKey, shares: Sequence[int]) -> Self:
        counters = Counters(engine, clock, key.counted)

        def limits(share: int) -> tuple[StoredLimit, ...]:
            return tuple(
                StoredLimit(counters, Window(f"console-address-{seconds}", seconds), most * share)
                for seconds, most in _ADDRESS_TIERS
            )

        return cls(counters, {share: limits(share) for share in shares})

    def address_wait_s(self, networks: Networks) -> int | None:
        """Counts a try from there, in transactions of its own."""
        limits = [(limit, network) for network, share in networks for limit in self.by_share[share]]
        for limit, network in limits:
            wait_s = limit.full_s(network)
            if wait_s is not None:
                return wait_s
        for limit, network in limits:
            wait_s = limit.wait_s(network)
            if wait_s is not None:
                return wait_s
        return None

    def account_wait_s(self, db: Session, login: str) -> int | None:
        """Counts a try of this account, whether there is one or not; none while it is locked."""
        known = [(self.counters.read(db, window, login), most) for window, most in _ACCOUNT_TIERS]
        full = [count.ends_in_s for count, most in known if count.number >= most]
        if full:
            return max(full)
        # Others may count at the same time: what the count is now decides.
        counted = [(self.counters.add(db, window, login), most) for window, most in _ACCOUNT_TIERS]
        return max(
            (count.ends_in_s for count, most in counted if count.number > most), default=None
        )

    def locked(self, db: Session, logins: Sequence[str]) -> frozenset[str]:
        """Those of these accounts that wait."""
        return frozenset(
            login
            for window, most in _ACCOUNT_TIERS
            for login, number in self.counters.read_all(db, window, logins).items()
            if number >= most
        )

    def forget(self, db: Session, login: str) -> None:
        """After a right one, or because somebody at the caisse says so."""
        for window, _ in _ACCOUNT_TIERS:
            self.counters.forget(db, window, login)
