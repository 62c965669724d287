"""``make screenshots``: the pictures of the README, taken from a real visit to a real kiosk."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PIL import Image

from devdock.console_pictures import ColourScheme, signed_in_browser
from devdock.demo_environment import DEMO_FLEET, DemoEnvironment, Setup
from devdock.dock_picture import take as take_dock
from devdock.journey import (
    CARD,
    CODE,
    offline_visit,
    paper_in,
    strip_in,
    visit,
)
from devdock.remote import Remote
from shared_runtime.clock import SystemClock

FOLDER = Path("docs/screenshots")
WIDTH = 540
"""Pixels: half of a portrait screen, twice what a README shows; twice as many for a wide one."""
DOCK_WIDTH = 1440
COLOURS = 256
STILL = {"reduced_motion": "true"}
"""A picture shows a drawing whole, not on its way."""
ON_THE_WAY_S = 1.5
"""A page of a slow printer is on its way then: it takes five seconds."""
OF_THE_VISIT = frozenset(
    {"attract", "home", "code", "who", "confirm", "working", "paper", "take-card"}
)
OF_THE_OFFLINE_VISIT = frozenset({"home-offline", "still-possible", "recorded"})
CONSOLE_PAGES: tuple[tuple[str, str, ColourScheme], ...] = (
    ("overview", "/", "light"),
    ("overview-dark", "/", "dark"),
    ("kiosks", "/kiosks?sort=state", "light"),
    ("kiosk", "/kiosks/k00033", "light"),
)
"""The fictitious fleet is the same each time: that kiosk has no paper."""


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    _pictures("1080x1920", _take, fleet=DEMO_FLEET)
    _pictures("1920x1080", _take_wide)
    print(f"screenshots: {FOLDER}")
    return 0


def _pictures(
    window: str, take: Callable[[DemoEnvironment, "Camera"], None], fleet: int = 0
) -> None:
    """Pictures of one kiosk whose window has that size."""
    with tempfile.TemporaryDirectory(prefix="borne-pictures-") as folder:
        setup = Setup(Path(folder), kiosk=STILL, window=window, fleet=fleet)
        environment = DemoEnvironment(setup)
        try:
            environment.start()
            take(environment, Camera(Remote(environment.ui_socket), Path(folder)))
        finally:
            environment.close()


class Camera:
    """Grabs the window and keeps a small copy in ``FOLDER``."""

    def __init__(self, kiosk: Remote, folder: Path) -> None:
        self.kiosk, self._folder = kiosk, folder

    def take(self, name: str) -> None:
        with Image.open(self._whole()) as picture:
            _keep(picture, name)

    def take_with_dock(self, environment: DemoEnvironment) -> None:
        _keep(take_dock(environment, self._whole(), self._folder), "dock", DOCK_WIDTH)

    def _whole(self) -> Path:
        whole = self._folder / "whole.png"
        self.kiosk.do("grab", path=str(whole))
        return whole


def _keep(picture: Image.Image, name: str, width: int | None = None) -> None:
    width = width or (WIDTH if picture.height > picture.width else WIDTH * 2)
    height = round(picture.height * width / picture.width)
    small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(FOLDER / f"{name}.png", optimize=True)


def _take(environment: DemoEnvironment, camera: Camera) -> None:
    _take_console(environment)
    kiosk = camera.kiosk
    hands = (lambda: kiosk.do("insert", card=CARD), lambda: kiosk.do("remove"))
    for name in visit(kiosk, *hands):
        if name in OF_THE_VISIT:
            camera.take(name)
    paper = pypdfium2.PdfDocument(str(paper_in(environment.paper)))
    _keep(paper[0].render(scale=2).to_pil(), "attestation")
    paper.close()

    for name in offline_visit(kiosk, *hands, environment.network.set_fault):
        if name in OF_THE_OFFLINE_VISIT:
            camera.take(name)
    with Image.open(strip_in(environment.strips)) as strip:
        _keep(strip, "receipt")
    kiosk.expect_no_text("Le réseau est coupé")

    kiosk.do("printer", fault="paper_jam")
    kiosk.do("insert", card=CARD)
    kiosk.expect_screen("home")
    camera.take_with_dock(environment)
    kiosk.do("printer", fault=None)
    _leave(kiosk)

    kiosk.do("insert", card="bank")
    kiosk.expect_screen("wrongCard")
    camera.take("wrong-card")
    kiosk.do("remove")
    kiosk.expect_screen("attract")

    _at_home(kiosk, "Fond noir")
    camera.take("contrast-home")
    _leave(kiosk)

    _at_home(kiosk, "Plus grand")
    camera.take("large-home")
    _leave(kiosk)

    kiosk.press("Je n’ai pas ma carte")
    kiosk.expect_screen("home")
    camera.take("no-card")
    kiosk.press("Mes données")
    kiosk.expect_screen("show")
    camera.take("your-data")
    kiosk.press("Terminer")
    kiosk.expect_screen("attract")

    kiosk.do("printer", fault="slow")
    _to_confirm(kiosk)
    kiosk.press("Oui, imprimer")
    kiosk.expect_text("Votre document s’imprime")
    time.sleep(ON_THE_WAY_S)
    kiosk.do("printer", fault="paper_out")
    kiosk.expect_text("Il n’y a plus de papier")
    camera.take("printer-waits")
    kiosk.do("printer", fault=None)
    kiosk.expect_screen("paper")
    kiosk.press("J’ai mon papier, continuer")
    kiosk.expect_screen("home")
    _leave(kiosk)

    _at_home(kiosk, "English")
    camera.take("english-home")
    _leave(kiosk)

    kiosk.do("insert", card=CARD)
    kiosk.expect_screen("home")
    kiosk.press("Attestation de droits")
    kiosk.expect_screen("code")
    environment.stop("central")
    kiosk.type_code(CODE)
    kiosk.press("Valider")
    kiosk.expect_screen("problem")
    kiosk.expect_text("Le réseau est coupé")
    camera.take("problem-offline")


def _take_wide(_: DemoEnvironment, camera: Camera) -> None:
    kiosk = camera.kiosk
    kiosk.expect_screen("attract")
    camera.take("wide-attract")
    kiosk.do("insert", card=CARD)
    kiosk.expect_screen("home")
    camera.take("wide-home")
    _leave(kiosk)
    _to_confirm(kiosk)
    camera.take("wide-confirm")
    _leave(kiosk)


def _take_console(environment: DemoEnvironment) -> None:
    environment.start_fleet()
    with signed_in_browser(environment.console_url, SystemClock().now()) as browser:
        if browser is None:
            print("no pictures of the console: Chromium and Playwright are needed")
            return
        for name, path, scheme in CONSOLE_PAGES:
            whole = browser.take(path, environment.folder / "whole.png", scheme)
            with Image.open(whole) as picture:
                _keep(picture, f"console_{name}", picture.width)


def _to_confirm(kiosk: Remote) -> None:
    kiosk.do("insert", card=CARD)
    kiosk.expect_screen("home")
    kiosk.press("Attestation de droits")
    kiosk.expect_screen("code")
    kiosk.type_code(CODE)
    kiosk.press("Valider")
    kiosk.expect_screen("choose")
    kiosk.press("Pour moi")
    kiosk.expect_control("Attestation complète")
    kiosk.press("Attestation complète")
    kiosk.expect_screen("confirm")


def _at_home(kiosk: Remote, setting: str) -> None:
    kiosk.press(setting)
    kiosk.do("insert", card=CARD)
    kiosk.expect_screen("home")


def _leave(kiosk: Remote) -> None:
    kiosk.do("remove")
    kiosk.expect_screen("attract")


if __name__ == "__main__":
    sys.exit(main())
