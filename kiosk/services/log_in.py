"""Logging in: the code of the compte ameli, or a provisional one by SMS; else an agent."""

from enum import Enum
from typing import assert_never

from kiosk.domain.exchanges import (
    AccountState,
    AccountSuspended,
    CardInOpposition,
    CodeAccepted,
    CodeExpired,
    CodeSent,
    CodeWrong,
    NoPhoneOnFile,
    Opened,
    PersonUnknown,
    SchemeNotServed,
    SessionLost,
    TooManyRequests,
    Unreachable,
)
from kiosk.domain.flow import CodeForgotten
from kiosk.domain.identity import Insured
from kiosk.domain.services import Level, LoggedIn
from kiosk.services.speech import (
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


class _Sms(Enum):
    """What came of one message sent."""

    ACCEPTED = "accepted"
    SEND_AGAIN = "send_again"
    GIVEN_UP = "given_up"


async def log_in_if_wanted(insured: Insured, level: Level) -> LoggedIn:
    """Somebody without a code goes on without one."""
    has_code = await choose(
        "login.have_code",
        option("login.have_code.yes", True, "login.have_code.yes.detail"),
        option("login.have_code.no", False, "login.have_code.no.detail"),
    )
    return await log_in(insured, level) if has_code else LoggedIn.NOT_NOW


async def log_in(insured: Insured, level: Level) -> LoggedIn:
    """``YES`` once central knows the person at ``level``: by the card alone, or by a code."""
    while True:
        match await open_account(insured):
            case Opened() if level is Level.CARD:
                return LoggedIn.YES
            case Opened(AccountState.SUSPENDU):
                return await _sorry("login.suspended")
            case Opened(AccountState.ACTIF, phone_last_two, note):
                await _tell(note)
                return await _by_code(phone_last_two)
            case Opened(AccountState.ABSENT | AccountState.A_FINALISER, phone_last_two, note):
                await _tell(note)
                return await _by_sms(phone_last_two)
            case SchemeNotServed(_, contact, None):
                return await _sorry("login.scheme", contact=contact)
            case SchemeNotServed(_, contact, str(phone)):
                return await _sorry("login.scheme_phone", contact=contact, phone=phone)
            case CardInOpposition():
                return await _sorry("login.opposition")
            case PersonUnknown():
                return await _sorry("login.unknown")
            case TooManyRequests():
                return await _sorry("login.too_many")
            case Unreachable():
                if await explain("central.unreachable", retry=True) is not Way.RETRY:
                    return LoggedIn.NOT_NOW


async def _tell(note: str | None) -> None:
    """What somebody of a scheme served in part should know; a note not known here is left out."""
    if note == "mgen":
        await tell("login.note.mgen")


async def _by_code(phone_last_two: str | None) -> LoggedIn:
    tries_left: int | None = None
    while True:
        match await ask_code(tries_left):
            case CodeAccepted():
                return LoggedIn.YES
            case CodeForgotten():
                return await _by_sms(phone_last_two)
            case CodeWrong(tries_left):
                pass
            case AccountSuspended():
                return await _sorry("login.three_wrong")
            case TooManyRequests():
                return await _sorry("login.too_many")
            case Unreachable() | CodeExpired() | SessionLost():
                if await explain("central.unreachable", retry=True) is not Way.RETRY:
                    return LoggedIn.NOT_NOW
            case unexpected:
                assert_never(unexpected)


async def _by_sms(phone_last_two: str | None) -> LoggedIn:
    """A provisional code to the number on file; without one, or without that phone, an agent."""
    if phone_last_two is None:
        return await _no_code("login.no_phone")
    if await offer_sms(phone_last_two) is not Way.ON:
        return await _no_code("login.other_phone")
    while True:
        match await send_provisional_code():
            case CodeSent(last_two):
                match await _by_provisional_code(last_two):
                    case _Sms.ACCEPTED:
                        return LoggedIn.YES
                    case _Sms.GIVEN_UP:
                        return LoggedIn.NOT_NOW
                    case _Sms.SEND_AGAIN:
                        pass
            case NoPhoneOnFile():
                return await _no_code("login.no_phone")
            case AccountSuspended():
                return await _sorry("login.suspended")
            case TooManyRequests():
                return await _sorry("login.too_many")
            case Unreachable() | SessionLost():
                if await explain("central.unreachable", retry=True) is not Way.RETRY:
                    return LoggedIn.NOT_NOW
            case unexpected:
                assert_never(unexpected)


async def _by_provisional_code(phone_last_two: str) -> _Sms:
    tries_left: int | None = None
    while True:
        match await ask_provisional_code(phone_last_two, tries_left):
            case CodeAccepted():
                return _Sms.ACCEPTED
            case CodeForgotten():
                return _Sms.SEND_AGAIN
            case CodeExpired():
                again = await explain("login.sms_expired", retry=True)
                return _Sms.SEND_AGAIN if again is Way.RETRY else _Sms.GIVEN_UP
            case CodeWrong(tries_left):
                pass
            case AccountSuspended():
                await explain("login.three_wrong")
                return _Sms.GIVEN_UP
            case TooManyRequests():
                await explain("login.too_many")
                return _Sms.GIVEN_UP
            case Unreachable() | SessionLost():
                if await explain("central.unreachable", retry=True) is not Way.RETRY:
                    return _Sms.GIVEN_UP
            case unexpected:
                assert_never(unexpected)


async def _sorry(key: str, **gaps: str) -> LoggedIn:
    """Central knows the person and says no."""
    await explain(key, gaps=gaps)
    return LoggedIn.REFUSED


async def _no_code(key: str) -> LoggedIn:
    """There is no code to be had here and now."""
    await explain(key)
    return LoggedIn.NOT_NOW
