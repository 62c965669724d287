"""``central keys rotate-signing`` and ``retire-signing``: the key that signs for kiosks."""

from pathlib import Path
from typing import Annotated

import typer

from central.cli.command import ConfigOption, container_at
from central.cli.fleet_configuration import signed_and_given
from central.cli.keys_turning import EvenSo, KeyIdArgument, refuse, refuse_while
from central.cli.operator import account
from central.cli.signing import DistrustOption, made_next, signing_key_mistakes
from central.config.server_settings import ConfigurationError
from central.container import Container
from central.crypto.signing_ring import retire
from central.fleet.configuration.groups import kiosks_under
from central.fleet.configuration.layers import ConfigurationLayer, LayerKind
from central.fleet.endorsed_keys import EndorsedKey, retire_key
from central.fleet.keys_in_use import keys_of_kiosks
from central.store.database import transaction
from wire.codec import Malformed, codec_of
from wire.endorsement import KeyChain, public_key_id

ChainOption = Annotated[
    Path | None,
    typer.Option("--chain", help="What the command on the signer's account printed."),
]


def rotate_signing(
    chain: ChainOption = None, distrust: DistrustOption = False, config: ConfigOption = None
) -> None:
    """Put the next signing key in the place of the one that signs, and have all signed by it that
    kiosks are to have."""
    with container_at(config) as container:
        if chain is not None and distrust:
            refuse("--distrust belongs to `central fleet signing-key --next`, which made the chain")
        if chain is not None:
            made = read_chain(chain)
        elif container.settings.signer_socket is not None:
            refuse(
                "on the signer's account: central fleet signing-key --next > CHAIN; then --chain"
            )
        else:
            with signing_key_mistakes():
                made = made_next(container.settings, distrust=distrust)
        for each in told(container, made):
            typer.echo(f"kiosks are told of the {each.statement.use} key {each.key_id}")
        with transaction(container.engine) as db:
            everyone = kiosks_under(db, ConfigurationLayer(LayerKind.NATIONAL))
        signed_and_given(container, everyone)


def retire_signing(
    key: KeyIdArgument, even_so: EvenSo = False, config: ConfigOption = None
) -> None:
    """Sign with a former key no more, and give it to no kiosk."""
    with container_at(config) as container:
        with transaction(container.engine) as db:
            ids = signing_ids(container.endorsed.first, container.endorsed.all_told(db))
            if key not in ids[:-1]:
                refuse("no former signing key has this id")
            found = [
                each
                for each in keys_of_kiosks(db)
                if each.hangs_on_signing(key, key in first_ids(container.endorsed.first))
            ]
            refuse_while(found, even_so=even_so)
            retire_key(db, key, container.clock.now())
            container.audit.record_staff(db, account(), "key_retire", f"signing {key}")
        if container.settings.signer_socket is None:
            with signing_key_mistakes():
                retire(container.settings.signing_key_file, container.settings.caisse_id, key)
        else:
            typer.echo(f"now on the signer's account: central fleet signing-key --retire {key}")


def told(container: Container, chain: KeyChain) -> tuple[EndorsedKey, ...]:
    """What of the chain is told to kiosks from now on."""
    with transaction(container.engine) as db:
        try:
            new = tuple(container.endorsed.add(db, chain))
        except ValueError as error:
            raise ConfigurationError((f"the chain of the signing key: {error}",)) from None
        for each in new:
            outcome = f"{each.statement.use} {each.key_id}"
            container.audit.record_staff(db, account(), "key_use", outcome)
    return new


def read_chain(path: Path) -> KeyChain:
    try:
        return codec_of(KeyChain).read(path.read_bytes())
    except OSError as error:
        raise ConfigurationError((f"{path}: {error.strerror}",)) from None
    except Malformed:
        raise ConfigurationError((f"{path}: no chain of keys",)) from None


def first_ids(first: tuple[bytes, ...]) -> tuple[str, ...]:
    return tuple(map(public_key_id, first))


def signing_ids(first: tuple[bytes, ...], said: tuple[EndorsedKey, ...]) -> tuple[str, ...]:
    """The oldest first, the one that signs last."""
    return (*first_ids(first), *(each.key_id for each in said if each.statement.use == "signing"))
