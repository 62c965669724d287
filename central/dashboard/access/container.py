"""The parts of the console that let people in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, Protocol, TypeVar

import httpx
from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Engine

from central.admins.accounts import AdminAccounts
from central.admins.changes import AccountChanges
from central.admins.invitations import Invitations
from central.admins.lockout import Lockout
from central.admins.oidc import OidcClient, OidcProvider
from central.admins.oidc_claims import ClaimRules
from central.admins.proposals import Proposals
from central.admins.sessions import AdminSessions
from central.admins.sign_in import LocalSignIn
from central.config.dashboard_settings import DashboardSettings
from central.config.reading_admin import (
    admin_key_of,
    audit_trail_of,
    client_secret_of,
    staff_secret_of,
)
from central.crypto.admin_key import AdminKey
from central.fleet.staff.keeping import StaffKeeping
from central.runtime.chance import Chance
from central.store.audit import AuditTrail
from central.web.addresses import SHARES
from shared_runtime.clock import Clock

CALLBACK = "/sign-in/callback"
_OWN_OPEN_PATHS = ("/sign-in", "/sign-in/", "/form-again", "/join", "/join/")
_THREADS = 16
T = TypeVar("T")


class RenderPage(Protocol):
    """The console's own way from a template to a page. To the template it gives what every page
    has: ``say``, ``admin`` and ``csrf``, which is ``request.state.form_token``."""

    def __call__(
        self, request: Request, template: str, /, *, status: int = 200, **values: Any
    ) -> HTMLResponse: ...


@dataclass(frozen=True, slots=True)
class Access:
    """``open_paths``: what is for everybody, a prefix where it ends in a slash. ``staff``: None
    where nobody is given a PIN."""

    settings: DashboardSettings
    clock: Clock
    chance: Chance
    engine: Engine
    light: Engine
    key: AdminKey
    audit: AuditTrail
    accounts: AdminAccounts
    changes: AccountChanges
    invitations: Invitations
    sessions: AdminSessions
    sign_in: LocalSignIn
    proposals: Proposals
    oidc: OidcClient | None
    staff: StaffKeeping | None
    render: RenderPage
    open_paths: tuple[str, ...]
    threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_THREADS))

    @property
    def origin(self) -> str:
        """What browsers name as the origin of our own pages."""
        return self.settings.public_url.lower()

    def is_open(self, path: str) -> bool:
        return any(
            path.startswith(each) if each.endswith("/") else path == each
            for each in self.open_paths
        )

    async def in_thread(self, work: Callable[[], T]) -> T:
        return await to_thread.run_sync(work, limiter=self.threads)


def build_access(
    settings: DashboardSettings,
    engine: Engine,
    light: Engine,
    clock: Clock,
    chance: Chance,
    render: RenderPage,
    *,
    also_open: tuple[str, ...] = (),
    transport: httpx.AsyncBaseTransport | None = None,
) -> Access:
    """Opens nothing but the files of keys; raises ConfigurationError. ``also_open``: paths of the
    console's that are for everybody, such as its style; ``transport``: to the provider, in place of
    the network."""
    key, staff_secret = admin_key_of(settings), staff_secret_of(settings)
    audit = audit_trail_of(settings, clock)
    lockout = Lockout.of(engine, clock, key, SHARES)
    accounts = AdminAccounts(clock, chance, key)
    return Access(
        settings=settings,
        clock=clock,
        chance=chance,
        engine=engine,
        light=light,
        key=key,
        audit=audit,
        accounts=accounts,
        changes=AccountChanges(accounts, lockout, audit),
        invitations=Invitations(accounts),
        sessions=AdminSessions(clock, chance, settings.session_times),
        sign_in=LocalSignIn(engine, clock, key, key.hasher(settings.hash_cost), audit, lockout),
        proposals=Proposals(clock, chance, audit),
        oidc=_oidc(settings, clock, transport),
        staff=None if staff_secret is None else StaffKeeping(clock, chance, audit, staff_secret),
        render=render,
        open_paths=_OWN_OPEN_PATHS + also_open,
    )


def _oidc(
    settings: DashboardSettings, clock: Clock, transport: httpx.AsyncBaseTransport | None
) -> OidcClient | None:
    oidc = settings.oidc
    if oidc is None:
        return None
    rules = ClaimRules(oidc.issuer, oidc.client_id, oidc.groups_claim, oidc.claimed_grants)
    redirect = settings.public_url + CALLBACK
    provider = OidcProvider(rules, client_secret_of(settings), oidc.scopes, redirect)
    return OidcClient(provider, clock, transport)


def access_of(request: Request) -> Access:
    """The parts that ``install_access`` gave to the application behind this request."""
    access = request.app.state.access
    assert isinstance(access, Access)
    return access


AccessOf = Annotated[Access, Depends(access_of)]
