"""The console of a demonstration as a browser shows it to whoever signs in."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from devdock.console_sign_in import sign_in_at

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
WIDTH, HEIGHT = 1280, 860
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
ColourScheme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class ConsoleBrowser:
    """Signed in."""

    page: "Page"
    url: str

    def take(self, path: str, file: Path, scheme: ColourScheme = "light") -> Path:
        """A picture of what stands there at first."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.goto(self.url + path)
        self.page.evaluate("document.fonts.ready")
        self.page.screenshot(path=str(file))
        return file


@contextmanager
def browser_at_hand() -> "Iterator[Browser | None]":
    """None where there is no Chromium, or nothing to move it with."""
    if not CHROMIUM.exists() or importlib.util.find_spec("playwright") is None:
        yield None
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_FLAGS)
        yield browser
        browser.close()


@contextmanager
def signed_in_browser(url: str, now: datetime) -> Iterator[ConsoleBrowser | None]:
    """None where there is no browser at hand. The code of ``now`` is used up by it."""
    with browser_at_hand() as browser:
        if browser is None:
            yield None
            return
        typed = sign_in_at(url, now)
        page = browser.new_page(locale="fr-FR", viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(f"{url}/sign-in")
        for field in ("login", "password", "code"):
            page.fill(f"#{field}", typed[field])
        page.click("main button.primary")
        page.wait_for_url(f"{url}/")
        yield ConsoleBrowser(page, url)
