"""A kiosk at which two people may sign in, on a store that outlives it."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.routes.application import application
from kiosk.sync.routes.staff import StaffRoutes
from kiosk.sync.store.store_worker import StoreWorker
from tests.sync.store.stand import PRIVATE, TERMS, MachineClock, opened
from wire.codec import codec_of
from wire.configuration import StaffVerifier
from wire.staff import DoneByStaff, StaffBadge
from wire.staff_pepper import StaffPepper, pepper_of_agency

PEPPER = pepper_of_agency(b"a caisse of the tests, 32 bytes!", "0261")
PIN, OTHER_PIN = "815263", "940177"
BADGE = StaffBadge("staff", "serial", "00a1b2c3")
TOTP_SECRET = b"20 bytes of a secret"
_SALT = b"salt of the test"


def verifier(staff: str, pin: str, pepper: StaffPepper = PEPPER, **more) -> StaffVerifier:
    role = more.pop("role", "agent")
    made = pepper.verifier(staff, pin, _SALT)
    return StaffVerifier(staff=staff, role=role, verifier=made, pepper=pepper.id, **more)


AGENT = verifier("durand-a", PIN, badge=PEPPER.badge(BADGE))
TECHNICIAN = verifier(
    "petit-k",
    OTHER_PIN,
    role="technician",
    totp=PEPPER.seal_secret("petit-k", TOTP_SECRET, bytes(12)),
)


@dataclass
class StaffStand:
    folder: Path
    told: tuple[StaffVerifier, ...] = (AGENT, TECHNICIAN)
    pepper: StaffPepper | None = PEPPER
    clock: MachineClock = field(default_factory=MachineClock)
    _attempts: int = 0

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        sealer = Sealer(PRIVATE.public_key())
        worker = StoreWorker.open(self.folder, TERMS, sealer, self.clock)
        assert isinstance(worker, StoreWorker)
        self.worker = worker
        routes = StaffRoutes(
            worker, lambda: self.told, lambda: self.pepper, lambda: None, self.clock
        )
        transport = httpx.ASGITransport(application((routes,)))
        self.http = httpx.AsyncClient(transport=transport, base_url="http://kiosk-sync")

    def restart(self) -> None:
        self.worker.close()
        self.start()

    def reboot(self, off_s: float = 60.0) -> None:
        self.worker.close()
        self.clock.reboot(off_s)
        self.start()

    async def try_(self, pin: str, name: str | None = "durand-a", **more) -> dict[str, object]:
        self._attempts += 1
        attempt = UUID(int=0x01A2000000007000800000000000 << 16 | self._attempts)
        body = {"attempt": str(attempt), "at": self.clock.now().isoformat(), "pin": pin}
        if name is not None:
            body["name"] = name
        answer = await self.http.post("/v1/staff/sign-in", json=body | more)
        said: dict[str, object] = answer.json()
        return said

    async def by_badge(self, pin: str, identifier: str = BADGE.identifier) -> dict[str, object]:
        badge = {"family": "staff", "read_from": "serial", "identifier": identifier}
        return await self.try_(pin, None, badge=badge)

    def code(self, ago_s: float = 0) -> str:
        at = (self.clock.now() - timedelta(seconds=ago_s)).timestamp()
        totp = TOTP(TOTP_SECRET, 6, SHA1(), 30, enforce_key_length=False)
        return totp.generate(int(at)).decode()

    async def acts(self) -> list[DoneByStaff]:
        """What waits for central, in order."""
        batch = await self.worker.ask(lambda store: store.outbox.take(50))
        return [codec_of(DoneByStaff).read(opened(each)) for each in batch.items]
