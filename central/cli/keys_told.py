"""``central keys list-told``: the keys that kiosks know, and how many kiosks hang on each."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from central.cli.command import ConfigOption, JsonOption, container_at
from central.cli.keys_told_intake import next_id
from central.cli.keys_told_signing import first_ids, signing_ids
from central.cli.terminal import local_time, say, table
from central.config.reading import authority_of
from central.container import Container
from central.crypto.authority import certificate_id
from central.crypto.authority_files import next_certificate
from central.crypto.intake_files import beside
from central.fleet.endorsed_keys import EndorsedKey
from central.fleet.keys_in_use import KeysOfKiosk, ToldKey, ToldState, keys_of_kiosks
from central.store.database import transaction
from wire.endorsement import KeyUse
from wire.sealing import key_id


def list_told(as_json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the keys that kiosks know: since when each is one, and how many kiosks hang on it."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            said, kiosks = container.endorsed.all_told(db), keys_of_kiosks(db)
        found = (
            *_signing(container, said, kiosks),
            *_intake(container, said, kiosks),
            *_authorities(container, kiosks),
        )
        zone = container.settings.zone
        rows = (
            (
                each.kind,
                each.id,
                "" if each.since is None else local_time(each.since, zone),
                each.state,
                str(each.kiosks),
            )
            for each in found
        )
        heads = ("kind", "id", "since", "state", "kiosks")
        say(tuple[ToldKey, ...], found, as_json, table(heads, rows))


def _signing(
    container: Container, said: Sequence[EndorsedKey], kiosks: Sequence[KeysOfKiosk]
) -> Iterator[ToldKey]:
    first = container.endorsed.first
    since, begun = _since(said, "signing"), first_ids(first)
    ids = signing_ids(first, tuple(said))
    for id_ in ids:
        hanging = sum(each.hangs_on_signing(id_, id_ in begun) for each in kiosks)
        state: ToldState = "current" if id_ == ids[-1] or len(ids) == len(begun) else "former"
        yield ToldKey("signing", id_, since.get(id_), state, hanging)


def _intake(
    container: Container, said: Sequence[EndorsedKey], kiosks: Sequence[KeysOfKiosk]
) -> Iterator[ToldKey]:
    keys, since = container.intake_keys, _since(said, "intake")
    current, following = key_id(keys.current.public_key()), next_id(container)
    for id_ in {**keys.by_id, **beside(container.settings.intake_key_file)}:
        hanging = sum(each.may_seal_for(id_) for each in kiosks)
        state: ToldState = "next" if id_ == following else "former"
        yield ToldKey(
            "intake", id_, since.get(id_), "current" if id_ == current else state, hanging
        )


def _authorities(container: Container, kiosks: Sequence[KeysOfKiosk]) -> Iterator[ToldKey]:
    authority = authority_of(container.settings)
    if authority is None:
        return
    settings, now = container.settings, container.clock.now()
    following = next_certificate(settings.authority_key_file, settings.authority_certificate_file)
    for each in (authority.certificate, *authority.former):
        id_, is_current = certificate_id(each), each is authority.certificate
        hanging = sum(kiosk.is_certified_by(id_, now, is_current) for kiosk in kiosks)
        state: ToldState = "next" if each == following else "former"
        began = each.not_valid_before_utc
        yield ToldKey("authority", id_, began, "current" if is_current else state, hanging)


def _since(said: Sequence[EndorsedKey], use: KeyUse) -> dict[str, datetime]:
    """The first time that each was endorsed."""
    found: dict[str, datetime] = {}
    for each in said:
        if each.statement.use == use:
            found.setdefault(each.key_id, each.statement.issued_at)
    return found
