"""Opens one body for one admin: who, of what request and why is committed before anything is told.

The process that shows it holds no key that opens a body. It hands on the token of the admin's
session, and everything else is looked up here: whether that session lives, what its admin may, and
at which agency the request came in. So whoever holds that process, and no live session of somebody
who may, opens nothing.
"""

from dataclasses import dataclass

import structlog
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from central.admins.roles import Admin
from central.intake.listing import LAST_ASKED_FIRST
from central.intake.reading.limits import ReadingLimits, ReadingsBeyond
from central.intake.reading.messages import BodyQuestion, NoBody, NotOpened, OpenedBody
from central.intake.reading.readers import BulkApproval, Readers
from central.intake.scope import in_audit, may_read_at
from central.intake.stored_bodies import StoredBodies
from central.store.alarms import raise_alarm
from central.store.audit import AuditTrail
from central.store.database import transaction
from central.store.intake_models import BodyReadRow, RequestItemRow, RequestRow
from shared_runtime.clock import Clock
from wire.demandes.demande import Assurance

EVERYBODY = "everybody"
"""Whom an alarm is about that nobody alone has raised."""

_log = structlog.get_logger("central")


@dataclass(frozen=True, slots=True)
class BodyReader:
    """Called from several threads. ``bulk``: asked where a limit is reached."""

    engine: Engine
    clock: Clock
    bodies: StoredBodies
    audit: AuditTrail
    limits: ReadingLimits
    readers: Readers
    bulk: BulkApproval

    def open(self, asked: BodyQuestion) -> OpenedBody | NoBody:
        """The body of that asking. The same question again is another reading: it is counted and
        written down again. Raises one of STORE_FAILS: then nothing was told or counted."""
        with transaction(self.engine) as db:
            return self._answer(db, asked)  # what is returned was committed first

    def _answer(self, db: Session, asked: BodyQuestion) -> OpenedBody | NoBody:
        admin = self.readers.live_admin(db, asked.session)
        if admin is None:
            return _refused("", asked)
        beyond = self.limits.count(db, admin.id)
        found = db.get(RequestRow, asked.request)
        may = found is not None and may_read_at(admin, found.site)
        if beyond is not None and not (may and self._is_approved(db, admin, found)):
            return self._limited(db, admin, asked, beyond)
        if found is None:
            return NoBody(NotOpened.UNKNOWN)
        if not may:
            self.audit.record_staff(db, in_audit(admin), "show", "refused", request=found.id)
            return _refused(in_audit(admin), asked)
        item = _item(db, asked)
        if item is None:
            return NoBody(NotOpened.UNKNOWN)
        return self._opened(db, admin, asked, item, "done" if beyond is None else "bulk")

    def _is_approved(self, db: Session, admin: Admin, found: RequestRow | None) -> bool:
        return found is not None and self.bulk.take(db, admin.id, found.id, found.site)

    def _limited(
        self, db: Session, admin: Admin, asked: BodyQuestion, beyond: ReadingsBeyond
    ) -> NoBody:
        if beyond.is_of_all:
            raise_alarm(db, self.clock, "many-readings", EVERYBODY)
        else:
            raise_alarm(db, self.clock, "reading-in-bulk", in_audit(admin))
        if beyond.is_first:  # a flood of questions is none of rows
            self.audit.record_staff(db, in_audit(admin), "show", "limited", request=asked.request)
        return NoBody(NotOpened.LIMITED, beyond.wait_s)

    def _opened(
        self, db: Session, admin: Admin, asked: BodyQuestion, item: RequestItemRow, outcome: str
    ) -> OpenedBody | NoBody:
        account = in_audit(admin)
        demande = self.bodies.read(item)
        if isinstance(demande, str):
            self.audit.record_staff(db, account, "show", demande, request=item.request)
            return NoBody(NotOpened.ERASED if demande == "erased" else NotOpened.UNREADABLE)
        nir = demande.applicant.nir.value
        self.audit.record_staff(db, account, "show", outcome, nir=nir, request=item.request)
        db.add(
            BodyReadRow(
                at=self.clock.now(),
                who=admin.name[:64],
                account=account,
                request=item.request,
                reason=asked.reason,
            )
        )
        return OpenedBody(
            request=item.request,
            kiosk=item.kiosk,
            id=item.id,
            reference=item.reference,
            assurance=Assurance(item.assurance),
            made_at=item.made_at,
            received_at=item.received_at,
            demande=demande,
        )


def _item(db: Session, asked: BodyQuestion) -> RequestItemRow | None:
    """That one of the request, or the one asked last."""
    row = RequestItemRow
    query = select(row).where(row.request == asked.request)
    if asked.item is not None:
        query = query.where(row.kiosk == asked.item.kiosk, row.id == asked.item.id)
    return db.scalar(query.order_by(*LAST_ASKED_FIRST).limit(1))


def _refused(admin: str, asked: BodyQuestion) -> NoBody:
    _log.warning("reading_refused", admin=admin, request=str(asked.request))
    return NoBody(NotOpened.REFUSED)
