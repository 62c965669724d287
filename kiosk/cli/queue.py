"""``kiosk queue``: what waits for central, for staff and support; never what anybody asked for."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated, NoReturn
from uuid import UUID
from zoneinfo import ZoneInfo

import typer

from kiosk.cli.language import LangOption, translations
from kiosk.cli.output import ConfigOption, write
from kiosk.cli.queue_page import as_json, list_text, one_text
from kiosk.config.both_sections import file_in_use
from kiosk.config.loading import load
from kiosk.config.section import EXIT_CONFIGURATION, Mistakes
from kiosk.config.settings import KioskSettings
from kiosk.gateway.query import Absent, Forbidden, GatewayTrouble, Nonsense, Silent
from kiosk.gateway.queue import NotStuck, NotThere, QueueClient, Retried
from shared_runtime.clock import SystemClock
from shared_runtime.messages.catalogue import Translations
from wire.actions import QueuedAction, QueuePage, QueueSummary

app = typer.Typer(help="What waits for central.", no_args_is_help=True)

NOT_WRITTEN = 1
"""The answer found nobody to read it: a full disk, a closed pipe. 2 stays a mistake on the command
line."""
NOT_THERE = 3
NOT_STUCK = 4
UNAVAILABLE = os.EX_UNAVAILABLE
FORBIDDEN = os.EX_NOPERM

SHOWN = 30
"""A screen of a terminal."""

ActionArgument = Annotated[
    str, typer.Argument(metavar="REFERENCE|ID", help="As on the receipt, or its id.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document.")]


@app.callback()
def queue() -> None:
    """What waits for central: metadata alone, never what anybody asked for."""


@app.command(name="list")
def list_(
    config: ConfigOption = None,
    all_: Annotated[bool, typer.Option("--all", help=f"Not only the {SHOWN} newest.")] = False,
    as_json_: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Show how the queue stands, and its requests, the newest first."""
    remote = _RemoteQueue(config, lang)
    summary = remote.summary()
    if all_:
        actions, more = tuple(remote.every()), False
    else:
        page = remote.page(None, SHOWN)
        actions, more = page.actions, page.next_before is not None
    if as_json_:
        listed = [as_json(each) for each in actions]
        _end(json.dumps({"summary": as_json(summary), "actions": listed, "more": more}))
    _end(list_text(summary, actions, remote.translations, remote.zone, more=more))


@app.command()
def show(
    which: ActionArgument,
    config: ConfigOption = None,
    as_json_: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """Show what is known of one request."""
    remote = _RemoteQueue(config, lang)
    action = remote.find(which)
    _end(
        json.dumps(as_json(action))
        if as_json_
        else one_text(action, remote.translations, remote.zone)
    )


@app.command()
def retry(which: ActionArgument, config: ConfigOption = None, lang: LangOption = None) -> None:
    """Send a refused or expired request once more, or one that is put off at once."""
    remote = _RemoteQueue(config, lang)
    _end(remote.retry(which))


@app.command()
def export(config: ConfigOption = None, lang: LangOption = None) -> None:
    """Write all metadata as JSON lines, for support: the summary, then every request."""
    remote = _RemoteQueue(config, lang)
    lines = [as_json(remote.summary()), *map(as_json, remote.every())]
    _end("\n".join(map(json.dumps, lines)))


class _RemoteQueue:
    """kiosk-sync behind the configured socket. Whatever keeps it from answering ends the command
    with a sentence and its own exit code."""

    def __init__(self, config: ConfigOption, lang: str | None) -> None:
        self.translations: Translations = translations(lang)
        settings = load(file_in_use(config), os.environ)
        if isinstance(settings, Mistakes):
            raise _stopped("\n".join(settings.sentences), EXIT_CONFIGURATION)
        self._settings: KioskSettings = settings
        self._client = QueueClient(settings.gateway_socket, SystemClock())
        # As the receipt says it, whatever zone the machine is in.
        self.zone = ZoneInfo(settings.place().timezone)

    def summary(self) -> QueueSummary:
        match self._client.summary():
            case QueueSummary() as summary:
                return summary
            case trouble:
                raise self._given_up(trouble)

    def page(self, before: UUID | None, limit: int) -> QueuePage:
        match self._client.page(before, limit):
            case QueuePage() as page:
                return page
            case trouble:
                raise self._given_up(trouble)

    def every(self) -> Iterator[QueuedAction]:
        before: UUID | None = None
        while True:
            match self._client.page(before):
                case QueuePage(actions, next_before):
                    yield from actions
                    if next_before is None:
                        return
                    before = next_before
                case trouble:
                    raise self._given_up(trouble)

    def find(self, which: str) -> QueuedAction:
        match self._client.find(self._id(which)):
            case QueuedAction() as action:
                return action
            case NotThere():
                raise _stopped(self.translations.say("queue.not_there", which=which), NOT_THERE)
            case trouble:
                raise self._given_up(trouble)

    def retry(self, which: str) -> str:
        """The sentence that says it is done."""
        match self._client.retry(self._id(which)):
            case Retried():
                return self.translations.say("queue.retried", which=which)
            case NotThere():
                raise _stopped(self.translations.say("queue.not_there", which=which), NOT_THERE)
            case NotStuck():
                raise _stopped(self.translations.say("queue.not_stuck", which=which), NOT_STUCK)
            case trouble:
                raise self._given_up(trouble)

    def _id(self, which: str) -> UUID:
        """kiosk-sync knows ids; a person at the desk knows the reference on the receipt."""
        with suppress(ValueError):
            return UUID(which)
        for action in self.every():
            if action.reference == which.strip().upper():
                return action.id
        raise _stopped(self.translations.say("queue.not_there", which=which), NOT_THERE)

    def _given_up(self, trouble: GatewayTrouble) -> typer.Exit:
        name, socket = type(trouble).__name__.lower(), str(self._settings.gateway_socket)
        sentence = self.translations.say(f"queue.trouble.{name}", socket=socket)
        match trouble:
            case Forbidden():
                return _stopped(sentence, FORBIDDEN)
            case Absent() | Silent() | Nonsense():
                return _stopped(sentence, UNAVAILABLE)


def _end(answer: str) -> NoReturn:
    raise typer.Exit(0 if write(answer) else NOT_WRITTEN)


def _stopped(sentence: str, code: int) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)
