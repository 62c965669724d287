"""The home screen: groups of services as tiles, or one group's services."""

from kiosk.domain.services import Group, Service, obstacle
from kiosk.domain.states import Borne, Home
from kiosk.ui.present import icons
from kiosk.ui.present.screens import HomeScreen, TileView
from kiosk.ui.present.view import View


def home(borne: Borne, state: Home, view: View) -> HomeScreen:
    """All groups that have a service, or the services of the chosen group, in their order."""
    speech = view.speech
    if state.group is None:
        groups = view.registry.groups
        tiles = tuple(_group(group, borne, view, group is groups[0]) for group in groups)
        return HomeScreen(speech.say("home.title"), tiles)
    services = view.registry.in_group(state.group)
    tiles = tuple(_service(service, borne, view, service is services[0]) for service in services)
    return HomeScreen(speech.say(f"group.{state.group}"), tiles)


def _group(group: Group, borne: Borne, view: View, primary: bool) -> TileView:
    services = view.registry.in_group(group)
    reasons = [_reason(service, borne, view) for service in services]
    names = (view.speech.say(f"service.{service.id}") for service in services)
    return TileView(
        label=view.speech.say(f"group.{group}"),
        detail=", ".join(names),
        icon=icons.GROUPS[group],
        enabled="" in reasons,
        reason="" if "" in reasons else reasons[0],
        primary=primary,
    )


def _service(service: Service, borne: Borne, view: View, primary: bool) -> TileView:
    reason = _reason(service, borne, view)
    return TileView(
        label=view.speech.say(f"service.{service.id}"),
        detail=view.speech.say(f"service.{service.id}.detail"),
        icon=icons.GROUPS[service.group],
        enabled=not reason,
        reason=reason,
        primary=primary,
    )


def _reason(service: Service, borne: Borne, view: View) -> str:
    why = obstacle(service, borne.faults, borne.link)
    return "" if why is None else view.speech.say(f"why.{why}")
