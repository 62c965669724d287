"""What a proved code is still worth when a request that carries it comes in, perhaps weeks later.

A proof that is worth nothing any more loses nothing of what was asked: an agent confirms it first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.crypto.references import CodeProof
from central.intake.arrival import LONGEST_QUEUED
from central.intake.handlers import Received
from central.rights.accounts import Accounts
from central.store.intake_models import IntakeRow
from central.store.models import KioskRow
from wire.citizen import AccountState
from wire.demandes.demande import Assurance

_CLOCKS_APART = timedelta(minutes=10)
"""By how much a kiosk's clock may be wrong where only that one tells when something was asked."""


def is_of_its_visit(
    proof: CodeProof, asked_at: datetime, received_at: datetime, longest_visit: timedelta
) -> bool:
    """Whether what was asked then was asked in the visit in which the code was proved."""
    begin = proof.at - _CLOCKS_APART
    end = proof.at + longest_visit + _CLOCKS_APART
    return begin <= asked_at <= end and received_at - proof.at <= LONGEST_QUEUED


@dataclass(frozen=True, slots=True)
class Proofs:
    """A proof is good for one request of each kind, and only while the account is not suspended."""

    accounts: Accounts

    def weighed(
        self, db: Session, kiosk: str, received: Sequence[Received], now: datetime
    ) -> list[Received]:
        """The same requests, new ones all, as sure as they are in this transaction."""
        proved = [each for each in received if each.assurance is Assurance.CODE]
        if not proved:
            return list(received)
        # No other transaction of this kiosk looks meanwhile what a proof was used for.
        db.get(KioskRow, kiosk, with_for_update=True)
        used = _used(db, kiosk, proved)
        weighed: list[Received] = []
        for each in received:
            use = (each.header.subject, each.demande.kind)
            if each.assurance is Assurance.CODE and (
                use in used or self._is_suspended(db, each, now)
            ):
                weighed.append(replace(each, assurance=Assurance.DECLARED))
            else:
                weighed.append(each)
            if each.assurance is Assurance.CODE:
                used.add(use)
        return weighed

    def _is_suspended(self, db: Session, received: Received, now: datetime) -> bool:
        person = received.proved_by
        if person is None:
            return True
        return self.accounts.state(db, person, received.kiosk, now) is AccountState.SUSPENDU


def _used(db: Session, kiosk: str, proved: Sequence[Received]) -> set[tuple[UUID, str]]:
    """Visits, and the kinds that were asked for in them with a code."""
    rows = db.execute(
        select(IntakeRow.visit, IntakeRow.kind).where(
            IntakeRow.kiosk == kiosk,
            IntakeRow.visit.in_({each.header.subject for each in proved}),
            IntakeRow.assurance == Assurance.CODE.value,
            IntakeRow.outcome == "stored",
        )
    )
    return {(row.visit, row.kind) for row in rows}
