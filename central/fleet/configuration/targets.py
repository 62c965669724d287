"""Which version each kiosk is to have, what it says of it, and whether the two agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central.store.configuration_models import ConfigurationTargetRow, ConfigurationVersionRow
from central.store.database import insert_or_update
from wire.configuration import AppliedConfiguration
from wire.signed import SignedDocument

TARGET_COLUMNS = (
    ConfigurationTargetRow.version,
    ConfigurationTargetRow.digest,
    ConfigurationTargetRow.reported_version,
    ConfigurationTargetRow.reported_digest,
    ConfigurationTargetRow.reported_state,
    ConfigurationTargetRow.reported_reason,
    ConfigurationTargetRow.running,
    ConfigurationTargetRow.heard_at.label("call_noted_at"),
)
"""What ``is_settled`` reads; all None where nothing is kept of a kiosk."""
_FEW = 200
"""Above that, all are read and not asked for by name."""


@dataclass(frozen=True, slots=True)
class ConfigurationState:
    """``wanted``: the version that the kiosk is to have, ``running``: the one it says it runs;
    ``drifted``: they are not the same, for whatever reason."""

    kiosk: str
    wanted: int | None
    newest: int | None
    running: int | None
    state: str | None
    reason: str | None
    reported_at: datetime | None

    @property
    def drifted(self) -> bool:
        return (self.wanted or 0) != (self.running or 0)


def aim(db: Session, now: datetime, versions: Mapping[str, int | None]) -> None:
    """From its next exchange on each of these kiosks is told its version; of None, none."""
    for kiosk, version in versions.items():
        row = db.get(ConfigurationTargetRow, kiosk) or _row(db, kiosk)
        if row.version != version:
            row.version, row.digest, row.set_at = version, _digest(db, kiosk, version), now


def exchanged(
    db: Session, now: datetime, kiosk: str, applied: AppliedConfiguration | None
) -> SignedDocument | None:
    """Notes what the kiosk says, and gives what it is to have where it tells of another. An expired
    one is not sent, which no kiosk takes up; ``central fleet config renew`` has it signed anew."""
    row = db.get(ConfigurationTargetRow, kiosk)
    if applied is not None and not _is_noted(row, applied):
        row = row or _row(db, kiosk)
        row.reported_version, row.reported_digest = applied.version, applied.digest
        row.reported_state, row.reported_reason = applied.state, applied.reason
        row.running, row.reported_at = applied.running, now
    if row is not None and row.heard_at is not None:
        row.heard_at = now
    if row is None or row.version is None:
        return None
    if _has_it(row, applied):
        return None
    signed = db.get(ConfigurationVersionRow, (kiosk, row.version))
    if signed is None or signed.not_after <= now:
        return None
    return SignedDocument(signed.body, signed.key_id, signed.signature)


def said_already(db: Session, versions: Mapping[str, int]) -> Mapping[str, int]:
    """Those that say to the kiosk what it is told already."""

    def content(kiosk: str, version: int | None) -> str | None:
        row = ConfigurationVersionRow
        return db.scalar(
            select(row.content_digest).where(row.kiosk == kiosk, row.version == version)
        )

    found = {}
    for kiosk, version in versions.items():
        aimed = db.get(ConfigurationTargetRow, kiosk)
        if aimed is not None and content(kiosk, aimed.version) == content(kiosk, version):
            found[kiosk] = version
    return found


def is_settled(row: Any, applied: AppliedConfiguration | None) -> bool:
    """Whether ``exchanged`` has nothing to note and nothing to give, as with nearly every call.
    ``row``: with ``TARGET_COLUMNS``."""
    noted = applied is None or _is_noted(row, applied)
    return noted and row.call_noted_at is None and (row.version is None or _has_it(row, applied))


def watch_calls(db: Session, since: datetime | None, kiosks: Sequence[str]) -> None:
    """From now on it is noted when each of these last called; ``since`` None: no more."""
    for kiosk in kiosks:
        (db.get(ConfigurationTargetRow, kiosk) or _row(db, kiosk)).heard_at = since


def states_of(db: Session, kiosks: Sequence[str]) -> Sequence[ConfigurationState]:
    row, signed = ConfigurationTargetRow, ConfigurationVersionRow
    targets, newest = select(row), select(signed.kiosk, func.max(signed.version))
    if len(kiosks) <= _FEW:
        targets, newest = (
            targets.where(row.kiosk.in_(kiosks)),
            newest.where(signed.kiosk.in_(kiosks)),
        )
    known = {each.kiosk: each for each in db.scalars(targets)}
    found = db.execute(newest.group_by(signed.kiosk)).all()
    versions = {row[0]: row[1] for row in found}
    return tuple(_state(each, known.get(each), versions.get(each)) for each in kiosks)


def versions_of(db: Session, kiosk: str) -> Sequence[ConfigurationVersionRow]:
    """All that were signed for it, the newest first."""
    return db.scalars(
        select(ConfigurationVersionRow)
        .where(ConfigurationVersionRow.kiosk == kiosk)
        .order_by(ConfigurationVersionRow.version.desc())
    ).all()


def _state(
    kiosk: str, row: ConfigurationTargetRow | None, newest: int | None
) -> ConfigurationState:
    if row is None:
        return ConfigurationState(kiosk, None, newest, None, None, None, None)
    return ConfigurationState(
        kiosk,
        row.version,
        newest,
        row.running,
        row.reported_state,
        row.reported_reason,
        row.reported_at,
    )


def _digest(db: Session, kiosk: str, version: int | None) -> str | None:
    row = ConfigurationVersionRow
    return db.scalar(select(row.digest).where(row.kiosk == kiosk, row.version == version))


def _has_it(row: Any, applied: AppliedConfiguration | None) -> bool:
    return applied is not None and bool(applied.digest == row.digest)


def _is_noted(row: Any, applied: AppliedConfiguration) -> bool:
    return row is not None and (
        row.reported_version,
        row.reported_digest,
        row.reported_state,
        row.reported_reason,
        row.running,
    ) == (applied.version, applied.digest, applied.state, applied.reason, applied.running)


def _row(db: Session, kiosk: str) -> ConfigurationTargetRow:
    """Made where it is missing: two exchanges of a kiosk may do so at once."""
    new = insert_or_update(db, ConfigurationTargetRow).values(kiosk=kiosk)
    db.execute(new.on_conflict_do_nothing())
    return db.get_one(ConfigurationTargetRow, kiosk)
