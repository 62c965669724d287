"""The way to central before staff."""

from collections.abc import Sequence

from kiosk.sync.network.diagnosis import NetworkDiagnosis
from kiosk.sync.staff_calls.answered import AnsweredCall, answered
from wire.staff_calls.looks import NETWORK, NetworkLook


class NetworkCalls:
    def __init__(self, diagnosis: NetworkDiagnosis) -> None:
        self._diagnosis = diagnosis

    def answers(self) -> Sequence[AnsweredCall]:
        return (answered(NETWORK, self.look),)

    async def look(self, _: None) -> NetworkLook:
        return await self._diagnosis.look()
