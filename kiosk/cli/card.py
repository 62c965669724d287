"""``kiosk card read``: reads the card on the real reader and says what came of it."""

import json
import queue
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, assert_never

import typer

from kiosk.cli.output import write
from kiosk.domain.card import (
    AccessDenied,
    CardOutcome,
    CardRead,
    Mute,
    ReaderAbsent,
    ReaderLoss,
    ReaderUnavailable,
    ReadTimedOut,
    RemovedTooEarly,
    ServiceAbsent,
    StaffCard,
    Unreadable,
    WrongCard,
)
from kiosk.domain.identity import Holder
from kiosk.hardware.pcsc.health import LOSSES
from kiosk.hardware.pcsc.insertion_tracker import ReadReport
from kiosk.hardware.pcsc.reader import PcscCardReader, system_scard
from kiosk.hardware.pcsc.reading import CardReading
from kiosk.hardware.pcsc.scard import Scard
from kiosk.hardware.status import DeviceEvent, DeviceHealth, Health, Insertion
from shared_runtime.clock import Clock, SystemClock

app = typer.Typer(help="The card reader.", no_args_is_help=True)

EXIT_CODES = {
    "read": 0,
    "staff_card": 0,
    "wrong_card": 10,
    "mute": 11,
    "unreadable": 12,
    "removed": 13,
    "no_reader": 14,
    "no_service": 15,
    "timeout": 16,
    "reader_unavailable": 17,
    "access_denied": 18,
}
"""Documented in docs/card.md; 2 stays a mistake on the command line."""

NOT_WRITTEN = 1
"""The answer found nobody to read it: a full disk, a closed pipe."""

GRACE_S = 2.0
"""A service that has just been started needs that long to find its readers."""

STOP_WITHIN_S = 0.5
"""The answer is known by then: a driver that hangs is not waited for."""

_HIDDEN = "•"


@dataclass(frozen=True, slots=True)
class _Words:
    status: str
    text: str


def read_one(
    clock: Clock, pattern: str, timeout_s: float, scard: Callable[[], Scard] = system_scard
) -> ReadReport:
    """The answer of the card that is in, or comes within that time.

    Gives up early, after a short grace, when the reader or the service cannot be used.
    """
    inbox: queue.SimpleQueue[DeviceEvent | ReadReport] = queue.SimpleQueue()
    reader = PcscCardReader(
        clock, pattern=pattern, deadline_s=timeout_s, scard=scard, report=inbox.put
    )
    until = clock.monotonic() + timeout_s
    absent: tuple[float, ReaderLoss] | None = None
    reader.start(inbox.put)
    try:
        while True:
            due = until if absent is None else min(until, absent[0])
            try:
                event = inbox.get(timeout=max(due - clock.monotonic(), 0))
            except queue.Empty:
                return _last_report(reader, inbox, absent[1] if absent else ReadTimedOut())
            match event:
                case ReadReport():
                    return event
                case DeviceHealth(health=Health.FAILED, reason=reason):
                    outcome = LOSSES.get(reason or "", ReaderAbsent())
                    since = absent[0] if absent else clock.monotonic() + GRACE_S
                    absent = (since, outcome)
                case DeviceHealth():
                    absent = None
                case _:
                    continue
    finally:
        reader.stop(within_s=STOP_WITHIN_S)


def _last_report(
    reader: PcscCardReader, inbox: queue.SimpleQueue[DeviceEvent | ReadReport], outcome: CardOutcome
) -> ReadReport:
    """Of the card that is in but not read yet, or that there is none."""
    reader.give_up()
    while not inbox.empty():
        event = inbox.get()
        if isinstance(event, ReadReport):
            return event
    return ReadReport(Insertion(0), CardReading(None, outcome), 0)


def as_json(report: ReadReport, *, reveal: bool) -> dict[str, object]:
    """The document of ``--json``; ``kind`` is there for a wrong card only."""
    outcome, atr = report.reading.outcome, report.reading.atr
    kind = {"kind": outcome.kind.value} if isinstance(outcome, WrongCard) else {}
    return {
        "status": _words(outcome).status,
        **kind,
        "reason": outcome.reason.value if isinstance(outcome, Unreadable) else None,
        "atr": atr.hex().upper() if atr is not None else None,
        "holders": [
            {
                "family_name": holder.family_name,
                "given_name": holder.given_name,
                "birth_date": holder.birth_date,
                "nationality": holder.nationality,
                "nir": _nir(holder, reveal=reveal),
            }
            for holder in (outcome.holders if isinstance(outcome, CardRead) else ())
        ],
        "elapsed_ms": report.elapsed_ms if report.insertion else None,
    }


def as_text(report: ReadReport, *, reveal: bool) -> str:
    outcome = report.reading.outcome
    lines = [_words(outcome).text]
    if isinstance(outcome, CardRead):
        for number, holder in enumerate(outcome.holders, start=1):
            name = " ".join(filter(None, (holder.family_name, holder.given_name)))
            nir = holder.nir.spaced if reveal else holder.nir.masked
            lines.append(f"{number:3}. {name}, born {holder.birth_date}, NIR {nir}")
        lines.append(f"Read in {report.elapsed_ms} ms.")
    return "\n".join(lines)


def _nir(holder: Holder, *, reveal: bool) -> str:
    value = holder.nir.value
    return value if reveal else value[:5] + _HIDDEN * (len(value) - 5)


def _words(outcome: CardOutcome) -> _Words:
    match outcome:
        case CardRead(holders):
            people = "1 holder" if len(holders) == 1 else f"{len(holders)} holders"
            return _Words("read", f"Carte Vitale read: {people}.")
        case StaffCard(badge):
            return _Words("staff_card", f"Badge of staff, of the family {badge.family}.")
        case WrongCard(kind):
            return _Words("wrong_card", f"Not a carte Vitale that can be served ({kind.value}).")
        case Mute():
            return _Words("mute", "No answer from the chip: turn the card round, or clean it.")
        case Unreadable(reason):
            return _Words("unreadable", f"The card cannot be trusted or read ({reason.value}).")
        case RemovedTooEarly():
            return _Words("removed", "The card was taken out too early: put it in again.")
        case ReaderAbsent():
            return _Words("no_reader", "No such card reader: check its cable and --reader.")
        case ReaderUnavailable():
            return _Words(
                "reader_unavailable",
                "The card reader does not answer: unplug it and plug it in again.",
            )
        case AccessDenied():
            return _Words(
                "access_denied",
                "The smart-card service refuses this account: see the rules of polkit.",
            )
        case ServiceAbsent():
            return _Words("no_service", "The smart-card service is not running: start pcscd.")
        case ReadTimedOut():
            return _Words("timeout", "Time is up: no card came, or it did not answer in time.")
        case _:
            assert_never(outcome)


@app.callback()
def card() -> None:
    """The card reader."""


@app.command()
def read(
    reader: Annotated[str, typer.Option(help="Part of the reader's name, or a wildcard.")] = "",
    timeout: Annotated[
        float, typer.Option(min=0.1, max=86400, help="Seconds to wait for a card and its answer.")
    ] = 30.0,
    as_json_: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
    reveal: Annotated[bool, typer.Option(help="Show the whole NIR.")] = False,
) -> None:
    """Read the card that is in the reader, or the next one."""
    report = read_one(SystemClock(), reader, timeout)
    if as_json_:
        answer: str | bytes = json.dumps(
            as_json(report, reveal=reveal), ensure_ascii=False
        ).encode()
    else:
        answer = as_text(report, reveal=reveal)
    written = write(answer)
    status = _words(report.reading.outcome).status
    raise typer.Exit(EXIT_CODES[status] if written else NOT_WRITTEN)
