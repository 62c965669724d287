"""What stands around every screen: header, banner, help panel."""

from collections.abc import Iterator
from datetime import datetime

from kiosk.domain.faults import Fault, Link
from kiosk.domain.identity import Holder
from kiosk.domain.maintenance.stay import Maintenance, StaffSignIn
from kiosk.domain.place import Place, in_language
from kiosk.domain.services import obstacle, sent_later
from kiosk.domain.states import (
    Attract,
    Booting,
    Home,
    IdleWarning,
    InService,
    KioskState,
    OutOfService,
)
from kiosk.ui.present.opening import opening_view
from kiosk.ui.present.parts import HeaderView, HelpView, OptionView
from kiosk.ui.present.view import Help, View
from shared_runtime.messages.catalogue import Translations


def header(kiosk: KioskState, view: View) -> HeaderView:
    """Names the person by given name only, and nobody while they may be away."""
    holder = _person_in_front(kiosk)
    place, translations = view.place, view.translations
    whose = _staff(kiosk, translations)
    agency = _agency_line(place, translations)
    return HeaderView(
        caisse_name=place.caisse_name if whose is None else translations.say("maintenance.band"),
        agency_line=agency if not whose else f"{whose} · {agency}",
        clock_text=clock_text(view.now),
        date_text=_date_text(view.now, translations),
        greeting_name="" if holder is None else greeting_name(holder, translations),
        masked_nir="" if holder is None else holder.nir.masked,
        staff=whose is not None,
    )


def _staff(kiosk: KioskState, translations: Translations) -> str | None:
    """The role of the staff who are in, empty while they sign in; None where the screen is the
    public's."""
    match kiosk.state:
        case Maintenance(role=role) | IdleWarning(Maintenance(role=role)):
            return translations.say(f"maintenance.role.{role}")
        case StaffSignIn():
            return ""
        case _:
            return None


def _agency_line(place: Place, translations: Translations) -> str:
    """Empty until it is known where the kiosk stands."""
    if not place.agency_name:
        return ""
    return translations.say("header.agency", agency=place.agency_name, number=place.kiosk_number)


def _person_in_front(kiosk: KioskState) -> Holder | None:
    match kiosk.state:
        case Home(visit) | InService(visit, leaving=False):
            return visit.holder
        case _:
            return None


def greeting_name(holder: Holder, translations: Translations) -> str:
    """The given name as people write it: cards often hold capitals only."""
    return written_name(holder.given_name) or translations.say("header.nameless")


def written_name(name: str) -> str:
    """``JEAN-PIERRE`` as ``Jean-Pierre``; a name in mixed case stays as it is."""
    name = name.strip()
    return name.title() if name.isupper() else name


def clock_text(at: datetime) -> str:
    return f"{at:%H:%M}"


def _date_text(at: datetime, translations: Translations) -> str:
    return translations.say(
        "date.short",
        weekday=translations.say(f"date.weekday.{at.isoweekday()}"),
        day=at.day,
        month=translations.say(f"date.month.{at.month}"),
    )


def banner(kiosk: KioskState, view: View) -> str:
    """What does not work just now and concerns everybody; when all is well, what the caisse has to
    say to whoever is not in the middle of something."""
    translations = view.translations
    match kiosk.state:
        case Booting() | OutOfService():
            return ""
        case InService(blocked=trouble) if trouble is not None:
            # The screen itself says what the printer waits for.
            return ""
        case StaffSignIn() | Maintenance():
            gone = Fault.GATEWAY in kiosk.faults
            return translations.say("maintenance.gateway_away") if gone else ""
    if kiosk.link is Link.CLOCK_WRONG:
        return translations.say("banner.clock")
    if kiosk.link is Link.OFFLINE or Fault.GATEWAY in kiosk.faults:
        return translations.say(
            "banner.later" if _waits_for_the_network(kiosk, view) else "banner.network"
        )
    if Fault.QUEUE in kiosk.faults:
        return translations.say("banner.queue")
    if Fault.PRINTER in kiosk.faults:
        return translations.say("banner.printer")
    if kiosk.link is Link.DEGRADED:
        return translations.say("banner.slow")
    if not isinstance(kiosk.state, Attract | Home):
        return ""
    if kiosk.message is not None:
        return in_language(kiosk.message, view.translations.language)
    return _notice(view)


def _notice(view: View) -> str:
    shown = (each for each in view.place.notices if each.is_shown(view.now))
    first = next(shown, None)
    return "" if first is None else in_language(first.text, view.translations.language)


def _waits_for_the_network(kiosk: KioskState, view: View) -> bool:
    """Whether there is something that can be asked for now and is sent later."""
    return any(
        sent_later(service, kiosk.link) and obstacle(service, kiosk.faults, kiosk.link) is None
        for service in view.registry.served_by(kiosk.central).services.values()
    )


def help_panel(kiosk: KioskState, view: View) -> HelpView:
    """Whom to ask or call: nobody is told of it."""
    translations = view.translations
    match view.help:
        case None:
            return HelpView(False, "", ())
        case Help.AGENT:
            return HelpView(
                True, translations.say("help.agent.title"), tuple(_whom_to_ask(kiosk, view))
            )


def _whom_to_ask(kiosk: KioskState, view: View) -> Iterator[OptionView]:
    """Where, when, and by phone."""
    place, translations = view.place, view.translations
    language = translations.language
    yield OptionView(in_language(place.agent_where, language), icon="person")
    in_words = in_language(place.agency_hours, language)
    if place.opening_hours is not None and kiosk.link is not Link.CLOCK_WRONG:
        yield opening_view(place.opening_hours, view.now, translations)
    elif in_words:
        yield OptionView(in_words, icon="clock")
    yield OptionView(
        translations.say("help.phone", phone=place.phone),
        in_language(place.phone_hours, language),
        icon="phone",
    )
