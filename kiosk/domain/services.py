"""What a service is to the session: its place on the home screen, its level, its conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.faults import Fault, Link
from kiosk.domain.flow import Flow
from kiosk.domain.ids import ServiceId


class Level(StrEnum):
    """What a person must show: nothing (I), the card alone (C), or the card and a code (L)."""

    OPEN = "I"
    CARD = "C"
    CODE = "L"

    def is_met_by(self, reached: "Level | None") -> bool:
        """Whether somebody known at ``reached`` may use what asks for this level."""
        return self is Level.OPEN or reached is Level.CODE or reached is self


class Group(StrEnum):
    """The tiles of the home screen, in their order."""

    ATTESTATIONS = "attestations"
    CARD = "card"
    REFUNDS = "refunds"
    REQUESTS = "requests"
    INFORMATION = "information"
    PRIVACY = "privacy"


class Why(StrEnum):
    """Why a service cannot be had just now."""

    NETWORK = "network"
    CLOCK = "clock"
    PRINTER = "printer"


@dataclass(frozen=True, slots=True)
class Service:
    """One démarche. ``flow`` is called with the Insured who stands at the kiosk; that of an open
    one with None where there is no card."""

    id: ServiceId
    group: Group
    level: Level
    flow: Flow[None]
    needs_central: bool
    needs_paper: bool


@dataclass(frozen=True, slots=True)
class Registry:
    """All services offered, in the order of the home screen, and how a person logs in.

    ``log_in`` is called with the Insured and the level to reach, and returns whether it was.
    """

    services: Mapping[ServiceId, Service]
    log_in: Flow[bool]

    @property
    def open_to_all(self) -> "Registry":
        """What is left for somebody without a card."""
        return Registry(
            {id_: each for id_, each in self.services.items() if each.level is Level.OPEN},
            self.log_in,
        )

    def in_group(self, group: Group) -> tuple[Service, ...]:
        return tuple(s for s in self.services.values() if s.group is group)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that have a service, in the order of the home screen."""
        return tuple(group for group in Group if self.in_group(group))


def obstacle(service: Service, faults: frozenset[Fault], link: Link) -> Why | None:
    """What keeps a service from being offered, or None. An unknown link is worth a try."""
    if service.needs_paper and Fault.PRINTER in faults:
        return Why.PRINTER
    if service.needs_central:
        if link is Link.CLOCK_WRONG:
            return Why.CLOCK
        if link is Link.OFFLINE or Fault.GATEWAY in faults:
            return Why.NETWORK
    return None


async def _nobody_logs_in(*_: object) -> bool:
    return False


NO_SERVICES = Registry({}, _nobody_logs_in)
"""Until the configuration is read."""
