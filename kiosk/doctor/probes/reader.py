"""Looks for the card reader through PC/SC. The card that may be in it is not spoken to."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from kiosk.doctor.probes.sockets import kept_out
from kiosk.doctor.seen import (
    LibraryMissing,
    NoSuchReader,
    NotAllowed,
    ReaderFailing,
    ReaderSeen,
    ReaderThere,
    ServiceAway,
)
from kiosk.hardware.pcsc.monitor import pick_reader
from kiosk.hardware.pcsc.reader import system_scard
from kiosk.hardware.pcsc.scard import (
    PNP_NOTIFICATION,
    SERVICE_LOST,
    Context,
    PcscError,
    Scard,
    State,
)

SERVICE_SOCKET = Path("/run/pcscd/pcscd.comm")
GRACE_MS = 1_500
"""A service that this very question has started needs a moment to find its readers."""


def look(
    pattern: str,
    load: Callable[[], Scard] = system_scard,
    socket: Path = SERVICE_SOCKET,
    grace_ms: int = GRACE_MS,
) -> ReaderSeen:
    """May block for as long as the service hangs. Raises nothing that is expected."""
    try:
        scard = load()
    except PcscError:
        return LibraryMissing()
    try:
        context = scard.establish()
    except PcscError as error:
        return _without_context(error, socket)
    try:
        return _look(scard, context, pattern, grace_ms)
    except PcscError as error:
        return ServiceAway() if error.code in SERVICE_LOST else ReaderFailing(f"{error.code:08X}")
    finally:
        with contextlib.suppress(PcscError):
            scard.release(context)


def _look(scard: Scard, context: Context, pattern: str, grace_ms: int) -> ReaderSeen:
    names = scard.readers(context)
    if pick_reader(names, pattern) is None:
        state: int = State.UNAWARE
        found = scard.wait_change(context, 0, {PNP_NOTIFICATION: state}) or {}
        state = found.get(PNP_NOTIFICATION, state) & ~State.CHANGED
        scard.wait_change(context, grace_ms, {PNP_NOTIFICATION: state})
        names = scard.readers(context)
    name = pick_reader(names, pattern)
    if name is None:
        return NoSuchReader(tuple(names))
    state = (scard.wait_change(context, 0, {name: State.UNAWARE}) or {}).get(name, State.UNKNOWN)
    if state & (State.UNKNOWN | State.UNAVAILABLE):
        return ReaderFailing(f"state {state & 0xFFFF:04X}")
    return ReaderThere(name, card=bool(state & State.PRESENT))


def _without_context(error: PcscError, socket: Path) -> ReaderSeen:
    """The library says *no service* of a socket that it may not open, too."""
    if error.code not in SERVICE_LOST:
        return ReaderFailing(f"{error.code:08X}")
    return NotAllowed() if kept_out(socket) else ServiceAway()
