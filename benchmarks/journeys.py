"""``python -m benchmarks.journeys VISITS``: visits to the real window, each piece of work timed.

A piece is what the event loop does in one go before it can draw again: a touch on its way through
QML, model, session and back into QML; news from a device or the gateway; the clock's minute;
leaving screens being deleted. Drawing is not in it. Printed as JSON: a list of pieces, each the
name of the work, the screen it led to, milliseconds of the processor and of the clock.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from kiosk.app.compose import prepare
from kiosk.app.document_printer import DocumentPrinter
from kiosk.documents.receipt_samples import CONTACT
from kiosk.documents.samples import PLACE
from kiosk.domain.card import CardRead
from kiosk.domain.events import CardAnswered, CardArrived
from kiosk.domain.paper import HandedOver
from kiosk.hardware.sim.printer.printer import SimPrinter
from kiosk.ui.engine import KioskWindow, make_application
from shared_runtime.messages.loading import shipped
from tests.demarches import ATTESTATION
from tests.domain.people import attestation, droits
from tests.ui.tiles import tile_of
from tests.ui.visitor import CAMILLE, Visitor
from tests.ui.visitor import touch as touch_on_screen
from wire.citizen import AccountState, CodeAccepted, SessionOpened

SIZE = (1080, 1920)
DRAWN_ONE_IN = 8
"""Drawing takes most of the time and is not what is measured."""
COMPILED_WITHIN_S = 3.0
CHILDREN = tuple(f"Enfant{number}" for number in range(1, 7))
CODE = "2580"


@dataclass
class Meter:
    """Times pieces of work on this thread."""

    visitor: Visitor
    draws: bool = True
    pieces: list[tuple[str, str, float, float]] = field(default_factory=list)

    def piece(self, name: str, work: Callable[[], object]) -> None:
        """Does one piece of work, then what the loop would do next: deletions, and drawing."""
        self._timed(name, work)
        self._timed("deletions", _deletions)
        if self.draws:
            QCoreApplication.processEvents()

    def _timed(self, name: str, work: Callable[[], object]) -> None:
        wall, own = time.perf_counter_ns(), time.thread_time_ns()
        work()
        own_ms = (time.thread_time_ns() - own) / 1e6
        wall_ms = (time.perf_counter_ns() - wall) / 1e6
        self.pieces.append((name, self.visitor.kind, own_ms, wall_ms))


def _deletions() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def visit(meter: Meter, family: bool) -> None:
    """One visit from card to paper, in English and large for a moment, to the card's leaving."""
    visitor = meter.visitor

    def touch(intent: str, *arguments: object) -> None:
        visitor.clock.seconds += 1
        meter.piece(f"touch {intent}", lambda: touch_on_screen(visitor.app, intent, *arguments))

    def news(what: str, result: object) -> None:
        meter.piece(f"news {what}", lambda: visitor.answer(result))

    meter.piece("clock", visitor.app.passTime)
    touch("setLanguage", "en")
    touch("setLanguage", "fr")
    touch("openHelp")
    touch("closeHelp")
    session = visitor.session()
    meter.piece("card in", lambda: visitor.handle(CardArrived(session)))
    read = CardAnswered(session, CardRead((CAMILLE,)))
    meter.piece("card read", lambda: visitor.handle(read))
    touch("toggleLargeText")
    touch("toggleLargeText")
    touch("toggleContrast")
    touch("toggleContrast")
    touch("choose", tile_of(ATTESTATION, visitor.registry, visitor.runner.kiosk))
    news("account", SessionOpened(AccountState.ACTIF, None))
    for digit in CODE:
        touch("typeCharacter", digit)
    touch("submitEntry")
    news("code", CodeAccepted())
    news("rights", droits(CAMILLE, *(CHILDREN if family else ())))
    while visitor.kind == "choose":
        touch("choose", 0)
    touch("agree")
    news("attestation", attestation(CAMILLE))
    news("paper", HandedOver(1))
    touch("choose", 0)
    touch("end")
    meter.piece("card out", visitor.pull_out)


def main() -> None:
    visits = int(sys.argv[1])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    application = make_application(["journeys"])
    catalogue = shipped()
    visitor = Visitor(catalogue)
    window = KioskWindow(visitor.app, catalogue, SIZE)
    prepare("kiosk-ui", DocumentPrinter(SimPrinter(Path()), None, PLACE, CONTACT))
    end = time.monotonic() + COMPILED_WITHIN_S
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.01)
    meter = Meter(visitor)
    for number in range(visits):
        meter.draws = number % DRAWN_ONE_IN == 0
        meter.visitor = visitor
        visit(meter, family=number % 2 == 1)
        if visitor.kind != "attract":
            raise RuntimeError(f"a visit ended at {visitor.kind}")
    json.dump(meter.pieces, sys.stdout)
    window.close()
    application.quit()


if __name__ == "__main__":
    main()
