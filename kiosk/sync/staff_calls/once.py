"""What staff have done is told to central's audit first, and then done once, however often it is
asked for."""

import asyncio
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kiosk.sync.staff_calls.acts import StaffActs
from kiosk.sync.staff_calls.answered import AnsweredCall, StayDeed
from shared_runtime.clock import Clock
from wire.moments import within_years
from wire.staff import DoneByStaff
from wire.staff_calls.deeds import NoteDeed

KNOWN = 256
"""Deeds whose end is remembered; kiosk-ui asks again within seconds, or never."""


@dataclass(frozen=True, slots=True)
class _Begun:
    stay: UUID
    call: str
    end: "asyncio.Task[Any]"


class DeedsOnce:
    """Used from the one event loop. A deed goes on, though whoever asked is gone."""

    def __init__(self, acts: StaffActs, clock: Clock) -> None:
        self._acts, self._clock = acts, clock
        self._begun: dict[UUID, _Begun] = {}

    async def do(self, deed: StayDeed, answered: AnsweredCall, asked: Any) -> Any | None:
        """What came of it, now or when it was asked before; None where the id stands for something
        else. Raises what the deed raises, such as StoreFailed."""
        name = answered.call.name
        begun = self._begun.get(deed.id)
        if begun is None:
            end = asyncio.create_task(self._do(deed, answered, asked))
            begun = self._begun[deed.id] = _Begun(deed.stay.id, name, end)
            self._forget()
        elif (begun.stay, begun.call) != (deed.stay.id, name):
            return None
        return await asyncio.shield(begun.end)

    async def _do(self, deed: StayDeed, answered: AnsweredCall, asked: Any) -> Any | None:
        stay = deed.stay
        did = asked.did if isinstance(asked, NoteDeed) else answered.call.deed
        assert did is not None
        act = DoneByStaff(did, stay.by, stay.staff, stay.role)
        at = within_years(self._clock.now())
        if deed.id == stay.id or not await self._acts.keep(act, deed.id, subject=stay.id, at=at):
            return None
        return await answered.do(asked, deed)

    def _forget(self) -> None:
        ended = [deed for deed, begun in self._begun.items() if begun.end.done()]
        for deed in ended[: max(0, len(self._begun) - KNOWN)]:
            del self._begun[deed]
