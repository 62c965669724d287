"""A new configuration in waves: a few kiosks first, then more, then all; a pure decision.

Kiosks that say nothing are pending, never failed: they may be switched off for the week-end. Of a
canary alone silence is a sign: it was chosen because somebody watches it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class PauseReason(StrEnum):
    """Why a wave stands still until somebody looks."""

    ERRORS = "too-many-errors"
    CANARY_FAILED = "canary-failed"
    CANARY_SILENT = "canary-silent"
    """For ``canary_within`` it has not called, or not said what became of it."""
    ASKED = "asked"
    """Somebody has paused it."""


@dataclass(frozen=True, slots=True)
class WavePlan:
    """``canaries``: how many kiosks come first; ``steps``: percentages of all that follow, growing,
    the last one 100. A stage is followed by the next once ``success_percent`` of the kiosks that
    were told have applied it, and ``soak`` is over; the wave pauses when ``error_percent`` of them
    have refused it or rolled it back."""

    canaries: int
    steps: tuple[int, ...]
    success_percent: int
    error_percent: int
    soak: timedelta
    canary_within: timedelta

    def mistake(self) -> str | None:
        """What is wrong with it, in words for who wrote it."""
        if self.canaries < 1:
            return "at least one canary is needed"
        growing = all(one < other for one, other in zip(self.steps, self.steps[1:], strict=False))
        if not growing or not self.steps or self.steps[0] < 1 or self.steps[-1] != 100:
            return "steps are percentages that grow, and end with 100"
        if not (1 <= self.success_percent <= 100 and 1 <= self.error_percent <= 100):
            return "percentages are 1 to 100"
        return None

    @property
    def last_stage(self) -> int:
        return len(self.steps)

    def told_by(self, stage: int, kiosks: int) -> int:
        """How many of so many kiosks are told in a stage, those before included; 0 is the
        canaries'. Rounded up: five per cent of three kiosks are one."""
        first = min(self.canaries, kiosks)
        if stage == 0:
            return first
        return max(first, -(-kiosks * self.steps[stage - 1] // 100))


@dataclass(frozen=True, slots=True)
class WaveCounts:
    """Of the kiosks that were told: how many, and what they say. ``failed``: refused or rolled
    back. Of the canaries among them: failed ones, and since when the most silent one is."""

    told: int
    applied: int
    failed: int
    canaries_failed: int = 0
    canary_silent_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class StayInStage:
    """Nothing to do yet."""


@dataclass(frozen=True, slots=True)
class GoToStage:
    """Tell the kiosks of that stage too."""

    stage: int


@dataclass(frozen=True, slots=True)
class PauseWave:
    """Tell nobody else until somebody has looked."""

    why: PauseReason


@dataclass(frozen=True, slots=True)
class FinishWave:
    """All were told, and enough have applied it; the others may still come."""


WaveDecision = StayInStage | GoToStage | PauseWave | FinishWave


def decide(
    plan: WavePlan, stage: int, began_at: datetime, counts: WaveCounts, now: datetime
) -> WaveDecision:
    """What becomes of a running wave. ``began_at``: when its stage began."""
    if counts.canaries_failed:
        return PauseWave(PauseReason.CANARY_FAILED)
    if counts.failed and counts.failed * 100 >= plan.error_percent * counts.told:
        return PauseWave(PauseReason.ERRORS)
    silent_since = counts.canary_silent_since
    if silent_since is not None and now - silent_since >= plan.canary_within:
        return PauseWave(PauseReason.CANARY_SILENT)
    if counts.applied * 100 < plan.success_percent * counts.told or now - began_at < plan.soak:
        return StayInStage()
    return FinishWave() if stage >= plan.last_stage else GoToStage(stage + 1)
