"""The way to ``central fleet signer``, which signs what two people have agreed on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from anyio import CapacityLimiter, to_thread

from central.fleet.configuration.signer import Signing
from central.fleet.configuration.signer_socket import ask_signer

_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class SignerDoor:
    """With threads of its own: a signer that is slow makes no other page wait."""

    path: Path
    threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_AT_ONCE))

    async def sign(self, kiosks: Sequence[str]) -> Signing:
        """Raises SignerUnavailable; what was signed until then is signed."""
        asking = partial(ask_signer, self.path, kiosks)
        return await to_thread.run_sync(asking, limiter=self.threads)
