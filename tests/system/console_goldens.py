"""The golden pictures of the console: which, how they are kept, and when one counts as changed.

``python -m tests.system.console_goldens`` takes them all anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from PIL import Image, ImageChops, ImageOps
from playwright.sync_api import Page

from tests.system.console_browser import RULES, RULES_OF_LOOKS, Rules, chromium
from tests.system.filled_console import filled_console

FOLDER = Path(__file__).parent / "golden" / "console"
DIFFERENCES = Path("build/goldens")
HEIGHT = 1400
BLOCK, BITS = 5, 4
"""Of so many pixels each way one shade of sixteen is kept: our typefaces are painted a little
otherwise by each release of Chromium, which such a block evens out."""
LEVELS = 40
"""How far a block may be off, of 255."""
SHARE = 0.004
"""How many blocks may be further off: half a line of text. A line that breaks elsewhere, a panel
that moves or a colour that is gone is more."""


@dataclass(frozen=True, slots=True)
class Look:
    """At a page. ``rules``: the structure of a page is the same for all, and looked at once."""

    name: str
    width: int
    scheme: Literal["light", "dark"]
    rules: Rules


DESK = Look("desk", 1280, "light", RULES)
PHONE = Look("phone", 390, "dark", RULES_OF_LOOKS)
LOOKS = DESK, PHONE
GOLDENS = {
    DESK.name: ("overview", "kiosks", "kiosk", "alerts", "layer", "draft", "wave"),
    PHONE.name: ("overview", "kiosk", "command", "enrolments", "requests", "statistics"),
}
"""By the names of ``FilledConsole.paths``."""


def file_of(look: Look, name: str) -> Path:
    return FOLDER / f"{look.name}-{name}.png"


def taken(page: Page) -> Image.Image:
    """What is on show, as it is kept."""
    whole = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("L")
    return ImageOps.posterize(whole.reduce(BLOCK), BITS)


def difference(one: Image.Image, other: Image.Image) -> Image.Image | None:
    """White where the two differ, or None when they are the same picture."""
    if one.size != other.size:
        return Image.new("L", other.size, 255)
    apart = ImageChops.difference(one, other)
    marked = apart.point([0] * (LEVELS + 1) + [255] * (255 - LEVELS))
    return marked if marked.histogram()[255] > SHARE * one.width * one.height else None


def renew(keep: Callable[[Look, str, Image.Image], None]) -> None:
    """Takes all pictures anew."""
    with TemporaryDirectory() as folder, filled_console(Path(folder)) as console, chromium() as it:
        for look in LOOKS:
            context = console.context(it, look.width, HEIGHT, look.scheme)
            page = context.new_page()
            for name in GOLDENS[look.name]:
                page.goto(console.url + console.paths[name])
                page.evaluate("document.fonts.ready")
                keep(look, name, taken(page))
            context.close()


def _main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for stale in FOLDER.glob("*.png"):
        stale.unlink()
    renew(lambda look, name, picture: picture.save(file_of(look, name), optimize=True))


if __name__ == "__main__":
    _main()
