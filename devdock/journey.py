"""The visits everybody should see first: an attestation on paper, and by post while offline."""

from collections.abc import Callable, Iterator
from pathlib import Path

from devdock.patience import eventually
from devdock.remote import Remote

CARD = "camille-martin"
CODE = "2580"


def visit(
    kiosk: Remote, put_card: Callable[[], None], take_card: Callable[[], None]
) -> Iterator[str]:
    """One visit in French, a screen at a time: yields the name of each as it comes up."""
    kiosk.expect_screen("attract")
    yield "attract"
    put_card()
    kiosk.expect_screen("home")
    yield "home"
    kiosk.press("Attestation de droits")
    kiosk.expect_screen("code")
    kiosk.type_code(CODE[:2])
    yield "code"
    kiosk.type_code(CODE[2:])
    kiosk.press("Valider")
    kiosk.expect_screen("choose")
    yield "who"
    kiosk.press("Pour moi")
    kiosk.expect_control("Attestation complète")
    yield "version"
    kiosk.press("Attestation complète")
    kiosk.expect_screen("confirm")
    yield "confirm"
    kiosk.press("Oui, imprimer")
    kiosk.expect_screen("working")
    yield "working"
    kiosk.expect_screen("paper")
    yield "paper"
    kiosk.press("J’ai mon papier, continuer")
    kiosk.expect_screen("home")
    kiosk.press("Terminer")
    kiosk.expect_screen("takeCard")
    yield "take-card"
    take_card()
    kiosk.expect_screen("attract")


def offline_visit(
    kiosk: Remote,
    put_card: Callable[[], None],
    take_card: Callable[[], None],
    set_network: Callable[[str | None], None],
) -> Iterator[str]:
    """A visit while the network is cut, which is mended at its end; told as ``visit`` is."""
    set_network("cut")
    kiosk.expect_text("Le réseau est coupé")
    put_card()
    kiosk.expect_screen("home")
    yield "home-offline"
    kiosk.press("Attestations")
    kiosk.expect_control("Attestation par courrier")
    yield "still-possible"
    kiosk.press("Attestation par courrier")
    kiosk.expect_screen("confirm")
    yield "confirm-by-post"
    kiosk.press("Oui, l’envoyer")
    kiosk.expect_screen("recorded")
    yield "recorded"
    kiosk.press("Faire autre chose")
    kiosk.expect_screen("home")
    kiosk.press("Terminer")
    kiosk.expect_screen("takeCard")
    take_card()
    kiosk.expect_screen("attract")
    set_network(None)


def paper_in(folder: Path) -> Path:
    """The newest PDF that came out."""
    return _newest(folder, "*.pdf")


def strip_in(folder: Path) -> Path:
    """The picture of the newest receipt that came out."""
    return _newest(folder, "*.png")


def _newest(folder: Path, pattern: str) -> Path:
    eventually(lambda: any(folder.glob(pattern)), f"{pattern} in {folder.name}")
    return max(folder.glob(pattern), key=lambda path: path.stat().st_mtime)
