"""Where ids come from: random ids of sessions, ordered ids of what people confirm."""

import secrets
from uuid import UUID

from kiosk.domain.ids import ActionId, Confirmation, JobId, SessionId
from shared_runtime.clock import Clock

_COUNTER_BITS = 12


class IdSource:
    """Makes ids. UUIDv7 (RFC 9562, method 1 of 6.2) that grow even when the clock steps back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def session(self) -> SessionId:
        """A random id that says nothing of when or who."""
        return SessionId(UUID(bytes=secrets.token_bytes(16), version=4))

    def confirmation(self) -> Confirmation:
        """The ids and the time of one confirmation."""
        return Confirmation(ActionId(self._uuid7()), JobId(self._uuid7()), self._clock.now())

    def grow_beyond(self, newest: UUID) -> None:
        """From here on every id is larger than ``newest``, a UUIDv7 of an earlier run."""
        ms, counter = newest.int >> 80, newest.int >> 64 & (1 << _COUNTER_BITS) - 1
        self._last = max(self._last, ms << _COUNTER_BITS | counter)

    def _uuid7(self) -> UUID:
        now_ms = int(self._clock.now().timestamp() * 1000)
        fresh = now_ms << _COUNTER_BITS | secrets.randbits(_COUNTER_BITS - 1)
        self._last = max(self._last + 1, fresh)
        ms, counter = divmod(self._last, 1 << _COUNTER_BITS)
        value = (ms & (1 << 48) - 1) << 80 | 0x7 << 76 | counter << 64
        return UUID(int=value | 0b10 << 62 | secrets.randbits(62))
