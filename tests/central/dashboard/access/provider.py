"""A small OpenID Connect provider in the tests' own process, with faults by name."""

import base64
import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
from joserfc import jwk, jwt

from tests.central.world import TurnedClock

ISSUER = "https://sso.example/realms/caisse"
CLIENT_ID, SECRET = "borne-console", "the client's secret"
Fault = Literal[
    "wrong-nonce",
    "no-nonce",
    "wrong-audience",
    "two-audiences",
    "expired",
    "of-tomorrow",
    "other-issuer",
    "other-issuer-described",
    "other-issuer-in-response",
    "no-issuer-in-response",
    "unsigned",
    "signed-with-secret",
    "signed-by-another",
    "wrong-at-hash",
    "no-id-token",
    "not-json",
    "endless",
    "http-endpoint",
    "slow",
    "unreachable",
    "error-500",
    "no-subject",
    "hostile-subject",
    "old-proof",
    "no-proof",
]


@dataclass
class Provider(httpx.AsyncBaseTransport):
    """``claims`` are said of whoever signs in, over what is said by itself."""

    clock: TurnedClock
    fault: Fault | None = None
    claims: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rotate()

    def rotate(self) -> None:
        self.key = jwk.ECKey.generate_key("P-256", {"kid": f"key-{len(self.calls)}", "use": "sig"})

    def visit(self, address: str) -> str:
        """Where the browser that was sent there comes back to, after somebody has signed in."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{ISSUER}/authorize"
        self.asked = {name: value[0] for name, value in parse_qs(parts.query).items()}
        code = f"code-{len(self._codes)}"
        self._codes[code] = self.asked
        back = f"{self.asked['redirect_uri']}?code={code}&state={self.asked['state']}"
        match self.fault:
            case "no-issuer-in-response":
                return back
            case "other-issuer-in-response":
                return f"{back}&iss=https://evil.example"
            case _:
                return f"{back}&iss={ISSUER}"

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = str(request.url).removeprefix(ISSUER)
        self.calls.append(path)
        match self.fault:
            case "unreachable":
                raise httpx.ConnectError("no route")
            case "slow":
                raise httpx.ReadTimeout("slow")
            case "error-500":
                return httpx.Response(500)
            case "not-json":
                return httpx.Response(200, text="<html>")
            case "endless":
                return httpx.Response(200, content=_endless())
            case _:
                pass
        if path == "/.well-known/openid-configuration":
            return httpx.Response(200, json=self._description())
        if path == "/keys":
            return httpx.Response(200, json={"keys": [self.key.as_dict(private=False)]})
        assert path == "/token"
        return self._token(request)

    def _description(self) -> dict[str, Any]:
        other = self.fault == "other-issuer-described"
        token = "http://sso.example/token" if self.fault == "http-endpoint" else f"{ISSUER}/token"
        return {
            "issuer": "https://evil.example" if other else ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": token,
            "jwks_uri": f"{ISSUER}/keys",
            "authorization_response_iss_parameter_supported": True,
        }

    def _token(self, request: httpx.Request) -> httpx.Response:
        form = dict(parse_qsl(request.content.decode()))
        basic = base64.b64encode(f"{CLIENT_ID}:{SECRET}".encode()).decode()
        asked = self._codes.pop(form["code"], None)
        challenge = hashlib.sha256(form["code_verifier"].encode()).digest()
        if (
            request.headers.get("authorization") != f"Basic {basic}"
            or asked is None
            or asked["code_challenge_method"] != "S256"
            or asked["code_challenge"] != base64.urlsafe_b64encode(challenge).decode().rstrip("=")
            or form["redirect_uri"] != asked["redirect_uri"]
        ):
            return httpx.Response(400, json={"error": "invalid_grant"})
        said: dict[str, Any] = {"access_token": "an-access-token", "token_type": "Bearer"}
        if self.fault != "no-id-token":
            said["id_token"] = self._id_token(asked)
        return httpx.Response(200, json=said)

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(self.clock.now().timestamp())
        half = hashlib.sha256(b"an-access-token").digest()[:16]
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "sub": "lea-at-sso",
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "auth_time": now,
            "at_hash": base64.urlsafe_b64encode(half).decode().rstrip("="),
            "name": "Léa Martin",
        }
        header, key = {"alg": "ES256", "kid": self.key.kid}, self.key
        match self.fault:
            case "wrong-nonce":
                claims["nonce"] = "another"
            case "no-nonce":
                del claims["nonce"]
            case "wrong-audience":
                claims["aud"] = "another-client"
            case "two-audiences":
                claims["aud"] = [CLIENT_ID, "another-client"]
            case "expired":
                claims |= {"iat": now - 900, "exp": now - 120}
            case "of-tomorrow":
                claims |= {"iat": now + 3_600, "exp": now + 7_200}
            case "other-issuer":
                claims["iss"] = "https://evil.example"
            case "wrong-at-hash":
                claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA"
            case "no-subject":
                del claims["sub"]
            case "hostile-subject":
                claims["sub"] = "x" * 300
            case "old-proof":
                claims["auth_time"] = now - 3_600
            case "no-proof":
                del claims["auth_time"]
            case "unsigned":
                return _unsigned(claims)
            case "signed-with-secret":
                shared = jwk.OctKey.import_key(SECRET.ljust(32, "x"))
                header = {"alg": "HS256", "kid": self.key.kid}
                return jwt.encode(header, claims, shared, algorithms=["HS256"])
            case "signed-by-another":
                key = jwk.ECKey.generate_key("P-256")
            case _:
                pass
        return jwt.encode(header, claims | self.claims, key, algorithms=["ES256"])


def _unsigned(claims: dict[str, Any]) -> str:
    parts = (json.dumps(each).encode() for each in ({"alg": "none"}, claims))
    return ".".join(base64.urlsafe_b64encode(each).decode().rstrip("=") for each in parts) + "."


async def _endless() -> AsyncIterator[bytes]:
    while True:
        yield b" " * 65_536
