"""What the commands share: the kiosk's file as an option, and an answer that reaches somebody."""

import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Instead of /etc/borne/kiosk.toml.",
        readable=False,  # said by our own words, as a mistake among the others
    ),
]


def write(answer: str | bytes, *, newline: bool = True) -> bool:
    """Whether it reached the standard output, which may be closed, full or no longer read.

    Without ``newline`` it is written as it is, which is what a file asks for.
    """
    if sys.stdout is None:
        return False
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        typer.echo(answer, nl=newline)
    except OSError as error:
        # What is left in the buffer would fail once more at the end of the process, with a trace.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            typer.echo(f"The answer could not be written: {error.strerror}.", err=True)
        return False
    return True
