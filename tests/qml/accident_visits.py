"""Visits up to each screen of an accident that somebody else caused."""

from collections.abc import Callable, Mapping

from kiosk.domain.paper import HandedOver, Medium
from tests.demarches import ACCIDENT
from tests.domain.kiosk import Kiosk
from tests.qml import sample_visits as at
from wire.actions import ActionRecorded
from wire.demandes.demande import Assurance


def kind() -> Kiosk:
    kiosk = at.home()
    kiosk.opens_service(ACCIDENT)
    kiosk.picks("login.have_code.no")
    return kiosk


def help_first() -> Kiosk:
    kiosk = kind()
    kiosk.picks("accident.kind.blows")
    return kiosk


def known() -> Kiosk:
    kiosk = help_first()
    kiosk.picks("way.on")
    kiosk.fills("21112026", "CARREFOUR DE LA RÉPUBLIQUE, LYON 3")
    return kiosk


def confirm() -> Kiosk:
    kiosk = known()
    kiosk.picks("accident.known.yes")
    kiosk.fills("GARAGE DU PONT", "ASSURANCES MUTUELLES DU PONT", "2026-0042-XY")
    kiosk.picks("accident.report.yes")
    kiosk.picks("accident.work.yes")
    return kiosk


def without_paper() -> Kiosk:
    kiosk = confirm()
    kiosk.agrees()
    kiosk.performs(ActionRecorded(at.REFERENCE, Assurance.CARD, online=False))
    return kiosk


def whether_paper() -> Kiosk:
    kiosk = without_paper()
    kiosk.picks("way.on")
    return kiosk


def with_paper() -> Kiosk:
    kiosk = whether_paper()
    kiosk.picks("recorded.print.yes")
    kiosk.performs(HandedOver(1, Medium.STRIP))
    return kiosk


VISITS: Mapping[str, Callable[[], Kiosk]] = {
    "accident-kind": kind,
    "accident-help": help_first,
    "accident-known": known,
    "accident-confirm": confirm,
    "accident-no-paper": without_paper,
    "accident-whether-paper": whether_paper,
    "accident-paper": with_paper,
}
