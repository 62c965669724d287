"""The ``kiosk`` command: the processes of the appliance start without the command-line library."""

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from shared_runtime import own_memory

if TYPE_CHECKING:
    from typer import Typer

_PROCESSES = {
    "run": "kiosk.app.main",
    "sync": "kiosk.sync.main",
    "cancel-prints": "kiosk.cli.cancel_prints",
}
"""What systemd starts. Each module's ``main(arguments)`` gives the exit code."""
_COMMANDS = {
    "card": "kiosk.cli.card",
    "config": "kiosk.cli.config",
    "doctor": "kiosk.cli.doctor",
    "document": "kiosk.cli.document",
    "enrol": "kiosk.cli.enrol",
    "queue": "kiosk.cli.queue",
    "setup": "kiosk.cli.setup",
}
"""Each module's ``app`` holds what stands behind the word."""
_EPILOG = (
    "The appliance's processes: kiosk run [--config FILE], kiosk sync [--config FILE]; after the "
    "first of them, kiosk cancel-prints [--config FILE]."
)
_INTERRUPTED = 130


def main() -> int:
    """Gives the exit code of a process; the other commands leave through SystemExit."""
    own_memory.keep()
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name in _PROCESSES:
        process: int = import_module(_PROCESSES[name]).main(sys.argv[2:])
        return process
    try:
        command_line(name)()
    except KeyboardInterrupt:
        # The command-line library answers for itself once it is loaded, which takes a while.
        return _INTERRUPTED
    return 0


def command_line(name: str = "") -> "Typer":
    """Loads what was asked for alone: reading a card does not wait for what a doctor needs. All of
    it where no such command is."""
    import typer

    app = typer.Typer(help="The kiosk.", epilog=_EPILOG, no_args_is_help=True)
    for word in [name] if name in _COMMANDS else _COMMANDS:
        app.add_typer(import_module(_COMMANDS[word]).app, name=word)
    return app
