"""What a service is to the kiosk API: a row of the table of calls, and who answers it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from central.container import Container
from central.rights.seeded import SeededSource
from central.rights.sessions import CitizenSession
from central.rights.source import RightsSource
from central.runtime.problem_error import ProblemError
from wire.calls.call import Call
from wire.problem import ProblemType

Answerer = Callable[[Container, CitizenSession, Any], Any]
"""Given the session, at the call's level, and what was asked, None where a call asks nothing.
Raises ProblemError for what the call may be refused for. Its docstring is published."""


@dataclass(frozen=True, slots=True)
class Capability:
    """What a caisse's own system may be able to tell. ``protocol``: checkable at run time; whatever
    has its methods has it. ``seeded``: how the fictitious people have it, where not by themselves.
    """

    protocol: type
    seeded: Callable[[SeededSource], Any] | None = None

    def of(self, source: object) -> Any | None:
        """What answers for it; None where the source cannot."""
        if isinstance(source, self.protocol):
            return source
        if self.seeded is not None and isinstance(source, SeededSource):
            return self.seeded(source)
        return None

    def require(self, source: object) -> Any:
        """The same where there must be one: a service is announced and routed only where there is.
        Raises ProblemError: session-lost."""
        found = self.of(source)
        if found is None:
            raise ProblemError(ProblemType.SESSION_LOST)
        return found


RIGHTS_OF_PEOPLE = Capability(RightsSource)


@dataclass(frozen=True, slots=True)
class Service:
    """``needs``: what it asks the caisse's own system for. Where the source configured has it not,
    there is no such service."""

    call: Call[Any, Any]
    answer: Answerer
    needs: Capability = RIGHTS_OF_PEOPLE

    def is_served(self, source: object) -> bool:
        return self.needs.of(source) is not None
