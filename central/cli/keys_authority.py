"""``central keys rotate-authority`` and ``retire-authority``: who certifies kiosks and servers."""

from pathlib import Path
from typing import Annotated

import typer
from cryptography.hazmat.primitives.serialization import Encoding

from central.cli.command import ConfigOption, container_at
from central.cli.keys_turning import EvenSo, KeyIdArgument, refuse, refuse_while
from central.cli.operator import account
from central.config.reading import authority_of
from central.config.server_settings import ConfigurationError
from central.container import Container
from central.crypto.authority import SERIAL_BYTES, Authority, certificate_id
from central.crypto.authority_files import (
    make_next,
    next_certificate,
    read_certificates,
    retire,
    take_over,
)
from central.fleet.keys_in_use import keys_of_kiosks
from central.store.audit import StaffAct
from central.store.database import transaction
from shared_runtime.whole_files import write_whole

BundleOption = Annotated[
    Path | None,
    typer.Option("--bundle", help="Write here, for nginx, the certificates that are believed."),
]


def rotate_authority(
    even_so: EvenSo = False, bundle: BundleOption = None, config: ConfigOption = None
) -> None:
    """Make the next authority, which kiosks are told of as they renew; called again, let it sign in
    the place of the former one, once they know it."""
    with container_at(config) as container:
        _authority(container)
        settings = container.settings
        key_file = settings.authority_key_file
        certificate_file = settings.authority_certificate_file
        act: StaffAct
        try:
            following = next_certificate(key_file, certificate_file)
            if following is None:
                serial = container.chance.bytes(SERIAL_BYTES)
                now = container.clock.now()
                made = make_next(key_file, certificate_file, settings.caisse_id, serial, now)
                id_, act = certificate_id(made), "key_prepare"
                typer.echo(f"kiosks are told of {id_} as they renew; again, and it signs")
            else:
                id_, act = certificate_id(following), "key_use"
                _refuse_while_unknown(container, id_, even_so=even_so)
                take_over(key_file)
                typer.echo(f"{id_} signs from now on")
            _write_bundle(certificate_file, bundle)
        except OSError as error:
            raise ConfigurationError((f"authority_key_file: {error.strerror}",)) from None
        except ValueError as error:
            raise ConfigurationError((f"authority_certificate_file: {error}",)) from None
        with transaction(container.engine) as db:
            container.audit.record_staff(db, account(), act, f"authority {id_}")
    typer.echo("restart central and, with its new bundle, nginx", err=True)


def retire_authority(
    key: KeyIdArgument,
    even_so: EvenSo = False,
    bundle: BundleOption = None,
    config: ConfigOption = None,
) -> None:
    """Believe no more what a former authority has certified."""
    with container_at(config) as container:
        settings, authority = container.settings, _authority(container)
        former = {certificate_id(each) for each in authority.former}
        following = next_certificate(
            settings.authority_key_file, settings.authority_certificate_file
        )
        if key not in former or (following is not None and certificate_id(following) == key):
            refuse("no former authority has this id")
        with transaction(container.engine) as db:
            now = container.clock.now()
            found = [each for each in keys_of_kiosks(db) if each.is_certified_by(key, now, True)]
            refuse_while(found, even_so=even_so)
            container.audit.record_staff(db, account(), "key_retire", f"authority {key}")
        try:
            retire(settings.authority_key_file, settings.authority_certificate_file, key)
            _write_bundle(settings.authority_certificate_file, bundle)
        except OSError as error:
            raise ConfigurationError((f"authority_certificate_file: {error.strerror}",)) from None
    typer.echo("restart central and, with its new bundle, nginx", err=True)


def _authority(container: Container) -> Authority:
    found = authority_of(container.settings)
    if found is None:
        raise ConfigurationError(("authority_key_file: missing; `central migrate` makes one",))
    return found


def _refuse_while_unknown(container: Container, id_: str, *, even_so: bool) -> None:
    with transaction(container.engine) as db:
        now = container.clock.now()
        found = [each for each in keys_of_kiosks(db) if not each.knows_authority(id_, now)]
    refuse_while(found, even_so=even_so)


def _write_bundle(certificates: Path, bundle: Path | None) -> None:
    if bundle is None:
        return
    pem = b"".join(each.public_bytes(Encoding.PEM) for each in read_certificates(certificates))
    write_whole(bundle, pem, 0o644)
