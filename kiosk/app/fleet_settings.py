"""What the fleet has to do with this screen: which version it runs, and when it starts anew."""

from urllib.parse import urlencode

from kiosk.config.loading import LoadedSettings
from kiosk.domain.states import Attract, OutOfService, SessionState
from wire.headers import RUNNING_CONFIGURATION, UNUSABLE_CONFIGURATION


def stream_address(loaded: LoadedSettings) -> str:
    """Where kiosk-sync is listened to, and told with which settings this screen stands."""
    said = {RUNNING_CONFIGURATION: loaded.running, UNUSABLE_CONFIGURATION: loaded.unusable}
    query = urlencode({name: value for name, value in said.items() if value is not None})
    return f"/v1/events?{query}"


def is_outdated(
    wanted: int | None, loaded: LoadedSettings, state: SessionState, *, worn: bool = False
) -> bool:
    """Whether other settings are wanted here, or the screen is ``worn``, and nobody is there. Those
    that this screen could not use are not tried again."""
    if not worn and wanted in (None, loaded.running, loaded.unusable):
        return False
    return isinstance(state, Attract | OutOfService)
