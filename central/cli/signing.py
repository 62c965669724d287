"""Having signed what is approved: by the signer where there is one, else with the key at hand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine

from central.cli.operator import account
from central.config.server_settings import ConfigurationError
from central.config.settings import Settings
from central.container import Container
from central.crypto.signing_ring import endorse_intake, make_next, read_ring
from central.fleet.configuration.signer import ConfigurationSigner, Signing
from central.fleet.configuration.signer_socket import SignerUnavailable, ask_signer
from central.fleet.configuration.version_file import CountDamaged, VersionFile
from central.store.audit import AuditTrail
from shared_runtime.clock import Clock, SystemClock
from wire.endorsement import KeyChain

DistrustOption = Annotated[
    bool,
    typer.Option(
        "--distrust", help="Kiosks take up nothing more that the former key has signed: it leaked."
    ),
]


def signer_at(
    settings: Settings, engine: Engine, clock: Clock, audit: AuditTrail
) -> ConfigurationSigner:
    """Raises ConfigurationError where the key cannot be had."""
    path = settings.signing_key_file
    ring = partial(read_ring, path, settings.caisse_id)
    try:
        ring()
    except ValueError as error:
        raise ConfigurationError((f"signing_key_file: {error}",)) from None
    return ConfigurationSigner(
        engine,
        ring,
        versions_beside(path),
        clock,
        audit,
        settings.caisse_id,
        settings.configuration_lifetime,
        account(),
    )


def versions_beside(path: Path) -> VersionFile:
    """The signer's count, beside its first key."""
    return VersionFile(path.with_name(path.name + ".version"))


def made_next(settings: Settings, *, distrust: bool) -> KeyChain:
    """The signer's chain with a next key at its end. ``distrust``: nothing that the former one has
    signed is to be taken up any more. Raises OSError, ValueError and CountDamaged."""
    path = settings.signing_key_file
    # All that the former key signs from now on has a number beyond that one.
    through = versions_beside(path).take(1, 0)[0]
    now = SystemClock().now()
    return make_next(path, settings.caisse_id, now, 0 if distrust else through)


def made_endorsement(settings: Settings, intake: bytes) -> KeyChain:
    """The signer's chain with that key for the intake at its end. Raises OSError and ValueError."""
    now = SystemClock().now()
    return endorse_intake(settings.signing_key_file, settings.caisse_id, now, intake)


@contextmanager
def signing_key_mistakes() -> Iterator[None]:
    """Names what is wrong with the signer's files. Raises ConfigurationError."""
    try:
        yield
    except OSError as error:
        why = f"signing_key_file: cannot be written: {error.strerror}"
        raise ConfigurationError((why,)) from None
    except ValueError as error:
        raise ConfigurationError((f"signing_key_file: {error}",)) from None
    except CountDamaged:
        raise _count_damaged() from None


def _count_damaged() -> ConfigurationError:
    return ConfigurationError(
        ("signing_key_file: the count of versions beside it holds no number",)
    )


def have_signed(container: Container, kiosks: Sequence[str]) -> Signing:
    """Raises ConfigurationError where nobody can sign."""
    if not kiosks:
        return {}
    socket = container.settings.signer_socket
    try:
        if socket is None:
            at_hand = signer_at(
                container.settings, container.engine, container.clock, container.audit
            )
            return at_hand.sign_for(kiosks)
        return ask_signer(socket, kiosks)
    except SignerUnavailable as error:
        raise ConfigurationError((f"signer_socket: no answer: {error}",)) from None
    except CountDamaged:
        raise _count_damaged() from None
