"""Having commands signed: by the signer where there is one, else with the key at hand."""

from collections.abc import Mapping
from uuid import UUID

from central.cli.signing import signer_at
from central.config.server_settings import ConfigurationError
from central.container import Container
from central.fleet.commands.issuing import to_be_signed
from central.fleet.commands.signer import CommandSigner
from central.fleet.configuration.signer import NotSigned
from central.fleet.configuration.signer_socket import SignerUnavailable, ask_signer_for_commands
from central.fleet.configuration.version_file import CountDamaged
from central.store.database import transaction


def have_commands_signed(container: Container) -> Mapping[UUID, int | NotSigned]:
    """All that wait for it, one that could not be signed earlier among them. Raises
    ConfigurationError where nobody can sign."""
    with transaction(container.engine) as db:
        waiting = to_be_signed(db, container.clock.now())
    if not waiting:
        return {}
    socket = container.settings.signer_socket
    try:
        if socket is None:
            at_hand = signer_at(
                container.settings, container.engine, container.clock, container.audit
            )
            return CommandSigner.beside(at_hand).sign_commands(waiting)
        return ask_signer_for_commands(socket, waiting)
    except SignerUnavailable as error:
        raise ConfigurationError((f"signer_socket: no answer: {error}",)) from None
    except CountDamaged:
        raise ConfigurationError(
            ("signing_key_file: the count of versions beside it holds no number",)
        ) from None
