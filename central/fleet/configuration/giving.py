"""After an approval: it is signed, and given to its kiosks at once or left to a wave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, Select, func, select
from sqlalchemy.orm import Session

from central.fleet.configuration.content import content_digest, kept
from central.fleet.configuration.groups import count_under, groups_of_all, hear
from central.fleet.configuration.layer_list import said_by
from central.fleet.configuration.layers import (
    ConfigurationLayer,
    KioskGroups,
    content_of,
    merged,
)
from central.fleet.configuration.rollout import give
from central.fleet.configuration.signer import AT_ONCE, NotSigned, Signing
from central.fleet.configuration.targets import said_already
from central.fleet.configuration.waiting import count_waiting, waiting_under
from central.store.configuration_models import (
    ConfigurationVersionRow,
)
from central.store.database import transaction
from central.store.models import KioskRow
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
        everyone = tuple(waiting_under(db, layer).items())
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
    signed = ConfigurationVersionRow
    since = select(signed.kiosk).where(signed.issued_at >= approved_at)
    unsigned = select(KioskRow.id).where(*hear(layer), KioskRow.id.not_in(since))
    looked_into = db.scalars(unsigned.limit(_LOOKED_INTO + 1)).all()
    many = len(looked_into) > _LOOKED_INTO
    waiting = _count(db, unsigned) if many else _waiting(db, looked_into)
    return GivingState(count_under(db, layer), waiting, count_waiting(db, layer))


def _count(db: Session, found: Select[Any]) -> int:
    return db.scalar(select(func.count()).select_from(found.subquery())) or 0


def _waiting(db: Session, kiosks: Sequence[str]) -> int:
    """Of how many what was signed last says something else than is approved."""
    signed = ConfigurationVersionRow
    groups = groups_of_all(db, kiosks).values()
    said = said_by(db, {layer for each in groups for layer in each.layers})
    ordered = select(signed.kiosk, signed.content_digest).where(signed.kiosk.in_(kiosks))
    rows = db.execute(ordered.order_by(signed.version))
    newest = {each.kiosk: each.content_digest for each in rows}
    return sum(_waits(each, said, newest.get(each.kiosk)) for each in groups)


def _waits(
    groups: KioskGroups,
    said: Mapping[ConfigurationLayer, Mapping[str, Any]],
    signed_digest: str | None,
) -> bool:
    told = [(each, said[each]) for each in groups.layers if each in said]
    return bool(told) and signed_digest != content_digest(kept(content_of(merged(told))))
