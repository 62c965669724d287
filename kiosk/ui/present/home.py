"""The home screen: what is asked for most and all subjects, or what there is to do about one."""

from collections.abc import Sequence

from kiosk.domain.services import Demarche, Group, Registry, obstacle, sent_later
from kiosk.domain.states import Home, KioskState
from kiosk.ui.present import icons
from kiosk.ui.present.parts import TileView
from kiosk.ui.present.screens import GroupScreen, HomeScreen
from kiosk.ui.present.view import View


def home(kiosk: KioskState, state: Home, view: View) -> HomeScreen | GroupScreen:
    """The tiles of the home screen, or the services of the chosen group, in their order."""
    translations = view.translations
    there = state.visit.offered(view.registry, kiosk.central)
    offered = there.now(kiosk.faults, kiosk.link)
    if state.group is not None:
        services = offered.in_group(state.group)
        tiles = tuple(_service(each, kiosk, view) for each in services)
        return GroupScreen(translations.say(f"group.{state.group}.ask"), tiles)
    favourites = tuple(
        _service(each, kiosk, view, primary=not index)
        for index, each in enumerate(offered.most_asked(kiosk.faults, kiosk.link, kiosk.begun))
    )
    with_card = state.visit.insured is not None
    subjects = tuple(
        _group(group, offered, kiosk, view, with_card=with_card) for group in offered.groups
    )
    return HomeScreen(
        title=translations.say("home.title" if with_card else "no_card.title"),
        lines=() if with_card else (translations.say("no_card.line"),),
        favourites=favourites,
        subjects=subjects,
        subjects_alone=view.subjects_alone or not favourites,
    )


def _group(
    group: Group, offered: Registry, kiosk: KioskState, view: View, *, with_card: bool
) -> TileView:
    services = offered.in_group(group)
    reasons = [_reason(service, kiosk, view) for service in services]
    had = [each for each, reason in zip(services, reasons, strict=True) if not reason]
    return TileView(
        label=view.translations.say(f"group.{group}"),
        detail=_behind(services, view),
        picture=icons.for_group(group, view.registry, with_card=with_card),
        subject=group.value,
        enabled=bool(had),
        reason="" if had else reasons[0],
        primary=False,
    )


def _behind(services: Sequence[Demarche], view: View) -> str:
    """How many there are; of one alone its name, for a touch goes straight to it."""
    match services:
        case [service]:
            return view.translations.say(f"service.{service.id}")
        case _:
            return view.translations.say("home.count", count=len(services))


def _service(
    service: Demarche, kiosk: KioskState, view: View, *, primary: bool = False
) -> TileView:
    reason = _reason(service, kiosk, view)
    return TileView(
        label=view.translations.say(f"service.{service.id}"),
        detail=view.translations.say(f"service.{service.id}.detail"),
        picture=icons.drawing_of(service),
        subject=service.group.value,
        enabled=not reason,
        reason=reason,
        primary=primary,
        note=_note(service, kiosk, view),
    )


def _reason(service: Demarche, kiosk: KioskState, view: View) -> str:
    why = obstacle(service, kiosk.faults, kiosk.link)
    return "" if why is None else view.translations.say(f"why.{why}")


def _note(service: Demarche, kiosk: KioskState, view: View) -> str:
    return view.translations.say("tile.sent_later") if sent_later(service, kiosk.link) else ""
