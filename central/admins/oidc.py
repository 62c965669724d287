"""Signing in at a provider by OpenID Connect: authorization code with PKCE. The provider is spoken
to within deadlines and limits, and believed only as far as its own keys go."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from central.admins.oidc_claims import (
    ClaimRules,
    ClaimsRefused,
    ProvenSubject,
    proven_subject,
)
from central.crypto.digests import same
from central.runtime.chance import Chance, token
from shared_runtime.clock import Clock
from shared_runtime.private import Private

_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures of a key that only the provider has: neither ``none`` nor one of a shared secret."""
_WITHIN_S, _EACH_S = 10.0, 5.0
_MOST_BYTES = 262_144
_KNOWN_FOR_S = 3_600.0
_KEYS_ASKED_EVERY_S = 60.0
"""Keys that nobody knows are no reason to ask the provider at each request."""


class ProviderUnreachable(Exception):
    """It did not answer in time, or not as a provider does."""


class SignInRefused(Exception):
    """The provider, or what it says, does not prove who it is. The text is a slug."""


@dataclass(frozen=True, slots=True)
class OidcProvider:
    rules: ClaimRules
    client_secret: str | None
    scope: str
    redirect_uri: str


@dataclass(frozen=True, slots=True, repr=False)
class PendingSignIn(Private):
    """What the browser that was sent to the provider must come back with."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls, chance: Chance) -> "PendingSignIn":
        return cls(token(chance), token(chance), token(chance))


@dataclass(frozen=True, slots=True, repr=False)
class CallbackAnswer(Private):
    """The parameters with which the provider sends the browser back; empty where missing."""

    state: str
    code: str
    issuer: str
    error: str


@dataclass(frozen=True, slots=True)
class _Metadata:
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    posts_secret: bool
    says_issuer: bool


@dataclass(slots=True)
class OidcClient:
    provider: OidcProvider
    clock: Clock
    transport: httpx.AsyncBaseTransport | None = None
    _metadata: tuple[float, _Metadata] | None = field(default=None, init=False)
    _keys: tuple[float, KeySet] | None = field(default=None, init=False)

    async def address(self, pending: PendingSignIn, *, again: bool = False) -> str:
        """Where the browser goes. ``again``: the provider is to ask who it is, whoever it knows.
        Raises ProviderUnreachable."""
        async with self._http() as http:
            metadata = await self._described(http)
        more = {"prompt": "login", "max_age": "0"} if again else {}
        return prepare_grant_uri(
            metadata.authorization_endpoint,
            self.provider.rules.client_id,
            "code",
            self.provider.redirect_uri,
            self.provider.scope,
            pending.state,
            nonce=pending.nonce,
            code_challenge=create_s256_code_challenge(pending.verifier),
            code_challenge_method="S256",
            **more,
        )

    async def subject(self, pending: PendingSignIn, answer: CallbackAnswer) -> ProvenSubject:
        """Whom the provider has let in. Raises ProviderUnreachable or SignInRefused."""
        if not same(answer.state, pending.state):
            raise SignInRefused("other-state")
        async with self._http() as http:
            metadata = await self._described(http)
            # RFC 9207: an answer of another provider than the one that was asked.
            if answer.issuer != self.provider.rules.issuer and (
                answer.issuer or metadata.says_issuer
            ):
                raise SignInRefused("other-issuer")
            if answer.error or not answer.code:
                raise SignInRefused("provider-refused")
            said = await self._token(http, metadata, pending, answer.code)
            id_token, access_token = said.get("id_token"), said.get("access_token")
            if not isinstance(id_token, str):
                raise SignInRefused("no-id-token")
            signed = await self._signed(http, metadata, id_token)
        try:
            return proven_subject(
                signed.header,
                signed.claims,
                self.provider.rules,
                pending.nonce,
                self.clock.now(),
                access_token if isinstance(access_token, str) else None,
            )
        except ClaimsRefused as refused:
            raise SignInRefused(str(refused)) from None

    async def _token(
        self, http: httpx.AsyncClient, metadata: _Metadata, pending: PendingSignIn, code: str
    ) -> Mapping[str, Any]:
        client_id, secret = self.provider.rules.client_id, self.provider.client_secret
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.provider.redirect_uri,
            "code_verifier": pending.verifier,
        }
        auth = None
        if secret is None or metadata.posts_secret:
            form |= {"client_id": client_id} | ({} if secret is None else {"client_secret": secret})
        else:
            auth = httpx.BasicAuth(client_id, secret)
        request = http.build_request("POST", metadata.token_endpoint, data=form)
        return await _document(http, request, auth)

    async def _signed(
        self, http: httpx.AsyncClient, metadata: _Metadata, id_token: str
    ) -> jwt.Token:
        """The token, its signature checked; with newer keys where those known do not fit."""
        for anew in (False, True):
            keys = await self._key_set(http, metadata, anew)
            try:
                return jwt.decode(id_token, keys, algorithms=_ALGORITHMS)
            except (JoseError, ValueError):
                continue
        raise SignInRefused("bad-signature")

    async def _key_set(self, http: httpx.AsyncClient, metadata: _Metadata, anew: bool) -> KeySet:
        now = self.clock.monotonic()
        lasts_s = _KEYS_ASKED_EVERY_S if anew else _KNOWN_FOR_S
        if self._keys is not None and now - self._keys[0] < lasts_s:
            return self._keys[1]
        found = await _document(http, http.build_request("GET", metadata.jwks_uri))
        usable = [
            each
            for each in found.get("keys", [])
            if isinstance(each, dict) and each.get("kty") in ("RSA", "EC", "OKP")
        ]
        try:
            keys = KeySet.import_key_set({"keys": usable})
        except (JoseError, ValueError, TypeError, KeyError):
            raise ProviderUnreachable from None
        self._keys = (now, keys)
        return keys

    async def _described(self, http: httpx.AsyncClient) -> _Metadata:
        now = self.clock.monotonic()
        if self._metadata is not None and now - self._metadata[0] < _KNOWN_FOR_S:
            return self._metadata[1]
        issuer = self.provider.rules.issuer
        address = issuer.rstrip("/") + "/.well-known/openid-configuration"
        found = await _document(http, http.build_request("GET", address))
        # OpenID Connect Discovery, section 4.3: else one provider could stand in for another.
        if found.get("issuer") != issuer:
            raise SignInRefused("other-issuer")
        methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        metadata = _Metadata(
            self._endpoint(found.get("authorization_endpoint")),
            self._endpoint(found.get("token_endpoint")),
            self._endpoint(found.get("jwks_uri")),
            "client_secret_basic" not in methods,
            found.get("authorization_response_iss_parameter_supported") is True,
        )
        self._metadata = (now, metadata)
        return metadata

    def _endpoint(self, said: Any) -> str:
        """An address of the same sort as the issuer's: encrypted where that is."""
        if isinstance(said, str) and len(said) <= 2_048:
            scheme = urlsplit(self.provider.rules.issuer).scheme
            try:
                if urlsplit(said).scheme in ("https", scheme) and urlsplit(said).netloc:
                    return said
            except ValueError:
                pass
        raise ProviderUnreachable

    @asynccontextmanager
    async def _http(self) -> AsyncIterator[httpx.AsyncClient]:
        try:
            async with (
                asyncio.timeout(_WITHIN_S),
                httpx.AsyncClient(timeout=_EACH_S, transport=self.transport) as http,
            ):
                yield http
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL):
            raise ProviderUnreachable from None


async def _document(
    http: httpx.AsyncClient, request: httpx.Request, auth: httpx.Auth | None = None
) -> Mapping[str, Any]:
    """A JSON object of bounded size. Raises ProviderUnreachable, SignInRefused for a 4xx."""
    answer = await http.send(request, auth=auth, stream=True)
    try:
        if 400 <= answer.status_code < 500:
            raise SignInRefused("provider-refused")
        content = bytearray()
        async for piece in answer.aiter_bytes():
            content += piece
            if len(content) > _MOST_BYTES:
                raise ProviderUnreachable
    finally:
        await answer.aclose()
    try:
        found = json.loads(content) if answer.status_code == 200 else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ProviderUnreachable
    return found
