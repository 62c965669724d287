"""What a démarche is to the session: its place on the home screen, its level, its conversation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum

from kiosk.domain.faults import Fault, Link
from kiosk.domain.flow import Flow
from kiosk.domain.ids import ServiceId
from kiosk.domain.maintenance.tool import Tool
from kiosk.domain.place import NOWHERE, Place
from wire.capabilities import Capabilities


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


_TO_READ = frozenset({Group.INFORMATION, Group.PRIVACY})
"""Groups of what is only read: nobody comes for that first."""

MOST_ASKED = 4
"""How many services stand on the home screen themselves."""
ENOUGH_TO_ORDER = 20
"""So often services were begun here before that orders the tiles: of fewer, chance would."""


Begun = Mapping[ServiceId, int]
"""How often services were begun here; one that is not offered now may be among them."""


class Why(StrEnum):
    """Why a service cannot be had just now."""

    NETWORK = "network"
    CLOCK = "clock"
    PRINTER = "printer"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is drawn for one démarche. ``drawing`` is its own, which no other has; ``screens`` are
    drawings by the beginning of the key of a title, ``options`` icons by the key of a label, and
    ``choices`` drawings by it, where a picture tells two answers apart."""

    drawing: str = ""
    screens: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Demarche:
    """One démarche, as its own module declares it. ``flow`` is called with Here and the Insured who
    stands at the kiosk; that of an open one with None where there is no card.

    In its group what is asked for ``often`` stands first, then whatever has the lower ``rank``.
    ``level`` is the default: a caisse chooses another one, but what is open to all stays so.
    ``queued``: what it asks for is recorded here and sent later, so that it can be had offline. At
    level L a queued service asks for the code where that can be checked, and does without where it
    cannot: central then records what is asked as to be confirmed. ``instead``: what is offered to
    whoever has no code, or finds central out of reach. ``cardless``: for nobody whose card is in
    the reader. ``calls``, ``kind``: what it asks central for besides logging in, and which kind of
    request it records; where central has not got them it is not shown.
    """

    id: ServiceId
    group: Group
    level: Level
    flow: Flow[None]
    rank: int = 0
    often: bool = False
    needs_central: bool = False
    needs_paper: bool = False
    queued: bool = False
    instead: ServiceId | None = None
    cardless: bool = False
    pictures: Pictures = Pictures()
    calls: frozenset[str] = frozenset()
    kind: str | None = None

    @property
    def about_a_person(self) -> bool:
        """Whether a caisse chooses its level: what is open to all stays so."""
        return self.level is not Level.OPEN

    def at(self, level: Level) -> "Demarche":
        """The same at another level. Central checks the code, and there is no doing without where
        nothing is recorded."""
        checks = level is Level.CODE and not self.queued
        return replace(self, level=level, needs_central=self.needs_central or checks)

    def is_served_by(self, central: Capabilities) -> bool:
        return self.calls <= central.calls and (self.kind is None or self.kind in central.kinds)

    @property
    def goes_on_without_code(self) -> bool:
        """Whether there is something for a person whom central does not know yet."""
        return self.queued or self.instead is not None


class LoggedIn(Enum):
    """What came of logging in. ``NOT_NOW``: no code, or nobody to check it; ``REFUSED``: central
    knows the person and says no, or the person has left."""

    YES = "yes"
    NOT_NOW = "not_now"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Registry:
    """All services offered at ``place``, in the order of the home screen, and how a person logs in.

    ``tools``: those of staff, in the order of their menu.

    ``log_in`` is called with the Insured, the level to reach, and whether there is something to go
    on with without it; ``log_in_if_wanted`` the same, but asks first whether the person has a code.
    """

    services: Mapping[ServiceId, Demarche]
    log_in: Flow[LoggedIn]
    log_in_if_wanted: Flow[LoggedIn]
    place: Place = NOWHERE
    tools: tuple[Tool, ...] = ()

    @property
    def open_to_all(self) -> "Registry":
        """What is left for somebody without a card."""
        return self._only(lambda service: service.level is Level.OPEN)

    @property
    def with_card(self) -> "Registry":
        """What there is for somebody whose card is in the reader."""
        return self._only(lambda service: not service.cardless)

    def served_by(self, central: Capabilities | None) -> "Registry":
        """Without what central has not got: the kiosk promises nothing that the caisse cannot do.
        All of it while nobody knows what central can do."""
        if central is None:
            return self
        return self._only(lambda service: service.is_served_by(central))

    def now(self, faults: frozenset[Fault], link: Link) -> "Registry":
        """Without what would stand in for another service that can be had: one tile less, and one
        touch."""
        had = (each for each in self.services.values() if obstacle(each, faults, link) is None)
        needless = {service.instead for service in had}
        return self._only(lambda service: service.id not in needless)

    def _only(self, wanted: Callable[[Demarche], bool]) -> "Registry":
        left = {id_: service for id_, service in self.services.items() if wanted(service)}
        return replace(self, services=left)

    def in_group(self, group: Group) -> tuple[Demarche, ...]:
        return tuple(s for s in self.services.values() if s.group is group)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups that have a service, in the order of the home screen."""
        return tuple(group for group in Group if self.in_group(group))

    def most_asked(
        self, faults: frozenset[Fault], link: Link, begun: Begun | None = None
    ) -> tuple[Demarche, ...]:
        """What most people come for, one touch away, in an even number up to four: what the caisse
        names, or what was ``begun`` most here, or what says so of itself, filled up with what
        follows. What cannot be had just now keeps its place, or gives it to what stands in for
        it."""
        named = [ServiceId(each) for each in self.place.most_asked] or [
            each.id for each in self.services.values() if each.often
        ]
        first = [self.services[each] for each in named if each in self.services]
        others = [
            each
            for each in self.services.values()
            if each.group not in _TO_READ and each not in first and not self._stands_in(each)
        ]
        ranked = first + others
        if not self.place.most_asked:
            ranked = _most_begun_first(ranked, begun or {})
        candidates = ranked[:MOST_ASKED] if first else []
        even = candidates[: len(candidates) - len(candidates) % 2]
        return tuple(self._or_instead(each, faults, link) for each in even)

    def _stands_in(self, service: Demarche) -> bool:
        return any(each.instead == service.id for each in self.services.values())

    def _or_instead(self, service: Demarche, faults: frozenset[Fault], link: Link) -> Demarche:
        stand_in = self.services.get(service.instead) if service.instead is not None else None
        if stand_in is None or obstacle(service, faults, link) is None:
            return service
        return service if obstacle(stand_in, faults, link) is not None else stand_in

    def at_home(
        self, faults: frozenset[Fault], link: Link, begun: Begun | None = None
    ) -> "tuple[Demarche | Group, ...]":
        """The tiles of the home screen: what most people come for, then every subject."""
        return (*self.most_asked(faults, link, begun), *self.groups)


def _most_begun_first(declared: Sequence[Demarche], begun: Begun) -> list[Demarche]:
    """Those begun equally often, and all of them while that says little, stay as declared. Whoever
    began what stands in for a service came for the service."""

    def times(service: Demarche) -> int:
        stand_in = 0 if service.instead is None else begun.get(service.instead, 0)
        return begun.get(service.id, 0) + stand_in

    enough = sum(map(times, declared)) >= ENOUGH_TO_ORDER
    return sorted(declared, key=times, reverse=True) if enough else list(declared)


def obstacle(service: Demarche, faults: frozenset[Fault], link: Link) -> Why | None:
    """What keeps a service from being offered, or None. An unknown link is worth a try."""
    if service.needs_paper and Fault.PRINTER in faults:
        return Why.PRINTER
    if service.needs_central:
        if link is Link.CLOCK_WRONG:
            return Why.CLOCK
        if link is Link.OFFLINE or Fault.GATEWAY in faults:
            return Why.NETWORK
    if service.queued and faults & {Fault.GATEWAY, Fault.QUEUE}:
        return Why.QUEUE
    return None


def sent_later(service: Demarche, link: Link) -> bool:
    """Whether what is asked for now would wait for the network, as far as anybody knows."""
    return service.queued and link in (Link.OFFLINE, Link.CLOCK_WRONG)


async def _nobody_logs_in(*_: object) -> LoggedIn:
    return LoggedIn.REFUSED


NO_SERVICES = Registry({}, _nobody_logs_in, _nobody_logs_in)
"""Until the configuration is read."""
