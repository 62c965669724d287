"""The way to ``central fleet signer``, which alone signs what kiosks are told."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from anyio import CapacityLimiter, to_thread
from sqlalchemy import Engine

from central.fleet.commands.signing import SigningOutcomes, sign_waiting
from central.fleet.configuration.signer_socket import ask_signer_for_commands
from shared_runtime.clock import Clock

_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class SignerDoor:
    """With threads of its own: a signer that is slow makes no other page wait."""

    path: Path
    threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_AT_ONCE))

    async def sign_commands(self, engine: Engine, clock: Clock) -> SigningOutcomes:
        """Raises SignerUnavailable."""
        ask = partial(ask_signer_for_commands, self.path)
        return await to_thread.run_sync(
            partial(sign_waiting, engine, clock.now(), ask), limiter=self.threads
        )
