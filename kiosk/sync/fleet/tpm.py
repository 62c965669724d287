"""The machine's TPM, which seals a secret so that no other machine opens it. systemd-creds talks to
it: one command each way, and what goes over the wires to the chip is encrypted.
"""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

TIMEOUT_S = 60.0
"""A slow chip takes two seconds; one that hangs, or that another program holds, takes no longer."""
_COMMAND = "/usr/bin/systemd-creds"
_NAME = "--name=kiosk-key"
_BOUND_TO = "--tpm2-pcrs=23"
"""The register that nobody measures into. systemd's own choice, 7, changes with the firmware's list
of revoked boot loaders: an update would cost the kiosk its key. With none at all, systemd 252 seals
what it does not open."""


class TpmFault(Enum):
    """Why nothing was sealed or opened."""

    ABSENT = "tpm_absent"
    NOT_INSTALLED = "tpm_not_installed"
    """systemd-creds, or the libraries by which it speaks to a TPM, are missing."""
    FOREIGN = "tpm_foreign"
    """Another TPM has sealed it, or this one was cleared since, or the file is damaged."""
    REFUSED = "tpm_refused"
    """Locked, busy, or no right to it."""


class TpmError(Exception):
    """``said``: the last line of systemd-creds, which quotes no secret."""

    def __init__(self, fault: TpmFault, said: str = "") -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.said = said


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    returncode: int
    output: bytes = b""
    said: str = ""


RunTool = Callable[[tuple[str, ...], bytes], Ran]


def run_command(command: tuple[str, ...], given: bytes) -> Ran:
    """Raises OSError, and subprocess.TimeoutExpired."""
    done = subprocess.run(  # noqa: S603 - systemd's own command, and a setting checked by its pattern
        command,
        input=given,
        capture_output=True,
        check=False,
        timeout=TIMEOUT_S,
        env={**os.environ, "LC_ALL": "C"},
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Tpm:
    """``device``: a path such as /dev/tpmrm0, or another way to a TPM as tpm2-tss names them."""

    device: str
    run: RunTool = run_command

    @property
    def is_there(self) -> bool:
        return not self.device.startswith("/") or Path(self.device).exists()

    def seal(self, secret: bytes) -> bytes:
        """Raises TpmError."""
        return self._ask(("encrypt", "--with-key=tpm2", _BOUND_TO), secret)

    def open(self, sealed: bytes) -> bytes:
        """Raises TpmError."""
        return self._ask(("decrypt",), sealed)

    def _ask(self, how: tuple[str, ...], given: bytes) -> bytes:
        if not self.is_there:
            raise TpmError(TpmFault.ABSENT)
        command = (_COMMAND, *how, _NAME, f"--tpm2-device={self.device}", "-", "-")
        try:
            ran = self.run(command, given)
        except FileNotFoundError:
            raise TpmError(TpmFault.NOT_INSTALLED) from None
        except subprocess.TimeoutExpired:
            raise TpmError(TpmFault.REFUSED, f"no answer in {TIMEOUT_S:.0f} s") from None
        if ran.returncode != 0:
            raise TpmError(_fault(ran.said), ran.said.strip().rpartition("\n")[2])
        return ran.output


def tpm_named(device: str) -> Tpm | None:
    """As the setting says it: ``none`` is none."""
    return None if device == "none" else Tpm(device)


def _fault(said: str) -> TpmFault:
    """By the words of systemd 252 and tpm2-tss 3.2; other words are a refusal."""
    if "integrity check failed" in said or "Encrypted file too short" in said:
        return TpmFault.FOREIGN
    if "not installed" in said or "Failed to load libtss2" in said:
        return TpmFault.NOT_INSTALLED
    if "Failed to initialize TCTI" in said and "Permission denied" not in said:
        return TpmFault.ABSENT
    return TpmFault.REFUSED
