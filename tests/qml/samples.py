"""Every screen, made by the real presenter of a visit that the real session has come to.

Nothing of what a picture shows is written here but what people bring: their cards, what they answer
and type.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kiosk.domain.place import Place
from kiosk.domain.session import start
from kiosk.ui.present.frame import frame as presented
from kiosk.ui.present.screens import Frame
from kiosk.ui.present.view import Help
from shared_runtime.messages.catalogue import Catalogue
from shared_runtime.messages.loading import shipped
from tests.domain.kiosk import Kiosk
from tests.qml import accident_visits, ceam_visits, staff_visits
from tests.qml import sample_visits as at
from tests.ui.views import view

SERVED: Mapping[str, Any] = {"served": True}


@dataclass(frozen=True, slots=True)
class Sample:
    """A visit to look at, and what the screen adds to it: what is typed, open, left of the time."""

    visit: Callable[[], Kiosk]
    seen: Mapping[str, Any] = field(default_factory=dict)


def _booting() -> Kiosk:
    kiosk = at.rest()
    kiosk.now, _ = start()
    return kiosk


def _of_staff(name: str) -> Sample:
    stay = staff_visits.STAYS[name]
    return Sample(lambda: stay().kiosk, staff_visits.SEEN.get(name, {}))


SAMPLES: Mapping[str, Sample] = {
    "attract": Sample(at.rest),
    "attract-offline": Sample(at.rest_offline),
    "attract-help": Sample(at.rest, {"help": Help.AGENT}),
    "booting": Sample(_booting),
    "out-of-service": Sample(at.out_of_service),
    "out-of-service-nearest": Sample(at.out_of_service_near(at.NEXT_AGENCY)),
    "out-of-service-here": Sample(at.out_of_service_near(at.OTHER_HERE)),
    "out-of-service-long": Sample(at.out_of_service_near(at.LONGEST_NAME)),
    "reading": Sample(at.reading),
    **{f"wrong-{name}": Sample(at.refusing(outcome)) for name, outcome in at.REFUSED.items()},
    "home": Sample(at.home),
    "home-offline": Sample(at.offline),
    "home-queue-full": Sample(at.queue_full),
    "home-card": Sample(at.card_services),
    "home-requests-later": Sample(at.requests_offline),
    "home-subjects": Sample(at.home, {"subjects_alone": True}),
    "home-no-card": Sample(at.without_card),
    "code": Sample(at.code, {"typed": 4}),
    "code-empty": Sample(at.code),
    "code-wrong": Sample(at.wrong_code),
    "code-provisional": Sample(at.provisional_code, {"typed": 2}),
    "code-letters": Sample(at.code, {"typed": 6, "letters": True}),
    "code-letters-wrong": Sample(at.wrong_code, {"letters": True}),
    "code-seen": Sample(at.code, at.A_LETTER_SEEN),
    "code-long": Sample(at.code, {"typed": 40, "letters": True}),
    "sms": Sample(at.sms),
    "login-suspended": Sample(at.suspended),
    "show-agent": Sample(at.opposed),
    "who": Sample(at.who),
    "who-many": Sample(at.for_whom),
    "choose": Sample(at.version),
    "confirm": Sample(at.confirm),
    "working": Sample(at.issuing),
    "problem": Sample(at.unreachable),
    "paper": Sample(at.paper),
    **{f"paper-waits-{trouble}": Sample(at.stopped(trouble)) for trouble in at.TROUBLES},
    "paper-again": Sample(at.paper_jam),
    "paper-came": Sample(at.paper_in_doubt),
    "paper-nothing-came": Sample(at.nothing_came),
    "show": Sample(at.card_facts),
    "numbers": Sample(at.numbers),
    **{name: Sample(at.page(*where)) for name, where in at.PAGES.items()},
    "fill-street": Sample(at.street, {"text": "12 RUE DE L'ÉGLISE"}),
    "fill-long": Sample(at.street, at.TOO_LONG),
    "fill-date": Sample(at.birth_date, {"text": "120"}),
    "fill-date-future": Sample(at.birth_date, at.STILL_TO_COME),
    "fill-nir": Sample(at.number, {"text": "185032"}),
    "fill-nir-wrong": Sample(at.number, at.WRONG_NUMBER),
    "confirm-typed": Sample(at.typed),
    "confirm-uncovered": Sample(at.typed, {"revealed": True}),
    "confirm-address": Sample(at.address),
    "recorded": Sample(at.recorded),
    "recorded-sheet": Sample(at.recorded_on_a_sheet),
    "recorded-no-receipt": Sample(at.recorded_without_receipt),
    "take-card": Sample(at.taking_card, SERVED),
    "take-card-timeout": Sample(at.taking_card),
    "idle": Sample(at.idle, {"idle_seconds": 17}),
    **{name: Sample(visit) for name, visit in accident_visits.VISITS.items()},
    **{name: Sample(visit) for name, visit in ceam_visits.VISITS.items()},
    **{name: _of_staff(name) for name in staff_visits.STAYS},
}
NAMES = tuple(SAMPLES)


@cache
def frame(name: str, language: str = "fr", help_: Help | None = None) -> Frame:
    """The whole picture ``name``; with the help panel over it where there is to be one."""
    sample = SAMPLES[name]
    kiosk = sample.visit()
    added = {"help": help_, **sample.seen}
    seen = view(_catalogue(), language, registry=kiosk.registry, place=_place(name), **added)
    return presented(kiosk.now, seen)


def _place(name: str) -> Place:
    return staff_visits.PLACE if name in staff_visits.STAYS else at.PLACE


@cache
def _catalogue() -> Catalogue:
    return shipped()
