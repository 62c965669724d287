"""Screens as the presenter makes them of states and steps: typing, what is recorded, what waits."""

from functools import partial

from kiosk.domain.demandes import Assurance, Declared, Kind
from kiosk.domain.entry import EntryKind, Mistake
from kiosk.domain.faults import Link
from kiosk.domain.paper import HandedOver, Medium
from kiosk.domain.receipt import Receipt
from kiosk.domain.services import Group
from kiosk.domain.states import Home, InService, Visit
from kiosk.services.applicant import who
from kiosk.services.demande import recorded_screen
from kiosk.services.registry import ADDRESS
from kiosk.services.speech import confirm, fill
from kiosk.ui.catalogue import Catalogue
from kiosk.ui.present import screens as s
from tests.domain.kiosk import NOW
from tests.domain.people import ALONE
from tests.ui.places import DEMO_PLACE
from tests.ui.views import SESSION, borne, shown, step_shown, view, visit

LONG = "12 BIS AVENUE DU GÉNÉRAL LECLERC RDC A"
TYPED = {
    "fill-street": ("address.street", EntryKind.STREET, "12 RUE DE L'ÉGLISE", None),
    "fill-long": ("address.street", EntryKind.STREET, LONG, Mistake.CHARACTERS),
    "fill-nir": ("typed.nir", EntryKind.NIR, "185032", None),
    "fill-nir-wrong": ("typed.nir", EntryKind.NIR, "185037599900119", Mistake.NIR_KEY),
    "fill-date": ("typed.birth_date", EntryKind.BIRTH_DATE, "120", None),
}
LATER = {"home-later": None, "home-requests-later": Group.REQUESTS}
TYPED_BY = Declared(ALONE.nir, "19850312")
NOBODY = Visit(SESSION, None)
RECEIPT = Receipt(
    "20261122-0751-07-000042-52", NOW, Kind.CARD_OPPOSITION, Assurance.DECLARED, online=False
)


def flows(catalogue: Catalogue, language: str) -> dict[str, s.Screen]:
    """The screens by name."""
    seen = partial(view, catalogue, language)
    state = InService(visit(ALONE), ADDRESS)
    recorded = recorded_screen(DEMO_PLACE, RECEIPT, HandedOver(1, Medium.STRIP))
    return {
        **{
            name: step_shown(state, fill(key, kind), seen(text=text, mistake=mistake))
            for name, (key, kind, text, mistake) in TYPED.items()
        },
        **{
            name: shown(borne(Home(visit(ALONE), group), link=Link.OFFLINE), seen())
            for name, group in LATER.items()
        },
        "confirm-typed": step_shown(state, confirm("card_lost.confirm", *who(TYPED_BY)), seen()),
        "home-no-card": shown(borne(Home(NOBODY)), seen()),
        "recorded": step_shown(state, recorded, seen()),
    }
