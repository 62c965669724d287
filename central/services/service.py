"""What a service is to the kiosks' door: a row of the table of calls, and who answers it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from central.container import Container
from central.rights.sessions import CitizenSession
from central.rights.source import RightsSource
from wire.calls import Call

Answerer = Callable[[Container, CitizenSession, Any], Any]
"""Given the session, at the call's level, and what was asked, None where a call asks nothing.
Raises ProblemError for what the call may be refused for. Its docstring is published."""


@dataclass(frozen=True, slots=True)
class Service:
    """``capability``: the Protocol, checkable at run time, of what it asks the caisse's own system
    for. Where the source configured has it not, there is no such service."""

    call: Call[Any, Any]
    answer: Answerer
    capability: type = RightsSource
