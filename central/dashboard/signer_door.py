"""The way to ``central fleet signer``, which signs what two people have agreed on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from sqlalchemy import Engine

from central.fleet.commands.signing import SigningOutcomes, sign_waiting
from central.fleet.configuration.signer import Signing
from central.fleet.configuration.signer_socket import ask_signer, ask_signer_for_commands
from shared_runtime.clock import Clock

_AT_ONCE = 4
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SignerDoor:
    """With threads of its own: a signer that is slow makes no other page wait. All raise
    SignerUnavailable; what was signed until then is signed."""

    path: Path
    threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_AT_ONCE))

    async def sign(self, kiosks: Sequence[str]) -> Signing:
        """The configuration of these kiosks."""
        return await self._in_thread(partial(ask_signer, self.path, kiosks))

    async def sign_commands(self, engine: Engine, clock: Clock) -> SigningOutcomes:
        ask = partial(ask_signer_for_commands, self.path)
        return await self._in_thread(partial(sign_waiting, engine, clock.now(), ask))

    async def _in_thread(self, ask: Callable[[], T]) -> T:
        return await to_thread.run_sync(ask, limiter=self.threads)
