"""Asking central for a certificate: with a code, with the key that it knows, or with a token."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

import httpx

from kiosk.domain.outcomes import Unreachable
from kiosk.sync.exchange import RawAnswer, exchange
from wire.codec import Codec, Malformed, codec_of
from wire.enrolment import (
    CertificateRequest,
    Enrolled,
    EnrolmentAnswer,
    EnrolmentPending,
    EnrolmentRefused,
    EnrolmentRequest,
)
from wire.problem import MEDIA_TYPE, Problem, ProblemType

T = TypeVar("T")

_NOT_OF_A_CODE = re.compile(r"[\s-]")
_MISREAD = str.maketrans("OIL", "011")
"""Crockford's base 32 has none of them."""

_ENROLMENT = Codec[EnrolmentPending | EnrolmentRefused | Enrolled](EnrolmentAnswer)
_ENROLLED = codec_of(Enrolled)
_PROBLEM = codec_of(Problem)


def code_as_typed(typed: str) -> str:
    """The code in the form that central knows, from what somebody read off a screen."""
    return _NOT_OF_A_CODE.sub("", typed.upper()).translate(_MISREAD)


class NotCertified(Enum):
    """Why there is no answer that helps."""

    UNKNOWN = "unknown"
    """Central has no such code, or no such kiosk."""
    NOT_OFFERED = "not_offered"
    """A central that certifies nobody, such as one of the release before."""
    LATER = "later"
    """It was not reached, or has no time now."""


@dataclass(frozen=True, slots=True)
class EnrolmentClient:
    """``http``: of central's address for everybody, where no certificate is asked for."""

    http: httpx.AsyncClient
    deadline_s: float

    async def enrol(
        self, code: str, signing_request: bytes
    ) -> EnrolmentPending | EnrolmentRefused | Enrolled | NotCertified:
        asked = EnrolmentRequest(code=code, signing_request=signing_request)
        return await self._ask("/v1/enrolments", asked, None, _ENROLMENT)

    async def certify(self, signing_request: bytes, token: str | None) -> Enrolled | NotCertified:
        """``token``: of a kiosk of the release before, whose key central does not know yet."""
        asked = CertificateRequest(signing_request=signing_request)
        return await self._ask("/v1/certificates", asked, token, _ENROLLED)

    async def _ask(
        self, path: str, asked: Any, token: str | None, answers: Codec[T]
    ) -> T | NotCertified:
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        content = codec_of(type(asked)).write(asked)
        raw = await exchange(self.http, "POST", path, headers, content, self.deadline_s)
        if isinstance(raw, Unreachable):
            return NotCertified.LATER
        if raw.status == 200 and raw.media_type == "application/json":
            try:
                return answers.read(raw.body)
            except Malformed:
                return NotCertified.LATER
        return _refused(raw)


def _refused(raw: RawAnswer) -> NotCertified:
    try:
        kind = _PROBLEM.read(raw.body if raw.media_type == MEDIA_TYPE else b"").kind
    except Malformed:
        return NotCertified.LATER
    match kind:
        case ProblemType.ENROLMENT_UNKNOWN | ProblemType.KIOSK_UNKNOWN:
            return NotCertified.UNKNOWN
        case ProblemType.NOT_FOUND | ProblemType.METHOD_NOT_ALLOWED:
            return NotCertified.NOT_OFFERED
        case _:
            return NotCertified.LATER
