"""How kiosk-sync stands: whether it answers, whether we may ask, and its link."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.faults import Link
from kiosk.gateway.query import GatewayTrouble, HttpAnswer, Nonsense, ask
from shared_runtime.clock import Clock
from wire.codec import Codec, Malformed
from wire.status import LinkStatus

_STATUS = Codec[LinkStatus](LinkStatus)


@dataclass(frozen=True, slots=True)
class Answers:
    """``link`` is its view of central."""

    link: Link


GatewayStatus = Answers | GatewayTrouble


def gateway_status(socket_path: Path, clock: Clock, within_s: float) -> GatewayStatus:
    match ask(socket_path, clock, within_s, "GET", "/v1/status"):
        case HttpAnswer(200, body):
            try:
                return Answers(Link(_STATUS.read(body).state))
            except Malformed:
                return Nonsense()
        case HttpAnswer():
            return Nonsense()
        case trouble:
            return trouble
