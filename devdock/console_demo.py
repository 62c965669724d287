"""The console's pages on a fictitious fleet, with somebody who has signed in: for tests and
measurements. ``make demo`` has the console whole."""

from zoneinfo import ZoneInfo

from fastapi import FastAPI
from sqlalchemy import Engine, func, select
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from central.admins.roles import Admin, AdminRole, Grant, ScopeKind
from central.admins.roles import Scope as GrantScope
from central.dashboard.app import create_pages
from central.dashboard.container import DashboardContainer
from central.store.database import transaction
from central.store.migrate import upgrade
from central.store.models import KioskRow
from devdock.console_fleet.filling import fill
from shared_runtime.clock import SystemClock

SOMEBODY = Admin(
    "demo", "Claire Morel", (Grant(AdminRole.ADMINISTRATOR, GrantScope(ScopeKind.CAISSE)),)
)


class AlwaysSignedIn:
    """Puts the same person into every request; or whoever is put in her place."""

    def __init__(self, app: ASGIApp, admin: Admin | None = SOMEBODY) -> None:
        self._app, self._admin = app, admin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["admin"] = self._admin
        await self._app(scope, receive, send)


def demo_container(engine: Engine) -> DashboardContainer:
    paris = ZoneInfo("Europe/Paris")
    return DashboardContainer(engine, SystemClock(), paris, "Caisse de démonstration")


def demo_app(engine: Engine, admin: Admin | None = SOMEBODY) -> FastAPI:
    container = demo_container(engine)
    return create_pages(container, middleware=[Middleware(AlwaysSignedIn, admin=admin)])


def prepare(engine: Engine, kiosks: int) -> None:
    """Tables, and a fleet where there is none."""
    upgrade(engine)
    with transaction(engine) as db:
        there = db.scalar(select(func.count()).select_from(KioskRow))
    if not there:
        fill(engine, SystemClock().now(), kiosks)
