"""How a wave goes on: step by step and kiosk by kiosk, of those within somebody's reach."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, select
from sqlalchemy.orm import Session

from central.fleet.configuration.rollout import FAILED_STATES, Wave, wave_of, waves
from central.fleet.kiosk_filter import NAME
from central.fleet.reach import Reach
from central.fleet.waves import WavePlan
from central.store.configuration_models import (
    ConfigurationTargetRow,
    ConfigurationVersionRow,
    WaveMemberRow,
    WaveRow,
)
from central.store.fleet_models import KioskStatusRow
from central.store.models import KioskRow

_MEMBER, _KIOSK, _TARGET, _SIGNED = (
    WaveMemberRow,
    KioskRow,
    ConfigurationTargetRow,
    ConfigurationVersionRow,
)


class MemberOutcome(StrEnum):
    """``PENDING``: told, and has said nothing of it yet, which is no failure: it may be switched
    off. ``WAITING``: its turn has not come."""

    APPLIED = "applied"
    FAILED = "failed"
    PENDING = "pending"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class StepProgress:
    """``stage`` 0 is the canaries'. Kiosks that come with this step, by what became of them."""

    stage: int
    kiosks: int
    outcomes: Mapping[MemberOutcome, int]


@dataclass(frozen=True, slots=True)
class WaveProgress:
    """``seen``: how many of its kiosks are within reach. ``excused``: failed before somebody had it
    go on."""

    wave: Wave
    steps: tuple[StepProgress, ...]
    seen: int
    excused: int

    @property
    def outcomes(self) -> Mapping[MemberOutcome, int]:
        return {each: sum(step.outcomes[each] for step in self.steps) for each in MemberOutcome}

    @property
    def told(self) -> int:
        return self.seen - self.outcomes[MemberOutcome.WAITING]

    @property
    def is_partial(self) -> bool:
        return self.seen < self.wave.members


@dataclass(frozen=True, slots=True)
class WaveMember:
    """``reason``: what it said of a failure; ``heard_at``: when it last called at all."""

    kiosk: str
    name: str
    site: str
    position: int
    stage: int
    outcome: MemberOutcome
    told_at: datetime | None
    excused: bool
    reason: str | None
    heard_at: datetime | None


def wave_progress(db: Session, number: int, reach: Reach) -> WaveProgress | None:
    """None where there is no such wave, or no kiosk of it within reach."""
    wave = wave_of(db, number)
    if wave is None:
        return None
    stage = _stage(wave.plan, wave.members)
    theirs = _MEMBER.wave == number, *_within(reach)
    columns = stage.label("stage"), _OUTCOME.label("outcome"), _MEMBER.excused
    told = _with_answers(select(*columns)).where(*theirs, _WAS_TOLD)
    # What has not been told says nothing of it: most of a wave is counted without looking.
    others = literal(MemberOutcome.WAITING.value).label("outcome"), _MEMBER.excused
    waiting = select(stage.label("stage"), *others).where(*theirs, _MEMBER.told_at.is_(None))
    rows = [*_counted(db, told), *_counted(db, waiting)]
    if not rows:
        return None
    steps = tuple(
        _step(each, [row for row in rows if row.stage == each])
        for each in range(wave.plan.last_stage + 1)
    )
    excused = sum(each.kiosks for each in rows if each.excused)
    return WaveProgress(wave, steps, sum(each.kiosks for each in rows), excused)


def wave_members(
    db: Session,
    wave: Wave,
    reach: Reach,
    outcome: MemberOutcome | None,
    stage: int | None,
    after: int,
    limit: int,
) -> Sequence[WaveMember]:
    """In the wave's order, those beyond the position ``after``."""
    stages = _stage(wave.plan, wave.members)
    wanted = [_MEMBER.wave == wave.id, _MEMBER.position > after, *_within(reach)]
    if stage is not None:
        wanted.append(stages == stage)
    some = select(_MEMBER.kiosk).where(*wanted).order_by(_MEMBER.position).limit(limit)
    match outcome:
        case None:
            pass
        case MemberOutcome.WAITING:
            some = some.where(_MEMBER.told_at.is_(None))
        case _:
            some = _with_answers(some).where(_WAS_TOLD, _OUTCOME.in_([outcome.value]))
    # Found by their places first, and only then read.
    found = db.scalars(some).all()
    status = KioskStatusRow
    query = _with_answers(
        select(
            _MEMBER.kiosk,
            NAME.label("name"),
            _KIOSK.site,
            _MEMBER.position,
            stages.label("stage"),
            _OUTCOME.label("outcome"),
            _MEMBER.told_at,
            _MEMBER.excused,
            case((_OF_IT, _TARGET.reported_reason)).label("reason"),
            status.heard_at,
        )
    )
    rows = db.execute(
        query.join(_KIOSK, _KIOSK.id == _MEMBER.kiosk)
        .outerjoin(status, status.kiosk == _MEMBER.kiosk)
        .where(_MEMBER.wave == wave.id, _MEMBER.kiosk.in_(found))
        .order_by(_MEMBER.position)
    )
    return [_member(row) for row in rows]


def waves_within(db: Session, reach: Reach, limit: int) -> Sequence[Wave]:
    """The newest first, those with a kiosk within reach."""
    if reach.everywhere:
        return waves(db, limit=limit)
    member = _MEMBER
    inside = select(member.wave).join(_KIOSK, _KIOSK.id == member.kiosk).where(reach.kiosks)
    return waves(db, WaveRow.id.in_(inside), limit=limit)


_WAS_TOLD = _MEMBER.told_at.is_not(None)
_STANDS = _TARGET.version == _MEMBER.version
_DIGEST = case((_STANDS, _TARGET.digest), else_=_SIGNED.digest)
"""Of the version that it was to have: of a wave that goes on it stands with the target."""
_OF_IT = and_(_WAS_TOLD, _TARGET.reported_digest == _DIGEST)
_OUTCOME: ColumnElement[str] = case(
    (_MEMBER.told_at.is_(None), MemberOutcome.WAITING.value),
    (and_(_OF_IT, _TARGET.reported_state == "applied"), MemberOutcome.APPLIED.value),
    (and_(_OF_IT, _TARGET.reported_state.in_(FAILED_STATES)), MemberOutcome.FAILED.value),
    else_=MemberOutcome.PENDING.value,
)


def _with_answers(query: Any) -> Select[Any]:
    """With what each says."""
    of_member = and_(_SIGNED.kiosk == _MEMBER.kiosk, _SIGNED.version == _MEMBER.version)
    found: Select[Any] = (
        query.select_from(_MEMBER)
        .outerjoin(_TARGET, _TARGET.kiosk == _MEMBER.kiosk)
        .outerjoin(_SIGNED, and_(of_member, func.coalesce(_STANDS, false()).is_(false())))
    )
    return found


def _within(reach: Reach) -> tuple[ColumnElement[bool], ...]:
    if reach.everywhere:
        return ()
    return (_MEMBER.kiosk.in_(select(_KIOSK.id).where(reach.kiosks)),)


def _counted(db: Session, members: Any) -> Sequence[Any]:
    # Within: PostgreSQL does not see that two expressions with parameters are the same.
    each = members.subquery().c
    return db.execute(select(*each, func.count().label("kiosks")).group_by(*each)).all()


def _stage(plan: WavePlan, members: int) -> ColumnElement[int]:
    """With which stage a kiosk is told, by its place in the wave."""
    stages = range(plan.last_stage + 1)
    return case(
        *((_MEMBER.position < plan.told_by(each, members), each) for each in stages),
        else_=plan.last_stage,
    )


def _step(stage: int, rows: Sequence[Any]) -> StepProgress:
    counted = {
        each: sum(row.kiosks for row in rows if row.outcome == each.value) for each in MemberOutcome
    }
    return StepProgress(stage, sum(counted.values()), counted)


def _member(row: Any) -> WaveMember:
    return WaveMember(
        row.kiosk,
        row.name,
        row.site,
        row.position,
        row.stage,
        MemberOutcome(row.outcome),
        row.told_at,
        row.excused,
        row.reason,
        row.heard_at,
    )
