"""What people call those whom the store knows by an id."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from central.admins.sign_in import audited
from central.store.admin_models import AdminRow


def shown_names(db: Session | Connection, accounts: Iterable[str | None]) -> Mapping[str, str]:
    """By account, as the audit and commands say it: the name of each admin among them. Accounts of
    the operating system are names already, and not there."""
    prefix = audited("")
    ids = {each.removeprefix(prefix) for each in accounts if each and each.startswith(prefix)}
    rows = db.execute(select(AdminRow.id, AdminRow.name).where(AdminRow.id.in_(ids)))
    return {audited(row.id): row.name for row in rows}
