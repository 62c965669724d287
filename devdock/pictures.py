"""``make screenshots``: the pictures of the README, taken from a real visit to a real kiosk."""

import os
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from devdock.journey import CARD, CODE, paper_in, visit
from devdock.remote import Remote
from devdock.world import Setup, World

FOLDER = Path("docs/screenshots")
WIDTH = 540
"""Pixels: half of the portrait screen, twice what a README shows."""
COLOURS = 256
OF_THE_VISIT = frozenset(
    {"attract", "home", "code", "who", "confirm", "working", "paper", "take-card"}
)


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    with tempfile.TemporaryDirectory(prefix="borne-pictures-") as folder:
        world = World(Setup(Path(folder)))
        try:
            world.start()
            _take(world, Camera(Remote(world.hand_socket), Path(folder)))
        finally:
            world.close()
    print(f"screenshots: {FOLDER}")
    return 0


class Camera:
    """Grabs the window and keeps a small copy in ``FOLDER``."""

    def __init__(self, kiosk: Remote, folder: Path) -> None:
        self.kiosk, self._folder = kiosk, folder

    def take(self, name: str) -> None:
        whole = self._folder / "whole.png"
        self.kiosk.do("grab", path=str(whole))
        with Image.open(whole) as picture:
            _keep(picture, name)


def _keep(picture: Image.Image, name: str) -> None:
    height = round(picture.height * WIDTH / picture.width)
    small = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(FOLDER / f"{name}.png", optimize=True)


def _take(world: World, camera: Camera) -> None:
    kiosk = camera.kiosk
    screens = visit(kiosk, lambda: kiosk.do("insert", card=CARD), lambda: kiosk.do("remove"))
    for name in screens:
        if name in OF_THE_VISIT:
            camera.take(name)
    paper = pypdfium2.PdfDocument(str(paper_in(world.paper)))
    _keep(paper[0].render(scale=2).to_pil(), "attestation")
    paper.close()

    kiosk.do("insert", card="bank")
    kiosk.expect_screen("wrongCard")
    camera.take("wrong-card")
    kiosk.do("remove")
    kiosk.expect_screen("attract")

    _at_home(kiosk, "Contraste")
    camera.take("contrast-home")
    _leave(kiosk)

    _at_home(kiosk, "English")
    camera.take("english-home")
    _leave(kiosk)

    kiosk.do("insert", card=CARD)
    kiosk.expect_screen("home")
    kiosk.press("Mes attestations")
    kiosk.expect_screen("code")
    world.stop("central")
    kiosk.type_code(CODE)
    kiosk.press("Valider")
    kiosk.expect_screen("problem", 20)
    kiosk.expect_text("Réseau indisponible", 20)
    camera.take("problem-offline")


def _at_home(kiosk: Remote, setting: str) -> None:
    kiosk.press(setting)
    kiosk.do("insert", card=CARD)
    kiosk.expect_screen("home")


def _leave(kiosk: Remote) -> None:
    kiosk.do("remove")
    kiosk.expect_screen("attract")


if __name__ == "__main__":
    sys.exit(main())
