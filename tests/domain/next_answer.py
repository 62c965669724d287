"""What somebody answers for whom nothing goes wrong, whatever the démarche: its usual way on."""

from collections.abc import Iterator

from kiosk.domain.actions import AskCode, HandOver, Issue, Read, Submit
from kiosk.domain.engine import Position
from kiosk.domain.entries.address import POSTCODE
from kiosk.domain.entries.days import BIRTH_DATE, LOSS_DATE
from kiosk.domain.entries.nir import NIR
from kiosk.domain.entry import Entry
from kiosk.domain.flow import Agreed, Chosen, Confirm, Fill, Filled, Offer, StepAnswer, StepResult
from kiosk.domain.identity import Holder
from kiosk.domain.ids import Confirmation
from kiosk.domain.services import Demarche
from tests.domain.kiosk import Kiosk, go
from tests.domain.outcomes import results_of
from tests.domain.people import ALONE, ALONE_CARD, nir

TYPED = {
    NIR: nir("1850375999001").value,
    BIRTH_DATE: "14031985",
    LOSS_DATE: "14112026",
    POSTCODE: "75012",
}
"""What fits a screen; any other day is one gone by, and all else takes a line of an address."""
LINE = "12 rue Neuve"
CODE = "84261937"


def typed(entry: Entry, line: str) -> Filled:
    return Filled(TYPED.get(entry, "14112026" if entry.name == LOSS_DATE.name else line))


def next_answer(step: Position, person: Holder, line: str, agreed: Confirmation) -> StepAnswer:
    """The first way on, the hoped-for result, what fits, and yes. A code is typed elsewhere: here
    it is one that was right."""
    match step:
        case Read() | Issue() | Submit() | HandOver() | AskCode():
            return StepResult(results_of(step, person)[0])
        case Fill(entry=entry):
            return typed(entry, line)
        case Confirm() | Offer():
            return Agreed(agreed)
        case _:
            return Chosen(0)


def begun(demarche: Demarche, kiosk: Kiosk) -> Kiosk:
    """Alix opens the démarche; without a card where it is for those who have none, and offline
    where it is there only as long as another one cannot be had."""
    if demarche.cardless:
        kiosk.begins_without_card()
    else:
        kiosk.inserts(ALONE_CARD)
    kiosk.opens_service(demarche.id)
    return kiosk


def on_the_way(kiosk: Kiosk) -> Iterator[Position]:
    """Every step up to the end of the démarche, each before it is answered."""
    number = 0
    while kiosk.state == "InService":
        number += 1
        step = kiosk.position
        yield step
        if isinstance(step, AskCode):
            kiosk.types(CODE)
        kiosk.answers(next_answer(step, ALONE, LINE, go(number)))
