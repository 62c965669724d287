"""``central keys rotate-intake`` and ``retire-intake``: the key that kiosks seal requests for."""

import typer
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from central.cli.command import ConfigOption, container_at
from central.cli.keys_signing import ChainOption, read_chain, told
from central.cli.keys_turning import EvenSo, KeyIdArgument, refuse, refuse_while
from central.cli.operator import account
from central.cli.signing import made_endorsement, signing_key_mistakes
from central.config.server_settings import ConfigurationError
from central.container import Container
from central.crypto.decryption import IntakeKeys
from central.crypto.intake_files import make_next, next_file, put_out_of_use, take_over
from central.fleet.endorsed_keys import statement_of
from central.fleet.keys_in_use import keys_of_kiosks
from central.store.database import transaction
from wire.endorsement import KeyChain, public_key_id
from wire.sealing import key_id


def rotate_intake(chain: ChainOption = None, config: ConfigOption = None) -> None:
    """Make the next intake key, and have kiosks seal for it. What was sealed for the former one is
    opened as long as that is kept."""
    with container_at(config) as container:
        settings = container.settings
        if chain is not None:
            made = read_chain(chain)
        else:
            key = _next(container)
            if settings.signer_socket is not None:
                typer.echo(IntakeKeys.of(key).public_pem, nl=False)
                typer.echo(
                    "on the signer's account: central fleet signing-key --endorse-intake FILE "
                    "> CHAIN, with the above in FILE; then --chain CHAIN",
                    err=True,
                )
                return
            with signing_key_mistakes():
                made = made_endorsement(settings, key.public_key().public_bytes_raw())
        _require_opened(container, made)
        id_ = _told_intake(container, made)
        if id_ == next_id(container):
            _taken_over(container)
        typer.echo(f"kiosks are told to seal for {id_}")


def retire_intake(key: KeyIdArgument, even_so: EvenSo = False, config: ConfigOption = None) -> None:
    """Open no more what was sealed for a former key. What still comes for it waits at its kiosk,
    and is an alarm."""
    with container_at(config) as container:
        if key == _id(container.intake_keys.current):
            refuse("it is the one that kiosks seal for")
        with transaction(container.engine) as db:
            found = [each for each in keys_of_kiosks(db) if each.may_seal_for(key)]
            refuse_while(found, even_so=even_so)
            container.audit.record_staff(db, account(), "key_retire", f"intake {key}")
        try:
            lies = put_out_of_use(container.settings.intake_key_file, key)
        except OSError as error:
            raise ConfigurationError((f"intake_key_file: {error.strerror}",)) from None
        where = f"it lies in {lies} now" if lies else "take it out of intake_old_key_files"
        typer.echo(f"{where}; restart central")


def next_id(container: Container) -> str | None:
    """Of the key that is made and not endorsed yet."""
    exists = next_file(container.settings.intake_key_file).exists()
    return _id(_next(container)) if exists else None


def _told_intake(container: Container, chain: KeyChain) -> str:
    """The id of the key that kiosks are told to seal for."""
    told(container, chain)
    with transaction(container.engine) as db:
        said = [each for each in container.endorsed.all_told(db) if each.statement.use == "intake"]
    if not said:
        refuse("the chain endorses no intake key")
    return said[-1].key_id


def _require_opened(container: Container, chain: KeyChain) -> None:
    """Before any kiosk is told."""
    said = [statement_of(each) for each in chain.endorsements]
    id_ = next((public_key_id(each.key) for each in reversed(said) if each.use == "intake"), None)
    if id_ is not None and container.intake_keys.find(id_) is None:
        refuse(f"nobody here opens what is sealed for {id_}")


def _next(container: Container) -> X25519PrivateKey:
    try:
        return make_next(container.settings.intake_key_file)
    except OSError as error:
        raise ConfigurationError(
            (f"intake_key_file: nothing can be written beside it: {error.strerror}",)
        ) from None
    except ValueError as error:
        raise ConfigurationError((f"intake_key_file: the next one: {error}",)) from None


def _taken_over(container: Container) -> None:
    try:
        take_over(container.settings.intake_key_file)
    except OSError as error:
        raise ConfigurationError((f"intake_key_file: {error.strerror}",)) from None


def _id(key: X25519PrivateKey) -> str:
    return key_id(key.public_key())
