"""Waves go on by themselves: kiosks call all the time, and with their calls they are looked at."""

import threading
from dataclasses import dataclass, field

import structlog
from sqlalchemy import Engine

from central.fleet.configuration.rollout import look, told_members
from central.fleet.waves import FinishWave, GoToStage, PauseWave
from central.store.database import transaction
from shared_runtime.clock import Clock

_EVERY_S = 60.0

_log = structlog.get_logger("central")


@dataclass(slots=True)
class WaveWatch:
    """Once a minute in each worker: whichever comes first holds the wave's row."""

    engine: Engine
    clock: Clock
    _next_s: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def look_when_due(self) -> None:
        """Raises one of STORE_FAILS."""
        with self._lock:
            now_s = self.clock.monotonic()
            if now_s < self._next_s:
                return
            self._next_s = now_s + _EVERY_S
        self.look()

    def look(self) -> None:
        with transaction(self.engine) as db:
            done = look(db, self.clock.now())
            told = {wave.id: len(told_members(db, wave.id)) for wave, _ in done}
        for wave, decision in done:
            match decision:
                case GoToStage() | FinishWave():
                    _log.info("wave_moved", wave=wave.id, stage=wave.stage, told=told[wave.id])
                case PauseWave(why):
                    _log.error("wave_paused", wave=wave.id, why=why)
                case _:
                    pass
