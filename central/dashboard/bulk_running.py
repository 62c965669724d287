"""Has done what an admin confirmed for many kiosks: the first of them at once, the others after the
page that says so was answered."""

from uuid import UUID

import structlog

from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access
from central.dashboard.reaching import reach_of
from central.fleet.bulk.actions import BulkAction, GiveCommand
from central.fleet.bulk.doing import BulkDoing
from central.fleet.reach import EVERYWHERE, Reach
from central.store.database import STORE_FAILS, transaction
from central.store.list_models import BulkActionRow

_NOWHERE = Reach()
_log = structlog.get_logger("central")


def may_tag(admin: Admin) -> bool:
    """Over the whole caisse: a tag is a scope of other people's grants (decision 33)."""
    return admin.may(Deed.ADMINISTER)


def reach_for(admin: Admin, action: BulkAction) -> Reach:
    """Where they may do that."""
    if isinstance(action, GiveCommand):
        return reach_of(admin, Deed.OPERATE)
    return EVERYWHERE if may_tag(admin) else _NOWHERE


def run(access: Access, bulk: UUID) -> None:
    """To the end, or until the store fails: then whoever confirmed it has it go on."""
    while run_some(access, bulk):
        pass


def run_some(access: Access, bulk: UUID) -> bool:
    """Whether there is more to do."""
    try:
        return _some(access, bulk)
    except STORE_FAILS as error:
        _log.error("store_unavailable", kind=type(error).__name__)
        return False


def _some(access: Access, bulk: UUID) -> bool:
    with transaction(access.engine) as db:
        row = db.get(BulkActionRow, bulk, with_for_update=True)
        if row is None or row.action is None:
            return False
        # As it is now: what was taken back from them meanwhile is done no more.
        admin = access.sessions.known_admin(db, row.admin)
        account = audited(row.admin)
        doing = BulkDoing(
            access.audit,
            access.chance,
            access.clock.now(),
            issuer=account,
            account=account,
            reach_for=lambda action: _NOWHERE if admin is None else reach_for(admin, action),
        )
        return doing.do_some(db, row)
