"""What those are called who did something, for those who look at it."""

from sqlalchemy.orm import Session

from central.admins.sign_in import audited
from central.store.admin_models import AdminRow

_ADMIN = audited("")


def name_of(db: Session, account: str) -> str:
    """Of an account as the audit names it; one of the system's, or of nobody known, as it is."""
    if not account.startswith(_ADMIN):
        return account
    row = db.get(AdminRow, account.removeprefix(_ADMIN))
    return account if row is None else row.name
