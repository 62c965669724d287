"""A kiosk at which two people may sign in, on a store that outlives it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from kiosk.sync.outbox.action import Acknowledged
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.routes.application import application
from kiosk.sync.routes.staff import StaffRoutes
from kiosk.sync.routes.staff_calls import StaffCallRoutes
from kiosk.sync.staff.stay import CurrentStay
from kiosk.sync.staff_calls.acts import StaffActs
from kiosk.sync.staff_calls.answered import StaffCallGroup
from kiosk.sync.staff_calls.once import DeedsOnce
from kiosk.sync.staff_calls.stay_calls import StayCalls
from kiosk.sync.store.store_worker import Store, StoreWorker
from tests.sync.store.stand import PRIVATE, TERMS, MachineClock, disk, opened
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
    more: Callable[[StoreWorker], Sequence[StaffCallGroup]] = lambda _: ()
    in_visit: bool = False
    _attempts: int = 0
    stay: str = ""

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        sealer = Sealer(PRIVATE.public_key())
        worker = StoreWorker.open(self.folder, TERMS, sealer, self.clock)
        assert isinstance(worker, StoreWorker)
        self.worker = worker
        self.stays = CurrentStay(self.clock, lambda: self.told)
        acts = StaffActs(worker, lambda: None)
        routes = StaffRoutes(
            worker,
            lambda: self.told,
            lambda: self.pepper,
            acts,
            self.stays,
            lambda: self.in_visit,
            self.clock,
        )
        groups = (StayCalls(self.stays), *self.more(worker))
        calls = StaffCallRoutes(self.stays, DeedsOnce(acts, self.clock), groups, self.clock)
        self.app = application((routes, calls))
        transport = httpx.ASGITransport(self.app)
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
        self.stay = str(attempt)
        return said

    async def enter(self, role: str = "agent") -> None:
        """Somebody of that role is in."""
        if role == "agent":
            said = await self.try_(PIN)
        else:
            self.clock.turn(30)
            said = await self.try_(OTHER_PIN, "petit-k", code=self.code())
        assert said["role"] == role

    def deed_id(self) -> str:
        self._attempts += 1
        return str(UUID(int=0x01A2000000007000800000000000 << 16 | self._attempts))

    async def ask(
        self, name: str, body: object = None, *, deed: str | None = None, stay: str | None = None
    ) -> httpx.Response:
        """A call in the stay, as another deed unless told which."""
        headers = {"Borne-Stay": stay or self.stay, "Borne-Deed": deed or self.deed_id()}
        return await self.http.post(f"/v1/staff/calls/{name}", json=body, headers=headers)

    async def by_badge(self, pin: str, identifier: str = BADGE.identifier) -> dict[str, object]:
        badge = {"family": "staff", "read_from": "serial", "identifier": identifier}
        return await self.try_(pin, None, badge=badge)

    def code(self, ago_s: float = 0) -> str:
        at = (self.clock.now() - timedelta(seconds=ago_s)).timestamp()
        totp = TOTP(TOTP_SECRET, 6, SHA1(), 30, enforce_key_length=False)
        return totp.generate(int(at)).decode()

    async def all_sent(self) -> None:
        """Central has what waits for it at this moment."""

        def sent(store: Store) -> None:
            batch = store.outbox.take(50)
            taken = {each.header.id: Acknowledged() for each in batch.items}
            store.outbox.settle(taken)

        await self.worker.ask(sent)

    async def acts(self) -> list[DoneByStaff]:
        """What waits for central, in order."""
        batch = await self.worker.ask(lambda store: store.outbox.take(50))
        return [codec_of(DoneByStaff).read(opened(each)) for each in batch.items]


@pytest.fixture(name="stand")
def staff_stand() -> Iterator[StaffStand]:
    with disk() as folder:
        stand = StaffStand(folder)
        yield stand
        stand.worker.close()
