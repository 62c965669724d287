"""How a kiosk comes by its certificate: by a one-time code at first, by its key from then on.

``POST /v1/enrolments`` takes the code and a signing request (PKCS #10, RFC 2986), which proves that
the kiosk has the key it asks for. Whoever asks again with the same code and key is told how it
stands: an answer that was lost is asked for once more. ``POST /v1/certificates`` takes a signing
request of a key that central knows; also when the certificate before has ended long ago.
"""

import hashlib
from dataclasses import dataclass
from typing import Annotated, Literal

from wire.base import Answer, KioskId, Line, Request, Slug
from wire.constraints import Base64, Items, OneOf, Text

MAX_CERTIFICATE_BYTES = 4_096

SigningRequest = Annotated[bytes, Base64(2_048)]
"""PKCS #10 in DER form."""
CertificateDer = Annotated[bytes, Base64(MAX_CERTIFICATE_BYTES)]
"""X.509 in DER form."""
Authorities = Annotated[tuple[CertificateDer, ...], Items(least=1, most=4)]
"""Whom a kiosk believes from now on: the current one first, and those before or after it."""
SigningKeys = Annotated[tuple[Annotated[bytes, Base64(32)], ...], Items(most=4)]
EnrolmentCode = Annotated[str, Text(pattern="[0-9A-HJKMNP-TV-Z]{20}")]
"""100 bits in Crockford's base 32, without the dashes that it is written with."""
CheckWord = Annotated[str, Text(pattern="[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}")]
"""The beginning of the key's digest: what staff compare on the kiosk and at central."""
Address = Annotated[str, Text(1, 200, pattern=r"https://[^\s/]+")]


@dataclass(frozen=True, slots=True, repr=False)
class EnrolmentRequest(Request):
    code: EnrolmentCode
    signing_request: SigningRequest


@dataclass(frozen=True, slots=True, repr=False)
class EnrolmentPending(Answer):
    """Somebody at the caisse looks at it; ``check`` is what they see beside it."""

    check: CheckWord
    outcome: Literal["pending"] = "pending"


@dataclass(frozen=True, slots=True, repr=False)
class EnrolmentRefused(Answer):
    """Somebody at the caisse said no. The code is used up."""

    outcome: Literal["refused"] = "refused"


@dataclass(frozen=True, slots=True, repr=False)
class Enrolled(Answer):
    """``address``: where the kiosk comes with its certificate. ``caisse`` and ``signing_keys``: for
    whom, and by which keys (Ed25519, 32 bytes each), what this kiosk is told is signed; none of a
    central that tells nothing yet. A kiosk pins those that it was given first."""

    kiosk: KioskId
    name: Line
    site: Line
    certificate: CertificateDer
    authorities: Authorities
    address: Address
    caisse: Slug | None = None
    signing_keys: SigningKeys = ()
    outcome: Literal["enrolled"] = "enrolled"


EnrolmentAnswer = Annotated[
    EnrolmentPending | EnrolmentRefused | Enrolled,
    OneOf("outcome"),
]


@dataclass(frozen=True, slots=True, repr=False)
class CertificateRequest(Request):
    signing_request: SigningRequest


def key_digest(public: bytes) -> str:
    """How a kiosk's key is known: SHA-256 of its SubjectPublicKeyInfo in DER form, in hex."""
    return hashlib.sha256(public).hexdigest()


def authority_id(public: bytes) -> str:
    """How the key of an authority is named: the first 16 hex digits of its digest."""
    return key_digest(public)[:16]


def check_word(digest: str) -> str:
    """Of a key's digest: 48 bits, which nobody finds a second key for within an enrolment."""
    word = digest[:12].upper()
    return f"{word[:4]}-{word[4:8]}-{word[8:]}"
