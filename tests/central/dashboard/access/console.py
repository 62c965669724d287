"""A console in one process for tests: the gate and its pages around some routes of each sort, and a
browser that keeps cookies."""

import re
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from typing import Any
from urllib.parse import urlencode

import httpx
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from sqlalchemy import Engine
from starlette.types import ASGIApp

from central.admins.grants import give
from central.admins.roles import AdminRole, Deed, Grant, Scope, Whereabouts
from central.admins.second_factor import code_at
from central.config.dashboard_settings import DashboardSettings
from central.crypto.keys import Keys
from central.dashboard.access.container import Access, build_access
from central.dashboard.access.deeds import for_everybody, fresh, may
from central.dashboard.access.forms import sent_fields
from central.dashboard.app import OPEN_PATHS, create_dashboard_app
from central.dashboard.container import DashboardContainer
from central.dashboard.rendering import page
from central.runtime.chance import SystemChance
from central.store.configuration_models import KioskTagRow
from central.store.database import engine_for, light_engine_for, transaction
from central.store.models import KioskRow
from tests.central.world import SERVER_KEY, TurnedClock

ORIGIN = "https://console.example"
OPEN = ("/static/",)
PASSWORD = "phrase tout à fait assez longue"
SITES = {"k1": Whereabouts("0131", frozenset({"pilote"})), "k2": Whereabouts("0132")}
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
_ACTION = re.compile(r'<form method="post" action="([^"]*)"')


def place_of(kiosk: str) -> Whereabouts:
    return SITES.get(kiosk, Whereabouts())


def example_routes(app: FastAPI) -> list[dict[str, str]]:
    """Routes of each sort; what the last one takes is what was done."""
    done: list[dict[str, str]] = []

    @app.get("/examples/{kiosk}", dependencies=[may(Deed.SEE, place_of)])
    async def kiosk(kiosk: str) -> Response:
        return HTMLResponse("a kiosk")

    @app.post("/examples/{kiosk}/command", dependencies=[may(Deed.OPERATE, place_of)])
    async def command(request: Request, kiosk: str) -> Response:
        done.append(dict(sent_fields(request)))
        return HTMLResponse("done")

    @app.get("/examples/{kiosk}/requests", dependencies=[may(Deed.READ_REQUESTS, place_of)])
    async def requests(kiosk: str) -> Response:
        return HTMLResponse("requests")

    @app.post("/drafts", dependencies=[may(Deed.PUBLISH)])
    async def draft(request: Request) -> Response:
        done.append(dict(sent_fields(request)))
        return HTMLResponse("done")

    @app.post("/examples/{kiosk}/revoke", dependencies=[may(Deed.ADMINISTER, place_of), fresh()])
    async def revoke(request: Request, kiosk: str) -> Response:
        done.append(dict(sent_fields(request)))
        return HTMLResponse("revoked")

    @app.get("/static/app.js", dependencies=[for_everybody()])
    async def script() -> Response:
        return Response("", media_type="text/javascript")

    return done


@dataclass
class Console:
    """``done``: the forms that came to a route which acts."""

    access: Access
    app: FastAPI
    clock: TurnedClock
    portal: BlockingPortal
    done: list[dict[str, str]] = field(default_factory=list)

    def browser(self, address: str = "192.0.2.7") -> "Browser":
        return Browser(self.portal, self.app, address)

    def add(self, login: str, *grants: Grant) -> "Person":
        secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
        with transaction(self.access.engine) as db:
            hashed = self.access.sign_in.hasher.hash(PASSWORD)
            admin, codes = self.access.accounts.add_local(db, login, login.title(), hashed, secret)
        person = Person(self, login, admin, secret, codes)
        for each in grants:
            person.grant(each)
        return person


@dataclass
class Person:
    console: Console
    login: str
    id: str
    secret: str
    recovery_codes: tuple[str, ...]

    def code(self) -> str:
        return code_at(self.secret, self.console.clock.now())

    def credential(self, **changed: str) -> dict[str, str]:
        return {"login": self.login, "password": PASSWORD, "totp": self.code()} | changed

    def grant(self, grant: Grant) -> None:
        access = self.console.access
        with transaction(access.engine) as db:
            give(db, access.clock, access.audit, self.id, grant, "test")

    def signed_in(self, address: str = "192.0.2.7") -> "Browser":
        browser = self.console.browser(address)
        browser.get("/sign-in")
        answer = browser.submit(**self.credential())
        assert answer.status_code == 303, answer.text
        browser.get("/")
        self.console.clock.turn(seconds=31)
        return browser


class Browser:
    """Keeps cookies, and the last page, whose first form ``submit`` fills in."""

    def __init__(self, portal: BlockingPortal, app: ASGIApp, address: str) -> None:
        self._portal = portal
        transport = httpx.ASGITransport(app, client=(address, 50_000))
        self.client = httpx.AsyncClient(transport=transport, base_url=ORIGIN)
        self.page = ""

    def request(self, method: str, path: str, **sent: Any) -> httpx.Response:
        answer = self._portal.call(partial(self.client.request, method, path, **sent))
        if answer.text:
            self.page = answer.text
        return answer

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.request("GET", path, headers=headers)

    @property
    def token(self) -> str:
        found = re.search(r'csrf(?:=|" value=")([0-9a-f]{80})', self.page)
        return found[1] if found else ""

    @property
    def _form(self) -> str:
        """The first form of the page's own, past the one that signs out."""
        return self.page.split("<main ")[-1].split("</form>")[0]

    @property
    def hidden(self) -> dict[str, str]:
        found = _HIDDEN.findall(self._form)
        return {unescape(name): unescape(value) for name, value in found}

    def post(self, path: str, *, origin: str | None = ORIGIN, **fields: str) -> httpx.Response:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if origin is not None:
            headers["Origin"] = origin
        return self.request("POST", path, content=urlencode(fields), headers=headers)

    def submit(self, **typed: str) -> httpx.Response:
        action = unescape(_ACTION.search(self._form)[1])  # type: ignore[index]
        return self.post(action, **(self.hidden | typed))


def dashboard_settings(database_url: str, folder: Any, **changes: Any) -> DashboardSettings:
    key, audit_key = folder / "admin.key", folder / "audit.key"
    staff_secret = folder / "staff.key"
    key.write_text("ab" * 32)
    staff_secret.write_text("cd" * 32)
    audit_key.write_text(Keys(SERVER_KEY.encode()).audit_key.text)
    given = {
        "database_url": database_url,
        "admin_key_file": key,
        "audit_key_file": audit_key,
        "staff_secret_file": staff_secret,
        "public_url": ORIGIN,
        "hash_time": 1,
        "hash_memory_kib": 32,
    }
    return DashboardSettings(**(given | changes))


def console_of(
    settings: DashboardSettings,
    portal: BlockingPortal,
    transport: Any = None,
    *,
    with_kiosks: bool = True,
) -> Console:
    clock, chance = TurnedClock(), SystemChance()
    store = settings.database_url.get_secret_value()
    engine, light = engine_for(store), light_engine_for(store)
    access = build_access(
        settings,
        engine,
        light,
        clock,
        chance,
        page,
        also_open=(*OPEN, *OPEN_PATHS),
        transport=transport,
    )
    container = DashboardContainer(light, clock, settings.zone, settings.caisse_name)
    app = create_dashboard_app(container, access)
    if with_kiosks:
        _add_kiosks(engine, clock)
    return Console(access, app, clock, portal, example_routes(app))


def _add_kiosks(engine: Engine, clock: TurnedClock) -> None:
    with transaction(engine) as db:
        for kiosk, place in SITES.items():
            db.merge(KioskRow(id=kiosk, name=kiosk, site=place.site, added_at=clock.now()))
            for tag in place.tags:
                db.merge(KioskTagRow(kiosk=kiosk, name=tag))


OPERATOR = Grant(AdminRole.OPERATOR, Scope.parse("agency:0131"))
ADMINISTRATOR = Grant(AdminRole.ADMINISTRATOR, Scope.parse("caisse"))
