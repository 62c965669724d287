"""The count of what is begun here, as kiosk-ui speaks to it: nothing raised, nothing depends on
it."""

from collections.abc import Mapping
from pathlib import Path

from kiosk.domain.ids import ServiceId
from kiosk.domain.outcomes import NOT_REACHED
from kiosk.gateway.client import GatewayClient
from shared_runtime.clock import Clock
from wire.begun import BegunCounts, CountBegun
from wire.codec import Codec

DEADLINE_S = 2.0
"""A count that takes longer is lost: nobody waits for it, and a worker is not held up."""
_COUNT = Codec[CountBegun](CountBegun)
_COUNTS = Codec[BegunCounts](BegunCounts)
_NOTHING = Codec[None](None)


class BegunCountsClient:
    """Thread-safe. An older kiosk-sync, which counts nothing, answers nothing."""

    def __init__(self, socket_path: Path, clock: Clock, deadline_s: float = DEADLINE_S) -> None:
        self._gateway = GatewayClient(socket_path, clock, deadline_s)

    def count(self, service: ServiceId) -> None:
        content = _COUNT.write(CountBegun(service))
        self._gateway.ask("POST", "/v1/begun", None, content, _NOTHING)

    def counts(self) -> Mapping[ServiceId, int] | None:
        answer = self._gateway.ask("GET", "/v1/begun", None, None, _COUNTS)
        if isinstance(answer, NOT_REACHED):
            return None
        return {ServiceId(service): times for service, times in answer.counts.items()}
