"""Staff at the kiosk of a soak: the one place where their visits are told."""

from pathlib import Path
from uuid import uuid4

from kiosk.domain.outcomes import NOT_REACHED
from kiosk.gateway.client import GatewayClient
from shared_runtime.clock import SystemClock
from tests.soak.rig import Rig, Script
from wire.codec import Codec
from wire.staff import SignInAnswer, SignInStaff

_ANSWER = Codec[SignInAnswer](SignInAnswer)
_SIGN_IN = Codec[SignInStaff](SignInStaff)


def staff_at_the_gateway(rig: Rig, socket: Path) -> Script:
    """Somebody of whom the kiosk was told nothing tries to sign in, between two visits."""
    yield rig.at("attract")
    clock = SystemClock()
    asked = SignInStaff(uuid4(), clock.now(), "000000", name="agent")
    said = GatewayClient(socket, clock).ask(
        "POST", "/v1/staff/sign-in", None, _SIGN_IN.write(asked), _ANSWER
    )
    assert not isinstance(said, NOT_REACHED), said
