"""A new configuration on trial: a pure machine that says which one counts, and when it has proved
itself.

One that is believed is tried at once; kiosk-ui starts anew for it outside a visit. It has proved
itself when the screen has stood with it for ``PROOF_S`` and central was reached after that. It is
rolled back when the screen cannot use it, does not come up, keeps going away, or central is not
reached. Then the last good one counts again, and that version is not tried any more.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from kiosk.sync.fleet.verify import Bounds, ConfigurationRefusal
from wire.configuration import AppliedConfiguration

PROOF_S = 30.0
"""What breaks a screen breaks it within seconds: a picture, a colour, a language."""
SCREEN_WITHIN_S = 40.0
"""From the moment the former screen is gone: systemd starts a new one a second later, and stops
trying after twenty times, some 50 s."""
SCREEN_WITHIN_AFTER_START_S = 180.0
"""After our own start the whole machine may be starting."""
CENTRAL_WITHIN_S = 900.0
"""An agency's line comes back after a router's restart, and nobody waits for a new phone number."""
MOST_LOSSES = 3
"""Times that the screen goes away with it, and is no accident any more."""
MOST_TRIES = 3
"""Times that kiosk-sync itself starts in the middle of one."""


class RollBack(StrEnum):
    """Why one was given up; the value is told to central."""

    UNUSABLE = "unusable"
    """The settings that come of it are mistaken on this kiosk."""
    NO_SCREEN = "no-screen"
    SCREEN_FAILS = "screen-fails"
    LOST_CENTRAL = "lost-central"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """A document that was believed and lies on disk, by its digest."""

    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class KeptState:
    """What outlives the process. ``tries``: how often the trial began; ``outcome``: what became of
    the newest document that was not merely applied."""

    good: HeldVersion | None = None
    trial: HeldVersion | None = None
    tries: int = 0
    bounds: Bounds = field(default_factory=Bounds)
    outcome: AppliedConfiguration | None = None

    @property
    def wanted(self) -> HeldVersion | None:
        """Which one counts; None for the kiosk's own file alone."""
        return self.trial or self.good


@dataclass(frozen=True, slots=True)
class Watched:
    """What is seen of a trial, by the monotonic clock. ``screen``: the version that the connected
    screen runs, None without one. ``shown_at``: since when it is the trial's, ``first_shown_at``
    the first time; ``due_by``: when the screen is to be back; ``reached``: central answered since
    it was first shown."""

    screen: int | None = None
    shown_at: float | None = None
    first_shown_at: float | None = None
    due_by: float | None = None
    losses: int = 0
    reached: bool = False


@dataclass(frozen=True, slots=True)
class FleetState:
    kept: KeptState
    watched: Watched = Watched()


@dataclass(frozen=True, slots=True)
class ConfigurationOffered:
    """Believed, and to be taken up."""

    held: HeldVersion
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class ConfigurationRefused:
    """``version``: 0 where it cannot be believed."""

    version: int
    digest: str
    why: ConfigurationRefusal


@dataclass(frozen=True, slots=True)
class ConfigurationKnown:
    """Central offers the one that counts here anyway: whatever came between is settled."""


@dataclass(frozen=True, slots=True)
class ScreenCame:
    """kiosk-ui shows its screen, with that version (0: with its own file alone). ``unusable``: the
    one it was to take and could not."""

    version: int
    unusable: int | None = None


@dataclass(frozen=True, slots=True)
class ScreenLeft:
    """kiosk-ui is gone."""


@dataclass(frozen=True, slots=True)
class CentralAnswered:
    """An exchange went well."""


@dataclass(frozen=True, slots=True)
class TimePassed:
    """Nothing happened but time."""


@dataclass(frozen=True, slots=True)
class SyncStarted:
    """This process has just started, with what was kept."""


FleetEvent = (
    ConfigurationOffered
    | ConfigurationRefused
    | ConfigurationKnown
    | ScreenCame
    | ScreenLeft
    | CentralAnswered
    | TimePassed
    | SyncStarted
)


def step(state: FleetState, event: FleetEvent, now: float) -> FleetState:
    """``now`` by the monotonic clock."""
    return _judged(_taken(state, event, now), now)


def report(state: FleetState) -> AppliedConfiguration | None:
    """What central is told."""
    kept = state.kept
    if kept.trial is not None:
        told = AppliedConfiguration(kept.trial.version, kept.trial.digest, "trying")
    elif kept.outcome is not None:
        told = kept.outcome
    elif kept.good is not None:
        told = AppliedConfiguration(kept.good.version, kept.good.digest, "applied")
    else:
        return None
    proved = 0 if kept.good is None else kept.good.version
    screen = state.watched.screen
    return replace(told, running=proved if screen is None else screen)


def _taken(state: FleetState, event: FleetEvent, now: float) -> FleetState:
    kept, watched = state.kept, state.watched
    match event:
        case ConfigurationOffered(held, issued_at):
            floor = kept.bounds.floor
            bounds = Bounds(held.version, issued_at if floor is None else max(floor, issued_at))
            trying = replace(kept, trial=held, tries=1, bounds=bounds, outcome=None)
            return FleetState(trying, Watched(screen=watched.screen))
        case ConfigurationRefused(version, digest, why):
            outcome = AppliedConfiguration(version, digest, "refused", reason=why)
            return replace(state, kept=replace(kept, outcome=outcome))
        case ConfigurationKnown():
            return replace(state, kept=replace(kept, outcome=None))
        case ScreenCame():
            return _came(state, event, now)
        case ScreenLeft():
            left = replace(
                watched,
                screen=None,
                shown_at=None,
                due_by=None if kept.trial is None else now + SCREEN_WITHIN_S,
                losses=watched.losses + (watched.shown_at is not None),
            )
            return replace(state, watched=left)
        case CentralAnswered():
            reached = watched.reached or watched.first_shown_at is not None
            return replace(state, watched=replace(watched, reached=reached))
        case SyncStarted():
            return _started(kept, now)
        case TimePassed():
            return state
        case _:
            assert_never(event)


def _came(state: FleetState, came: ScreenCame, now: float) -> FleetState:
    trial, watched = state.kept.trial, replace(state.watched, screen=came.version)
    if trial is not None and came.version == trial.version:
        first = now if watched.first_shown_at is None else watched.first_shown_at
        shown = replace(watched, shown_at=now, first_shown_at=first, due_by=None)
        return replace(state, watched=shown)
    # The former screen is still there, until the end of a visit.
    former = replace(state, watched=replace(watched, shown_at=None, due_by=None))
    if trial is not None and came.unusable == trial.version:
        return _rolled_back(former, RollBack.UNUSABLE)
    return former


def _started(kept: KeptState, now: float) -> FleetState:
    # What was refused may be taken by a kiosk that has been given another key since.
    refused = kept.outcome is not None and kept.outcome.state == "refused"
    begun = FleetState(replace(kept, outcome=None if refused else kept.outcome))
    if kept.trial is None:
        return begun
    if kept.tries >= MOST_TRIES:
        return _rolled_back(begun, RollBack.INTERRUPTED)
    again = replace(begun.kept, tries=kept.tries + 1)
    return FleetState(again, Watched(due_by=now + SCREEN_WITHIN_AFTER_START_S))


def _judged(state: FleetState, now: float) -> FleetState:
    """The same, or what the time and all that was seen make of it."""
    trial, watched = state.kept.trial, state.watched
    if trial is None:
        return state
    if watched.losses >= MOST_LOSSES:
        return _rolled_back(state, RollBack.SCREEN_FAILS)
    if watched.due_by is not None and now >= watched.due_by:
        return _rolled_back(state, RollBack.NO_SCREEN)
    first = watched.first_shown_at
    if first is not None and not watched.reached and now >= first + CENTRAL_WITHIN_S:
        return _rolled_back(state, RollBack.LOST_CENTRAL)
    proved = watched.shown_at is not None and now >= watched.shown_at + PROOF_S
    if proved and watched.reached:
        applied = replace(state.kept, good=trial, trial=None, tries=0, outcome=None)
        return FleetState(applied, Watched(screen=watched.screen))
    return state


def _rolled_back(state: FleetState, why: RollBack) -> FleetState:
    trial = state.kept.trial
    assert trial is not None
    outcome = AppliedConfiguration(trial.version, trial.digest, "rolled_back", reason=why)
    back = replace(state.kept, trial=None, tries=0, outcome=outcome)
    return FleetState(back, Watched(screen=state.watched.screen))
