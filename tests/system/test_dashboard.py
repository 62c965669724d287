"""The console in Chromium: by keyboard alone, by day and by night, on a desk and a phone."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import Engine, update
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central.dashboard.app import create_pages
from central.dashboard.container import DashboardContainer
from central.store.database import engine_for, transaction
from central.store.fleet_models import KioskStatusRow
from central.store.models import KioskRow
from devdock.console_demo import AlwaysSignedIn, demo_container, prepare
from tests.waiting import eventually

_CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(not _CHROMIUM.exists(), reason="Chromium is not installed (apt: chromium)"),
]
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_RULES = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag2aaa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ]
}
_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_KIOSKS = 60


class StrictPolicy:
    """As the console is served: nothing but its own files, nothing inline."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                message["headers"] = [*headers, (b"content-security-policy", _POLICY)]
            await send(message)

        await self._app(scope, receive, with_policy)


@dataclass
class ServedConsole:
    url: str
    engine: Engine


@contextmanager
def served(container: DashboardContainer) -> Iterator[str]:
    app = create_pages(container, middleware=[Middleware(StrictPolicy), Middleware(AlwaysSignedIn)])
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            eventually(lambda: server.started)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(20)


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedConsole]:
    engine = engine_for(f"sqlite:///{tmp_path_factory.mktemp('console') / 'central.db'}")
    prepare(engine, _KIOSKS)
    with served(demo_container(engine)) as url:
        yield ServedConsole(url, engine)
    engine.dispose()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(_CHROMIUM), args=_FLAGS)
        yield browser
        browser.close()


def opened(context: BrowserContext, url: str, wrong: list[str]) -> Page:
    page = context.new_page()
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(url) else wrong.append(asked.url))
    return page


@pytest.fixture
def page(browser: Browser, console: ServedConsole) -> Iterator[Page]:
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    yield opened(context, console.url, wrong)
    context.close()
    assert wrong == []


def troubled(console: ServedConsole) -> str:
    """A kiosk with something to tell."""
    with transaction(console.engine) as db:
        found = db.query(KioskStatusRow.kiosk).filter(KioskStatusRow.state == "failed").first()
    assert found is not None
    return str(found[0])


def assert_accessible(page: Page) -> None:
    results = Axe().run(page, options=_RULES)
    assert results.violations_count == 0, results.generate_report()
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0, "it scrolls sideways"


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_every_page_by_day_and_night_on_desk_and_phone(browser, console, width, scheme) -> None:
    context = browser.new_context(
        locale="fr-FR", viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    wrong: list[str] = []
    page = opened(context, console.url, wrong)
    for path in ("/", "/kiosks", f"/kiosks/{troubled(console)}", "/kiosks?q=nobody"):
        page.goto(console.url + path)
        page.evaluate("document.fonts.ready")
        assert_accessible(page)
    context.close()
    assert wrong == []


def test_the_typefaces_and_the_chart_are_there(page: Page, console: ServedConsole) -> None:
    page.goto(f"{console.url}/kiosks/{troubled(console)}")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('600 20px \"Borne Sans\"')")
    painted = page.locator(".chart canvas")
    assert painted.evaluate(
        "it => it.getContext('2d').getImageData(0, 0, it.width, it.height).data.some(x => x > 0)"
    )
    page.locator("main summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("details table tbody tr").count() >= 7


def test_from_a_number_to_a_kiosk_by_keyboard(page: Page, console: ServedConsole) -> None:
    page.goto(console.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "tile-failed"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/kiosks?state=failed")
    link = page.locator("tbody th a").first
    name = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kiosks/k*")
    assert page.locator("h1").inner_text() == name


def test_a_search_narrows_the_list_as_one_types_and_stands_in_the_address(page, console) -> None:
    page.goto(f"{console.url}/kiosks")
    before = page.locator("tbody tr").count()
    page.get_by_label("Nom, agence ou identifiant").focus()
    page.keyboard.type("annecy")
    fewer = "before => document.querySelectorAll('tbody tr').length < before"
    page.wait_for_function(fewer, arg=before)
    assert page.evaluate("document.activeElement.id") == "q"
    assert "q=annecy" in page.url
    shown = page.get_by_role("status").inner_text()
    assert shown.startswith(str(page.locator("tbody tr").count()))
    page.reload()
    assert page.get_by_role("status").inner_text() == shown
    page.get_by_label("Sans papier").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**paper=out**")


def test_the_columns_order_the_list(page: Page, console: ServedConsole) -> None:
    page.goto(f"{console.url}/kiosks")
    page.get_by_role("columnheader", name="État").get_by_role("link").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("État")
    expect(page.locator("tbody tr").first).to_contain_text("En panne")
    page.get_by_role("columnheader", name="État").get_by_role("link").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    expect(page.locator("tbody tr").first).to_contain_text("En ordre")


def test_the_overview_follows_without_a_touch_and_keeps_the_focus(page, console) -> None:
    page.goto(console.url)
    tile = page.locator("#tile-never_heard")
    before = int(tile.locator(".number").inner_text())
    tile.focus()
    with transaction(console.engine) as db:
        added = db.query(KioskRow.added_at).first()
        assert added is not None
        db.add(KioskRow(id="new", site="annecy", added_at=added[0]))
    number = "Number(document.querySelector('#tile-never_heard .number').textContent)"
    page.wait_for_function(f"before => {number} > before", arg=before)
    assert page.evaluate("document.activeElement.id") == "tile-never_heard"


def test_colours_and_language_are_chosen_and_kept(page: Page, console: ServedConsole) -> None:
    page.goto(f"{console.url}/kiosks?q=annecy")
    html = page.locator("html")
    page.get_by_text("Affichage").click()
    page.get_by_role("link", name="Sombre").click()
    expect(html).to_have_attribute("data-theme", "dark")
    page.wait_for_load_state()
    assert page.url.endswith("/kiosks?q=annecy")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark == "rgb(11, 18, 32)"
    page.get_by_text("Affichage").click()
    page.get_by_role("link", name="English").click()
    expect(html).to_have_attribute("lang", "en")
    expect(html).to_have_attribute("data-theme", "dark")
    page.wait_for_load_state()
    assert_accessible(page)


def test_hostile_names_are_text_and_break_no_page(page: Page, console: ServedConsole) -> None:
    name = "<img src=x onerror=document.title='bad'>\N{RIGHT-TO-LEFT OVERRIDE}" + "W" * 20
    kiosk = troubled(console)
    with transaction(console.engine) as db:
        db.execute(update(KioskRow).where(KioskRow.id == kiosk).values(name=name[:64]))
    for path in ("/", f"/kiosks?q={kiosk}", f"/kiosks/{kiosk}"):
        page.goto(console.url + path)
        assert page.locator("img").count() == 0
        assert "bad" not in page.title() or "<img" in page.title()
        assert_accessible(page)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_page_that_nobody_sees_holds_no_connection(page: Page, console: ServedConsole) -> None:
    with page.expect_request("**/live"):
        page.goto(console.url)
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    with page.expect_request("**/live"):
        page.evaluate("dispatchEvent(new Event('pageshow'))")
