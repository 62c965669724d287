"""``python -m devdock.console_demo``: the console on a fictitious fleet, for looking at.

Whoever comes is the same administrator, so it listens on this machine alone.
"""

import argparse
from pathlib import Path
from zoneinfo import ZoneInfo

import uvicorn
from fastapi import FastAPI
from sqlalchemy import Engine, func, select
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from central.admins.roles import Admin, AdminRole, Grant, ScopeKind
from central.admins.roles import Scope as GrantScope
from central.dashboard.app import create_pages
from central.dashboard.container import DashboardContainer
from central.store.database import engine_for, transaction
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", default="sqlite:///build/console.db", help="its address")
    parser.add_argument("--kiosks", type=int, default=200)
    parser.add_argument("--port", type=int, default=8090)
    given = parser.parse_args()
    Path("build").mkdir(exist_ok=True)
    engine = engine_for(given.store)
    prepare(engine, given.kiosks)
    print(f"console: http://127.0.0.1:{given.port}/")
    uvicorn.run(demo_app(engine), host="127.0.0.1", port=given.port, log_level="warning")


if __name__ == "__main__":
    main()
