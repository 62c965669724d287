"""``kiosk document attestation``: the paper of a fictitious person, for staff and translators."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.documents.attestation import render_attestation
from kiosk.documents.samples import PLACE, SAMPLES
from kiosk.output import write

app = typer.Typer(help="What comes out on paper.", no_args_is_help=True)

NOT_WRITTEN = 1
"""No file came of it: it is there already, or the disk would not take it. 2 stays a mistake on the
command line."""

_STANDARD_OUTPUT = "-"


@app.callback()
def document() -> None:
    """What comes out on paper."""


@app.command()
def attestation(
    sample: Annotated[str, typer.Option(metavar="NAME", help="Which one; see --list.")] = "",
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="The PDF; - writes it out.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="Name the samples, and go.")] = False,
) -> None:
    """Set the attestation of fictitious people as a PDF, just as the kiosk prints it."""
    if list_:
        raise typer.Exit(0 if write(_listed()) else NOT_WRITTEN)
    if sample not in SAMPLES:
        known = ", ".join(SAMPLES)
        raise typer.BadParameter(f"name one of {known}.", param_hint="--sample")
    if not output:
        raise typer.BadParameter("name a file, or - for the standard output.", param_hint="-o")
    rendered = render_attestation(SAMPLES[sample].attestation, PLACE)
    if output == _STANDARD_OUTPUT:
        if _to_a_terminal():
            raise typer.BadParameter("a terminal shows no PDF: name a file.", param_hint="-o")
        raise typer.Exit(0 if write(rendered.pdf, newline=False) else NOT_WRITTEN)
    trouble = _saved(Path(output), rendered.pdf, force=force)
    if trouble is not None:
        typer.echo(f"{output} was not written: {trouble}", err=True)
        raise typer.Exit(NOT_WRITTEN)
    pages = "1 page" if rendered.pages == 1 else f"{rendered.pages} pages"
    write(f"{output}: {sample}, {pages}.")


def _to_a_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _listed() -> str:
    width = max(len(name) for name in SAMPLES)
    return "\n".join(f"{name:{width}}  {sample.about}" for name, sample in SAMPLES.items())


def _saved(path: Path, content: bytes, *, force: bool) -> str | None:
    """Why not, if not. A file that could not be finished is taken away again."""
    if path.is_dir():
        return "it is a folder."
    try:
        file = path.open("wb" if force else "xb")
    except FileExistsError:
        return "it is there already; --force replaces it."
    except OSError as error:
        return f"{error.strerror}."
    try:
        with file:
            file.write(content)
    except OSError as error:
        if not force:
            path.unlink(missing_ok=True)
        return f"{error.strerror}."
    return None
