"""The ledger of all items: which are new, which came before, and what is written of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from central.intake.arrival import made_at
from central.intake.handlers import Handlers, Received
from central.intake.judging import ItemVerdict, Rejected, RejectionCode, StaffDone
from central.intake.proofs import Proofs
from central.store.audit import AuditTrail, ItemDone
from central.store.database import insert_all
from central.store.intake_models import ConflictRow, IntakeRow
from wire.staff import staff_account
from wire.sync import NOT_YET, Item, ItemOutcome, SyncRequest


@dataclass(frozen=True, slots=True)
class Judged:
    item: Item
    sent: SyncRequest
    verdict: ItemVerdict

    @property
    def id(self) -> UUID:
        return self.item.header.id

    @property
    def code(self) -> RejectionCode | None:
        return self.verdict.code if isinstance(self.verdict, Rejected) else None


@dataclass(frozen=True, slots=True)
class Settled:
    """``is_news``: it was not known before."""

    id: UUID
    outcome: ItemOutcome
    code: RejectionCode | None = None
    is_news: bool = False

    @property
    def is_free(self) -> bool:
        """Whether it costs the kiosk nothing of its budget: it was counted when it first came, and
        the kiosk was told to offer it again, or could not know that it had arrived."""
        return self.outcome == "duplicate" or (self.code in NOT_YET and not self.is_news)


@dataclass(frozen=True, slots=True)
class _Known:
    """``code``: why it was rejected; ``None`` where it was stored."""

    digest: str
    code: str | None


def settle(
    db: Session,
    kiosk: str,
    judged: Sequence[Judged],
    handlers: Handlers,
    proofs: Proofs,
    audit: AuditTrail,
    now: datetime,
) -> list[Settled]:
    """Writes what is new and says what became of each. Raises IntegrityError where another
    transaction wrote the same item meanwhile."""
    known = _known(db, kiosk, judged)
    in_store = set(known)
    new: dict[UUID, Judged] = {}
    settled: list[Settled] = []
    for each in judged:
        former = known.get(each.id)
        if former is not None and former.digest != each.item.digest:
            settled.append(_conflict(db, kiosk, each, former, audit, now))
        elif former is not None and former.code is None:
            settled.append(Settled(each.id, "duplicate"))
        else:
            # A rejection has no effect, and what it lacked may be there now: it is judged anew.
            is_news = former is None or former.code != each.code
            settled.append(Settled(each.id, _outcome(each), each.code, is_news))
            if is_news:
                known[each.id] = _Known(each.item.digest, each.code)
                new[each.id] = each
    received = [each.verdict for each in new.values() if isinstance(each.verdict, Received)]
    weighed = proofs.weighed(db, kiosk, received, now)
    _write(db, kiosk, new, in_store, now)
    _record(db, kiosk, new.values(), audit)
    _act(db, handlers, weighed)
    return settled


def _known(db: Session, kiosk: str, judged: Sequence[Judged]) -> dict[UUID, _Known]:
    rows = db.execute(
        select(IntakeRow.id, IntakeRow.digest, IntakeRow.code).where(
            IntakeRow.kiosk == kiosk, IntakeRow.id.in_({each.id for each in judged})
        )
    )
    return {row.id: _Known(row.digest, row.code) for row in rows}


def _write(
    db: Session, kiosk: str, new: Mapping[UUID, Judged], in_store: set[UUID], now: datetime
) -> None:
    if not new:
        return
    again = in_store & new.keys()
    if again:
        db.execute(delete(IntakeRow).where(IntakeRow.kiosk == kiosk, IntakeRow.id.in_(again)))
    insert_all(db, IntakeRow, [_row(kiosk, each, now) for each in new.values()])


def _act(db: Session, handlers: Handlers, received: Sequence[Received]) -> None:
    by_kind: defaultdict[str, list[Received]] = defaultdict(list)
    for each in received:
        by_kind[each.demande.kind].append(each)
    # In one order everywhere: no two transactions wait for each other in a circle.
    for kind in sorted(by_kind):
        handlers[kind].take(db, by_kind[kind])


def _conflict(
    db: Session, kiosk: str, judged: Judged, former: _Known, audit: AuditTrail, now: datetime
) -> Settled:
    header = judged.item.header
    is_new = db.get(ConflictRow, (kiosk, judged.id, judged.item.digest)) is None
    if is_new:
        db.add(
            ConflictRow(
                kiosk=kiosk,
                id=judged.id,
                digest=judged.item.digest,
                known_digest=former.digest,
                reference=header.reference,
                kind=header.kind,
                received_at=now,
            )
        )
        audit.record_items(db, kiosk, (_done(judged, "conflict"),))
    return Settled(judged.id, "conflict", is_news=is_new)


def _record(db: Session, kiosk: str, new: Iterable[Judged], audit: AuditTrail) -> None:
    asked: list[ItemDone] = []
    for each in new:
        if isinstance(each.verdict, StaffDone):
            act = each.verdict.act
            who = None if act.staff is None else staff_account(act.staff, act.role)
            audit.record_kiosk(db, kiosk, "staff_act", act.did, action=each.id, account=who)
        else:
            asked.append(_done(each, _outcome(each)))
    audit.record_items(db, kiosk, asked)


def _done(judged: Judged, outcome: str) -> ItemDone:
    """For the audit; whom it is about is known of what could be opened."""
    verdict, header = judged.verdict, judged.item.header
    nir = verdict.demande.applicant.nir.value if isinstance(verdict, Received) else None
    return ItemDone(header.id, header.subject, "request", outcome, nir)


def _outcome(judged: Judged) -> Literal["stored", "rejected"]:
    return "stored" if judged.code is None else "rejected"


def _row(kiosk: str, judged: Judged, now: datetime) -> dict[str, Any]:
    header, sent, verdict = judged.item.header, judged.sent, judged.verdict
    return {
        "kiosk": kiosk,
        "id": header.id,
        "digest": judged.item.digest,
        "outcome": _outcome(judged),
        "code": judged.code,
        "reference": header.reference,
        "kind": header.kind,
        "schema_version": header.schema_version,
        "assurance": header.assurance,
        "visit": header.subject,
        "sequence": header.sequence,
        "received_at": now,
        "made_at": (
            verdict.made_at if isinstance(verdict, Received) else made_at(header, sent, now)
        ),
        "created_at": header.created_at,
        "made_boot": header.boot,
        "made_at_s": header.made_at_s,
        "sent_at": sent.sent_at,
        "sent_boot": sent.boot,
        "sent_uptime_s": sent.uptime_s,
    }
