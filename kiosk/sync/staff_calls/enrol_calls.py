"""The code that makes this machine a kiosk of the caisse, typed by staff on its screen."""

from collections.abc import Sequence

from kiosk.sync.fleet.enrolling import Enrolling
from kiosk.sync.staff_calls.answered import AnsweredCall, answered, came_to
from wire.staff_calls.deeds import ENROL, EnrolKiosk
from wire.staff_calls.staff_call import DeedAnswer


class EnrolCalls:
    def __init__(self, enrolling: Enrolling) -> None:
        self._enrolling = enrolling

    def answers(self) -> Sequence[AnsweredCall]:
        return (answered(ENROL, self._enrol),)

    async def _enrol(self, asked: EnrolKiosk) -> DeedAnswer:
        return came_to(await self._enrolling.begin(asked.code))
