"""Chromium before the console, and what every page of it is asked."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from starlette.types import ASGIApp

from tests.waiting import eventually

CHROMIUM = Path("/usr/bin/chromium")
needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="Chromium is not installed (apt: chromium)"
)
Rules = dict[str, Any]
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_BRIEF = {"resultTypes": ["violations"]}
_STANDARDS = (
    "wcag2a",
    "wcag2aa",
    "wcag2aaa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
)
RULES: Rules = _BRIEF | {"runOnly": [*_STANDARDS]}
_OF_LOOKS = (
    "color-contrast",
    "color-contrast-enhanced",
    "target-size",
    "scrollable-region-focusable",
)
RULES_OF_LOOKS: Rules = _BRIEF | {"runOnly": {"type": "rule", "values": [*_OF_LOOKS]}}
"""Those that may be broken by other colours or another width alone."""


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_FLAGS)
        yield browser
        browser.close()


@contextmanager
def served(app: ASGIApp, port: int = 0) -> Iterator[str]:
    """At the address that it gives; ``port``: 0 for any."""
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        port = listener.getsockname()[1]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            eventually(lambda: server.started)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(20)


def opened(context: BrowserContext, url: str, wrong: list[str]) -> Page:
    """``wrong`` gets what the page complains of, and what it asks of anybody but ``url``."""
    page = context.new_page()
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(url) else wrong.append(asked.url))
    return page


def assert_accessible(page: Page) -> None:
    assert objections(page) == []


def objections(page: Page, rules: Rules = RULES) -> list[str]:
    """What keeps somebody from reading or using it."""
    told = Axe().run(page, options=rules)
    found = [told.generate_report()] if told.violations_count else []
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("it scrolls sideways")
    return [f"{page.url}: {each}" for each in found]
