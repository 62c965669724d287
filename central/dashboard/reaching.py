"""From what somebody may do to the kiosks that they see."""

from central.admins.roles import Admin, Deed, ScopeKind
from central.fleet.reach import Reach


def reach_of(admin: Admin, deed: Deed = Deed.SEE) -> Reach:
    scopes = admin.scopes_of(deed)
    return Reach(
        everywhere=any(each.kind is ScopeKind.CAISSE for each in scopes),
        sites=frozenset(each.name for each in scopes if each.kind is ScopeKind.AGENCY),
        tags=frozenset(each.name for each in scopes if each.kind is ScopeKind.TAG),
    )
