"""From card to paper on installed units: reader, screen, door, central, CUPS, printer."""

from pathlib import Path

import pytest

from tests.machine.kiosk_machine import KioskMachine
from tests.machine.rehearsal import Press, rehearse

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
PLANTED = (b"MARTIN", b"Martin")


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
    found = [
        str(path.relative_to(upper))
        for path in upper.rglob("*")
        if path.is_file() and not path.is_symlink() and _holds(path)
    ]
    # central is the caisse's, here on the same disk: it keeps what it knew before.
    assert [each for each in found if not each.startswith(("var/lib/central", "var/test-"))] == []


def _holds(path: Path) -> bool:
    content = path.read_bytes()
    return any(word in content for word in PLANTED)
