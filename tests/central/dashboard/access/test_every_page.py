"""All pages and forms of the console, found as somebody finds them who clicks on everything."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit
from uuid import UUID

import httpx
import pytest
from sqlalchemy import func, update

from central.dashboard.access.deeds import route_table
from central.store.configuration_models import KioskTagRow
from central.store.database import transaction
from central.store.fleet_models import AlertRow, KioskStatusRow
from central.store.intake_models import RequestItemRow, RequestRow
from central.store.models import KioskRow
from devdock.console_fleet.filling import fill
from tests.central.dashboard.access.commanding import with_signer
from tests.central.dashboard.access.console import ADMINISTRATOR, Browser, Console
from tests.central.dashboard.access.test_matrix import add_bundles, add_commands, add_staff
from tests.central.dashboard.html_page import Form, HtmlPage

MARK = "<xmark onclick=x>"
RTL = "\N{RIGHT-TO-LEFT OVERRIDE}"
HOSTILE = f"{MARK}\"'{RTL}&lt;{{{{7*7}}}}=1+1"
NUL = "a\0b"
"""Which PostgreSQL stores in no text."""
LONG = "é" * 10_000
_LONGEST_ADDRESS = 2_000
KIOSKS = 12
_OF_A_ROUTE = 4
"""So many addresses of one route are looked at: a list leads to many of one kind."""
_ENDS = {"/sign-out", "/live", "/kiosks/{kiosk}/live", "/waves/{wave}/live"}
"""The first ends the session of who looks, the others do not end."""
_NOT_LED_TO = {
    "/sign-in",
    "/sign-in/provider",
    "/sign-in/callback",
    "/form-again",
    "/join",
    "/bulk/{bulk}",
    "/prove-again",
    "/prove-again/provider",
}
"""For whoever is not signed in, comes back from elsewhere, is asked for a proof first, or has sent
a form."""


class Visitor:
    """Clicks on all that a page offers, from the overview on."""

    def __init__(self, console: Console, browser: Browser) -> None:
        self.browser = browser
        self.routes = [
            (each, re.compile(re.sub(r"\{\w+(:\w+)?\}", "[^/]+", each.path) + "$"))
            for each in route_table(console.app)
        ]
        self.pages: dict[str, HtmlPage] = {}
        self.forms: dict[str, Form] = {}
        self.reached: set[str] = set()
        self.mistakes: list[str] = []
        self._wanted = ["/", f"/kiosks/k1/commands/{UUID(int=1)}"]
        self._seen = set(self._wanted)
        self._times = Counter[str]()

    def route(self, path: str, method: str) -> str | None:
        fitting = (
            r.path for r, pattern in self.routes if r.method == method and pattern.match(path)
        )
        return next(fitting, None)

    def look_around(self) -> None:
        while self._wanted:
            self._look(self._wanted.pop(0))

    def _look(self, address: str) -> None:
        route = self.route(urlsplit(address).path, "GET")
        if route is None:
            self.mistakes.append(f"{address} leads nowhere")
            return
        self._times[route] += 1
        if route in _ENDS or self._times[route] > _OF_A_ROUTE:
            return
        answer = self.browser.get(address)
        if answer.status_code not in (200, 303):
            self.mistakes.append(f"{address}: {answer.status_code}")
            return
        self.reached.add(route)
        if "html" not in answer.headers.get("content-type", ""):
            return
        page = self.pages[address] = HtmlPage(answer.text)
        self.mistakes += [f"{address}: {each}" for each in page.objections()]
        for link in page.links:
            self._want(address, link)
        for form in page.forms:
            self._keep(address, form)

    def _want(self, address: str, link: str) -> None:
        there = urlsplit(urljoin(address, link))
        to = there.path + (f"?{there.query}" if there.query else "")
        if not there.netloc and to not in self._seen:
            self._seen.add(to)
            self._wanted.append(to)

    def _keep(self, address: str, form: Form) -> None:
        action = urlsplit(urljoin(address, form.action or address)).path
        route = self.route(action, form.method.upper())
        if route is None:
            self.mistakes.append(f"{address}: its form leads to {action}, where nobody is")
        elif form.method == "get":
            self._want(address, action)
        if route is not None and route not in _ENDS:
            self.forms.setdefault(
                f"{form.method} {route}", Form(action, form.method, form.fields, form.hidden)
            )


@pytest.fixture
def visitor(console: Console) -> Visitor:
    """In a fleet whose every name was written by somebody who means harm."""
    engine = console.access.engine
    fill(engine, console.clock.now(), KIOSKS, history_days=1, usage_days=3)
    with transaction(engine) as db:
        for column in (KioskRow.name, KioskStatusRow.software, AlertRow.acknowledged_by):
            db.execute(
                update(column.class_).values({column.key: HOSTILE + func.substr(column, 1, 8)})
            )
        for column in (
            KioskRow.site,
            AlertRow.site,
            RequestRow.site,
            KioskTagRow.name,
            RequestItemRow.reference,
        ):
            db.execute(
                update(column.class_).values({column.key: MARK + func.substr(column, 1, 12)})
            )
    for add in (with_signer, add_staff, add_commands, add_bundles):
        add(console)
    console.add("zoe")
    browser = console.add("anna", ADMINISTRATOR).signed_in()
    return Visitor(console, browser)


@pytest.mark.any_store
def test_every_page_is_led_to_and_nobody_trips_over_any(visitor: Visitor, console: Console) -> None:
    visitor.look_around()
    assert not visitor.mistakes, "\n".join(visitor.mistakes)
    pages = {
        each.path
        for each in route_table(console.app)
        if each.method == "GET" and not each.path.startswith(("/assets", "/static", "/examples"))
    }
    apart = _ENDS | _NOT_LED_TO | {"/openapi.json", "/v1/health"}
    nobody_leads_there = sorted(pages - visitor.reached - apart)
    assert not nobody_leads_there, "\n".join(nobody_leads_there)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing", marks=pytest.mark.any_store),
        pytest.param(HOSTILE, id="hostile", marks=pytest.mark.any_store),
        # What a store takes is its own: only the others are the same on both.
        pytest.param(NUL, id="nul"),
        pytest.param(LONG, id="long"),
    ],
)
def test_every_form_answers_whatever_is_typed(visitor: Visitor, typed: str) -> None:
    """In words, and with nothing of it as a part of the page."""
    visitor.look_around()
    wrong: list[str] = []
    tried: dict[str, list[str]] = defaultdict(list)
    for name, form in visitor.forms.items():
        for sent in _filled(form, typed):
            answer = _send(visitor.browser, form, sent)
            tried[name].append(str(answer.status_code))
            if answer.status_code >= 500:
                wrong.append(f"{name} {sorted(sent)}: {answer.status_code}")
            if "html" in answer.headers.get("content-type", ""):
                page = HtmlPage(answer.text)
                wrong += [f"{name} {sorted(sent)}: {each}" for each in page.objections()]
    assert not wrong, "\n".join(wrong)
    assert len(tried) > 5


def _filled(form: Form, typed: str) -> Iterator[dict[str, str]]:
    """All that is to be typed so; then each field alone, the hidden ones too."""
    yield {n: value if n in form.hidden else typed for n, value in form.fields.items()}
    for name in form.fields:
        if name != "csrf":
            yield form.fields | {name: typed}


def _send(browser: Browser, form: Form, sent: dict[str, str]) -> httpx.Response:
    if form.method == "get":
        cut = {name: value[:_LONGEST_ADDRESS] for name, value in sent.items()}
        return browser.request("GET", form.action, params=cut)
    browser.get("/my-sessions")
    return browser.post(form.action, **(sent | {"csrf": browser.token}))
