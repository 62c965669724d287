"""Having commands signed: by the signer where there is one, else with the key at hand."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from central.cli.signing import signer_at
from central.config.server_settings import ConfigurationError
from central.container import Container
from central.fleet.commands.signer import CommandSigner
from central.fleet.commands.signing import SigningOutcomes, sign_waiting
from central.fleet.configuration.signer_socket import SignerUnavailable, ask_signer_for_commands
from central.fleet.configuration.version_file import CountDamaged


def have_commands_signed(container: Container) -> SigningOutcomes:
    """All that wait for it. Raises ConfigurationError where nobody can sign."""
    try:
        return sign_waiting(container.engine, container.clock.now(), partial(_signed, container))
    except SignerUnavailable as error:
        raise ConfigurationError((f"signer_socket: no answer: {error}",)) from None
    except CountDamaged:
        raise ConfigurationError(
            ("signing_key_file: the count of versions beside it holds no number",)
        ) from None


def _signed(container: Container, commands: Sequence[UUID]) -> SigningOutcomes:
    socket = container.settings.signer_socket
    if socket is not None:
        return ask_signer_for_commands(socket, commands)
    at_hand = signer_at(container.settings, container.engine, container.clock, container.audit)
    return CommandSigner.beside(at_hand).sign_commands(commands)
