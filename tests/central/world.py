"""Central in one process for tests: a clock to turn, a phone to read, kiosks to call from."""

import atexit
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import httpx
from anyio.from_thread import BlockingPortal
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pydantic import SecretStr
from sqlalchemy import make_url
from starlette.types import ASGIApp

from central.config.setting_budgets import BudgetSettings
from central.config.setting_values import CodeSettings, LimitSettings
from central.config.settings import Settings
from central.container import Container
from central.crypto.decryption import IntakeKeys
from central.rights.seeded import seeded_source
from central.rights.sms import SmsNotSent

PEOPLE = seeded_source().people
MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DEVICE_TOKEN = "a-device-token-that-is-long-enough-for-demo"
SERVER_KEY = "the key of the tests, 32 bytes or more"
INTAKE_KEYS = IntakeKeys.of(
    X25519PrivateKey.from_private_bytes(hashlib.sha256(b"the intake key of the tests").digest())
)
CHEAP = CodeSettings(hash_time=1, hash_memory_kib=8, hash_lanes=1)
AMPLE = BudgetSettings(
    persons_per_kiosk=10_000,
    unknown_per_kiosk=10_000,
    failures_per_kiosk=10_000,
    items_per_kiosk=10_000,
)
WIDE = LimitSettings(
    openings_per_kiosk=10_000,
    codes_per_kiosk=10_000,
    messages_per_kiosk=10_000,
    syncs_per_kiosk=10_000,
    strangers_per_address=10_000,
    checks_in_all=10_000,
    checks_per_address=10_000,
    checks_per_code=10_000,
    checks_per_code_a_day=10_000,
)


_USUAL: dict[str, Any] = {
    "server_key": SERVER_KEY,
    "demo_kiosk_token": DEVICE_TOKEN,
    "public_url": "https://verifier.example",
    "codes": CHEAP,
    "limits": WIDE,
    "budgets": AMPLE,
}


def settings_for(database_url: str, **changes: Any) -> Settings:
    where = {
        "database_url": SecretStr(database_url),
        "body_keys_folder": body_keys_folder(database_url),
    }
    if not changes:
        return _usual().model_copy(update=where)
    return Settings(**(_USUAL | where | changes))


@cache
def _usual() -> Settings:
    """Made once: they are looked for in environment and files too, which takes its time."""
    return Settings(**_USUAL, database_url=SecretStr("sqlite://"))


def body_keys_folder(database_url: str) -> Path:
    """Beside the store where that is a file: two processes on one store have it in common."""
    store = make_url(database_url).database
    is_file = database_url.startswith("sqlite") and store is not None
    folder = Path(store or "").parent / "central-body-keys" if is_file else _elsewhere()
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@cache
def _elsewhere() -> Path:
    folder = TemporaryDirectory(prefix="body-keys-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


class TurnedClock:
    """Stands still until it is turned."""

    def __init__(self, now: datetime = MORNING) -> None:
        self._now, self._monotonic = now, 1_000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def turn(self, **span: float) -> None:
        self._now += timedelta(**span)
        self._monotonic += timedelta(**span).total_seconds()


@dataclass
class Phone:
    """Takes what is sent, or fails when told to."""

    received: list[tuple[str, str]] = field(default_factory=list)
    broken: bool = False

    def send(self, to: str, text: str, /) -> None:
        if self.broken:
            raise SmsNotSent("broken")
        self.received.append((to, text))

    @property
    def last_code(self) -> str:
        return self.received[-1][1].split(" : ")[1][:6]


class Http:
    """A blocking client of the application in this process, from a client address of its own."""

    def __init__(self, portal: BlockingPortal, app: ASGIApp, address: str = "192.0.2.7") -> None:
        self.portal, self.app = portal, app
        transport = httpx.ASGITransport(app, client=(address, 50_000))
        self._client = httpx.AsyncClient(transport=transport, base_url="https://central.example")

    def from_address(self, address: str) -> "Http":
        return Http(self.portal, self.app, address)

    def request(self, method: str, path: str, **sent: Any) -> httpx.Response:
        return self.portal.call(partial(self._client.request, method, path, **sent))

    def get(self, path: str, **sent: Any) -> httpx.Response:
        return self.request("GET", path, **sent)

    def post(self, path: str, **sent: Any) -> httpx.Response:
        return self.request("POST", path, **sent)


@dataclass
class Kiosk:
    """A kiosk that calls central; keeps the citizen token of the session it opened, the visit's id
    and the reference that a right code gave."""

    http: Http
    device_token: str
    citizen: str | None = None
    visit: UUID | None = None
    reference: str | None = None

    def call(self, method: str, path: str, body: Any = None) -> httpx.Response:
        headers = self.headers()
        if self.citizen is not None:
            headers["Borne-Citizen"] = self.citizen
        return self.http.request(method, path, headers=headers, json=body)

    def headers(self) -> dict[str, str]:
        """That say who calls."""
        return {"Authorization": f"Bearer {self.device_token}"}

    def open(self, slug: str, **changes: Any) -> Any:
        asked = card(slug) | changes
        answer = self.call("POST", "/v1/citizen-sessions", asked).json()
        self.citizen, self.visit = answer.get("token"), UUID(asked["session"])
        return answer

    def code(self, code: str, kind: str = "personal") -> Any:
        asked = {"kind": kind, "code": code}
        answer = self.call("POST", "/v1/citizen-sessions/code", asked).json()
        self.citizen = answer.get("token", self.citizen)
        self.reference = answer.get("session_reference", self.reference)
        return answer

    def log_in(self, slug: str, **changes: Any) -> None:
        self.open(slug, **changes)
        code = PEOPLE[slug].code
        assert code is not None
        assert self.code(code)["outcome"] == "accepted"

    def send_code(self) -> httpx.Response:
        return self.call("POST", "/v1/citizen-sessions/provisional-code")

    def rights(self) -> Any:
        response = self.call("GET", "/v1/rights")
        assert response.status_code == 200, response.text
        return response.json()

    def issue(
        self, reference: str, version: str = "complete", action: UUID | None = None
    ) -> httpx.Response:
        asked = {
            "action": str(action or uuid4()),
            "beneficiaire": reference,
            "version": version,
        }
        return self.call("POST", "/v1/attestations", asked)


@dataclass
class World:
    settings: Settings
    container: Container
    clock: TurnedClock
    phone: Phone
    http: Http
    kiosk: Kiosk

    def verify(self, code: str, family_name: str, birth_date: str) -> httpx.Response:
        said = {"code": code, "family_name": family_name, "birth_date": birth_date}
        return self.http.post("/v1/verifications", json=said)


def card(slug: str) -> dict[str, str]:
    """What a kiosk sends of a holder."""
    person = PEOPLE[slug]
    return {
        "session": str(uuid4()),
        "nir": person.nir,
        "birth_date": person.birth_date,
        "family_name": person.family_name,
        "given_name": person.given_name,
    }
