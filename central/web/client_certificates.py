"""The certificate that a caller has proved to hold: as TLS of our own verified it, or as a proxy
says that its own has, on a Unix socket that nobody but the proxy reaches."""

from urllib.parse import unquote_to_bytes

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from starlette.types import ASGIApp, Receive, Scope, Send

from central.web.problems import problem_response
from wire.problem import ProblemType

VERIFIED = b"x-client-verified"
CERTIFICATE = b"x-client-certificate"
ADDRESS = b"x-real-ip"
_SAID_BY_PROXY = frozenset({VERIFIED, CERTIFICATE, ADDRESS})
_LONGEST_CERTIFICATE = 8_192
_KEY = "borne.client_certificate"


def verified_certificate(scope: Scope) -> bytes | None:
    """In DER form; None of a caller who showed none."""
    certificate = scope.get(_KEY)
    assert certificate is None or isinstance(certificate, bytes)
    return certificate


def with_certificate(app: ASGIApp, certificate: bytes) -> ASGIApp:
    """The application for the calls of one connection, on which this one was verified."""

    async def call(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, _KEY: certificate}, receive, send)

    return call


def from_proxy(app: ASGIApp) -> ASGIApp:
    """The application behind nginx (``ssl_verify_client``): what its headers say of the caller is
    believed. Problem invalid-request for a call without them: it did not come through nginx."""

    async def call(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        said = {name: value for name, value in scope["headers"] if name in _SAID_BY_PROXY}
        address = said.get(ADDRESS, b"").decode("ascii", "replace")
        certificate = _verified(said)
        if certificate is None or not address:
            await problem_response(ProblemType.INVALID_REQUEST)(scope, receive, send)
            return
        headers = [each for each in scope["headers"] if each[0] not in _SAID_BY_PROXY]
        told = {**scope, "headers": headers, "client": (address, 0), _KEY: certificate}
        await app(told, receive, send)

    return call


def not_from_proxy(app: ASGIApp) -> ASGIApp:
    """The application where no proxy speaks for kiosks: problem invalid-request for whoever says to
    be one."""

    async def call(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and any(
            name in (VERIFIED, CERTIFICATE) for name, _ in scope["headers"]
        ):
            await problem_response(ProblemType.INVALID_REQUEST)(scope, receive, send)
            return
        await app(scope, receive, send)

    return call


def _verified(said: dict[bytes, bytes]) -> bytes | None:
    escaped = said.get(CERTIFICATE, b"")
    if said.get(VERIFIED) != b"SUCCESS" or len(escaped) > _LONGEST_CERTIFICATE:
        return None
    try:
        certificate = x509.load_pem_x509_certificate(unquote_to_bytes(escaped))
    except ValueError:
        return None
    return certificate.public_bytes(Encoding.DER)
