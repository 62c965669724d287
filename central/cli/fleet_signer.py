"""``central fleet signer`` and ``signing-key``: the process that alone holds the signing key."""

import signal
from typing import Annotated

import structlog
import typer

from central.cli.command import (
    ConfigOption,
    mistakes_named,
    require_current_store,
    settings_from,
)
from central.cli.signing import signer_at
from central.config.reading import keys_of
from central.config.server_settings import ConfigurationError
from central.crypto.signing_key import make_signing_key, public_pem, read_signing_key
from central.fleet.commands.signer import CommandSigner
from central.fleet.configuration.signer_socket import SignerServer
from central.runtime.line_socket import listen_at
from central.runtime.logging import configure
from central.store.audit import AuditTrail
from central.store.database import engine_for
from shared_runtime.clock import SystemClock

_log = structlog.get_logger("central")


def signer(config: ConfigOption = None) -> None:
    """Sign what two people have approved, for who asks on the signer's socket, until SIGTERM."""
    with mistakes_named():
        settings = settings_from(config)
        path = settings.signer_socket
        if path is None:
            raise ConfigurationError(("signer_socket: is needed here",))
        require_current_store(settings)
        configure()
        # No more of central than that: the intake's private key, for one, is not the signer's.
        clock, engine = SystemClock(), engine_for(settings.database_url.get_secret_value())
        signing = signer_at(settings, engine, clock, AuditTrail(keys_of(settings), clock))
        try:
            listening = listen_at(path)
        except OSError as error:
            raise ConfigurationError((f"signer_socket: {error.strerror}",)) from None
        server = SignerServer(
            listening,
            settings.signer_users,
            signing.sign_for,
            CommandSigner.beside(signing).sign_commands,
        )
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: server.stop())
        with listening:
            _log.info("signer_started")
            server.serve()
        path.unlink(missing_ok=True)
        _log.info("signer_stopped")


def signing_key(
    make: Annotated[bool, typer.Option("--make", help="Make one where it is missing.")] = False,
    config: ConfigOption = None,
) -> None:
    """Print the public half of the key that signs what kiosks are told: kiosks pin it."""
    with mistakes_named():
        path = settings_from(config).signing_key_file
        try:
            if make and not path.exists():
                make_signing_key(path)
            typer.echo(public_pem(read_signing_key(path).public_key()), nl=False)
        except OSError as error:
            why = f"signing_key_file: cannot be written: {error.strerror}"
            raise ConfigurationError((why,)) from None
        except ValueError as error:
            raise ConfigurationError((f"signing_key_file: {error}",)) from None
