"""Four eyes: what one admin proposes is done when another one approves it, within a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from central.admins.sign_in import audited
from central.runtime.chance import Chance
from central.store.admin_models import AdminRow, ProposalRow
from central.store.audit import AuditTrail
from shared_runtime.clock import Clock

LIFETIME = timedelta(days=1)


class SharedDeed(StrEnum):
    """What takes two. The content of each is for the page that does it to make and to read."""

    REVOKE_KIOSK = "revoke-kiosk"
    READ_BODIES = "read-bodies"


@dataclass(frozen=True, slots=True)
class Proposal:
    id: UUID
    deed: SharedDeed
    target: str
    content: str
    proposer: str
    proposed_at: datetime
    expires_at: datetime


class ProposalRefused(StrEnum):
    """Why an approval changed nothing."""

    UNKNOWN = "unknown"
    OWN = "own"
    EXPIRED = "expired"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Proposals:
    clock: Clock
    chance: Chance
    audit: AuditTrail

    def propose(
        self, db: Session, deed: SharedDeed, target: str, proposer: str, content: str = "{}"
    ) -> UUID:
        """The same that is open already is not proposed twice."""
        now = self.clock.now()
        known = db.scalar(
            select(ProposalRow.id).where(
                *_open(now),
                ProposalRow.deed == deed.value,
                ProposalRow.target == target,
                ProposalRow.content == content,
                ProposalRow.proposer == proposer,
            )
        )
        if known is not None:
            return known
        made = UUID(bytes=self.chance.bytes(16), version=4)
        db.add(
            ProposalRow(
                id=made,
                deed=deed.value,
                target=target,
                content=content,
                proposer=proposer,
                proposed_at=now,
                expires_at=now + LIFETIME,
            )
        )
        self.audit.record_staff(
            db, audited(proposer), "propose", deed.value, kiosk=target[:64], request=made
        )
        return made

    def approve(self, db: Session, proposal: UUID, approver: str) -> Proposal | ProposalRefused:
        """The proposal, for the caller to do in the same transaction: nobody else gets it. Whether
        either of the two may do it at all is the caller's to ask, of both, now."""
        row = db.get(ProposalRow, proposal, with_for_update=True)
        match row:
            case None:
                return ProposalRefused.UNKNOWN
            case ProposalRow() if row.decided_at is not None or row.withdrawn_at is not None:
                return ProposalRefused.DECIDED
            case ProposalRow() if row.proposer == approver:
                return ProposalRefused.OWN
            case ProposalRow() if row.expires_at <= self.clock.now():
                return ProposalRefused.EXPIRED
            case _:
                pass
        if db.scalar(select(AdminRow.suspended_at).where(AdminRow.id == row.proposer)):
            return ProposalRefused.EXPIRED
        row.approver, row.decided_at = approver, self.clock.now()
        self.audit.record_staff(db, audited(approver), "proposal_approve", row.deed, request=row.id)
        return _proposal(row)

    def withdraw(self, db: Session, proposal: UUID, by: str) -> bool:
        """By whoever proposed it, or may approve it: the caller asks. Whether it was open."""
        now = self.clock.now()
        changed = db.execute(
            update(ProposalRow)
            .where(ProposalRow.id == proposal, *_open(now))
            .values(withdrawn_at=now)
            .returning(ProposalRow.deed)
        ).one_or_none()
        if changed is None:
            return False
        self.audit.record_staff(
            db, audited(by), "proposal_withdraw", changed.deed, request=proposal
        )
        return True

    def open(self, db: Session) -> Sequence[Proposal]:
        """Those that wait for a second one, the oldest first."""
        return open_proposals(db, self.clock.now())


def open_proposals(
    db: Session, now: datetime, deed: SharedDeed | None = None, target: str | None = None
) -> Sequence[Proposal]:
    """Of that deed and target, where it matters; the oldest first. What a later release proposed
    on this store waits for it."""
    wanted = [*_open(now), ProposalRow.deed.in_([each.value for each in SharedDeed])]
    if deed is not None:
        wanted.append(ProposalRow.deed == deed.value)
    if target is not None:
        wanted.append(ProposalRow.target == target)
    rows = db.scalars(
        select(ProposalRow).where(*wanted).order_by(ProposalRow.proposed_at, ProposalRow.id)
    )
    return tuple(map(_proposal, rows))


def approved_lately(
    db: Session, now: datetime, deed: SharedDeed, proposer: str
) -> Sequence[tuple[Proposal, str]]:
    """What was approved of theirs within the last day, each with who did: for a deed that is done
    bit by bit. Whether either of the two may still do it is the caller's to ask."""
    row = ProposalRow
    rows = db.scalars(
        select(row)
        .where(
            row.deed == deed.value,
            row.proposer == proposer,
            row.approver.is_not(None),
            row.decided_at > now - LIFETIME,
        )
        .order_by(row.decided_at, row.id)
    )
    return tuple((_proposal(each), each.approver) for each in rows if each.approver is not None)


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        ProposalRow.decided_at.is_(None),
        ProposalRow.withdrawn_at.is_(None),
        ProposalRow.expires_at > now,
    )


def _proposal(row: ProposalRow) -> Proposal:
    return Proposal(
        row.id,
        SharedDeed(row.deed),
        row.target,
        row.content,
        row.proposer,
        row.proposed_at,
        row.expires_at,
    )
