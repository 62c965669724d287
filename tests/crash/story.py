"""One kiosk's folder through as many lives as it takes, and what its visitors wanted meanwhile."""

import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

from devdock.network.faults import NetworkFault
from devdock.network.proxy import FaultProxy
from tests.central.world import DEVICE_TOKEN
from tests.crash.lives import WITHIN_S, Begin, Life, NotAsExpected
from tests.crash.oracle import Oracle
from tests.crash.ui import Gone, Ui

Arm = Callable[[], object]
"""Prepares the death of the life that is about to begin, or prevents it."""
STATE = "state"
"""The folder in a kiosk's own where kiosk-sync keeps its store."""
_LOOK_EVERY_S = 0.003
_ASK_EVERY_S = 0.01
_SHOWN = 3_000
"""How much of its log is shown of a life that went wrong."""


@dataclass
class Story:
    """``begin`` starts a life, which lasts once ``disarm`` was called; what was told to visitors is
    held against ``oracle`` at the end."""

    folder: Path
    begin: Begin
    disarm: Arm
    line: FaultProxy
    ca_file: Path
    oracle: Oracle
    caisse_key: Path
    sync_deadline_s: float
    crashes: int = 0
    _old_jobs: list[UUID] = field(default_factory=list)
    _to_do: deque[Callable[[], None]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        token = self.folder / "token"
        token.write_text(DEVICE_TOKEN)
        self.ui = Ui(self.folder / "gateway.sock")
        self._config = self.folder / "kiosk.toml"
        self._log = self.folder / "sync.log"
        values = {
            "socket": str(self.ui.socket),
            "central_url": self.line.url,
            "device_token_file": str(token),
            "ca_file": str(self.ca_file),
            "caisse_key_file": str(self.caisse_key),
            "state_folder": str(self.state),
            "tpm": "none",
            "call_deadline_s": 0.5,
            "sync_deadline_s": self.sync_deadline_s,
            "health_interval_s": 1.0,
        }
        lines = [f"{name} = {json.dumps(value)}" for name, value in values.items()]
        self._config.write_text("[sync]\n" + "\n".join(lines) + "\n")

    @property
    def state(self) -> Path:
        return self.folder / STATE

    def live(self, arm: Arm | None = None, fault: NetworkFault | None = None) -> bool:
        """One life: visitors come, all is sent, it is asked to stop. Whether it was killed on the
        way; then the next life has the rest to do."""
        if not self._to_do:
            self._visitors()
        self.line.set_fault(None if fault is None else fault.value)
        self.disarm()
        if arm is not None:
            arm()
        life = self.begin(self._config, self._log)
        try:
            killed = not self._all_done(life) or life.stop()
        except BaseException:
            life.kill()
            raise
        self.crashes += killed
        return killed

    def started(self) -> Life:
        """A life that the test itself leads and ends."""
        self.disarm()
        life = self.begin(self._config, self._log)
        assert self._listening(life)
        return life

    def drained(self, life: Life) -> None:
        """Returns once central has everything and kiosk-sync knows it."""
        self.line.set_fault(None)
        assert self._drained(life)

    def end(self) -> None:
        """Everything is let through, and central is asked whether it has what visitors were told.
        Staff send again what central was said not to want."""
        self.line.set_fault(None)
        self.disarm()
        life = self.begin(self._config, self._log)
        try:
            assert self._all_done(life), "killed, though nobody wanted it"
            for action in self.ui.quarantined():
                self.ui.retry(action)
            assert self._drained(life)
            assert not life.stop()
        finally:
            life.kill()
        self.oracle.judge(self.ui)

    def _visitors(self) -> None:
        """Two visitors at a time, a receipt, and a job of before that is asked for once more."""
        (first, second, third), (other,) = self.ui.visit(3), self.ui.visit(1)
        job = self.ui.job()
        self._to_do.extend(
            [
                lambda: self.ui.submit(first),
                lambda: self._receipt(job),
                lambda: self.ui.submit(other),
                lambda: self.ui.submit(second),
                lambda: self.ui.submit(first),
                lambda: self.ui.submit(third),
                self._receipt_again,
            ]
        )

    def _receipt(self, job: UUID) -> None:
        if self.ui.intend(job):
            self._old_jobs.append(job)
            self._to_do.append(lambda: self.ui.printed(job))

    def _receipt_again(self) -> None:
        for job in self._old_jobs[-2:]:
            assert not self.ui.intend(job)

    def _all_done(self, life: Life) -> bool:
        """False once the life is over."""
        if not self._listening(life):
            return False
        while self._to_do:
            try:
                self._to_do[0]()
            except Gone as why:
                return self._gone(life, why)
            self._to_do.popleft()
        self.line.set_fault(None)
        return self._drained(life)

    def _gone(self, life: Life, why: Gone) -> bool:
        if not life.over(WITHIN_S):
            raise NotAsExpected(f"no answer from a kiosk-sync that lives: {why}")
        return False

    def _listening(self, life: Life) -> bool:
        return self._meanwhile(life, self.ui.listens, "listens", _LOOK_EVERY_S)

    def _drained(self, life: Life) -> bool:
        """Asked only once central has everything: asking moves the points."""

        def all_there() -> bool:
            return self.oracle.has(self.ui.recorded)

        def none_waits() -> bool:
            return self.ui.waiting() == 0

        try:
            return self._meanwhile(
                life, all_there, "sends everything", _LOOK_EVERY_S
            ) and self._meanwhile(life, none_waits, "settles everything", _ASK_EVERY_S)
        except Gone as why:
            return self._gone(life, why)

    def _meanwhile(self, life: Life, so: Callable[[], bool], what: str, every_s: float) -> bool:
        end = time.monotonic() + WITHIN_S
        while not so():
            if life.over(every_s):
                return False
            if time.monotonic() > end:
                said = self._log.read_text("utf-8")[-_SHOWN:]
                raise NotAsExpected(f"not within {WITHIN_S:g} s: {what}\n{said}")
        return True


QUICK_FAULTS = (
    NetworkFault.CUT,
    NetworkFault.ANSWER_LOST,
    NetworkFault.TWICE,
    NetworkFault.FIVE_HUNDRED,
    NetworkFault.GARBAGE,
    NetworkFault.RESET,
    NetworkFault.CUT_IN_THE_BODY,
    NetworkFault.WEB_PAGE,
    NetworkFault.NO_HTTP,
    NetworkFault.TOO_LARGE,
)
SLOW_FAULTS = (
    NetworkFault.HANG,
    NetworkFault.DRIP,
    NetworkFault.SLOW,
    NetworkFault.TOO_MANY,
    NetworkFault.REDIRECT,
    NetworkFault.ENDLESS_HEADERS,
)


def perhaps(chance: Random, faults: tuple[NetworkFault, ...]) -> NetworkFault | None:
    return chance.choice(faults) if chance.random() < 0.6 else None
