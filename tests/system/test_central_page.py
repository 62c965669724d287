"""The public check page in Chromium: the keyboard, what is said and where, and axe's rules."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from central.crypto.keys import Keys
from central.store.database import engine_for, transaction
from central.store.models import PaperRow
from tests.central.server import Server, serving
from tests.central.world import SERVER_KEY

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
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "best-practice"]}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("central")) as server:
        server.log_in("camille-martin")
        yield server


@pytest.fixture(scope="module")
def code(server: Server) -> str:
    asked = {
        "action": str(uuid4()),
        "beneficiaire": server.call("GET", "/v1/rights")["assure"]["reference"],
        "version": "complete",
    }
    return str(server.call("POST", "/v1/attestations", asked)["code_controle"])


@pytest.fixture(scope="module")
def code_of_another_kind(server: Server) -> str:
    """Of a paper as a newer central issues it: of a kind that this one has no word for."""
    code, key = "7VJ4K2M9QX3D", Keys(SERVER_KEY.encode()).check_key
    engine = engine_for(f"sqlite:///{server.folder / 'central.db'}")
    with transaction(engine) as db:
        db.add(
            PaperRow(
                action=uuid4(),
                kind="releve_essai",
                request_digest="r",
                content_digest="c",
                subject_digest=key.subject(code, "MARTIN", "19850315"),
                code=code,
                number="20261122-7VJ4K2M9",
                issued_on=date(2026, 11, 22),
                period_start=date(2026, 7, 1),
                period_end=date(2026, 9, 30),
            )
        )
    engine.dispose()
    return code


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(_CHROMIUM), args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(locale="fr-FR", viewport={"width": 1000, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    assert asked
    assert all(url.startswith(server.url) for url in asked), "something came from elsewhere"
    assert not any("MARTIN" in url.upper() or "1985" in url for url in asked)
    context.close()


def assert_accessible(page: Page) -> None:
    results = Axe().run(page, options=_RULES)
    assert results.violations_count == 0, results.generate_report()
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0, "it scrolls sideways"


def fill(page: Page, name: str, birth_date: str) -> None:
    page.get_by_label("Nom de famille").fill(name)
    page.get_by_label("Date de naissance").fill(birth_date)
    page.get_by_role("button", name="Vérifier").click()


def test_from_the_papers_link_to_the_dates_by_keyboard(page, server, code) -> None:
    page.goto(f"{server.url}/verifier?code={code}")
    assert page.get_by_label("Code de contrôle").input_value() == code
    assert_accessible(page)
    page.get_by_label("Code de contrôle").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("martin")
    page.keyboard.press("Tab")
    page.keyboard.type("15/03/1985")
    page.keyboard.press("Enter")
    result = page.get_by_role("alert")
    assert "Attestation de droits conforme" in result.inner_text()
    assert result.evaluate("it => it === document.activeElement")
    assert "Valable jusqu’au" in result.inner_text()
    assert_accessible(page)


@pytest.mark.parametrize("width", [320, 1000])
def test_a_paper_of_a_period_on_phone_and_desk(
    page, server, code_of_another_kind, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{server.url}/verifier?code={code_of_another_kind}")
    fill(page, "martin", "15/03/1985")
    result = page.get_by_role("alert").inner_text()
    assert "Document conforme" in result
    assert "du 01/07/2026 au 30/09/2026" in result
    assert "Valable" not in result
    assert_accessible(page)


def test_mistakes_are_listed_linked_and_described(page, server) -> None:
    page.goto(f"{server.url}/verifier")
    fill(page, "", "1985")
    assert page.title().startswith("Erreur : ")
    summary = page.get_by_role("alert")
    assert summary.evaluate("it => it === document.activeElement")
    assert summary.get_by_role("link").count() == 3
    summary.get_by_role("link").nth(2).click()
    field = page.get_by_label("Date de naissance")
    assert field.evaluate("it => it === document.activeElement")
    assert field.get_attribute("aria-invalid") == "true"
    described = (field.get_attribute("aria-describedby") or "").split()
    assert "15/03/1985" in page.locator(f"#{described[-1]}").inner_text()
    assert_accessible(page)


@pytest.mark.parametrize("width", [320, 1000])
def test_altered_and_unknown_in_words_on_phone_and_desk(page, server, code, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{server.url}/verifier?code={code}")
    fill(page, "martinet", "15/03/1985")
    assert "non conforme" in page.get_by_role("alert").inner_text()
    assert_accessible(page)
    page.get_by_label("Code de contrôle").fill("0000 0000 0000")
    fill(page, "martinet", "15/03/1985")
    assert "Code inconnu" in page.get_by_role("alert").inner_text()
    assert_accessible(page)


def test_english_by_one_link_that_keeps_the_code(page, server, code) -> None:
    page.goto(f"{server.url}/verifier?code={code}")
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_label("Check code").input_value() == code
    assert_accessible(page)


def test_nothing_runs_on_the_page(page, server) -> None:
    page.goto(f"{server.url}/verifier")
    assert page.locator("script").count() == 0
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('600 20px \"Source Sans\"')")
