"""From card to paper on installed units: reader, screen, door, central, CUPS, printer."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from devdock.cards.people import people
from tests.machine.kiosk_machine import KioskMachine
from tests.machine.rehearsal import Press, rehearse
from tests.system.memory import standing_in

CARD, CODE = "camille-martin", "2580"
VISIT = (
    ("home", ["Attestation de droits"]),
    ("code", [*CODE, "Valider"]),
    ("choose", ["Pour moi"]),
    ("choose", ["Attestation complète"]),
    ("confirm", ["Oui, imprimer"]),
    ("paper", ["J’ai mon papier, continuer"]),
    ("home", ["Terminer"]),
)
REST_S = 1.0
"""The screen takes no touch for half a second after it has changed."""
HOLDER = people()[CARD].holder
PLANTED = {
    "number": HOLDER.nir.value,
    "spaced number": HOLDER.nir.spaced,
    "family name": HOLDER.family_name,
    "family name as it is shown": HOLDER.family_name.title(),
    "given name": HOLDER.given_name,
    "birth date": HOLDER.birth_date,
    "birth date as it is sent": f"{date.fromisoformat(HOLDER.birth_date):%Y-%m-%d}",
    "birth date as it is shown": f"{date.fromisoformat(HOLDER.birth_date):%d/%m/%Y}",
}
IN_MEMORY = ("run", "tmp", "dev/shm")
OF_THE_CAISSE = ("var/lib/central", "var/test-")
"""Here on the same disk: it keeps what it knew before."""


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> tuple[Press, ...]:
    return rehearse(tmp_path_factory.mktemp("rehearsal"), CARD, VISIT)


def test_a_card_becomes_a_paper(kiosk: KioskMachine, way: tuple[Press, ...]) -> None:
    before = len(kiosk.printer.papers())
    visit(kiosk, way)
    (paper,) = kiosk.printer.papers()[before:]
    assert paper.read_bytes().startswith(b"%PDF-")
    kiosk.expect_shown("Attract")


def visit(kiosk: KioskMachine, way: tuple[Press, ...]) -> None:
    """The whole of it, by touches, until the card is out again."""
    papers = len(kiosk.printer.papers())
    kiosk.card.insert(CARD)
    kiosk.expect_shown("Home")
    for press in way:
        if press.screen == "paper":
            kiosk.machine.wait_until(
                lambda: len(kiosk.printer.papers()) > papers, "a paper in the tray"
            )
        kiosk.expect_rest(REST_S)
        kiosk.press(press, moves=not press.name.isdecimal())
    kiosk.expect_shown("TakeCard")
    kiosk.card.remove()
    kiosk.expect_shown("Attract")


def test_nothing_of_the_visit_stays_on_a_disk(kiosk: KioskMachine, way: tuple[Press, ...]) -> None:
    upper = kiosk.machine.root.parent / "upper"
    found = {name: told for name, told in _traces(upper) if not name.startswith(OF_THE_CAISSE)}
    assert found == {}


def test_nor_in_a_file_in_memory(kiosk: KioskMachine, way: tuple[Press, ...]) -> None:
    live = kiosk.machine.live_root
    assert {name: told for folder in IN_MEMORY for name, told in _traces(live / folder)} == {}


def test_nor_in_a_journal(kiosk: KioskMachine, way: tuple[Press, ...]) -> None:
    """As it is told: what lies on the disk of it is compressed."""
    told = kiosk.machine.run("journalctl", "--no-pager", "--all", "--output=export").out
    assert "kiosk-ui.service" in told
    assert standing_in(told.encode(), PLANTED) == set()


def _traces(folder: Path) -> Iterator[tuple[str, set[str]]]:
    """Of each file under it that holds something of the visit: where, and what."""
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # it went meanwhile
            if path.is_file() and not path.is_symlink():
                told = standing_in(path.read_bytes(), PLANTED)
                if told:
                    yield str(path.relative_to(folder)), told
