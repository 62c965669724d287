"""The home screen: groups of services and what is asked for often, or one group's services."""

from collections.abc import Sequence
from typing import assert_never

from kiosk.domain.services import Demarche, Group, Registry, obstacle, sent_later
from kiosk.domain.states import Home, KioskState
from kiosk.ui.present import icons
from kiosk.ui.present.screens import HomeScreen, TileView
from kiosk.ui.present.view import View

_NAMED = 2


def home(kiosk: KioskState, state: Home, view: View) -> HomeScreen:
    """The tiles of the home screen, or the services of the chosen group, in their order."""
    translations = view.translations
    there = state.visit.offered(view.registry, kiosk.central)
    offered = there.now(kiosk.faults, kiosk.link)
    if state.group is not None:
        services = offered.in_group(state.group)
        tiles = tuple(_service(each, kiosk, view, each is services[0]) for each in services)
        drawing = icons.for_group(
            state.group, view.registry, with_card=state.visit.insured is not None
        )
        return HomeScreen(translations.say(f"group.{state.group}"), (), tiles, drawing)
    at_home = offered.at_home(kiosk.faults, kiosk.link)
    tiles = tuple(_tile(each, offered, kiosk, view, each is at_home[0]) for each in at_home)
    if state.visit.insured is None:
        lines = (translations.say("no_card.line"),)
        return HomeScreen(
            translations.say("no_card.title"),
            lines,
            tiles,
            icons.for_screen("no_card", view.registry),
        )
    return HomeScreen(
        translations.say("home.title"), (), tiles, icons.for_screen("home", view.registry)
    )


def _tile(
    tile: Demarche | Group, offered: Registry, kiosk: KioskState, view: View, primary: bool
) -> TileView:
    match tile:
        case Demarche():
            return _service(tile, kiosk, view, primary)
        case Group():
            return _group(tile, offered.in_group(tile), kiosk, view, primary)
        case _:
            assert_never(tile)


def _group(
    group: Group, services: tuple[Demarche, ...], kiosk: KioskState, view: View, primary: bool
) -> TileView:
    reasons = [_reason(service, kiosk, view) for service in services]
    had = [each for each, reason in zip(services, reasons, strict=True) if not reason]
    notes = [_note(service, kiosk, view) for service in had]
    return TileView(
        label=view.translations.say(f"group.{group}"),
        detail=_named(had or services, view),
        icon=icons.GROUPS[group],
        enabled=bool(had),
        reason="" if had else reasons[0],
        primary=primary,
        note=notes[0] if had and all(notes) else "",
    )


def _named(services: Sequence[Demarche], view: View) -> str:
    """Two of them by name, which stand on one line, and that there are more."""
    names = [view.translations.say(f"service.{service.id}") for service in services[:_NAMED]]
    shown = ", ".join(names)
    more = len(services) > _NAMED
    return view.translations.say("home.and_more", names=shown) if more else shown


def _service(service: Demarche, kiosk: KioskState, view: View, primary: bool) -> TileView:
    reason = _reason(service, kiosk, view)
    return TileView(
        label=view.translations.say(f"service.{service.id}"),
        detail=view.translations.say(f"service.{service.id}.detail"),
        icon=icons.for_service(service),
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
