"""``central fleet signer`` and ``signing-key``: the process that alone holds the signing key."""

import signal
from pathlib import Path
from typing import Annotated

import structlog
import typer
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from central.cli.command import (
    ConfigOption,
    mistakes_named,
    require_current_store,
    settings_from,
)
from central.cli.signing import (
    DistrustOption,
    made_endorsement,
    made_next,
    signer_at,
    signing_key_mistakes,
)
from central.config.reading import keys_of
from central.config.server_settings import ConfigurationError
from central.crypto.signing_key import make_signing_key, public_pem, read_signing_key
from central.crypto.signing_ring import chain_file, retire
from central.fleet.commands.signer import CommandSigner
from central.fleet.configuration.signer_socket import SignerServer
from central.runtime.line_socket import listen_at
from central.runtime.logging import configure
from central.store.audit import AuditTrail
from central.store.database import engine_for
from shared_runtime.clock import SystemClock
from wire.codec import codec_of
from wire.endorsement import KeyChain

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
        signing = signer_at(settings, engine, clock, AuditTrail(keys_of(settings).audit_key, clock))
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
    next_: Annotated[
        bool, typer.Option("--next", help="Make the next one, endorsed by the one that signs.")
    ] = False,
    distrust: DistrustOption = False,
    endorse: Annotated[
        Path | None,
        typer.Option("--endorse-intake", help="Endorse the public key in this file, in PEM form."),
    ] = None,
    retire_id: Annotated[
        str | None, typer.Option("--retire", metavar="ID", help="Take a former one out of use.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Print the public half of the first key that signs what kiosks are told: kiosks pin it. With
    `--next` or `--endorse-intake`, the chain that `central keys` takes."""
    with mistakes_named():
        settings = settings_from(config)
        path = settings.signing_key_file
        with signing_key_mistakes():
            if next_:
                _say_chain(made_next(settings, distrust=distrust))
            elif endorse is not None:
                _say_chain(made_endorsement(settings, intake_public(endorse)))
            elif retire_id is not None:
                typer.echo(f"it lies in {retire(path, settings.caisse_id, retire_id)} now")
            else:
                if make and not path.exists() and not chain_file(path).exists():
                    make_signing_key(path)
                typer.echo(public_pem(read_signing_key(path).public_key()), nl=False)


def intake_public(file: Path) -> bytes:
    """The raw key of X25519 in a file in PEM form. Raises OSError, and ConfigurationError."""
    try:
        key = load_pem_public_key(file.read_bytes())
    except ValueError:
        key = None
    if not isinstance(key, X25519PublicKey):
        raise ConfigurationError((f"{file}: no X25519 public key in PEM form",))
    return key.public_bytes_raw()


def _say_chain(chain: KeyChain) -> None:
    typer.echo(codec_of(KeyChain).write(chain))
