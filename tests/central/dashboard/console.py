"""The console in a test: on the test's store, with somebody who has signed in."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from anyio.from_thread import BlockingPortal
from sqlalchemy import Engine
from starlette.middleware import Middleware

from central.admins.roles import Admin, AdminRole, Grant, Scope
from central.dashboard.app import create_pages
from central.dashboard.container import DashboardContainer
from devdock.console_demo import AlwaysSignedIn
from tests.central.world import Http, TurnedClock


def somebody(*grants: str) -> Admin:
    """With grants such as ``reader caisse`` or ``operator agency:vannes``."""
    return Admin("a1", "Claire Morel", tuple(map(_grant, grants)))


def _grant(text: str) -> Grant:
    role, scope = text.split(" ", 1)
    return Grant(AdminRole(role), Scope.parse(scope))


READER = somebody("reader caisse")


@dataclass
class Console:
    portal: BlockingPortal
    container: DashboardContainer

    def get(self, path: str, admin: Admin | None = READER, **sent: Any) -> httpx.Response:
        app = create_pages(self.container, middleware=[Middleware(AlwaysSignedIn, admin=admin)])
        return Http(self.portal, app).get(path, **sent)


def console_on(portal: BlockingPortal, engine: Engine, clock: TurnedClock) -> Console:
    container = DashboardContainer(engine, clock, ZoneInfo("Europe/Paris"), "Caisse des tests")
    return Console(portal, container)
