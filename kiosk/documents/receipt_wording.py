"""What a receipt says of each request. It is in French, whatever the screen speaks."""

from datetime import datetime

from kiosk.documents.wording import long_date
from kiosk.domain.demandes import Assurance, Kind
from shared_runtime.messages.catalogue import FIRST_LANGUAGE, Gap, Translations
from shared_runtime.messages.loading import shipped


def say(key: str, **gaps: Gap) -> str:
    return Translations(shipped(), FIRST_LANGUAGE).say(key, **gaps)


def operation(kind: Kind) -> str:
    return say(f"receipt.operation.{kind}")


def state(*, online: bool) -> str:
    return say("receipt.state.on_its_way" if online else "receipt.state.offline")


def delay(kind: Kind, *, online: bool) -> str:
    """As the screen says; from the moment the caisse has the request."""
    usual = say(f"recorded.delay.{kind}")
    return usual if online else say("receipt.delay_later", delay=usual)


def follows(kind: Kind, assurance: Assurance) -> tuple[str, ...]:
    """What happens now, by how sure one is who asked; whole sentences."""
    match kind, assurance:
        case Kind.CARD_OPPOSITION, _:
            return say("receipt.next.by_an_agent"), say("receipt.next.not_blocked_yet")
        case _, Assurance.DECLARED:
            return say("receipt.next.by_an_agent"), say("receipt.next.who_asked")
        case Kind.ADDRESS_CHANGE, Assurance.CARD:
            return (say("recorded.next.address_to_confirm"),)
        case _:
            return (say(f"recorded.next.{kind}"),)


def moment(at: datetime) -> str:
    """``22 novembre 2026 à 14 h 05``, by the clock that ``at`` is told in."""
    day = long_date(at.date())
    return say("receipt.moment", date=day, hour=at.hour, minute=f"{at.minute:02}")
