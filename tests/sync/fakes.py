"""A clock to turn, a central to script, and the one person whose data must never show."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kiosk.sync.central import CentralClient
from wire.problem import MEDIA_TYPE, ProblemType

NIR = "255081416802538"
FAMILY_NAME = "PLANTEFOL"
CODE = "80617243"
DEVICE_TOKEN = "device-token-" + "d" * 32
CITIZEN_TOKEN = "citizen-token-" + "c" * 32
SECOND_TOKEN = "citizen-token-" + "e" * 32
SECRETS = (NIR, FAMILY_NAME, CODE, DEVICE_TOKEN, CITIZEN_TOKEN, SECOND_TOKEN)

VISIT = UUID("0190a000-0000-7000-8000-000000000001")
OTHER_VISIT = UUID("0190a000-0000-7000-8000-000000000002")
ACTION = "0190a000-0000-7000-8000-0000000000aa"

CAISSE = X25519PrivateKey.from_private_bytes(b"the caisse of the tests, no more")
CAISSE_KEY_PEM = CAISSE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

CARD_BODY = {
    "nir": NIR,
    "birth_date": "19550812",
    "family_name": FAMILY_NAME,
    "given_name": "ROSE",
}
"""As kiosk-ui sends it."""
OPEN_BODY = {"session": str(VISIT), **CARD_BODY}
"""As central gets it."""
OPENED = {
    "outcome": "opened",
    "account": "actif",
    "phone_last_two": "42",
    "note": None,
    "token": CITIZEN_TOKEN,
    "expires_in_s": 600,
}
ACCEPTED = {"outcome": "accepted", "token": SECOND_TOKEN, "expires_in_s": 600}
BENEFICIAIRE = {
    "reference": "b-1",
    "nom_famille": FAMILY_NAME,
    "prenom": "ROSE",
    "date_naissance": "19550812",
    "rang_naissance": 1,
    "qualite": "assure",
    "medecin_traitant_choisi": True,
    "contrats": [
        {
            "nature_assurance": "AMO",
            "code_type_contrat": "01",
            "libelle": "Régime général",
            "periodes_droits": [{"date_debut": "2020-01-01", "date_fin": None}],
        }
    ],
}
ORGANISME = {
    "grand_regime": "01",
    "organisme": "261",
    "code_centre": "0000",
    "libelle": "CPAM de la Drôme",
    "adresse": ["26000 VALENCE"],
}
DROITS = {"assure": BENEFICIAIRE, "ayants_droit": [], "caisse": ORGANISME}
ATTESTATION = {
    "numero": "2026-0001",
    "version": "complete",
    "emise_le": "2026-11-22",
    "valable_jusqu_au": "2027-11-21",
    "code_controle": "0123456789AB",
    "adresse_controle": "https://central.example/verifier?code=0123456789AB",
    "caisse": ORGANISME,
    "assure": {
        "nir": NIR,
        "nom_famille": FAMILY_NAME,
        "prenom": "ROSE",
        "adresse": ["26000 VALENCE"],
        "code_gestion": "10",
    },
    "beneficiaires": [BENEFICIAIRE],
}
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


class TurnedClock:
    """Stands still until ``turn``. Its machine was started a thousand seconds ago."""

    def __init__(self) -> None:
        self.wall = NOW
        self.grown = 1000.0
        self.booted = UUID("0190a000-0000-4000-8000-0000000b0071")

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.grown

    def boot(self) -> UUID:
        return self.booted

    def uptime(self) -> float:
        return self.grown

    def turn(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.grown += seconds


async def nothing_new() -> None:
    """A look at a queue that stands as it did."""


def answer(status: int, body: Any, media_type: str = "application/json") -> httpx.Response:
    return httpx.Response(
        status, content=json.dumps(body).encode(), headers={"content-type": media_type}
    )


def problem(status: int, kind: ProblemType | str, **more: Any) -> httpx.Response:
    slug = kind.urn if isinstance(kind, ProblemType) else kind
    return answer(status, {"type": slug, "title": "No", "status": status, **more}, MEDIA_TYPE)


Say = Callable[[httpx.Request], Awaitable[httpx.Response]]


class ScriptedCentral:
    """Answers each address with what was scripted for it, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []
        self._says: dict[str, httpx.Response | Exception | Say] = {
            "GET /v1/health": answer(200, {"status": "ok", "server_time": NOW.isoformat()}),
            "POST /v1/citizen-sessions": answer(200, OPENED),
            "POST /v1/citizen-sessions/code": answer(200, ACCEPTED),
            "POST /v1/citizen-sessions/provisional-code": answer(
                200, {"outcome": "sent", "phone_last_two": "42", "expires_in_s": 600}
            ),
            "DELETE /v1/citizen-sessions": httpx.Response(204),
            "GET /v1/rights": answer(200, DROITS),
            "POST /v1/attestations": answer(200, ATTESTATION),
            "POST /v1/sync": answer(200, {"server_time": NOW.isoformat(), "next_poll_s": 60}),
        }

    def says(self, address: str, what: httpx.Response | Exception | Say) -> None:
        self._says[address] = what

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        said = self._says[f"{request.method} {request.url.path}"]
        if isinstance(said, Exception):
            raise said
        if isinstance(said, httpx.Response):
            return _on_the_wire(said)
        return _on_the_wire(await said(request))

    def tokens_ended(self) -> list[str]:
        return [each.headers["Borne-Citizen"] for each in self.asked if each.method == "DELETE"]

    def http(self) -> httpx.AsyncClient:
        transport = httpx.MockTransport(self)
        return httpx.AsyncClient(transport=transport, base_url="https://central.example")

    def client(self, deadline_s: float = 5.0) -> CentralClient:
        return CentralClient(self.http(), DEVICE_TOKEN, deadline_s, lambda _failure: None)


def _on_the_wire(said: httpx.Response) -> httpx.Response:
    """The same answer with its body still to be read, as from a socket."""
    if not said.is_stream_consumed:
        return said

    async def body() -> AsyncIterator[bytes]:
        yield said.content

    return httpx.Response(said.status_code, content=body(), headers=said.headers)
