"""The answer of a command on its standard output, which may be closed, full or no longer read."""

import io
import os
import sys

import typer


def write(answer: str | bytes) -> bool:
    """Whether it reached the standard output."""
    if sys.stdout is None:
        return False
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        typer.echo(answer)
    except OSError as error:
        # What is left in the buffer would fail once more at the end of the process, with a trace.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            typer.echo(f"The answer could not be written: {error.strerror}.", err=True)
        return False
    return True
