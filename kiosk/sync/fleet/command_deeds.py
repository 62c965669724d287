"""What kiosk-sync itself can do for a command: its privileges end with two units of systemd."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.runtime.log_events import CATALOGUE
from wire.commands import MAX_RESULT_BYTES, CommandResult

RESTART_UNITS: Mapping[str, str] = {
    "restart-app": "borne-restart-app.service",
    "restart-machine": "borne-restart-machine.service",
}
"""By verb. Whether kiosk-sync may start them is polkit's to say: systemd/polkit-1/rules.d."""
POWER_OFF_UNIT = "borne-power-off.service"
"""Staff's alone: nobody far away switches a kiosk off."""
OUR_UNITS = ("kiosk-ui.service", "kiosk-sync.service")
MOST_LINES = 4_000
RUN_WITHIN_S = 30.0
_ALWAYS = frozenset({"event", "process", "level", "timestamp"})
_WORD = re.compile(r"[A-Za-z0-9_.:+\-/]{1,80}")
_PLACE = re.compile(r"[A-Za-z0-9_.\-]{1,80}:\d{1,6} [A-Za-z0-9_<>]{1,80}")

Run = Callable[[Sequence[str]], Awaitable[bytes | None]]
"""Runs a program of this machine with these words; what it wrote, None where it failed."""


@dataclass(frozen=True, slots=True)
class CommandDeeds:
    """``refresh``: puts the fleet's configuration before the screen anew; ``send``: brings a result
    to central, and says whether it has it."""

    run: Run
    refresh: Callable[[], None]
    send: Callable[[CommandResult], Awaitable[bool]]

    async def restart(self, verb: str) -> bool:
        """Whether systemd does it."""
        return await start_unit(self.run, RESTART_UNITS[verb])

    async def logs(self, hours: int) -> bytes | None:
        """The newest lines of our own events, scrubbed; None where the journal cannot be read."""
        lines = await journal_lines(self.run, hours)
        return None if lines is None else scrubbed(lines)


async def start_unit(run: Run, unit: str) -> bool:
    """Whether systemd does it."""
    return await run(("systemctl", "start", "--no-ask-password", unit)) is not None


async def journal_lines(run: Run, hours: int) -> Sequence[str] | None:
    """The newest lines of our units, the oldest first and not scrubbed; None where the journal
    cannot be read."""
    units = [f"--unit={unit}" for unit in OUR_UNITS]
    bounds = [f"--since=-{hours:d}h", f"--lines={MOST_LINES}"]
    said = await run(("journalctl", "--no-pager", "--quiet", "--output=cat", *bounds, *units))
    return None if said is None else said.decode(errors="replace").splitlines()


async def run_program(words: Sequence[str]) -> bytes | None:
    """No shell, no standard input; None where it cannot be run, fails or takes too long."""
    try:
        process = await asyncio.create_subprocess_exec(
            *words,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        return None
    try:
        async with asyncio.timeout(RUN_WITHIN_S):
            said, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        return None
    return said if process.returncode == 0 else None


def scrubbed(lines: Iterable[str], most_bytes: int = MAX_RESULT_BYTES) -> bytes:
    """``ours`` of each line; the oldest go first where it is too much."""
    kept: list[bytes] = []
    size = 0
    for line in reversed([*lines]):
        said = ours(line)
        if said is None:
            continue
        text = json.dumps(said).encode() + b"\n"
        size += len(text)
        if size > most_bytes:
            break
        kept.append(text)
    return b"".join(reversed(kept))


def ours(line: str) -> dict[str, Any] | None:
    """The event and those fields that the catalogue of events names, where they are words, numbers
    or places in the code: all free text is left out. None of what is not a line of ours."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    event = CATALOGUE.get(said["event"]) if _names_an_event(said) else None
    if event is None:
        return None
    named = _ALWAYS.union(event.always, event.sometimes)
    return {name: value for name, value in said.items() if name in named and _is_plain(value)}


def _names_an_event(said: Any) -> bool:
    return isinstance(said, dict) and isinstance(said.get("event"), str)


def _is_plain(value: Any) -> bool:
    match value:
        case bool() | int() | float():
            return True
        case str():
            return bool(_WORD.fullmatch(value) or _PLACE.fullmatch(value))
        case list():
            return all(isinstance(each, str) and _is_plain(each) for each in value)
        case _:
            return False
