"""``kiosk enrol``: makes this machine a kiosk of the caisse, with a code from central."""

import asyncio
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import assert_never

import typer

from kiosk.cli.output import ConfigOption
from kiosk.config.both_sections import file_in_use
from kiosk.config.section import EXIT_CONFIGURATION, Mistakes
from kiosk.config.sync_settings import SyncSettings, load
from kiosk.sync.central_http import central_http
from kiosk.sync.fleet.enrolment import EnrolmentClient, NotCertified, code_as_typed
from kiosk.sync.fleet.identity import adopt_pending, alone, keep, pending_folder
from kiosk.sync.fleet.key import KioskKey
from kiosk.sync.fleet.tpm import TpmError, TpmFault, tpm_named
from wire.enrolment import Enrolled, EnrolmentPending, EnrolmentRefused

app = typer.Typer(help="Make this machine a kiosk of the caisse.")

ASK_EVERY_S = 5.0
REFUSED, UNREACHED, UNKNOWN, NOT_OFFERED, NO_KEY = 20, 21, 22, 23, 24
"""Exit codes: somebody said no; central was not reached; no such code; central enrols nobody; the
TPM seals or opens no key."""
_SAID: Mapping[NotCertified, tuple[int, str]] = {
    NotCertified.LATER: (UNREACHED, "central was not reached; the same code may be tried again"),
    NotCertified.UNKNOWN: (
        UNKNOWN,
        "no such code can be used, or no longer: `central fleet code` makes another",
    ),
    NotCertified.NOT_OFFERED: (NOT_OFFERED, "this central enrols no kiosks: see its kiosk_url"),
}

_TPM_SAID: Mapping[TpmFault, str] = {
    TpmFault.ABSENT: 'no TPM answers at "{device}" ([sync] tpm)',
    TpmFault.NOT_INSTALLED: "this machine has a TPM but not what speaks to it: apt-get install "
    "libtss2-esys-3.0.2-0 libtss2-rc0",
    TpmFault.FOREIGN: "another TPM has sealed the key in {folder}, or this one was cleared since: "
    "remove that folder and enrol again",
    TpmFault.REFUSED: "the TPM is busy or locked, or this account may not use it (group tss)",
}


@app.callback(invoke_without_command=True)
def enrol(config: ConfigOption = None) -> None:
    """Ask for the code, make a key that stays on this machine, and wait until somebody at the
    caisse has agreed. Runs as kiosk-sync's account, or as root; kiosk-sync need not be stopped."""
    settings = load(file_in_use(config), os.environ)
    if isinstance(settings, Mistakes):
        for sentence in settings.sentences:
            typer.echo(sentence, err=True)
        raise typer.Exit(EXIT_CONFIGURATION)
    raise typer.Exit(asyncio.run(_enrol(settings, _code())))


def _code() -> str:
    """Asked for: a command line is read by every account of the machine."""
    typed = typer.prompt("Code") if sys.stdin.isatty() else sys.stdin.readline()
    return code_as_typed(typed)


async def _enrol(settings: SyncSettings, code: str) -> int:
    folder = pending_folder(settings.state_folder)
    try:
        key = KioskKey(folder, tpm_named(settings.tpm))
    except TpmError as error:
        said = _TPM_SAID[error.fault].format(device=settings.tpm, folder=folder)
        typer.echo(f"{said}: {error.said}" if error.said else said, err=True)
        return NO_KEY
    typer.echo("key: sealed by the TPM" if key.is_sealed else "key: in a file", err=True)
    signing_request = key.signing_request()
    shown = False
    async with central_http(settings) as http:
        client = EnrolmentClient(http, settings.sync_deadline_s)
        while True:
            match await client.enrol(code, signing_request):
                case Enrolled() as enrolled:
                    keep(folder, enrolled)
                    _hand_to_kiosk_sync(settings.state_folder, folder)
                    adopt_pending(settings.state_folder)
                    typer.echo(f"enrolled as {enrolled.kiosk}: {enrolled.name}")
                    return 0
                case EnrolmentPending() if not shown:
                    shown = True
                    typer.echo(f"check word: {key.check}")
                    typer.echo("waiting until somebody at the caisse has agreed", err=True)
                case EnrolmentPending():
                    pass
                case EnrolmentRefused():
                    typer.echo("somebody at the caisse has refused this machine", err=True)
                    return REFUSED
                case NotCertified.LATER if shown:
                    pass  # it was there a moment ago
                case NotCertified() as why:
                    exit_code, said = _SAID[why]
                    typer.echo(said, err=True)
                    return exit_code
                case _ as never:
                    assert_never(never)
            await asyncio.sleep(ASK_EVERY_S)


def _hand_to_kiosk_sync(state: Path, folder: Path) -> None:
    """What root has made is for the account that the state belongs to: all of it, before kiosk-sync
    takes it on."""
    owner = state.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        with alone(state):
            for path in (folder, *folder.iterdir()):
                shutil.chown(path, owner.st_uid, owner.st_gid)
