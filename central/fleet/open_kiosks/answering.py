"""What a kiosk is told of its neighbours with an exchange: from memory, for all but nothing."""

import threading
from dataclasses import dataclass, field, replace

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from central.fleet.open_kiosks.choosing import nearest_to
from central.fleet.open_kiosks.directory import KioskDirectory, PublicDirectory
from central.fleet.open_kiosks.keeping import (
    STALE_AFTER,
    Edition,
    edition,
    kiosk_directory,
    public_directory,
)
from shared_runtime.clock import Clock
from wire.nearest import NearestAnswer, NearestTag

LOOK_EVERY_S = 15.0

_log = structlog.get_logger("central")


@dataclass(slots=True)
class NearestTeller:
    """In each worker: whichever exchange comes first after a while looks for a new edition, and
    each kiosk's answer is worked out once an edition."""

    engine: Engine
    clock: Clock
    _next_s: float = 0.0
    _edition: Edition | None = None
    _public: PublicDirectory = field(default_factory=PublicDirectory)
    _kiosks: KioskDirectory = field(default_factory=KioskDirectory)
    _answers: dict[str, NearestAnswer] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, kiosk: str, told: NearestTag | None) -> NearestAnswer | None:
        """``told``: the tag of what the kiosk has; None of one that would not know what to do with
        it. None where nothing is known now."""
        if told is None:
            return None
        self._look_when_due()
        with self._lock:
            made, public, kiosks, answers = (
                self._edition,
                self._public,
                self._kiosks,
                self._answers,
            )
        if made is None or self.clock.now() - made.made_at > STALE_AFTER:
            return None
        said = answers.get(kiosk)
        if said is None:
            said = answers[kiosk] = nearest_to(kiosk, kiosks, public)
        return replace(said, kiosks=None) if said.tag == told else said

    def _look_when_due(self) -> None:
        with self._lock:
            now_s = self.clock.monotonic()
            if now_s < self._next_s:
                return
            self._next_s = now_s + LOOK_EVERY_S
        try:
            self._look()
        except SQLAlchemyError as error:
            # A neighbour is not worth an exchange.
            _log.warning("open_kiosks_not_read", kind=type(error).__name__)

    def _look(self) -> None:
        made = edition(self.engine)
        if made is None or self._edition is None or made.tag != self._edition.tag:
            public, kiosks = public_directory(self.engine), kiosk_directory(self.engine)
            with self._lock:
                self._public, self._kiosks, self._answers = public, kiosks, {}
        with self._lock:
            self._edition = made
