"""The ``kiosk`` command: the processes of the appliance start without the command-line library."""

import sys
from importlib import import_module

_PROCESSES = {"run": "kiosk.app", "sync": "kiosk.sync.process"}
"""Each module's ``main(arguments)`` gives the exit code."""
_INTERRUPTED = 130


def main() -> int:
    """Gives the exit code of a process; the other commands leave through SystemExit."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name in _PROCESSES:
        process: int = import_module(_PROCESSES[name]).main(sys.argv[2:])
        return process
    try:
        _commands()
    except KeyboardInterrupt:
        # The command-line library answers for itself once it is loaded, which takes a while.
        return _INTERRUPTED
    return 0


def _commands() -> None:
    import typer

    from kiosk import card_command

    app = typer.Typer(help="The kiosk.", no_args_is_help=True)
    app.add_typer(card_command.app, name="card")
    app()
