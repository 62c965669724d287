"""A TPM in memory, behind what would start systemd-creds."""

import subprocess
from dataclasses import dataclass, field

from kiosk.sync.fleet.tpm import Ran, Tpm

INTEGRITY = "Failed to load HMAC key in TPM: tpm:parameter(1):integrity check failed\n"


@dataclass
class FakeTpm:
    """``broken``: what is answered or raised instead."""

    seed: bytes = b"seed of this one:"
    broken: Ran | Exception | None = None
    commands: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def tpm(self) -> Tpm:
        return Tpm("fake:tpm", self.run)

    def run(self, command: tuple[str, ...], given: bytes) -> Ran:
        self.commands.append(command)
        match self.broken:
            case Exception() as error:
                raise error
            case Ran() as ran:
                return ran
        if "encrypt" in command:
            return Ran(0, self.seed + given)
        if not given.startswith(self.seed):
            return Ran(1, b"", INTEGRITY)
        return Ran(0, given.removeprefix(self.seed))


HANGS = subprocess.TimeoutExpired("systemd-creds", 60)
