"""Logging in: the code of the compte ameli, or a provisional one by SMS; or why there is none."""

from typing import assert_never

from kiosk.domain.flow import CodeForgotten
from kiosk.domain.identity import Insured
from kiosk.domain.outcomes import Refused, SessionLost, TooManyRequests, Unreachable
from kiosk.domain.services import Level, LoggedIn
from kiosk.services.dialog import (
    Way,
    ask_code,
    ask_provisional_code,
    choose,
    explain,
    offer_sms,
    open_account,
    option,
    send_provisional_code,
    tell,
)
from wire.citizen import (
    AccountState,
    AccountSuspended,
    CardInOpposition,
    CodeAccepted,
    CodeExpired,
    CodeSent,
    CodeWrong,
    NoPhoneOnFile,
    PersonUnknown,
    SchemeNotServed,
    SessionOpened,
)


async def log_in_if_wanted(insured: Insured, level: Level, otherwise: bool) -> LoggedIn:
    """Somebody without a code goes on without one."""
    has_code = await choose(
        "login.have_code",
        option("login.have_code.yes", True, "login.have_code.yes.detail"),
        option("login.have_code.no", False, "login.have_code.no.detail"),
    )
    return await log_in(insured, level, otherwise) if has_code else LoggedIn.NOT_NOW


async def log_in(insured: Insured, level: Level, otherwise: bool) -> LoggedIn:
    """``YES`` once central knows the person at ``level``: by the card alone, or by a code.
    ``otherwise``: there is something to go on with where there is no code to be had."""
    while True:
        match await open_account(insured):
            case SessionOpened() if level is Level.CARD:
                return LoggedIn.YES
            case SessionOpened(AccountState.SUSPENDU):
                return await _sorry("login.suspended")
            case SessionOpened(AccountState.ACTIF, note):
                await _tell(note)
                return await _by_code(otherwise)
            case SessionOpened(_, note):  # there is none yet, or it was never finished
                await _tell(note)
                return await _by_sms(otherwise)
            case SchemeNotServed(_, contact, phone):
                if phone is None:
                    return await _sorry("login.scheme", contact=contact)
                return await _sorry("login.scheme_phone", contact=contact, phone=phone)
            case CardInOpposition():
                return await _sorry("login.opposition")
            case PersonUnknown():
                return await _sorry("login.unknown")
            case TooManyRequests():
                return await _sorry("login.too_many")
            case Unreachable() | Refused() | SessionLost():
                if not await _asks_again(otherwise):
                    return LoggedIn.NOT_NOW
            case unexpected:
                assert_never(unexpected)


async def _tell(note: str | None) -> None:
    """What somebody of a scheme served in part should know; a note not known here is left out."""
    if note == "mgen":
        await tell("login.note.mgen")


async def _by_code(otherwise: bool) -> LoggedIn:
    tries_left: int | None = None
    while True:
        match await ask_code(tries_left):
            case CodeAccepted():
                return LoggedIn.YES
            case CodeForgotten():
                return await _by_sms(otherwise)
            case CodeWrong(tries_left):
                pass
            case AccountSuspended():
                return await _sorry("login.three_wrong")
            case TooManyRequests():
                return await _sorry("login.too_many")
            case CodeExpired() | Unreachable() | Refused() | SessionLost():
                if not await _asks_again(otherwise):
                    return LoggedIn.NOT_NOW
            case unexpected:
                assert_never(unexpected)


async def _by_sms(otherwise: bool) -> LoggedIn:
    """A provisional code to the number on file; there is none without that number or phone. Nothing
    is told of the number before a message is on its way to it: a card proves nobody."""
    if await offer_sms() is not Way.ON:
        return await _no_code("login.other_phone", otherwise)
    while True:
        match await send_provisional_code():
            case CodeSent(last_two):
                came_of_it = await _by_provisional_code(last_two, otherwise)
                if came_of_it is not None:
                    return came_of_it
            case NoPhoneOnFile():
                return await _no_code("login.no_phone", otherwise)
            case AccountSuspended():
                return await _sorry("login.suspended")
            case TooManyRequests():
                return await _sorry("login.too_many")
            case Unreachable() | Refused() | SessionLost():
                if not await _asks_again(otherwise):
                    return LoggedIn.NOT_NOW
            case unexpected:
                assert_never(unexpected)


async def _by_provisional_code(phone_last_two: str, otherwise: bool) -> LoggedIn | None:
    """None: another message is wanted."""
    tries_left: int | None = None
    while True:
        match await ask_provisional_code(phone_last_two, tries_left):
            case CodeAccepted():
                return LoggedIn.YES
            case CodeForgotten():
                return None
            case CodeExpired():
                leave = _way_on(otherwise)
                again = await explain("login.sms_expired", retry=True, leave=leave) is Way.RETRY
                return None if again else LoggedIn.NOT_NOW
            case CodeWrong(tries_left):
                pass
            case AccountSuspended():
                return await _sorry("login.three_wrong")
            case TooManyRequests():
                return await _sorry("login.too_many")
            case Unreachable() | Refused() | SessionLost():
                if not await _asks_again(otherwise):
                    return LoggedIn.NOT_NOW
            case unexpected:
                assert_never(unexpected)


async def _sorry(key: str, **args: str) -> LoggedIn:
    """Central knows the person and says no."""
    await explain(key, args=args)
    return LoggedIn.REFUSED


async def _no_code(key: str, otherwise: bool) -> LoggedIn:
    """There is no code to be had here and now."""
    await explain(key, leave=_way_on(otherwise))
    return LoggedIn.NOT_NOW


async def _asks_again(otherwise: bool) -> bool:
    """Whether the person has a central that does not answer asked once more."""
    way = await explain(
        "central.silent" if otherwise else "central.unreachable",
        retry=True,
        leave=_way_on(otherwise),
    )
    return way is Way.RETRY


def _way_on(otherwise: bool) -> str:
    return "way.otherwise" if otherwise else "way.home"
