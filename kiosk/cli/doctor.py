"""``kiosk doctor``: looks at every part of the kiosk and says how to mend what is wrong."""

import json
import os
from typing import Annotated

import typer

from kiosk.cli.language import LangOption, translations
from kiosk.cli.output import ConfigOption, write
from kiosk.config.both_sections import file_in_use
from kiosk.doctor.report import report
from kiosk.doctor.shown import EXIT_CODES, as_json, as_text
from shared_runtime.clock import SystemClock
from wire.health_texts import CheckTexts

NOT_WRITTEN = os.EX_IOERR
"""The answer found nobody to read it: a full disk, a closed pipe."""

app = typer.Typer(invoke_without_command=True, subcommand_metavar="")


@app.callback()
def doctor(
    config: ConfigOption = None,
    as_json_: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
    lang: LangOption = None,
) -> None:
    """Look at every part of the kiosk, and say how to mend what is wrong."""
    found = report(file_in_use(config), os.environ, SystemClock())
    texts = CheckTexts(translations(lang))
    if as_json_:
        answer: str | bytes = json.dumps(as_json(found, texts), ensure_ascii=False).encode()
    else:
        answer = as_text(found, texts)
    raise typer.Exit(EXIT_CODES[found.state] if write(answer) else NOT_WRITTEN)
