"""The golden pictures: which, how they are kept, and when one counts as changed.

``python -m tests.qml.goldens`` takes them all anew.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageOps
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from kiosk.ui.preferences import Preferences
from tests.qml.harness import SIZES, VARIANTS
from tests.qml.stage import ScreenStage

FOLDER = Path(__file__).parent / "golden"
DIFFERENCES = Path("build/goldens")
BITS = 5
"""What is kept of each channel: with half the size, some forty pictures take 1.7 MB."""
LEVELS = 24
"""How far a channel may be off, of 255. Font and painting are ours and Qt's alone, so that pictures
agree to the last bit on one kind of processor; another may round the blending of an edge otherwise,
which is one of the shades that are kept, 8 levels. What people see change, changes by far more."""
PIXELS = 3
"""How many pixels may be further off than that: at this scale a full stop is more."""


@dataclass(frozen=True, slots=True)
class Golden:
    """One picture: ``screen`` in one setting."""

    screen: str
    size: str
    variant: str
    language: str

    @property
    def name(self) -> str:
        return f"{self.screen}-{self.size}-{self.variant}-{self.language}"

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.png"


def _spread() -> Iterable[Golden]:
    """Every screen of the visit once or more, every size, variant and language several times."""
    wanted = {
        ("portrait", "normal", "fr"): "attract home code paper problem confirm who idle "
        "fill-street recorded home-offline code-letters out-of-service-nearest "
        "staff-menu-long tool",
        ("portrait", "large", "fr"): "attract home-offline show data-rights",
        (
            "portrait",
            "contrast",
            "fr",
        ): "code-wrong fill-nir-wrong paper-waits-paper_jam take-card choose",
        ("portrait", "low", "en"): "attract home code-provisional wrong-upside-down",
        ("portrait", "low-large", "fr"): "problem who-many confirm code-wrong",
        ("wide", "normal", "fr"): "attract home code fill-street paper wrong-old staff-menu-long",
        ("wide", "normal", "en"): "paper-waits-tray_missing info-phishing",
        ("wide", "large", "fr"): "confirm problem",
        ("wide", "contrast", "en"): "home-no-card out-of-service",
        ("square", "normal", "fr"): "attract paper-came recorded show sms",
        ("square", "large", "en"): "code fill-long working code-letters-wrong",
        ("square", "contrast", "fr"): "attract-help paper-waits-cover_open",
    }
    for (size, variant, language), screens in wanted.items():
        for screen in screens.split():
            yield Golden(screen, size, variant, language)


GOLDENS = tuple(_spread())


def seen(stage: ScreenStage, golden: Golden) -> Image.Image:
    """The picture as it is now."""
    preferences = Preferences(golden.language, **VARIANTS[golden.variant])
    stage.show(golden.screen, preferences, SIZES[golden.size])
    return taken(stage)


def taken(stage: ScreenStage) -> Image.Image:
    """What is on show, at half its size and in fewer shades."""
    stage.settle()
    whole = stage.window.grabWindow()
    half = whole.scaledToWidth(whole.width() // 2, Qt.TransformationMode.SmoothTransformation)
    plain = half.convertToFormat(QImage.Format.Format_RGB888)
    size, line = (plain.width(), plain.height()), plain.bytesPerLine()
    image = Image.frombytes("RGB", size, bytes(plain.constBits()), "raw", "RGB", line)
    return ImageOps.posterize(image, BITS)


def difference(one: Image.Image, other: Image.Image) -> Image.Image | None:
    """White where the two differ, or None when they are the same picture."""
    if one.size != other.size:
        return Image.new("L", other.size, 255)
    apart = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(apart[0], apart[1]), apart[2])
    marked = most.point([0] * (LEVELS + 1) + [255] * (255 - LEVELS))
    return marked if marked.histogram()[255] > PIXELS else None


def renew() -> None:
    """Takes all pictures anew and throws away what is no golden any more."""
    from kiosk.ui.engine import make_application
    from tests.qml.stage import screen_stage

    application = make_application(["goldens"])
    FOLDER.mkdir(exist_ok=True)
    for stale in FOLDER.glob("*.png"):
        stale.unlink()
    with screen_stage() as stage:
        for golden in GOLDENS:
            seen(stage, golden).save(golden.file, optimize=True)
    application.quit()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    renew()
