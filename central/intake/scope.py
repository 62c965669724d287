"""At which agencies an admin may read requests: what lists are cut down to, and acts held to."""

from central.admins.roles import Admin, Deed, ScopeKind, Whereabouts


def in_audit(admin: Admin) -> str:
    """How audit and alarms name an admin: no account of the operating system looks like it."""
    return f"admin:{admin.id}"


def sites_read_by(admin: Admin) -> frozenset[str] | None:
    """None is the whole caisse. A request has no tags: who is given a tag alone reads none."""
    scopes = admin.scopes_of(Deed.READ_REQUESTS)
    if any(scope.kind is ScopeKind.CAISSE for scope in scopes):
        return None
    return frozenset(scope.name for scope in scopes if scope.kind is ScopeKind.AGENCY)


def may_read_at(admin: Admin, site: str) -> bool:
    """Of a request that came in at no known agency: who sees the whole caisse."""
    return admin.may(Deed.READ_REQUESTS, Whereabouts(site))
