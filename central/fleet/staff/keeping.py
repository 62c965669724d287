"""Changing who looks after the kiosks: for the command and for the page alike. Each change is a row
of the audit, and a draft for the agencies that it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from central.fleet.staff.badges import badge_text
from central.fleet.staff.members import (
    MOST_AT_A_SITE,
    StaffDetails,
    StaffMember,
    WrongDetails,
    members_at,
)
from central.fleet.staff.pins import new_pin
from central.fleet.staff.told import draft_staff
from central.runtime.chance import Chance, crockford
from central.store.audit import AuditTrail, StaffAct
from central.store.staff_models import StaffMemberRow, StaffPinRow
from shared_runtime.clock import Clock
from shared_runtime.private import Private
from wire.staff import StaffBadge
from wire.staff_pepper import NONCE_BYTES, SALT_BYTES, pepper_of_agency

_SECRET_BYTES, _KEY_LENGTH = 20, 16


@dataclass(frozen=True, slots=True)
class StaffEditor:
    """Who changes something: ``account`` as the audit names them, ``person`` as drafts do."""

    account: str
    person: str


@dataclass(frozen=True, slots=True, repr=False)
class IssuedPin(Private):
    """A PIN with what kiosks check it by. It is shown to whoever made it, and kept nowhere.
    ``secret``: of the second factor, where one goes with it."""

    pin: str
    secret: bytes | None
    verifiers: tuple[tuple[str, str, str, bytes | None], ...]
    """Of each site: the verifier, the id of the agency's pepper, the sealed secret."""


@dataclass(frozen=True, slots=True)
class StaffDraft:
    site: str
    number: int


@dataclass(frozen=True, slots=True)
class StaffKeeping:
    """``secret``: of the caisse, of which each agency's pepper is made."""

    clock: Clock
    chance: Chance
    audit: AuditTrail
    secret: bytes

    def issue(
        self, staff: str, sites: Sequence[str], pin: str | None = None, *, with_code: bool = False
    ) -> IssuedPin:
        """A PIN by chance, or the one that was typed and checked. Takes a fraction of a second for
        each site: before a transaction begins."""
        pin = pin or new_pin(self.chance)
        secret = self.chance.bytes(_SECRET_BYTES) if with_code else None
        made = []
        for site in sites:
            pepper = pepper_of_agency(self.secret, site)
            verifier = pepper.verifier(staff, pin, self.chance.bytes(SALT_BYTES))
            sealed = (
                None
                if secret is None
                else pepper.seal_secret(staff, secret, self.chance.bytes(NONCE_BYTES))
            )
            made.append((site, verifier, pepper.id, sealed))
        return IssuedPin(pin, secret, tuple(made))

    def add(
        self, db: Session, by: StaffEditor, id_: str, said: StaffDetails, issued: IssuedPin
    ) -> Sequence[StaffDraft]:
        """Raises WrongDetails where the id or the badge is another's."""
        sites = _sites(issued)
        _refuse_shared_badge(db, id_, said.badge)
        _refuse_full(db, sites)
        key = crockford(self.chance, _KEY_LENGTH)
        row = StaffMemberRow(id=id_, key=key, revision=0, added_at=self.clock.now())
        _write(row, said)
        try:
            with db.begin_nested():
                db.add(row)
        except IntegrityError:
            raise WrongDetails("id", "taken") from None
        self._set(db, id_, issued)
        return self._done(db, by, "staff_add", id_, sites)

    def change(
        self,
        db: Session,
        by: StaffEditor,
        who: StaffMember,
        said: StaffDetails,
        sites: Sequence[str],
    ) -> Sequence[StaffDraft]:
        """``sites``: those of theirs where they stay. Another one takes a new PIN: nobody knows
        theirs. Raises WrongDetails."""
        if not set(sites) <= set(who.sites):
            raise WrongDetails("sites", "new_pin")
        if not sites:
            raise WrongDetails("sites", "missing")
        _refuse_shared_badge(db, who.id, said.badge)
        row = _held(db, who)
        _write(row, said)
        gone = set(who.sites) - set(sites)
        db.execute(
            delete(StaffPinRow).where(StaffPinRow.staff == who.id, StaffPinRow.site.in_(gone))
        )
        return self._done(db, by, "staff_change", who.id, who.sites)

    def give_pin(
        self, db: Session, by: StaffEditor, who: StaffMember, issued: IssuedPin
    ) -> Sequence[StaffDraft]:
        """In place of all that they had: at these agencies, and no others. Raises WrongDetails."""
        _refuse_full(db, set(_sites(issued)).difference(who.sites))
        _held(db, who)
        db.execute(delete(StaffPinRow).where(StaffPinRow.staff == who.id))
        self._set(db, who.id, issued)
        return self._done(db, by, "staff_pin", who.id, {*who.sites, *_sites(issued)})

    def suspend(self, db: Session, by: StaffEditor, who: StaffMember) -> Sequence[StaffDraft]:
        _held(db, who).suspended_at = self.clock.now()
        return self._done(db, by, "staff_suspend", who.id, who.sites)

    def resume(self, db: Session, by: StaffEditor, who: StaffMember) -> Sequence[StaffDraft]:
        _held(db, who).suspended_at = None
        return self._done(db, by, "staff_resume", who.id, who.sites)

    def remove(self, db: Session, by: StaffEditor, who: StaffMember) -> Sequence[StaffDraft]:
        row = _held(db, who)
        db.execute(delete(StaffPinRow).where(StaffPinRow.staff == who.id))
        db.delete(row)
        return self._done(db, by, "staff_remove", who.id, who.sites)

    def draft(self, db: Session, by: StaffEditor, site: str) -> StaffDraft:
        """Once more, where what was drafted before was overtaken."""
        number = draft_staff(db, self.clock.now(), by.person, self.secret, site)
        self.audit.record_staff(db, by.account, "config_draft", f"draft {number}")
        return StaffDraft(site, number)

    def _set(self, db: Session, staff: str, issued: IssuedPin) -> None:
        now = self.clock.now()
        db.add_all(
            StaffPinRow(
                staff=staff, site=site, verifier=verifier, pepper=pepper, totp=sealed, set_at=now
            )
            for site, verifier, pepper, sealed in issued.verifiers
        )

    def _done(
        self,
        db: Session,
        by: StaffEditor,
        act: StaffAct,
        staff: str,
        sites: Iterable[str],
    ) -> Sequence[StaffDraft]:
        db.flush()
        self.audit.record_staff(db, by.account, act, "done", kiosk=f"staff:{staff}"[:64])
        return [self.draft(db, by, site) for site in sorted(sites)]


class StaffChanged(Exception):
    """Somebody else changed or removed them since the form was made."""


def _held(db: Session, who: StaffMember) -> StaffMemberRow:
    row = db.get(StaffMemberRow, who.id, with_for_update=True)
    if row is None or row.revision != who.revision:
        raise StaffChanged
    row.revision += 1
    return row


def _write(row: StaffMemberRow, said: StaffDetails) -> None:
    row.name, row.role = said.name, said.role
    row.badge = None if said.badge is None else badge_text(said.badge)


def _refuse_shared_badge(db: Session, id_: str, badge: StaffBadge | None) -> None:
    if badge is None:
        return
    others = select(StaffMemberRow.id).where(
        StaffMemberRow.badge == badge_text(badge), StaffMemberRow.id != id_
    )
    if db.scalar(others.limit(1)) is not None:
        raise WrongDetails("badge", "taken")


def _refuse_full(db: Session, sites: Iterable[str]) -> None:
    if any(len(members_at(db, site)) >= MOST_AT_A_SITE for site in sites):
        raise WrongDetails("sites", "full")


def _sites(issued: IssuedPin) -> Sequence[str]:
    return [site for site, *_ in issued.verifiers]
