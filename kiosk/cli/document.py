"""``kiosk document``: the papers of fictitious people, for staff and translators."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from kiosk.cli.output import write
from kiosk.documents.drawn import Drawn, Sample
from kiosk.documents.papers import PAPERS
from kiosk.documents.receipt_samples import CONTACT, RECEIPTS, ReceiptSample
from kiosk.documents.receipt_sheet import render_receipt_sheet
from kiosk.documents.receipt_strip import render_receipt_strip
from kiosk.documents.samples import PLACE

app = typer.Typer(help="What comes out on paper.", no_args_is_help=True)

NOT_WRITTEN = 1
"""No file came of it: it is there already, or the disk would not take it. 2 stays a mistake on the
command line."""

_STANDARD_OUTPUT = "-"


@app.callback()
def document() -> None:
    """What comes out on paper."""


_Sample = Annotated[str, typer.Option(metavar="NAME", help="Which one; see --list.")]
_Output = Annotated[
    str, typer.Option("-o", "--output", metavar="FILE", help="The file; - writes it out.")
]
_Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]
_List = Annotated[bool, typer.Option("--list", help="Name the samples, and go.")]


def _paper(drawn: Drawn[Any]) -> None:
    """A command for a kind of paper."""

    def set_it(
        sample: _Sample = "", output: _Output = "", force: _Force = False, list_: _List = False
    ) -> None:
        samples = drawn.samples()
        _check(sample, output, list_, samples)
        rendered = drawn.render(samples[sample].paper, PLACE)
        pages = "1 page" if rendered.pages == 1 else f"{rendered.pages} pages"
        _put_out(rendered.pdf, output, f"{sample}, {pages}", force=force)

    app.command(
        drawn.command, help="Set it for fictitious people as a PDF, just as the kiosk prints it."
    )(set_it)


for _drawn in PAPERS:
    _paper(_drawn)


@app.command()
def receipt(
    sample: _Sample = "",
    output: _Output = "",
    strip: Annotated[
        bool, typer.Option("--strip", help="As bytes for a receipt printer (ESC/POS, 80 mm).")
    ] = False,
    text: Annotated[
        bool, typer.Option("--text", help="The strip in the printer's own letters.")
    ] = False,
    force: _Force = False,
    list_: _List = False,
) -> None:
    """Set the receipt of a request that nobody made: a PDF on A4, or a strip."""
    _check(sample, output, list_, RECEIPTS)
    made = RECEIPTS[sample].receipt
    if strip or text:
        escpos = render_receipt_strip(made, PLACE, CONTACT, raster=not text).escpos
        _put_out(escpos, output, f"{sample}, a strip", force=force)
    else:
        pdf = render_receipt_sheet(made, PLACE, CONTACT).pdf
        _put_out(pdf, output, f"{sample}, 1 page", force=force)


def _check(
    sample: str,
    output: str,
    list_: bool,
    samples: Mapping[str, Sample[Any]] | Mapping[str, ReceiptSample],
) -> None:
    """Lists the samples when that is asked for, and goes. Raises BadParameter."""
    if list_:
        raise typer.Exit(0 if write(_listed(samples)) else NOT_WRITTEN)
    if sample not in samples:
        known = ", ".join(samples)
        raise typer.BadParameter(f"name one of {known}.", param_hint="--sample")
    if not output:
        raise typer.BadParameter("name a file, or - for the standard output.", param_hint="-o")


def _put_out(content: bytes, output: str, about: str, *, force: bool) -> None:
    if output == _STANDARD_OUTPUT:
        if _to_a_terminal():
            raise typer.BadParameter("a terminal shows no paper: name a file.", param_hint="-o")
        raise typer.Exit(0 if write(content, newline=False) else NOT_WRITTEN)
    trouble = _saved(Path(output), content, force=force)
    if trouble is not None:
        typer.echo(f"{output} was not written: {trouble}", err=True)
        raise typer.Exit(NOT_WRITTEN)
    write(f"{output}: {about}.")


def _to_a_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _listed(samples: Mapping[str, Sample[Any]] | Mapping[str, ReceiptSample]) -> str:
    width = max(len(name) for name in samples)
    return "\n".join(f"{name:{width}}  {sample.about}" for name, sample in samples.items())


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
