"""Ticking a trouble off: somebody has seen to it. Once, by whoever is first."""

import re
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from central.admins.roles import Admin
from central.intake.scope import in_audit, may_read_at
from central.intake.troubles import RequestTrouble
from central.store.audit import AuditTrail
from central.store.database import insert_or_update, transaction
from central.store.intake_models import TroubleTickRow
from wire.base import without_unseen

LONGEST_NOTE = 200
_MOST_DIGITS = 4
"""A year, a room, an hour: nobody is found by so few."""
_BETWEEN = re.compile(r"[\W_]+")


class WrongNote(ValueError):
    """Its text is for people, and quotes nothing."""


@dataclass(frozen=True, slots=True)
class Ticking:
    engine: Engine
    audit: AuditTrail

    def tick(self, trouble: RequestTrouble, admin: Admin, note: str) -> bool | None:
        """Whether it was ticked off by this act; False where somebody was first; None where the
        admin may not at that agency. Raises WrongNote."""
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


def checked_note(note: str) -> str:
    """On one line, without what nobody sees, and without what might be somebody's number, however
    it is parted. Raises WrongNote."""
    text = without_unseen(note).strip()
    if len(text) > LONGEST_NOTE:
        raise WrongNote(f"at most {LONGEST_NOTE} characters")
    together = _BETWEEN.sub("", text)
    run = 0
    for letter in together:
        run = run + 1 if letter.isnumeric() else 0
        if run > _MOST_DIGITS:
            raise WrongNote(f"no more than {_MOST_DIGITS} digits in a row: no number of a person")
    return text
