"""kiosk-ui's devices told to kiosk-sync, and the whole kiosk's health asked of it."""

from pathlib import Path

from kiosk.domain.outcomes import NOT_REACHED
from kiosk.gateway.client import GatewayClient
from kiosk.gateway.query import HttpAnswer, ask
from shared_runtime.clock import Clock
from wire.codec import Codec, Malformed
from wire.health import HealthCheck
from wire.report import DevicesReport, KioskHealth

_DEVICES = Codec[DevicesReport](DevicesReport)
_NOTHING = Codec[None](None)
_HEALTH = Codec[KioskHealth](KioskHealth)


class HealthClient:
    """Thread-safe. Of a kiosk-sync that knows nothing of health nothing is expected."""

    def __init__(self, socket_path: Path, clock: Clock) -> None:
        self._gateway = GatewayClient(socket_path, clock)

    def tell(self, devices: DevicesReport) -> bool:
        """Whether it was taken. Raises Malformed for what does not fit."""
        content = _DEVICES.write(devices)
        answer = self._gateway.ask("PUT", "/v1/health/devices", None, content, _NOTHING)
        return not isinstance(answer, NOT_REACHED)


def live_checks(socket_path: Path, clock: Clock, within_s: float) -> tuple[HealthCheck, ...]:
    """What the processes know while they run; nothing where they do not, or may not be asked."""
    match ask(socket_path, clock, within_s, "GET", "/v1/health"):
        case HttpAnswer(200, body):
            try:
                return _HEALTH.read(body).checks
            except Malformed:
                return ()
        case _:
            return ()
