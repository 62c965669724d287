"""Signing in to the console's own process in Chromium: by keyboard alone, over a session that ends
in the middle of a form; and what a browser makes of the cookie, the policy and the origin."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import update

from central.admins.accounts import AdminAccounts
from central.admins.grants import give
from central.admins.roles import AdminRole, Grant, Scope
from central.admins.second_factor import code_at
from central.crypto.admin_key import AdminKey
from central.crypto.hashing import HashCost
from central.crypto.keys import Keys
from central.runtime.chance import SystemChance
from central.store.admin_models import AdminCredentialRow, AdminSessionRow
from central.store.audit import AuditTrail
from central.store.database import engine_for, transaction
from devdock.ports import free_port
from shared_runtime.clock import SystemClock
from tests.central.server import prepare
from tests.central.world import SERVER_KEY
from tests.waiting import eventually

_CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(not _CHROMIUM.exists(), reason="Chromium is not installed (apt: chromium)"),
]
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
_MOST_TABS = 200
_FOCUS = """where => {
    const it = document.activeElement, style = getComputedStyle(it);
    return [style.outlineStyle !== "none" || it === document.body, it.matches(where)];
}"""
_COMMAND = [sys.executable, "-c", "from central.cli.main import main; main()", "dashboard"]
_ROOT = Path(__file__).parents[2]
_SECRET, _PASSWORD = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "phrase tout à fait assez longue"
_KEY = "ab" * 32
_ADMINISTRATOR = Grant(AdminRole.ADMINISTRATOR, Scope.parse("caisse"))


@dataclass
class ConsoleProcess:
    url: str
    store: str

    def code(self) -> str:
        """Of now, and as if none had been used before: no test waits for the next one."""
        with self.changed() as db:
            db.execute(update(AdminCredentialRow).values(totp_step=0))
        return code_at(_SECRET, datetime.now(UTC))

    def end_sessions(self) -> None:
        long_ago = datetime.now(UTC) - timedelta(hours=1)
        with self.changed() as db:
            db.execute(update(AdminSessionRow).values(seen_at=long_ago))

    def changed(self):
        return transaction(engine_for(self.store))


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsoleProcess]:
    folder = tmp_path_factory.mktemp("console")
    prepare(folder)
    (folder / "central-admin.key").write_text(_KEY)
    (folder / "central-audit.key").write_text(Keys(SERVER_KEY.encode()).audit_key.text)
    port = free_port()
    made = ConsoleProcess(f"http://127.0.0.1:{port}", f"sqlite:///{folder / 'central.db'}")
    (folder / "console.toml").write_text(
        f'public_url = "{made.url}"\nhash_time = 1\nhash_memory_kib = 32\n'
    )
    key = AdminKey.of_text(_KEY.encode())
    people = AdminAccounts(SystemClock(), SystemChance(), key)
    with made.changed() as db:
        hashed = key.hasher(HashCost(1, 32, 4)).hash(_PASSWORD)
        lea, _ = people.add_local(db, "léa", "Léa Martin", hashed, _SECRET)
        audit = AuditTrail(Keys(SERVER_KEY.encode()).audit_key, SystemClock())
        give(db, SystemClock(), audit, lea, _ADMINISTRATOR, "test")
    kept = {name: value for name, value in os.environ.items() if "BORNE" not in name}
    process = subprocess.Popen(
        [*_COMMAND, "--config", "console.toml", "--port", str(port)],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(_ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def answers() -> bool:
        try:
            return httpx.get(f"{made.url}/sign-in", trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False

    try:
        eventually(answers)
        yield made
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(_CHROMIUM), args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text))
    yield page
    assert not [line for line in refused if "Content Security Policy" in line]
    context.close()


def sign_in(page: Page, console: ConsoleProcess) -> None:
    page.get_by_label("Identifiant").focus()
    page.keyboard.type("léa")
    page.keyboard.press("Tab")
    page.keyboard.type(_PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(console.code())
    page.keyboard.press("Enter")


def test_by_keyboard_to_the_list_of_sessions_and_out(page: Page, console: ConsoleProcess) -> None:
    page.goto(f"{console.url}/my-sessions")
    assert page.url.endswith("/sign-in?to=%2Fmy-sessions")
    assert Axe().run(page, options=_RULES).violations_count == 0
    sign_in(page, console)
    page.wait_for_url("**/my-sessions")
    assert "Cette session" in page.inner_text("main")
    assert Axe().run(page, options=_RULES).violations_count == 0
    (cookie,) = [c for c in page.context.cookies() if c["name"] == "__Host-console"]
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "Lax")
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url("**/sign-in")
    page.goto(f"{console.url}/my-sessions")
    assert "/sign-in" in page.url


def test_a_wrong_code_is_said_and_the_login_kept(page: Page, console: ConsoleProcess) -> None:
    page.goto(f"{console.url}/sign-in")
    page.get_by_label("Identifiant").fill("léa")
    page.get_by_label("Mot de passe").fill("autre chose")
    page.get_by_label("Code de sécurité").fill("000000")
    page.get_by_role("button", name="S’identifier").click()
    assert "incorrect" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Identifiant").input_value() == "léa"
    assert page.get_by_label("Mot de passe").input_value() == ""


def test_a_form_outlives_its_session(page: Page, console: ConsoleProcess) -> None:
    page.goto(f"{console.url}/my-sessions")
    sign_in(page, console)
    page.wait_for_url("**/my-sessions")
    console.end_sessions()
    page.evaluate(
        """() => {
            const form = document.querySelector("form");
            const note = document.createElement("input");
            note.name = "note"; note.value = "papier changé <b>";
            form.append(note);
        }"""
    )
    page.get_by_role("button", name="Se déconnecter").click()
    assert "n’est pas perdu" in page.get_by_role("status").inner_text()
    sign_in(page, console)
    page.get_by_role("button", name="Envoyer", exact=True).wait_for()
    assert "papier changé <b>" in page.inner_text("main")
    assert "note" not in page.url
    page.get_by_role("button", name="Envoyer", exact=True).click()
    page.wait_for_url("**/sign-in")


def test_by_keyboard_to_a_draft_over_a_session_that_ends(page: Page, console) -> None:
    layer = f"{console.url}/configuration/layers/caisse"
    page.goto(layer)
    sign_in(page, console)
    page.wait_for_url(layer)
    tab_to(page, "details:has(#phone) > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#phone")
    page.keyboard.type("36 46")
    console.end_sessions()
    tab_to(page, "form.editor button")
    page.keyboard.press("Enter")
    assert "n’est pas perdu" in page.get_by_role("status").inner_text()
    sign_in(page, console)
    send = page.get_by_role("button", name="Envoyer", exact=True)
    send.wait_for()
    send.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/configuration/drafts/*")
    assert "36 46" in page.inner_text("main")


def test_by_keyboard_to_several_kiosks_at_once(page: Page, console) -> None:
    page.goto(f"{console.url}/kiosks")
    sign_in(page, console)
    page.wait_for_url("**/kiosks")
    tab_to(page, "input[name=kiosk]")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Agir sur les bornes cochées").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/bulk/*")
    tab_to(page, "input[name=do]")
    for _ in ("the last one", "the one before"):
        page.keyboard.press("ArrowUp")
    tab_to(page, "#tag-put")
    page.keyboard.type("nord")
    tab_to(page, "form:has([name=do]) button")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="1 borne sera touchée").wait_for()
    tab_to(page, "form[action$='/confirm'] button")
    page.keyboard.press("Enter")
    page.locator(".notice.ok").wait_for()
    page.goto(f"{console.url}/kiosks?tag=nord")
    assert page.locator("tbody tr").count() == 1


def tab_to(page: Page, where: str) -> None:
    """From where one is, seeing at each step where that is."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        is_seen, is_there = page.evaluate(_FOCUS, where)
        assert is_seen, page.evaluate("document.activeElement.outerHTML")
        if is_there:
            return
    raise AssertionError(f"no Tab leads to {where}")
