"""Citizen sessions: opening one with a card, proving a code, getting a provisional one."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from wire.base import Answer, CardDate, GivenName, Name, Request, Slug, TwoDigits
from wire.constraints import CheckedBeside, Number, OneOf, Text
from wire.nir import Nir
from wire.typed_code import PersonalCode

Token = Annotated[str, Text(pattern=r"[A-Za-z0-9._~+/=-]{32,200}")]
"""It travels in a header: what no header can carry is no token."""
SessionReference = Annotated[str, Text(pattern=r"[A-Za-z0-9._-]{32,400}")]
"""Central's own signed word that a person proved a code in that visit; nobody else reads it."""
_SENT_CODE = re.compile("[0-9]{4,13}")
Lifetime = Annotated[int, Number(1)]
"""Seconds."""


@dataclass(frozen=True, slots=True, repr=False)
class CardHolder(Request):
    """Who stands here, as the card says."""

    nir: Nir
    birth_date: CardDate
    family_name: Name
    given_name: GivenName

    def open_session(self, session: UUID) -> "OpenSession":
        return OpenSession(self.nir, self.birth_date, self.family_name, self.given_name, session)


@dataclass(frozen=True, slots=True, repr=False)
class OpenSession(CardHolder):
    """What kiosk-sync sends central. ``session`` is the kiosk's own random id of the visit."""

    session: UUID


class AccountState(StrEnum):
    ABSENT = "absent"
    A_FINALISER = "a_finaliser"
    ACTIF = "actif"
    SUSPENDU = "suspendu"


@dataclass(frozen=True, slots=True, repr=False)
class SessionOpened(Answer):
    """What kiosk-sync tells kiosk-ui; level C. Whoever has no more than a card is told nothing of
    the phone on file. ``note``: key of a note about the person's scheme, such as ``mgen``."""

    account: AccountState
    note: Slug | None = None
    outcome: Literal["opened"] = field(default="opened", kw_only=True)


@dataclass(frozen=True, slots=True, repr=False)
class SessionOpenedWithToken(SessionOpened):
    """What central tells kiosk-sync: the same with the token, which stays there."""

    token: Token = field(kw_only=True)
    expires_in_s: Lifetime = field(kw_only=True)

    @property
    def without_token(self) -> SessionOpened:
        return SessionOpened(self.account, self.note)


@dataclass(frozen=True, slots=True, repr=False)
class SchemeNotServed(Answer):
    """The person's scheme is not served here; ``contact`` and ``phone`` say who helps."""

    grand_regime: TwoDigits
    contact: str
    phone: str | None = None
    outcome: Literal["scheme_not_served"] = field(default="scheme_not_served", kw_only=True)


@dataclass(frozen=True, slots=True, repr=False)
class CardInOpposition(Answer):
    """The card was declared lost or stolen."""

    outcome: Literal["card_in_opposition"] = field(default="card_in_opposition", kw_only=True)


@dataclass(frozen=True, slots=True, repr=False)
class PersonUnknown(Answer):
    outcome: Literal["person_unknown"] = field(default="person_unknown", kw_only=True)


_OpenRefused = SchemeNotServed | CardInOpposition | PersonUnknown
OpenAnswer = Annotated[SessionOpened | _OpenRefused, OneOf("outcome")]
OpenAnswerWithToken = Annotated[SessionOpenedWithToken | _OpenRefused, OneOf("outcome")]


class CodeKind(StrEnum):
    PERSONAL = "personal"
    PROVISIONAL = "provisional"


def _digits_where_sent(code: str, kind: object) -> str:
    if kind is CodeKind.PROVISIONAL and not _SENT_CODE.fullmatch(code):
        raise ValueError("a code that was sent has digits only")
    return code


@dataclass(frozen=True, slots=True, repr=False)
class CheckCode(Request):
    """A provisional code is 4 to 13 digits; a personal one may have letters and signs too."""

    kind: CodeKind
    code: Annotated[PersonalCode, CheckedBeside("kind", _digits_where_sent)]


@dataclass(frozen=True, slots=True, repr=False)
class CodeAccepted(Answer):
    """Level L reached. At central's API the old token is replaced; kiosk-ui sees no token."""

    outcome: Literal["accepted"] = field(default="accepted", kw_only=True)


@dataclass(frozen=True, slots=True, repr=False)
class CodeAcceptedWithToken(CodeAccepted):
    """``session_reference`` goes with what the person then asks for: central's proof to itself."""

    token: Token
    expires_in_s: Lifetime
    session_reference: SessionReference | None = None

    @property
    def without_token(self) -> CodeAccepted:
        return CodeAccepted()


@dataclass(frozen=True, slots=True, repr=False)
class CodeWrong(Answer):
    tries_left: Annotated[int, Number(1)]
    outcome: Literal["wrong"] = field(default="wrong", kw_only=True)


@dataclass(frozen=True, slots=True, repr=False)
class CodeExpired(Answer):
    """A provisional code used after its ten minutes, or twice."""

    outcome: Literal["expired"] = field(default="expired", kw_only=True)


@dataclass(frozen=True, slots=True, repr=False)
class AccountSuspended(Answer):
    outcome: Literal["suspended"] = field(default="suspended", kw_only=True)


_CodeRefused = CodeWrong | CodeExpired | AccountSuspended
CodeAnswer = Annotated[CodeAccepted | _CodeRefused, OneOf("outcome")]
CodeAnswerWithToken = Annotated[CodeAcceptedWithToken | _CodeRefused, OneOf("outcome")]


@dataclass(frozen=True, slots=True, repr=False)
class CodeSent(Answer):
    """``phone_last_two``: of the mobile number on file, to which the message went."""

    phone_last_two: TwoDigits
    expires_in_s: Lifetime
    outcome: Literal["sent"] = field(default="sent", kw_only=True)


@dataclass(frozen=True, slots=True, repr=False)
class NoPhoneOnFile(Answer):
    outcome: Literal["no_phone"] = field(default="no_phone", kw_only=True)


SendAnswer = Annotated[CodeSent | NoPhoneOnFile | AccountSuspended, OneOf("outcome")]
