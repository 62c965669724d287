"""After an approval: it is signed, and given to its kiosks at once or left to a wave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from central.fleet.configuration.content import content_digest, kept
from central.fleet.configuration.drafts import said_now
from central.fleet.configuration.groups import groups_of, kiosks_under
from central.fleet.configuration.layers import (
    ConfigurationLayer,
    LayerKind,
    content_of,
    merged,
)
from central.fleet.configuration.rollout import give
from central.fleet.configuration.signer import AT_ONCE, NotSigned, Signing
from central.fleet.configuration.targets import said_already
from central.store.configuration_models import ConfigurationTargetRow, ConfigurationVersionRow
from central.store.database import transaction
from shared_runtime.clock import Clock

Sign = Callable[[Sequence[str]], Signing]
_LOOKED_INTO = 200
"""Kiosks of which it is worked out whether they wait for a signature at all."""


def signed_for(done: Signing) -> Mapping[str, int]:
    """The versions that are new."""
    return {kiosk: each for kiosk, each in done.items() if not isinstance(each, NotSigned)}


def give_signed(engine: Engine, clock: Clock, done: Signing, *, same: bool = False) -> None:
    """From now on these kiosks are told what was signed for them; with ``same``, those alone whom
    it tells nothing new."""
    everyone = tuple(signed_for(done).items())
    for first in range(0, len(everyone), AT_ONCE):
        with transaction(engine) as db:
            some = dict(everyone[first : first + AT_ONCE])
            give(db, clock.now(), said_already(db, some) if same else some)


def give_waiting(engine: Engine, clock: Clock, layer: ConfigurationLayer) -> int:
    """Every kiosk of the layer is to have its newest version; how many were not to have it yet."""
    with transaction(engine) as db:
        everyone = tuple(_not_given(db, layer).items())
    for first in range(0, len(everyone), AT_ONCE):
        with transaction(engine) as db:
            give(db, clock.now(), dict(everyone[first : first + AT_ONCE]))
    return len(everyone)


@dataclass(frozen=True, slots=True)
class GivingState:
    """Of a layer's kiosks: how many wait for the signer, and for how many it has signed what they
    are not to have yet."""

    kiosks: int
    unsigned: int
    not_given: int


def giving_state(db: Session, layer: ConfigurationLayer, approved_at: datetime) -> GivingState:
    everyone = kiosks_under(db, layer)
    row = ConfigurationVersionRow
    newest = select(row.kiosk).where(row.issued_at >= approved_at).distinct()
    signed = set(db.scalars(newest))
    rest = [each for each in everyone if each not in signed]
    if len(rest) <= _LOOKED_INTO:
        rest = [each for each in rest if _waits(db, each)]
    return GivingState(len(everyone), len(rest), len(_not_given(db, layer)))


def _waits(db: Session, kiosk: str) -> bool:
    """Whether what was signed for it last says something else than is approved."""
    row = ConfigurationVersionRow
    newest = select(row.content_digest).where(row.kiosk == kiosk).order_by(row.version.desc())
    said = [(each, said_now(db, each)) for each in groups_of(db, kiosk).layers]
    if not any(content for _, content in said):
        return False
    return db.scalar(newest.limit(1)) != content_digest(kept(content_of(merged(said))))


def _not_given(db: Session, layer: ConfigurationLayer) -> Mapping[str, int]:
    signed, target = ConfigurationVersionRow, ConfigurationTargetRow
    newest = select(signed.kiosk, func.max(signed.version).label("version")).group_by(signed.kiosk)
    if layer.kind is LayerKind.KIOSK:
        newest = newest.where(signed.kiosk == layer.name)
    found = newest.subquery()
    rows = db.execute(
        select(found.c.kiosk, found.c.version)
        .outerjoin(target, target.kiosk == found.c.kiosk)
        .where(func.coalesce(target.version, 0) != found.c.version)
    )
    everyone = set(kiosks_under(db, layer))
    return {kiosk: version for kiosk, version in rows if kiosk in everyone}
