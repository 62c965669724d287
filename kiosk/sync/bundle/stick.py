"""The stick that staff have put in: kiosk-sync hands one file over, and root writes it there."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.sync.fleet.command_deeds import Run, start_unit
from kiosk.usb_storage.outcome import (
    HANDED_OVER,
    OUTCOME_FILE,
    USB_DEVICES,
    StickOutcome,
    storage_interfaces,
)

SAVE_UNIT = "borne-save-bundle.service"
"""Whether kiosk-sync may start it is polkit's to say: systemd/polkit-1/rules.d."""
_FAILED = "stick-failed"
_REASONS: Mapping[StickOutcome, str] = {
    StickOutcome.NO_STICK: "no-stick",
    StickOutcome.UNREADABLE: "stick-unreadable",
    StickOutcome.FULL: "stick-full",
    StickOutcome.LOCKED: "stick-locked",
}


@dataclass(frozen=True, slots=True)
class Stick:
    run: Run
    handed_over: Path = HANDED_OVER
    outcome: Path = OUTCOME_FILE
    devices: Path = USB_DEVICES

    @property
    def is_there(self) -> bool:
        """Plugged in: whether it can be written, nobody knows before it is let in."""
        return bool(storage_interfaces(self.devices))

    async def save(self, name: str, content: bytes) -> str | None:
        """None where it is on the stick, which may be pulled out; else why not."""
        if not self.is_there:
            return "no-stick"
        try:
            self._hand_over(name, content)
        except OSError:
            return _FAILED
        try:
            return await self._written()
        finally:
            self._clear()

    async def _written(self) -> str | None:
        if not await start_unit(self.run, SAVE_UNIT):
            return _FAILED
        try:
            outcome = StickOutcome(int(self.outcome.read_text(encoding="ascii")))
        except (OSError, ValueError):
            return _FAILED
        return None if outcome is StickOutcome.SAVED else _REASONS.get(outcome, _FAILED)

    def _hand_over(self, name: str, content: bytes) -> None:
        """Sealed as it is, whoever reads it learns nothing."""
        self._clear()
        self.handed_over.mkdir(mode=0o755, exist_ok=True)
        self.handed_over.chmod(0o755)
        file = self.handed_over / name
        file.write_bytes(content)
        file.chmod(0o644)

    def _clear(self) -> None:
        with suppress(OSError):
            for each in self.handed_over.iterdir():
                each.unlink()
