"""What follows from an exchange of the queue: for each item, for the next batch, for the pause."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import assert_never, cast
from uuid import UUID

from kiosk.domain.outcomes import Unreachable
from kiosk.sync.answers import TurnedDown
from kiosk.sync.outbox.action import Acknowledged, Batch, Later, NotYet, Quarantined, Verdict
from wire.sync import MAX_ITEMS, NOT_YET, ItemAnswer, Lack, SyncAnswer

BACK_OFF_FIRST_S = 2.0
BACK_OFF_MOST_S = 900.0
REFUSED_AGAIN_S = 900.0
"""A kiosk that central does not know is enrolled by a person: a quarter of an hour is soon enough,
and a known one is back without anybody going there."""
RETRY_AFTER_MOST_S = 3_600.0
"""Nobody can put the queue to sleep for longer with one header."""
TURNED_AWAY_FOR = timedelta(hours=24)
NOT_YET_FIRST_S = 3_600.0
"""Staff who bring central up to date, or give it a key, do so within a working day."""
NOT_YET_MOST_S = 86_400.0
"""A central that is behind for weeks hears of each item once a day."""
JITTER = 0.2
"""Kiosks that came back together drift apart by a fifth either way."""

CONFLICT = "conflict"
"""Central has the same id with other bytes: one of the two sides is wrong, and staff must look."""

Jitter = Callable[[], float]
"""Gives a number in [0, 1)."""
Exchanged = SyncAnswer | TurnedDown | Unreachable
"""How an exchange of the queue can go."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How carefully to go on. ``failures``: exchanges in a row that came to nothing; ``limit``:
    the largest next batch, 0 for an empty message; ``vouched``: the exchange before was answered,
    so that a refusal now is the batch's own fault."""

    failures: int = 0
    limit: int = 1
    vouched: bool = False


class Until(Enum):
    """What may end a pause before its time."""

    NEWS = auto()
    """Something new to send, or the link coming back."""
    LINK = auto()
    """The link coming back."""
    TIME = auto()
    """Nothing: central asked for it."""


@dataclass(frozen=True, slots=True)
class Wait:
    seconds: float
    until: Until


AT_ONCE = Wait(0.0, Until.TIME)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of the batch's items and tombstones by their ids, and how to go on. After an
    answer ``poll_in_s`` says when central is to hear from us even if there is nothing to send."""

    verdicts: Mapping[UUID, Verdict]
    pace: Pace
    wait: Wait
    poll_in_s: float | None = None


class _Fate(Enum):
    """What a refusal of a whole batch says about the batch."""

    AGAIN = auto()
    UNKNOWN_KIOSK = auto()
    TOO_LARGE = auto()
    INVALID = auto()
    TURNED_AWAY = auto()


def portion(batch: Batch, pace: Pace) -> Batch:
    """At most ``pace.limit`` of items and tombstones together: where there is room for both, half
    of it at least is for each. One alone is an item, and after every other failure a tombstone: at
    whichever of the two central breaks, the other gets through."""
    limit = pace.limit
    share = pace.failures % 2 if limit == 1 else limit // 2
    told = min(len(batch.tombstones), max(share, limit - len(batch.items)))
    items = batch.items[: limit - told]
    unsent = len(batch.items) - len(items)
    return replace(
        batch,
        items=items,
        tombstones=batch.tombstones[:told],
        backlog=batch.backlog + unsent,
    )


def decide(batch: Batch, came_to: Exchanged, pace: Pace, now: datetime, chance: Jitter) -> Decision:
    """``now`` is what the times of ``batch.refused_since`` are compared with."""
    match came_to:
        case SyncAnswer():
            return _answered(batch, came_to, pace, chance)
        case TurnedDown():
            return _turned_down(batch, came_to, pace, now, chance)
        case Unreachable():
            return Decision(later(batch), *_failed(pace, chance))
        case _:
            assert_never(came_to)


def later(batch: Batch) -> dict[UUID, Verdict]:
    """Everything in the batch goes back to where it was."""
    return dict.fromkeys(_ids(batch), Later())


def back_off(failures: int, chance: Jitter) -> float:
    """Seconds to wait after that many failures in a row: full jitter, doubling."""
    return chance() * min(BACK_OFF_MOST_S, BACK_OFF_FIRST_S * 2.0 ** min(failures - 1, 16))


def _answered(batch: Batch, answer: SyncAnswer, pace: Pace, chance: Jitter) -> Decision:
    drift = 1 - JITTER + 2 * JITTER * chance()
    verdicts = later(batch) | _verdicts(batch, answer.answers, drift)
    poll_in_s = answer.next_poll_s * drift
    if verdicts and all(isinstance(each, Later) for each in verdicts.values()):
        # Asked again at once it would say nothing again. Others may fare better: the batch stays
        # as large as it was.
        careful = Pace(pace.failures + 1, pace.limit, vouched=True)
        wait = Wait(back_off(careful.failures, chance), Until.LINK)
        return Decision(verdicts, careful, wait, poll_in_s)
    limit = min(MAX_ITEMS, max(1, 2 * pace.limit))
    return Decision(verdicts, Pace(0, limit, vouched=True), AT_ONCE, poll_in_s)


def _verdicts(batch: Batch, answers: tuple[ItemAnswer, ...], drift: float) -> dict[UUID, Verdict]:
    """What central says of what it was sent. Two answers that contradict each other are none."""
    sent = set(_ids(batch))
    verdicts: dict[UUID, Verdict] = {}
    for answer in answers:
        if answer.id in sent:
            verdict = _verdict(answer, batch.put_off.get(answer.id, 0), drift)
            agree = verdicts.setdefault(answer.id, verdict) == verdict
            verdicts[answer.id] = verdict if agree else Later()
    return verdicts


def _verdict(answer: ItemAnswer, put_off: int, drift: float) -> Verdict:
    """``put_off``: how often it was before."""
    match answer.outcome:
        case "stored" | "duplicate":
            return Acknowledged()
        case "conflict":
            return Quarantined(CONFLICT)
        case "rejected" if answer.code in NOT_YET:
            again_in_s = min(NOT_YET_MOST_S, NOT_YET_FIRST_S * 2.0 ** min(put_off, 16)) * drift
            return NotYet(cast(Lack, answer.code), again_in_s)
        case "rejected":
            return Quarantined(answer.code or "rejected")
        case _:
            assert_never(answer.outcome)


def _turned_down(
    batch: Batch, refusal: TurnedDown, pace: Pace, now: datetime, chance: Jitter
) -> Decision:
    again, wait = _failed(pace, chance, refusal.retry_after_s)
    match _fate(refusal):
        case _Fate.AGAIN:
            return Decision(later(batch), again, wait)
        case _Fate.UNKNOWN_KIOSK:
            return Decision(later(batch), again, Wait(REFUSED_AGAIN_S, Until.LINK))
        case _Fate.TURNED_AWAY:
            verdicts = _turned_away(batch, refusal.status, now)
            if pace.vouched or not any(isinstance(each, Quarantined) for each in verdicts.values()):
                return Decision(verdicts, again, wait)
            return _asked_first(Decision(later(batch), again, wait), pace)
        case _Fate.TOO_LARGE:
            return _narrowed(batch, "too-large", pace, Decision(later(batch), again, wait))
        case _Fate.INVALID:
            reason = _refused(refusal.status)
            return _narrowed(batch, reason, pace, Decision(later(batch), again, wait))
        case fate:
            assert_never(fate)


def _fate(refusal: TurnedDown) -> _Fate:
    match refusal.status:
        case 401 | 403:
            return _Fate.UNKNOWN_KIOSK
        case 413:
            return _Fate.TOO_LARGE
        case 408 | 425 | 429:
            return _Fate.AGAIN
        case status if status >= 500 or not refusal.by_central:
            return _Fate.AGAIN
        case 400 | 422:
            return _Fate.INVALID
        case _:
            return _Fate.TURNED_AWAY


def _narrowed(batch: Batch, reason: str, pace: Pace, again: Decision) -> Decision:
    """Half as many, until one alone is refused; then, once an empty message has shown that central
    takes anything from us at all, that one is to blame."""
    ids = _ids(batch)
    if not ids:
        return Decision({}, Pace(again.pace.failures, limit=0), again.wait)
    if len(ids) > 1:
        return Decision(again.verdicts, Pace(pace.failures, len(ids) // 2), AT_ONCE)
    if not pace.vouched:
        return _asked_first(again, pace)
    return Decision({ids[0]: Quarantined(reason)}, Pace(pace.failures), AT_ONCE)


def _asked_first(again: Decision, pace: Pace) -> Decision:
    """Nobody is blamed before an empty message has shown whether central takes any."""
    return Decision(again.verdicts, Pace(pace.failures, limit=0), AT_ONCE)


def _turned_away(batch: Batch, status: int, now: datetime) -> dict[UUID, Verdict]:
    def verdict(action: UUID) -> Verdict:
        since = batch.refused_since.get(action)
        if since is not None and now - since >= TURNED_AWAY_FOR:
            return Quarantined(_refused(status))
        return Later(refused=True)

    return {action: verdict(action) for action in _ids(batch)}


def _refused(status: int) -> str:
    return f"refused-{status}"


def _failed(pace: Pace, chance: Jitter, retry_after_s: float | None = None) -> tuple[Pace, Wait]:
    """One item alone probes whether it is over."""
    failures = pace.failures + 1
    pause_s = back_off(failures, chance)
    careful = Pace(failures)
    if retry_after_s is None:
        return careful, Wait(pause_s, Until.LINK)
    # Whoever was told to wait does not come back in the same instant as everybody else; yet however
    # often central was not there before, it is now, and knows how many come.
    asked_s = min(max(0.0, retry_after_s), RETRY_AFTER_MOST_S)
    return careful, Wait(asked_s + min(pause_s, max(asked_s, BACK_OFF_FIRST_S)), Until.TIME)


def _ids(batch: Batch) -> tuple[UUID, ...]:
    items = (item.header.id for item in batch.items)
    return (*items, *(tombstone.id for tombstone in batch.tombstones))
