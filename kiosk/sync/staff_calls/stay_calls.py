"""What is written down of what kiosk-ui does for staff by itself, and the end of their stay."""

from collections.abc import Sequence

from kiosk.sync.staff.stay import CurrentStay
from kiosk.sync.staff_calls.answered import AnsweredCall, StayDeed, answered, answered_as
from wire.staff_calls.deeds import LEAVE, NOTE, NoteDeed
from wire.staff_calls.staff_call import DeedAnswer, DeedDone


class StayCalls:
    def __init__(self, stays: CurrentStay) -> None:
        self._stays = stays

    def answers(self) -> Sequence[AnsweredCall]:
        return answered(NOTE, self._noted), answered_as(LEAVE, self._left)

    async def _noted(self, _: NoteDeed) -> DeedAnswer:
        """That it is to be done is in the audit by now."""
        return DeedDone()

    async def _left(self, deed: StayDeed) -> DeedAnswer:
        self._stays.leave(deed.stay.id)
        return DeedDone()
