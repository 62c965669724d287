"""What an agent does with a request: reads what is in it, which is written down, and closes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from central.intake.closing import CloseOutcome, close_once
from central.intake.listing import Listed, ListedItem, with_items
from central.intake.stored_bodies import BodyLack, StoredBodies
from central.store.audit import AuditTrail, StaffAct
from central.store.database import transaction
from central.store.intake_models import BodyReadRow, RequestItemRow, RequestRow
from shared_runtime.clock import Clock
from shared_runtime.private import Private
from wire.demandes.kinds import Demande


@dataclass(frozen=True, slots=True)
class NotFound:
    pass


@dataclass(frozen=True, slots=True)
class Several:
    """Kiosks make references by themselves: this one names more than one request."""

    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Opened(Private):
    """``demande`` is ``None`` where it cannot be read; ``lack``: why."""

    item: ListedItem
    demande: Demande | None
    lack: BodyLack | None = None


@dataclass(frozen=True, slots=True, repr=False)
class OpenedRequest(Private):
    request: Listed
    opened: tuple[Opened, ...]


@dataclass(frozen=True, slots=True)
class Agents:
    """``name``: a request's id, or a reference as it stands on the person's receipt. ``who`` is
    what somebody says of themselves; ``account``, of the operating system, is kept beside it."""

    engine: Engine
    clock: Clock
    bodies: StoredBodies
    audit: AuditTrail
    account: str

    def show(self, name: str, who: str | None, reason: str) -> OpenedRequest | NotFound | Several:
        """What is in a request; who read it, and why, is kept before anything is told. Raises
        BodyKeysUnusable."""
        with transaction(self.engine) as db:
            found = _found(db, name)
            if not isinstance(found, RequestRow):
                return found
            db.add(
                BodyReadRow(
                    at=self.clock.now(),
                    who=self._called(who),
                    account=self.account,
                    request=found.id,
                    reason=reason,
                )
            )
            (request,) = with_items(db, (found,))
            rows = {
                (row.kiosk, row.id): row
                for row in db.scalars(
                    select(RequestItemRow).where(RequestItemRow.request == found.id)
                )
            }
            opened = tuple(self._opened(item, rows[item.kiosk, item.id]) for item in request.items)
            self._record(db, "show", found.id, opened)
        return OpenedRequest(request, opened)

    def close(
        self, name: str, who: str | None, outcome: CloseOutcome = "done"
    ) -> Listed | NotFound | Several:
        """The request is dealt with: whoever asks again opens another. Closed once; what is closed
        stays as it was closed."""
        with transaction(self.engine) as db:
            found = _found(db, name)
            if not isinstance(found, RequestRow):
                return found
            close_once(db, self.audit, found, self._called(who), self.account, outcome)
            (request,) = with_items(db, (found,))
        return request

    def _record(self, db: Session, act: StaffAct, request: UUID, opened: Sequence[Opened]) -> None:
        """For each person of whom it told, or once where it told of nobody."""
        nirs = {each.demande.applicant.nir.value for each in opened if each.demande is not None}
        for nir in sorted(nirs) or (None,):
            self.audit.record_staff(db, self.account, act, "done", nir=nir, request=request)

    def _called(self, who: str | None) -> str:
        return (who or self.account)[:64]

    def _opened(self, item: ListedItem, row: RequestItemRow) -> Opened:
        read = self.bodies.read(row)
        return Opened(item, None, read) if isinstance(read, str) else Opened(item, read)


def _found(db: Session, name: str) -> RequestRow | NotFound | Several:
    try:
        ids: tuple[UUID, ...] = (UUID(name),)
    except ValueError:
        by_reference = select(RequestItemRow.request).where(RequestItemRow.reference == name)
        ids = tuple(db.scalars(by_reference.distinct()))
    if len(ids) > 1:
        return Several(ids)
    return (db.get(RequestRow, ids[0], with_for_update=True) if ids else None) or NotFound()
