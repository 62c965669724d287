"""Each page of the console in Chromium, by day on a desk and by night on a phone: whether it can be
read by everybody, fits, complains of nothing, and looks as it did."""

from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.system.console_browser import (
    chromium,
    needs_chromium,
    objections,
    opened,
)
from tests.system.console_goldens import (
    DIFFERENCES,
    FOLDER,
    GOLDENS,
    HEIGHT,
    LOOKS,
    Look,
    difference,
    file_of,
    taken,
)
from tests.system.filled_console import FilledConsole, filled_console

pytestmark = [pytest.mark.system, needs_chromium]
_GONE = "404 (Not Found)"
"""What Chromium says of the page that is not there."""


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FilledConsole]:
    with filled_console(tmp_path_factory.mktemp("console")) as console:
        yield console


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def test_every_page_is_looked_at(console: FilledConsole) -> None:
    assert list(console.unvisited) == []


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_page(browser: Browser, console: FilledConsole, look: Look) -> None:
    context = console.context(browser, look.width, HEIGHT, look.scheme)
    wrong: list[str] = []
    changed: list[str] = []
    page = opened(context, console.url, wrong)
    for name, path in console.paths.items():
        answer = page.goto(console.url + path)
        if answer is None or answer.status != (404 if name == "nothing" else 200):
            wrong.append(f"{name} is not there")
        page.evaluate("document.fonts.ready")
        if name in GOLDENS[look.name]:
            changed += _changed(look, name, taken(page))
        wrong += objections(page, look.rules)
    context.close()
    wrong = [each for each in wrong if _GONE not in each]
    assert not wrong, "\n".join(wrong)
    assert changed == [], f"see {DIFFERENCES}; if it is meant so: make goldens"


def test_each_golden_is_of_some_page() -> None:
    kept = {file_of(look, name) for look in LOOKS for name in GOLDENS[look.name]}
    assert set(FOLDER.glob("*.png")) == kept


def _changed(look: Look, name: str, picture: Image.Image) -> list[str]:
    """Its name where it is not as it was, after a picture of it and of the difference."""
    marked = difference(Image.open(file_of(look, name)), picture)
    if marked is None:
        return []
    DIFFERENCES.mkdir(parents=True, exist_ok=True)
    file = file_of(look, name).name
    picture.save(DIFFERENCES / f"console-{file}")
    marked.save(DIFFERENCES / f"console-differs-{file}")
    return [file]
