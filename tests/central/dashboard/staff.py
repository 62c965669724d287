"""Members of staff put straight into the store."""

from sqlalchemy.orm import Session

from central.store.staff_models import StaffMemberRow, StaffPinRow
from tests.central.world import MORNING


def add_member(db: Session, id_: str, *sites: str, key: str, name: str = "") -> None:
    """With PINs that nobody knows."""
    db.add(
        StaffMemberRow(
            id=id_, key=key, name=name or id_, role="agent", revision=0, added_at=MORNING
        )
    )
    db.flush()
    db.add_all(
        StaffPinRow(staff=id_, site=site, verifier=VERIFIER, pepper="0" * 16, set_at=MORNING)
        for site in sites
    )


VERIFIER = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g"
