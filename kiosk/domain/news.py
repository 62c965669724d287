"""The kiosk after it has heard something of the world around it, which moves no session."""

from dataclasses import replace
from typing import assert_never

from kiosk.domain.events import (
    CapabilitiesChanged,
    KioskNews,
    LinkChanged,
    MessageTold,
    NearestTold,
    ServicesCounted,
)
from kiosk.domain.states import KioskState


def heard(kiosk: KioskState, news: KioskNews) -> KioskState:
    match news:
        case LinkChanged(link):
            return replace(kiosk, link=link)
        case CapabilitiesChanged(central):
            # Whoever is in a service goes on: what is missing now is refused where it is asked for.
            return replace(kiosk, central=central)
        case ServicesCounted(begun):
            too_late = kiosk.begun is not None or kiosk.session is not None
            return kiosk if too_late else replace(kiosk, begun=begun)
        case MessageTold(text):
            return replace(kiosk, message=text)
        case NearestTold(nearest):
            return replace(kiosk, nearest=nearest)
        case _:
            assert_never(news)
