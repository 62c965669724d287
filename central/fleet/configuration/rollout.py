"""Waves in the store: who is told when, what they say, and what somebody does about it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.targets import aim, watch_calls
from central.fleet.waves import (
    FinishWave,
    GoToStage,
    PauseReason,
    PauseWave,
    StayInStage,
    WaveCounts,
    WaveDecision,
    WavePlan,
    decide,
)
from central.store.configuration_models import (
    ConfigurationTargetRow,
    ConfigurationVersionRow,
    WaveMemberRow,
    WaveRow,
)

OPEN_WAVES = ("running", "paused")
FAILED_STATES = ("refused", "rolled_back")


@dataclass(frozen=True, slots=True)
class MemberState:
    """A kiosk that was told: ``outcome`` is ``pending`` as long as it says nothing of that
    version, or tries it."""

    kiosk: str
    position: int
    outcome: str
    told_at: datetime
    excused: bool
    heard_at: datetime | None


@dataclass(frozen=True, slots=True)
class Wave:
    id: int
    layer: str
    state: str
    why: str | None
    stage: int
    began_at: datetime
    plan: WavePlan
    members: int
    started_at: datetime
    started_by: str

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_WAVES


def start_wave(
    db: Session,
    now: datetime,
    by: str,
    layer: ConfigurationLayer,
    plan: WavePlan,
    canaries: Sequence[str],
    versions: Mapping[str, int],
) -> Wave:
    """Tells the canaries at once: those named, and others until there are as many as planned.
    ``versions``: what each kiosk is to have; none of them is in an open wave."""
    row = WaveRow(
        layer=str(layer),
        state="running",
        stage=0,
        began_at=now,
        started_at=now,
        started_by=by,
        canaries=plan.canaries,
        steps=",".join(map(str, plan.steps)),
        success_percent=plan.success_percent,
        error_percent=plan.error_percent,
        soak_s=int(plan.soak.total_seconds()),
        canary_within_s=int(plan.canary_within.total_seconds()),
    )
    db.add(row)
    db.flush()
    others = sorted(set(versions).difference(canaries), key=lambda each: _mixed(row.id, each))
    for position, kiosk in enumerate((*canaries, *others)):
        target = db.get(ConfigurationTargetRow, kiosk)
        db.add(
            WaveMemberRow(
                wave=row.id,
                kiosk=kiosk,
                position=position,
                version=versions[kiosk],
                former=None if target is None else target.version,
            )
        )
    db.flush()
    _tell(db, now, row)
    watch_calls(db, now, _canaries(db, row))
    return _as_wave(db, row)


def give(db: Session, now: datetime, versions: Mapping[str, int]) -> None:
    """Each of these kiosks is to have its version: at once, or when its turn comes in an open
    wave."""
    at_once = dict(versions)
    waiting = db.scalars(
        select(WaveMemberRow)
        .join(WaveRow, WaveRow.id == WaveMemberRow.wave)
        .where(WaveRow.state.in_(OPEN_WAVES))
    )
    for member in waiting:
        if member.kiosk in versions:
            member.version = versions[member.kiosk]
            if member.told_at is None:
                del at_once[member.kiosk]
    aim(db, now, at_once)


def look(db: Session, now: datetime) -> Sequence[tuple[Wave, WaveDecision]]:
    """Goes on with every running wave as the kiosks' answers have it; what was decided of each."""
    rows = db.scalars(select(WaveRow).where(WaveRow.state == "running").with_for_update()).all()
    done: list[tuple[Wave, WaveDecision]] = []
    for row in rows:
        counts = counts_of(told_members(db, row.id), row.canaries, row.began_at)
        decision = decide(_plan(row), row.stage, row.began_at, counts, now)
        match decision:
            case GoToStage(stage):
                row.stage, row.began_at = stage, now
                _tell(db, now, row)
            case PauseWave(why):
                row.state, row.why = "paused", why
            case FinishWave():
                row.state = "done"
                watch_calls(db, None, _canaries(db, row))
            case StayInStage():
                pass
        done.append((_as_wave(db, row), decision))
    return done


def pause_wave(db: Session, wave: int) -> bool:
    """Whether it was running."""
    row = db.get(WaveRow, wave, with_for_update=True)
    if row is None or row.state != "running":
        return False
    row.state, row.why = "paused", PauseReason.ASKED
    return True


def resume_wave(db: Session, now: datetime, wave: int) -> bool:
    """Whether it was paused. What has failed until now is excused, and silence counts anew."""
    row = db.get(WaveRow, wave, with_for_update=True)
    if row is None or row.state != "paused":
        return False
    row.state, row.why, row.began_at = "running", None, now
    watch_calls(db, now, _canaries(db, row))
    for each in told_members(db, wave):
        if each.outcome == "failed":
            db.get_one(WaveMemberRow, (wave, each.kiosk)).excused = True
    return True


def abort_wave(db: Session, now: datetime, wave: int) -> int | None:
    """How many kiosks have the new version already, and keep it until a newer one goes out; None
    where the wave was over. All others are to have what they had."""
    row = db.get(WaveRow, wave, with_for_update=True)
    if row is None or row.state not in OPEN_WAVES:
        return None
    row.state = "aborted"
    watch_calls(db, None, _canaries(db, row))
    kept = 0
    for each in told_members(db, wave):
        if each.outcome == "applied":
            kept += 1
            continue
        former = db.get_one(WaveMemberRow, (wave, each.kiosk)).former
        aim(db, now, {each.kiosk: former})
    return kept


def waves(db: Session, *wanted: ColumnElement[bool], limit: int | None = None) -> Sequence[Wave]:
    """The newest first."""
    rows = select(WaveRow).where(*wanted).order_by(WaveRow.id.desc()).limit(limit)
    return tuple(_as_wave(db, row) for row in db.scalars(rows).all())


def wave_of(db: Session, wave: int) -> Wave | None:
    row = db.get(WaveRow, wave)
    return None if row is None else _as_wave(db, row)


def told_members(db: Session, wave: int) -> Sequence[MemberState]:
    """The kiosks that were told, in the wave's order, with what became of it."""
    member, target, signed = WaveMemberRow, ConfigurationTargetRow, ConfigurationVersionRow
    rows = db.execute(
        select(
            member.kiosk,
            member.position,
            member.version,
            member.told_at,
            member.excused,
            signed.digest,
            target.reported_digest,
            target.reported_state,
            target.heard_at,
        )
        .join(signed, (signed.kiosk == member.kiosk) & (signed.version == member.version))
        .outerjoin(target, target.kiosk == member.kiosk)
        .where(member.wave == wave, member.told_at.is_not(None))
        .order_by(member.position)
    ).all()
    found: list[MemberState] = []
    for row in rows:
        of_it = row.reported_digest == row.digest
        outcome = "pending"
        if of_it and row.reported_state == "applied":
            outcome = "applied"
        elif of_it and row.reported_state in FAILED_STATES:
            outcome = "failed"
        found.append(
            MemberState(row.kiosk, row.position, outcome, row.told_at, row.excused, row.heard_at)
        )
    return found


def counts_of(members: Sequence[MemberState], canaries: int, began_at: datetime) -> WaveCounts:
    """Of those that nobody has excused. A canary is silent since it last called, and of what became
    of it since it was told, or the wave was resumed."""
    counted = [each for each in members if not each.excused]
    first = [each for each in counted if each.position < canaries]
    silent = [max(each.told_at, began_at) for each in first if each.outcome == "pending"]
    silent += [each.heard_at for each in first if each.heard_at is not None]
    return WaveCounts(
        told=len(counted),
        applied=sum(each.outcome == "applied" for each in counted),
        failed=sum(each.outcome == "failed" for each in counted),
        canaries_failed=sum(each.outcome == "failed" for each in first),
        canary_silent_since=min(silent, default=None),
    )


def _tell(db: Session, now: datetime, row: WaveRow) -> None:
    """Those whose turn it is by the stage, and who were not told before."""
    members = db.scalars(
        select(WaveMemberRow).where(WaveMemberRow.wave == row.id).order_by(WaveMemberRow.position)
    ).all()
    turn = members[: _plan(row).told_by(row.stage, len(members))]
    new = [each for each in turn if each.told_at is None]
    for each in new:
        each.told_at = now
    aim(db, now, {each.kiosk: each.version for each in new})
    db.flush()


def _canaries(db: Session, row: WaveRow) -> Sequence[str]:
    member = WaveMemberRow
    return db.scalars(
        select(member.kiosk).where(member.wave == row.id, member.position < row.canaries)
    ).all()


def _as_wave(db: Session, row: WaveRow) -> Wave:
    of_wave = WaveMemberRow.wave == row.id
    members = db.scalar(select(func.count()).select_from(WaveMemberRow).where(of_wave)) or 0
    plan = _plan(row)
    stands = row.id, row.layer, row.state, row.why, row.stage, row.began_at
    return Wave(*stands, plan, members, row.started_at, row.started_by)


def _plan(row: WaveRow) -> WavePlan:
    return WavePlan(
        row.canaries,
        tuple(map(int, row.steps.split(","))),
        row.success_percent,
        row.error_percent,
        timedelta(seconds=row.soak_s),
        timedelta(seconds=row.canary_within_s),
    )


def _mixed(wave: int, kiosk: str) -> str:
    """An order that is the same each time, and puts no agency first."""
    return hashlib.sha256(f"{wave} {kiosk}".encode()).hexdigest()
