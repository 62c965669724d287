"""The machine before staff: started anew or switched off by units of systemd, and nothing else."""

from collections.abc import Awaitable, Callable, Sequence

from kiosk.sync.fleet.command_deeds import POWER_OFF_UNIT, RESTART_UNITS, Run, start_unit
from kiosk.sync.staff_calls.answered import AnsweredCall, answered, came_to
from wire.staff_calls.deeds import POWER_OFF, RESTART_APP, RESTART_MACHINE
from wire.staff_calls.staff_call import DeedAnswer


class MachineCalls:
    """Whether kiosk-sync may start a unit is polkit's to say."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def answers(self) -> Sequence[AnsweredCall]:
        return (
            answered(RESTART_APP, self._starts(RESTART_UNITS["restart-app"])),
            answered(RESTART_MACHINE, self._starts(RESTART_UNITS["restart-machine"])),
            answered(POWER_OFF, self._starts(POWER_OFF_UNIT)),
        )

    def _starts(self, unit: str) -> Callable[[None], Awaitable[DeedAnswer]]:
        async def start(_: None) -> DeedAnswer:
            return came_to(None if await start_unit(self._run, unit) else "not-allowed")

        return start
