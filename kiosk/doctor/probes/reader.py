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
    ReaderRefused,
    ReaderSeen,
    ReaderSilent,
    ReaderThere,
    ServiceAway,
)
from kiosk.domain.card import AccessDenied, ServiceAbsent
from kiosk.hardware.pcsc import service_socket
from kiosk.hardware.pcsc.monitor import pick_reader
from kiosk.hardware.pcsc.reader import system_scard
from kiosk.hardware.pcsc.scard import (
    PNP_NOTIFICATION,
    Context,
    PcscError,
    ReaderState,
    Scard,
    loss_of,
    refuses,
)

GRACE_MS = 1_500
"""A service that this very question has started needs a moment to find its readers; one that does
not answer may do so in a second, which is no fault."""
_VIRTUAL = "virtual "
"""vsmartcard's driver calls its readers "Virtual PCD 00 00" and so on; nothing that one can buy is
called so."""


def look(
    pattern: str,
    load: Callable[[], Scard] = system_scard,
    socket: Path | None = None,
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
        return _without_context(error, socket or service_socket.path())
    try:
        return _look(scard, context, pattern, grace_ms)
    except PcscError as error:
        return _failing(error)
    finally:
        with contextlib.suppress(PcscError):
            scard.release(context)


def _look(scard: Scard, context: Context, pattern: str, grace_ms: int) -> ReaderSeen:
    names = scard.readers(context)
    if pick_reader(names, pattern) is None:
        state: int = ReaderState.UNAWARE
        found = scard.wait_change(context, 0, {PNP_NOTIFICATION: state}) or {}
        state = found.get(PNP_NOTIFICATION, state) & ~ReaderState.CHANGED
        scard.wait_change(context, grace_ms, {PNP_NOTIFICATION: state})
        names = scard.readers(context)
    name = pick_reader(names, pattern)
    if name is None:
        return NoSuchReader(tuple(names))
    state = _state_of(scard, context, name, ReaderState.UNAWARE, 0)
    if state & ReaderState.UNAVAILABLE:
        state = _state_of(scard, context, name, state, grace_ms)
    if state & ReaderState.UNAVAILABLE:
        return ReaderSilent(name)
    if state & ReaderState.UNKNOWN:
        return ReaderFailing(f"state {state & 0xFFFF:04X}")
    if refuses(scard, context, name):
        return ReaderRefused()
    virtual = tuple(each for each in names if each.lower().startswith(_VIRTUAL))
    return ReaderThere(name, card=bool(state & ReaderState.PRESENT), virtual=virtual)


def _state_of(scard: Scard, context: Context, name: str, known: int, within_ms: int) -> int:
    """The reader's state once it is another than ``known``, or when time is up."""
    found = scard.wait_change(context, within_ms, {name: known & ~ReaderState.CHANGED})
    return found.get(name, ReaderState.UNKNOWN) if found is not None else known


def _without_context(error: PcscError, socket: Path) -> ReaderSeen:
    """The library says *no service* of a socket that it may not open, too."""
    seen = _failing(error)
    return NotAllowed() if seen == ServiceAway() and kept_out(socket) else seen


def _failing(error: PcscError) -> ReaderSeen:
    match loss_of(error.code):
        case ServiceAbsent():
            return ServiceAway()
        case AccessDenied():
            return ReaderRefused()
        case _:
            return ReaderFailing(f"{error.code:08X}")
