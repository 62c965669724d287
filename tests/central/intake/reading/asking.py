"""Admins with sessions, and a reader on a world's store, for the tests beside it."""

from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from central.admins.roles import Admin, AdminRole, Grant, Scope
from central.config.setting_reading import ReadingSettings
from central.crypto.keys import fingerprint
from central.intake.reading.body_reader import BodyReader
from central.intake.reading.limits import ReadingLimits
from central.intake.reading.messages import AskedItem, BodyQuestion
from central.intake.reading.readers import BulkApproval
from central.intake.stored_bodies import StoredBodies
from central.store.counters import Counters
from central.store.database import transaction
from central.store.models import KioskRow
from tests.central.kiosks import Queue, outcomes
from tests.central.world import Kiosk, World
from wire.demandes.kinds import Demande

SITE = "0131"


def admin(id_: str, role: AdminRole, scope: str) -> Admin:
    return Admin(id_, id_.capitalize(), (Grant(role, Scope.parse(scope)),))


AGENT = admin("agnes", AdminRole.OPERATOR, f"agency:{SITE}")
STRANGER = admin("sami", AdminRole.OPERATOR, "agency:0692")
SEER = admin("rene", AdminRole.READER, "caisse")
TAGGED = admin("tina", AdminRole.OPERATOR, "tag:hall")
HEAD = admin("chief", AdminRole.ADMINISTRATOR, "caisse")
EVERYBODY = (AGENT, STRANGER, SEER, TAGGED, HEAD)


def token_of(who: Admin) -> str:
    return f"{who.id}-session-token-of-at-least-32-letters"


@dataclass
class Signed:
    """Who is signed in, by the digest of their token: the store keeps no more."""

    live: dict[str, Admin] = field(
        default_factory=lambda: {fingerprint(token_of(each)): each for each in EVERYBODY}
    )

    def live_admin(self, db: Session, token: str) -> Admin | None:
        return self.live.get(fingerprint(token))

    def sign_out(self, who: Admin) -> None:
        del self.live[fingerprint(token_of(who))]


@dataclass
class Approved:
    """What two people have approved: so many readings of one admin."""

    admin: str
    left: int

    def take(self, db: Session, admin: str, request: UUID, site: str) -> bool:
        if admin != self.admin or not self.left:
            return False
        self.left -= 1
        return True


def body_reader(
    world: World, bulk: BulkApproval | None = None, signed: Signed | None = None, **limits: int
) -> BodyReader:
    container = world.container
    counters = Counters(container.engine, world.clock, partial(container.keys.digests, "counter"))
    return BodyReader(
        container.engine,
        world.clock,
        StoredBodies(container.keys, container.body_keys),
        container.audit,
        ReadingLimits(counters, ReadingSettings(**limits)),
        signed or Signed(),
        bulk or Approved("", 0),
    )


def question(
    who: Admin, request: UUID, reason: str = "to deal with it", item: AskedItem | None = None
) -> BodyQuestion:
    return BodyQuestion(session=token_of(who), request=request, reason=reason, item=item)


def at_site(world: World, site: str = SITE, kiosk: str = "demo") -> None:
    """The kiosk stands at that agency from now on."""
    with transaction(world.container.engine) as db:
        db.execute(update(KioskRow).where(KioskRow.id == kiosk).values(site=site))


def asked_for(world: World, demande: Demande, kiosk: Kiosk | None = None) -> UUID:
    """Takes it in; the id of the item."""
    queue = Queue(now=world.clock.now())
    item = queue.item(demande)
    assert outcomes(kiosk or world.kiosk, queue.batch(item)) == ["stored"]
    return item.header.id
