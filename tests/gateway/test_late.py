"""The gateway before its library is loaded: it answers as the real one does."""

from uuid import UUID

import pytest

from kiosk.domain.ids import SessionId
from kiosk.domain.outcomes import Cause, CodeKind, Unreachable
from kiosk.gateway.late import LateGateway
from shared_runtime.clock import SystemClock
from tests.domain.people import holder

SESSION = SessionId(UUID(int=1))


@pytest.mark.parametrize(
    "call",
    [
        lambda gateway: gateway.open_session(SESSION, holder("MARTIN")),
        lambda gateway: gateway.check_code(SESSION, CodeKind.PERSONAL, "123456"),
        lambda gateway: gateway.send_provisional_code(SESSION),
        lambda gateway: gateway.fetch_rights(SESSION),
    ],
)
def test_nobody_behind_the_socket_is_said_as_by_the_real_gateway(tmp_path, call):
    late = LateGateway(tmp_path / "nobody.sock", SystemClock())
    assert call(late) == call(late.client()) == Unreachable(Cause.GATEWAY)


def test_a_farewell_to_nobody_is_no_trouble(tmp_path):
    LateGateway(tmp_path / "nobody.sock", SystemClock()).close_session(SESSION)
