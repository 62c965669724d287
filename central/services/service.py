"""What a service is to the kiosks' door: a row of the table of calls, and who answers it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from central.container import Container
from central.rights.seeded import SeededSource
from central.rights.sessions import CitizenSession
from central.rights.source import RightsSource
from wire.calls.call import Call

Answerer = Callable[[Container, CitizenSession, Any], Any]
"""Given the session, at the call's level, and what was asked, None where a call asks nothing.
Raises ProblemError for what the call may be refused for. Its docstring is published."""


@dataclass(frozen=True, slots=True)
class Capability:
    """What a caisse's source may be able to tell besides rights. ``protocol``: runtime-checkable;
    a source that has its methods has it. ``seeded``: how the fictitious people have it."""

    protocol: type
    seeded: Callable[[SeededSource], Any]

    def of(self, source: RightsSource) -> Any | None:
        """What answers for it; None where the source cannot."""
        if isinstance(source, self.protocol):
            return source
        return self.seeded(source) if isinstance(source, SeededSource) else None


@dataclass(frozen=True, slots=True)
class Service:
    """``needs``: the capability without which the call is not served; None where any source will
    do."""

    call: Call[Any, Any]
    answer: Answerer
    needs: Capability | None = None

    def is_served(self, source: RightsSource) -> bool:
        return self.needs is None or self.needs.of(source) is not None
