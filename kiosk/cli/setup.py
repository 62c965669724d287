"""``kiosk setup``: a kiosk's first configuration, asked for or from a file, and what the machine
still lacks."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from kiosk.cli.doctor import NOT_WRITTEN
from kiosk.cli.language import LangOption, translations
from kiosk.cli.output import write
from kiosk.config.both_sections import USUAL_FILE, file_in_use
from kiosk.config.first_setup import (
    QUESTIONS,
    SetupQuestion,
    answered,
    as_toml,
    completed,
    mistakes_in,
)
from kiosk.config.section import EXIT_CONFIGURATION, Mistakes, read_document
from kiosk.doctor.installation import installation
from kiosk.doctor.probes.installation import look
from kiosk.doctor.report import DoctorReport, report
from kiosk.doctor.shown import EXIT_CODES, as_text
from shared_runtime.clock import SystemClock
from shared_runtime.messages.catalogue import Translations
from shared_runtime.whole_files import write_whole
from wire.health_texts import CheckTexts

GROUP = "kiosk"
"""Both processes of the kiosk are in it, and read the file."""
MODE = 0o640

app = typer.Typer(invoke_without_command=True, subcommand_metavar="")


@app.callback()
def setup(
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Settings in TOML, instead of questions."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Say what this machine lacks; change nothing.")
    ] = False,
    config: Annotated[
        Path, typer.Option("--config", metavar="FILE", help="The file to write.")
    ] = USUAL_FILE,
    again: Annotated[
        bool, typer.Option("--replace", help="Even where the file is there already.")
    ] = False,
    lang: LangOption = None,
) -> None:
    """Make this machine's configuration, or say what the machine lacks."""
    spoken = translations(lang)
    raise typer.Exit(_check(spoken) if check else _set_up(spoken, answers, config, again=again))


def _check(spoken: Translations) -> int:
    seen = report(file_in_use(None), os.environ, SystemClock())
    machine = replace(seen, findings=(*installation(look()), *seen.findings))
    return EXIT_CODES[machine.state] if _told(machine, spoken) else NOT_WRITTEN


def _told(machine: DoctorReport, spoken: Translations) -> bool:
    return write(as_text(machine, CheckTexts(spoken)))


def _set_up(spoken: Translations, answers: Path | None, config: Path, *, again: bool) -> int:
    if config.exists() and not again:
        typer.echo(spoken.say("setup.there", file=str(config)), err=True)
        return os.EX_CANTCREAT
    document = answered(_ask(spoken)) if answers is None else read_document(answers)
    whole = document if isinstance(document, Mistakes) else completed(document)
    mistakes = whole.sentences if isinstance(whole, Mistakes) else mistakes_in(whole)
    if isinstance(whole, Mistakes) or mistakes:
        typer.echo(spoken.say("setup.mistakes"), err=True)
        for sentence in mistakes:
            typer.echo(f"  - {sentence}", err=True)
        return EXIT_CONFIGURATION
    try:
        _write(config, as_toml(whole))
    except OSError as error:
        said = spoken.say("setup.not_written", file=str(config), why=error.strerror or "")
        typer.echo(said, err=True)
        return os.EX_CANTCREAT
    return 0 if write("\n".join(_next_steps(spoken, config, whole))) else NOT_WRITTEN


def _ask(spoken: Translations) -> dict[str, str]:
    return {question.name: _ask_one(spoken, question) for question in QUESTIONS}


def _ask_one(spoken: Translations, question: SetupQuestion) -> str:
    asked = spoken.say(f"setup.ask.{question.name}")
    while True:
        default = None if question.is_needed else question.usual
        answer = str(typer.prompt(asked, default=default, show_default=bool(default))).strip()
        if answer == question.usual:
            return ""
        mistakes = question.mistakes(answer)
        if not mistakes:
            return answer
        for sentence in mistakes:
            typer.echo(f"  - {sentence}", err=True)


def _write(config: Path, text: str) -> None:
    config.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    write_whole(config, text.encode(), MODE)
    if os.geteuid() == 0:
        try:
            shutil.chown(config, group=GROUP)
        except LookupError:
            return  # no package is installed here: nobody of that group reads it


def _next_steps(spoken: Translations, config: Path, document: Mapping[str, Any]) -> tuple[str, ...]:
    queue = document["kiosk"].get("printer", "borne")
    return (
        spoken.say("setup.written", file=str(config)),
        spoken.say("setup.next.queue", queue=queue),
        spoken.say("setup.next.staff"),
        spoken.say("setup.next.start"),
        spoken.say("setup.next.enrol"),
        spoken.say("setup.next.check"),
    )
