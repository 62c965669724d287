"""A machine becomes a kiosk of the fleet and is looked after, by two administrators in Chromium on
real processes: central, its signer, the console, kiosk-sync and kiosk-ui."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from central.cli.fleet_watch import fleet_watch
from central.config.reading import load
from central.config.settings import Settings
from central.container import build
from devdock.console_sign_in import LOGIN, SECOND_LOGIN, SECOND_NAME, sign_in_at
from devdock.demo_environment import (
    CENTRAL,
    CHEAP_HASHES,
    CONSOLE,
    KIOSK,
    SYNC,
    DemoEnvironment,
    Setup,
)
from devdock.processes import installed
from devdock.remote import Remote
from shared_runtime.clock import SystemClock
from tests.central.terminal import central
from tests.central.world import TurnedClock
from tests.system.caisse import SCREEN
from tests.system.console_browser import chromium, needs_chromium, opened
from tests.waiting import eventually

pytestmark = [pytest.mark.system, needs_chromium]
_WITHIN_S = 45.0
_PATIENCE_MS = _WITHIN_S * 1_000
_NAME, _SITE = "vannes-hall-1", "vannes"
_ACTS = (
    "Code d’enrôlement créé",
    "Borne acceptée",
    "Configuration proposée",
    "Configuration approuvée",
    "Vague commencée",
    "Commande donnée",
    "Alerte prise en charge",
)
"""In the order in which they are done."""


class Machine:
    """One with kiosk-sync and kiosk-ui, that is no kiosk yet, and the central it is to call."""

    def __init__(self, folder: Path) -> None:
        often = {"next_poll_s": "1"}
        settings = {**CHEAP_HASHES, **often}
        setup = Setup(folder, central=settings, environment=SCREEN, fleet=1, enrolled=False)
        self.world = DemoEnvironment(setup)
        self._config = self.world.folder / "kiosk.toml"
        told = self._config.read_text("utf-8")
        self._config.write_text(re.sub("device_token_file = .*", "", told), "utf-8")
        self._signer: subprocess.Popen[bytes] | None = None
        self.restarts = 0

    @property
    def central_config(self) -> Path:
        return self.world.folder / "central.toml"

    def start(self) -> None:
        self.world.prepare()
        signer = [installed("central"), "fleet", "signer", "--config", str(self.central_config)]
        self._signer = subprocess.Popen(
            signer, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.world.folder
        )
        for name in (CENTRAL, CONSOLE, SYNC, KIOSK):
            self.world.start_one(name)

    def close(self) -> None:
        if self._signer is not None:
            self._signer.terminate()
            self._signer.wait(20)
        self.world.close()

    @contextmanager
    def enrolling(self, code: str) -> Iterator[str]:
        """``kiosk enrol`` with that code; gives the word it shows. At the end it is a kiosk."""
        process = subprocess.Popen(
            [installed("kiosk"), "enrol", "--config", str(self._config)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(code + "\n")
        process.stdin.flush()
        shown = process.stdout.readline()
        yield shown.removeprefix("check word: ").strip()
        said, _ = process.communicate(timeout=_WITHIN_S)
        assert f": {_NAME}" in said

    def keep_screen(self) -> int:
        """As systemd does: for a new configuration the screen ends and is started anew. Gives how
        often it was."""
        if not self.world.runs(KIOSK):
            self.world.start_one(KIOSK)
            self.restarts += 1
        return self.restarts

    def fail_printer(self) -> None:
        """Of the screen that goes by the new configuration: the former one takes it along."""
        eventually(self.keep_screen, _WITHIN_S)
        Remote(self.world.ui_socket).do("printer", fault="paper_jam")

    def watch(self) -> None:
        """Two looks at the fleet, now and in six minutes, as central takes one each half minute."""
        clock = TurnedClock(SystemClock().now())
        container = build(load(self.central_config, Settings), clock=clock)
        try:
            watching = fleet_watch(container)
            watching.judge()
            clock.turn(minutes=6)
            watching.judge()
        finally:
            container.close()


class Admin:
    """At the console, with a keyboard."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self._url = page, url
        page.set_default_timeout(_PATIENCE_MS)

    def sign_in(self, login: str) -> None:
        typed = sign_in_at(self._url, SystemClock().now())
        self.open("/sign-in")
        self.type("Identifiant", login)
        for each in (typed["password"], typed["code"]):
            self.page.keyboard.press("Tab")
            self.page.keyboard.type(each)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{self._url}/")

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self._url + path)

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label: str) -> None:
        self.page.get_by_label(label).focus()
        self.page.keyboard.press("Space")

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).first.focus()
        self.page.keyboard.press("Enter")

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=link, exact=True).first.focus()
        self.page.keyboard.press("Enter")

    def expect(self, where: str, text: str, meanwhile: Callable[[], object] | None = None) -> None:
        """Without a touch: pages follow by themselves."""
        place = self.page.locator(where).first
        if meanwhile is not None:
            eventually(lambda: (meanwhile(), text in place.inner_text())[1], _WITHIN_S)
        expect(place).to_contain_text(text, timeout=_PATIENCE_MS)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    former = os.umask(0o077)
    machine = Machine(tmp_path / "w")
    try:
        machine.start()
        yield machine
    finally:
        os.umask(former)
        machine.close()


def test_from_a_machine_to_a_kiosk_that_is_looked_after(machine: Machine) -> None:
    url, wrong = machine.world.console_url, list[str]()
    with chromium() as browser:
        claire, karim = (_admin(browser, url, each, wrong) for each in (LOGIN, SECOND_LOGIN))
        kiosk = _enrolled(machine, claire, karim)
        _configured(claire, karim)
        wave = _begun(claire)
        _commanded(machine, claire, kiosk)
        machine.fail_printer()
        _taken_up(machine, karim, kiosk)
        claire.open(wave)
        claire.expect("#tile-applied", "1", machine.keep_screen)
        says = central("audit", "verify", "--config", str(machine.central_config))
        assert says.startswith("whole: ")
        _told(claire)
    assert wrong == []


def _admin(browser: Browser, url: str, login: str, wrong: list[str]) -> Admin:
    context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
    admin = Admin(opened(context, url, wrong), url)
    admin.sign_in(login)
    return admin


def _enrolled(machine: Machine, claire: Admin, karim: Admin) -> str:
    """The address of the kiosk's page."""
    claire.open("/enrolments")
    claire.type("Nom de la borne", _NAME)
    claire.type("Agence", _SITE)
    claire.press("Créer un code")
    code = claire.page.locator(".big-code").inner_text()
    with machine.enrolling(code) as word:
        claire.expect(".check-word", word)
        karim.open("/enrolments")
        karim.expect(".check-word", word)
        karim.choose("L’écran de la borne montre le même mot")
        karim.press("Accepter cette borne")
        karim.follow("Voir la borne")
        karim.page.wait_for_url("**/kiosks/*")
    return karim.page.url


def _configured(claire: Admin, karim: Admin) -> None:
    """By one, and approved by the other."""
    claire.open(f"/configuration/layers/agency:{_SITE}")
    claire.page.locator("details:has(#phone) > summary").focus()
    claire.page.keyboard.press("Enter")
    claire.type("Téléphone", "36 46")
    claire.press("Enregistrer le brouillon")
    claire.page.wait_for_url("**/configuration/drafts/*")
    karim.open(claire.page.url)
    karim.expect("main", "36 46")
    karim.choose("Par vague")
    karim.press("Approuver")
    karim.page.wait_for_url("**?told=approved")


def _begun(claire: Admin) -> str:
    """The address of the wave's page."""
    claire.open(f"/waves/new?layer=agency:{_SITE}")
    claire.page.locator("#canaries").fill("1")
    claire.page.locator("#soak_min").fill("0")
    claire.press("Voir ce qui va se passer")
    claire.press("Commencer la vague")
    claire.page.wait_for_url("**/waves/*?told=started")
    claire.expect("#tile-pending", "1")
    return claire.page.url


def _commanded(machine: Machine, claire: Admin, kiosk: str) -> None:
    claire.open(f"{kiosk}/commands/new/test-page")
    claire.press("Voir ce qui va se passer")
    claire.press("Envoyer la commande")
    claire.expect("#command-state", "Faite", machine.keep_screen)


def _taken_up(machine: Machine, karim: Admin, kiosk: str) -> None:
    """Once the kiosk has said that its printer does nothing."""
    karim.open(kiosk)
    karim.expect("#panel-now", "Une feuille est coincée", machine.keep_screen)
    machine.watch()
    karim.open("/alerts")
    karim.expect("main", _NAME)
    karim.press("Je m’en occupe")
    karim.expect("main", SECOND_NAME)


def _told(claire: Admin) -> None:
    claire.open("/audit")
    claire.expect(".notice.ok", "Vérifié")
    acts = [each.strip() for each in claire.page.locator("tbody th").all_inner_texts()]
    done = [each for each in reversed(acts) if each in _ACTS]
    # Before it stand the two members of staff whom the caisse has from the start.
    assert done[done.index(_ACTS[0]) :] == list(_ACTS)
