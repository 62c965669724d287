"""What waits for a second person, as whoever may be that one sees it; and doing it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.admins.proposals import Proposal, ProposalRefused, SharedDeed
from central.admins.roles import Admin, Deed, Whereabouts
from central.admins.shown_names import shown_names
from central.admins.sign_in import audited
from central.dashboard.access.container import Access
from central.dashboard.reaching import reach_of
from central.fleet.commands.issuing import IssuedCommand, to_be_approved
from central.fleet.configuration.groups import groups_of_all
from central.fleet.kiosks import revoke_kiosk
from central.fleet.revocation import Revocation
from central.intake.reading.bulk import BulkReading
from central.store.models import KioskRow


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """``asks``: the deed that both need there. ``kiosk``: the name of the one that it is about."""

    proposal: Proposal
    wanted: Revocation | BulkReading
    asks: Deed
    place: Whereabouts
    by: str
    own: bool
    kiosk: str = ""


def waiting(db: Session, access: Access, admin: Admin) -> Sequence[ShownProposal]:
    """Those of places where this admin may do the same: nobody else is told of them."""
    proposals = access.proposals.open(db)
    by_name = shown_names(db, [audited(each.proposer) for each in proposals])
    known = _kiosks(db, [each.target for each in proposals])
    shown = (each for one in proposals for each in _read(admin, one, by_name, known))
    return [each for each in shown if admin.may(each.asks, each.place)]


@dataclass(frozen=True, slots=True)
class WaitingCommand:
    """One that a second person is to approve, with its kiosk's name."""

    command: IssuedCommand
    kiosk: str


def waiting_commands(db: Session, admin: Admin, now: datetime) -> Sequence[WaitingCommand]:
    """Where this admin gives commands too, the newest first."""
    found = to_be_approved(db, now, reach_of(admin, Deed.OPERATE).kiosks)
    known = _kiosks(db, [each.kiosk for each in found])
    return [WaitingCommand(each, known[each.kiosk].name) for each in found if each.kiosk in known]


def approve(db: Session, access: Access, admin: Admin, proposal: UUID) -> str:
    """Does it, where both still may; what became of it, as the page says it."""
    found = theirs(db, access, admin, proposal)
    if found is None:
        return "changed"
    first = access.sessions.known_admin(db, found.proposal.proposer)
    if first is None or not first.may(found.asks, found.place):
        return "withheld"
    done = access.proposals.approve(db, proposal, admin.id)
    if isinstance(done, ProposalRefused):
        return "own" if done is ProposalRefused.OWN else "changed"
    match found.wanted:
        case Revocation(kiosk):
            revoke_kiosk(db, access.clock, kiosk)
            access.audit.record_staff(
                db, audited(admin.id), "kiosk_revoke", "done", kiosk=kiosk, request=proposal
            )
            return "revoked"
        case BulkReading():
            return "readings"  # the approval itself is what the reader asks for
        case _ as never:
            assert_never(never)


def theirs(db: Session, access: Access, admin: Admin, proposal: UUID) -> ShownProposal | None:
    found = (each for each in waiting(db, access, admin) if each.proposal.id == proposal)
    return next(found, None)


def _read(
    admin: Admin,
    proposal: Proposal,
    names: Mapping[str, str],
    known: Mapping[str, "_PlacedKiosk"],
) -> Iterator[ShownProposal]:
    """Nothing of what a newer release may mean by it, nor of a kiosk that nobody knows."""
    account, own = audited(proposal.proposer), proposal.proposer == admin.id
    by = names.get(account, account)
    match proposal.deed:
        case SharedDeed.REVOKE_KIOSK:
            kiosk = known.get(proposal.target)
            if kiosk is not None:
                wanted = Revocation.of(proposal)
                asks = Deed.ADMINISTER
                yield ShownProposal(proposal, wanted, asks, kiosk.place, by, own, kiosk.name)
        case SharedDeed.READ_BODIES:
            bulk = BulkReading.of(proposal)
            if bulk is not None:
                yield ShownProposal(proposal, bulk, Deed.READ_REQUESTS, bulk.place, by, own)
        case _ as never:
            assert_never(never)


@dataclass(frozen=True, slots=True)
class _PlacedKiosk:
    name: str
    place: Whereabouts


def _kiosks(db: Session, ids: Sequence[str]) -> Mapping[str, _PlacedKiosk]:
    """Those of these that somebody knows, where they stand now."""
    row = KioskRow
    rows = db.execute(select(row.id, row.name).where(row.id.in_(ids))).all()
    names = {each.id: each.name or each.id for each in rows}
    return {
        id_: _PlacedKiosk(
            names.get(id_, id_), Whereabouts(groups.agency or "", frozenset(groups.tags))
        )
        for id_, groups in groups_of_all(db, ids).items()
    }
