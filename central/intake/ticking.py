"""Ticking a trouble off: somebody has seen to it. Once, by whoever is first."""

from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from central.admins.roles import Admin
from central.intake.notes import checked_note
from central.intake.scope import in_audit, may_read_at
from central.intake.troubles import RequestTrouble
from central.store.audit import AuditTrail
from central.store.database import insert_or_update, transaction
from central.store.intake_models import TroubleTickRow


@dataclass(frozen=True, slots=True)
class Ticking:
    engine: Engine
    audit: AuditTrail

    def tick(self, trouble: RequestTrouble, admin: Admin, note: str) -> bool | None:
        """Whether it was ticked off by this act; False where somebody was first; None where the
        admin may not at that agency. ``trouble``: as it was just found in the store, not as a page
        sent it back. Raises WrongNote."""
        if not may_read_at(admin, trouble.site):
            return None
        with transaction(self.engine) as db:
            return tick_off(db, self.audit, trouble, admin.name, in_audit(admin), note)


def tick_off(
    db: Session, audit: AuditTrail, trouble: RequestTrouble, who: str, account: str, note: str
) -> bool:
    """Whether it was not ticked off before. Raises WrongNote."""
    row = TroubleTickRow
    written = db.execute(
        insert_or_update(db, row)
        .values(
            what=trouble.what,
            kiosk=trouble.kiosk,
            id=trouble.id,
            digest=trouble.digest,
            received_at=trouble.received_at,
            ticked_at=audit.clock.now(),
            who=who[:64],
            account=account[:200],
            note=checked_note(note),
        )
        .on_conflict_do_nothing()
        .returning(row.id)
    ).all()
    if not written:
        return False
    kiosk = trouble.kiosk
    audit.record_staff(db, account, "trouble_tick", trouble.what, kiosk=kiosk, request=trouble.id)
    return True
