"""The screens without a session, and those about the card itself."""

from typing import assert_never

from kiosk.domain.card import (
    Mute,
    ReadTimedOut,
    RemovedTooEarly,
    Unreadable,
    UnreadableReason,
    WrongCard,
)
from kiosk.domain.dates import card_date_text
from kiosk.domain.faults import BLOCKING
from kiosk.domain.identity import Holder
from kiosk.domain.services import Demarche, obstacle
from kiosk.domain.states import CardTrouble, KioskState
from kiosk.ui.present import icons
from kiosk.ui.present.chrome import written_name
from kiosk.ui.present.nearest import nearest_ways
from kiosk.ui.present.parts import OptionView
from kiosk.ui.present.screens import (
    AttractScreen,
    ChooseScreen,
    OutOfServiceScreen,
    WrongCardScreen,
)
from kiosk.ui.present.view import View
from shared_runtime.messages.catalogue import Translations

_DRAWINGS = {
    "cps": "cardOther",
    "long_name": "takeCard",
    "mute": "cardUpsideDown",
    "other": "cardOther",
    "removed": "cardIn",
    "staff": "cardOther",
    "timed_out": "warning",
    "unreadable": "takeCard",
    "vitale1": "cardOld",
    "withdrawn": "takeCard",
}
_ALREADY_TO_AN_AGENT = frozenset({"long_name", "unreadable", "vitale1", "withdrawn"})


def attract(kiosk: KioskState, view: View) -> AttractScreen:
    """How the card goes in, and what most people come for, as far as it can be had now."""
    say = view.translations.say
    there = view.registry.with_card.served_by(kiosk.central)
    offered = there.now(kiosk.faults, kiosk.link)
    asked = offered.most_asked(kiosk.faults, kiosk.link, kiosk.begun)
    had = (each for each in asked if obstacle(each, kiosk.faults, kiosk.link) is None)
    return AttractScreen(
        line=say("screen.attract.chip.up" if view.place.chip_up else "screen.attract.chip.down"),
        chip_up=view.place.chip_up,
        invitations=tuple(
            OptionView(_invitation(each, view.translations), icon=icons.drawing_of(each))
            for each in had
        ),
    )


def _invitation(service: Demarche, translations: Translations) -> str:
    """What one can do, said as such where a service has words for it."""
    name = translations.say(f"service.{service.id}")
    return translations.find(f"service.{service.id}.invite", name)


def out_of_service(kiosk: KioskState, view: View) -> OutOfServiceScreen:
    """Why, since when, and where the next kiosk is: as central knows it, else as the agency says
    it."""
    translations = view.translations
    say, faults, nearest = translations.say, kiosk.faults, tuple(nearest_ways(kiosk, view))
    return OutOfServiceScreen(
        reasons=tuple(say(f"fault.{fault}") for fault in sorted(faults & BLOCKING)),
        since=_since(view),
        phone=say("help.phone", phone=view.place.phone),
        nearest_title=say("nearest.title") if nearest else "",
        nearest=nearest,
    )


def _since(view: View) -> str:
    """The day as well where it is not today."""
    say, since = view.translations.say, view.since
    clock: dict[str, str | int] = {"hour": since.hour, "minute": f"{since:%M}"}
    if since.date() == view.now.date():
        return say("out_of_service.since", **clock)
    month = say(f"date.month.{since.month}")
    return say("out_of_service.since_day", day=since.day, month=month, **clock)


def wrong_card(trouble: CardTrouble, translations: Translations) -> WrongCardScreen:
    """What is wrong with the card, and what to do about it."""
    name = _name(trouble)
    what_to_do = translations.say(f"wrong_card.{name}.next")
    for_help = () if name in _ALREADY_TO_AN_AGENT else (translations.say("wrong_card.agent"),)
    return WrongCardScreen(
        title=translations.say(f"wrong_card.{name}.title"),
        lines=(what_to_do, *for_help),
        drawing=_DRAWINGS[name],
    )


def _name(trouble: CardTrouble) -> str:
    match trouble:
        case WrongCard(kind):
            return kind.value
        case Mute():
            return "mute"
        case Unreadable(UnreadableReason.WITHDRAWN):
            return "withdrawn"
        case Unreadable(UnreadableReason.NAME_TOO_LONG):
            return "long_name"
        case Unreadable():
            return "unreadable"
        case RemovedTooEarly():
            return "removed"
        case ReadTimedOut():
            return "timed_out"
        case _:
            assert_never(trouble)


def who_are_you(holders: tuple[Holder, ...], view: View) -> ChooseScreen:
    """Everybody on the card, by name and date of birth."""
    translations = view.translations
    return ChooseScreen(
        question=translations.say("who.question"),
        options=tuple(
            OptionView(
                label=f"{written_name(holder.given_name)} {holder.family_name}".strip(),
                detail=translations.say("who.born", date=card_date_text(holder.birth_date)),
                icon="person",
            )
            for holder in holders
        ),
        drawing=icons.for_screen("who.question", view.registry),
    )
