"""What waits for consent: a machine that is to be a kiosk, a kiosk that is to be one no more."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.admins.proposals import LIFETIME, SharedDeed
from central.admins.sign_in import audited
from central.fleet.enrolment import CODE_LIFE
from central.fleet.revocation import Revocation
from central.store.admin_models import AdminRow, ProposalRow
from central.store.models import EnrolmentRow, KioskRow
from devdock.console_fleet.places import kiosk_id
from devdock.console_sign_in import SECOND_LOGIN

_DARK = kiosk_id(14)
"""Out of service for long: see ``filling``."""


def await_consent(db: Session, now: datetime) -> None:
    """All of it by the second administrator, where there is one: the first one may consent."""
    second = db.scalar(select(AdminRow.id).where(AdminRow.login == SECOND_LOGIN))
    at = now - timedelta(minutes=4)
    db.add(
        EnrolmentRow(
            id=UUID(int=1),
            code_sha256=f"{1:064x}",
            site="alencon",
            name="alencon-hall-2",
            state="asked",
            made_by=SECOND_LOGIN if second is None else audited(second),
            made_at=at,
            expires_at=at + CODE_LIFE,
            key_sha256="c116f9558724" + "0" * 52,
            asked_at=now - timedelta(minutes=1),
        )
    )
    if second is None or db.get(KioskRow, _DARK) is None:
        return
    db.add(
        ProposalRow(
            id=UUID(int=1),
            deed=SharedDeed.REVOKE_KIOSK.value,
            target=_DARK,
            content=Revocation(_DARK, "hors d’usage, rendue au fournisseur").content,
            proposer=second,
            proposed_at=at,
            expires_at=at + LIFETIME,
        )
    )
