"""Having signed what is approved: by the signer where there is one, else with the key at hand."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from central.cli.operator import account
from central.config.server_settings import ConfigurationError
from central.config.settings import Settings
from central.container import Container
from central.crypto.signing_ring import read_ring
from central.fleet.configuration.signer import ConfigurationSigner, Signing
from central.fleet.configuration.signer_socket import SignerUnavailable, ask_signer
from central.fleet.configuration.version_file import CountDamaged, VersionFile
from central.store.audit import AuditTrail
from shared_runtime.clock import Clock


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
        raise ConfigurationError(
            ("signing_key_file: the count of versions beside it holds no number",)
        ) from None
