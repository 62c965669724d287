"""Where people may go whom this kiosk cannot serve."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from textwrap import shorten

from kiosk.domain.faults import Link
from kiosk.domain.place import in_language
from kiosk.domain.states import KioskState
from kiosk.ui.present.opening import opening_view
from kiosk.ui.present.parts import OptionView
from kiosk.ui.present.view import View
from shared_runtime.messages.catalogue import Translations
from wire.nearest import KnownNearest, NearestKiosk
from wire.opening_hours import OpenNow, opening

BELIEVED = timedelta(days=3)
"""From Friday evening until Monday without a network, all is as it was. What was true a week ago of
a machine that may fail itself sends somebody through the rain for nothing."""
LONGEST_NAME = 48
"""Of a place: with it, its address and its hours stand on the smallest screen in large text."""
_A_KILOMETRE, _TEN_KILOMETRES = 1_000, 10_000
_NEAR_STEP, _TENTH = 50, 100


def nearest_ways(kiosk: KioskState, view: View) -> Iterable[OptionView]:
    """Its place, and when it is open where that is known. Of one in this very agency, or where none
    is known, as the agency says it."""
    translations, near = view.translations, _nearest(kiosk, view)
    agency_says = in_language(view.place.other_kiosk, translations.language)
    if near is None:
        if agency_says:
            yield OptionView(agency_says, icon="pin")
        return
    if near.here:
        yield OptionView(translations.say("nearest.here"), agency_says, icon="pin")
        return
    yield OptionView(_name(near, translations), _address(near, translations), icon="pin")
    if near.hours is not None and kiosk.link is not Link.CLOCK_WRONG:
        yield opening_view(near.hours, view.now, translations)


def _nearest(kiosk: KioskState, view: View) -> NearestKiosk | None:
    """The nearest that is open now, else the nearest."""
    known = kiosk.nearest
    if not _believed(known, view.now):
        return None
    if kiosk.link is Link.CLOCK_WRONG:
        return next(iter(known.kiosks), None)
    is_open = (each for each in known.kiosks if _is_open(each, view.now))
    return next(is_open, None) or next(iter(known.kiosks), None)


def _believed(known: KnownNearest, now: datetime) -> bool:
    """A clock that was set back makes nothing new."""
    return known.as_of is not None and abs(now - known.as_of) < BELIEVED


def _is_open(near: NearestKiosk, now: datetime) -> bool:
    return near.here or near.hours is None or isinstance(opening(near.hours, now), OpenNow)


def _name(near: NearestKiosk, translations: Translations) -> str:
    name = shorten(near.name, LONGEST_NAME, placeholder="…")
    if near.distance_m is None:
        return name
    away = _away(near.distance_m, translations)
    return translations.say("nearest.line", name=name, away=away)


def _away(metres: int, translations: Translations) -> str:
    """In steps of fifty metres under a kilometre, of a tenth of one under ten."""
    near = max(_NEAR_STEP, round(metres / _NEAR_STEP) * _NEAR_STEP)
    if near < _A_KILOMETRE:
        return translations.say("nearest.away_m", metres=near)
    tenths = round(metres / _TENTH)
    if metres < _TEN_KILOMETRES and tenths % 10:
        return translations.say("nearest.away_km_tenths", km=tenths // 10, tenths=tenths % 10)
    return translations.say("nearest.away_km", km=round(metres / _A_KILOMETRE))


def _address(near: NearestKiosk, translations: Translations) -> str:
    address = near.address
    if address is None:
        return ""
    return translations.say(
        "nearest.address", street=address.street, postcode=address.postcode, town=address.town
    )
