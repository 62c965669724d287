"""The keys of each kind as they are listed, with what hangs on each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func, select

from central.cli.keys_intake import next_id
from central.cli.keys_signing import first_ids, signing_ids
from central.config.reading import authority_of
from central.container import Container
from central.crypto.authority import certificate_id
from central.crypto.authority_files import next_certificate
from central.crypto.body_keys import BodyKeyErased
from central.crypto.intake_files import beside
from central.fleet.endorsed_keys import EndorsedKey
from central.fleet.keys_in_use import keys_of_kiosks
from central.store.database import transaction
from central.store.intake_models import RequestItemRow
from central.store.key_models import RetiredKeyRow
from central.store.key_uses import uses
from wire.endorsement import KeyUse
from wire.sealing import key_id

KeyStanding = Literal["next", "current", "former", "erased", "missing"]


@dataclass(frozen=True, slots=True)
class KeyLine:
    """``since``: when it came into its state, where that is known. ``uses``: how many of what
    cannot do without it."""

    kind: Literal["server", "body", "signing", "intake", "authority"]
    id: str
    since: datetime | None
    state: KeyStanding
    uses: Mapping[str, int]


def server_keys(container: Container) -> Iterator[KeyLine]:
    with transaction(container.engine) as db:
        for key in container.keys.ring.keys:
            yield KeyLine("server", key.id, key.since, key.state, uses(db, key))


def body_keys(container: Container) -> Iterator[KeyLine]:
    """Raises BodyKeysUnusable."""
    row, now = RequestItemRow, container.clock.now()
    with transaction(container.engine) as db:
        sealed = select(row.body_key, func.count()).where(row.body_key.is_not(None))
        found = db.execute(sealed.where(row.sealed.is_not(None)).group_by(row.body_key))
        bodies = {str(key_id): number for key_id, number in found}
    for key in container.body_keys.all():
        state: KeyStanding = "current" if now < key.ends_at else "former"
        number = bodies.pop(key.id, 0)
        yield KeyLine("body", key.id, key.begins_at, state, _counted("bodies", number))
    for id_, number in sorted(bodies.items()):
        is_erased = isinstance(container.body_keys.find(id_), BodyKeyErased)
        gone: KeyStanding = "erased" if is_erased else "missing"
        yield KeyLine("body", id_, None, gone, _counted("bodies", number))


def signing_keys(container: Container) -> Iterator[KeyLine]:
    """A retired one as long as a kiosk hangs on it."""
    with transaction(container.engine) as db:
        said, kiosks = container.endorsed.all_told(db), keys_of_kiosks(db)
        retired = set(db.scalars(select(RetiredKeyRow.key_id)))
    since, first = _since(said, "signing"), first_ids(container.endorsed.first)
    ids = signing_ids(container.endorsed.first, said)
    for id_ in ids:
        hanging = sum(each.hangs_on_signing(id_, id_ in first) for each in kiosks)
        if id_ in retired and not hanging:
            continue
        state: KeyStanding = "current" if id_ == ids[-1] or len(ids) == len(first) else "former"
        yield KeyLine("signing", id_, since.get(id_), state, _counted("kiosks", hanging))


def intake_keys(container: Container) -> Iterator[KeyLine]:
    with transaction(container.engine) as db:
        since = _since(container.endorsed.all_told(db), "intake")
        kiosks = keys_of_kiosks(db)
    known, beside_it = container.intake_keys, beside(container.settings.intake_key_file)
    current, following = key_id(known.current.public_key()), next_id(container)
    for id_ in {**known.by_id, **beside_it}:
        hanging = sum(each.may_seal_for(id_) for each in kiosks)
        state: KeyStanding = "next" if id_ == following else "former"
        if id_ == current:
            state = "current"
        yield KeyLine("intake", id_, since.get(id_), state, _counted("kiosks", hanging))


def authorities(container: Container) -> Iterator[KeyLine]:
    authority = authority_of(container.settings)
    if authority is None:
        return
    settings, now = container.settings, container.clock.now()
    with transaction(container.engine) as db:
        kiosks = keys_of_kiosks(db)
    following = next_certificate(settings.authority_key_file, settings.authority_certificate_file)
    for each in (authority.certificate, *authority.former):
        id_, is_current = certificate_id(each), each is authority.certificate
        hanging = sum(kiosk.is_certified_by(id_, now, is_current) for kiosk in kiosks)
        state: KeyStanding = "next" if each == following else "former"
        if is_current:
            state = "current"
        began = each.not_valid_before_utc
        yield KeyLine("authority", id_, began, state, _counted("kiosks", hanging))


def _since(said: Sequence[EndorsedKey], use: KeyUse) -> dict[str, datetime]:
    """The first time that each was endorsed."""
    found: dict[str, datetime] = {}
    for each in said:
        if each.statement.use == use:
            found.setdefault(each.key_id, each.statement.issued_at)
    return found


def _counted(what: str, number: int) -> dict[str, int]:
    return {what: number} if number else {}
