"""Citizen sessions: opening one with a card, proving a code, getting a provisional one."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from wire.base import Answer, CardDate, GivenName, Name, NirText, Request, Slug, TwoDigits

Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._~+/=-]{32,200}$")]
"""It travels in a header: what no header can carry is no token."""
SessionReference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{32,400}$")]
"""Central's own signed word that a person proved a code in that visit; nobody else reads it."""
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{4,13}$")]


class OpenSession(Request):
    """``session`` is the kiosk's own random id of the visit; the rest is the holder on the card."""

    session: UUID
    nir: NirText
    birth_date: CardDate
    family_name: Name
    given_name: GivenName


class AccountState(StrEnum):
    ABSENT = "absent"
    A_FINALISER = "a_finaliser"
    ACTIF = "actif"
    SUSPENDU = "suspendu"


class SessionOpened(Answer):
    """What kiosk-sync tells kiosk-ui; level C. Whoever has no more than a card is told nothing of
    the phone on file."""

    outcome: Literal["opened"] = "opened"
    account: AccountState
    note: Slug | None = None


class SessionOpenedWithToken(SessionOpened):
    """What central tells kiosk-sync: the same with the token, which stays there."""

    token: Token
    expires_in_s: int = Field(gt=0)


class SchemeNotServed(Answer):
    outcome: Literal["scheme_not_served"] = "scheme_not_served"
    grand_regime: TwoDigits
    contact: str
    phone: str | None = None


class CardInOpposition(Answer):
    outcome: Literal["card_in_opposition"] = "card_in_opposition"


class PersonUnknown(Answer):
    outcome: Literal["person_unknown"] = "person_unknown"


_OpenRefused = SchemeNotServed | CardInOpposition | PersonUnknown
OpenAnswer = Annotated[SessionOpened | _OpenRefused, Field(discriminator="outcome")]
OpenAnswerWithToken = Annotated[
    SessionOpenedWithToken | _OpenRefused, Field(discriminator="outcome")
]


class CheckCode(Request):
    kind: Literal["personal", "provisional"]
    code: Code


class CodeAccepted(Answer):
    """Level L reached. At central's door the old token is replaced; kiosk-ui sees no token."""

    outcome: Literal["accepted"] = "accepted"


class CodeAcceptedWithToken(CodeAccepted):
    """``session_reference`` goes with what the person then asks for: central's proof to itself."""

    token: Token
    session_reference: SessionReference | None = None
    expires_in_s: int = Field(gt=0)


class CodeWrong(Answer):
    outcome: Literal["wrong"] = "wrong"
    tries_left: int = Field(ge=1)


class CodeExpired(Answer):
    outcome: Literal["expired"] = "expired"


class AccountSuspended(Answer):
    outcome: Literal["suspended"] = "suspended"


_CodeRefused = CodeWrong | CodeExpired | AccountSuspended
CodeAnswer = Annotated[CodeAccepted | _CodeRefused, Field(discriminator="outcome")]
CodeAnswerWithToken = Annotated[
    CodeAcceptedWithToken | _CodeRefused, Field(discriminator="outcome")
]


class CodeSent(Answer):
    outcome: Literal["sent"] = "sent"
    phone_last_two: TwoDigits
    expires_in_s: int = Field(gt=0)


class NoPhoneOnFile(Answer):
    outcome: Literal["no_phone"] = "no_phone"


SendAnswer = Annotated[CodeSent | NoPhoneOnFile | AccountSuspended, Field(discriminator="outcome")]
