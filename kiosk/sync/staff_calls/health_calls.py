"""How the kiosk is, before staff: the one model that the doctor and the fleet have too."""

from collections.abc import Sequence

from kiosk.sync.health.board import HealthBoard
from kiosk.sync.staff_calls.answered import AnsweredCall, answered
from wire.report import KioskHealth
from wire.staff_calls.looks import HEALTH


class HealthCalls:
    def __init__(self, board: HealthBoard) -> None:
        self._board = board

    def answers(self) -> Sequence[AnsweredCall]:
        return (answered(HEALTH, self.look),)

    async def look(self, _: None) -> KioskHealth:
        return KioskHealth((await self._board.snapshot()).checks)
