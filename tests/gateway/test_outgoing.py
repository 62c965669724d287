"""What leaves kiosk-ui: whole, within the limits of the wire, and nothing else at all."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ids import ActionId, Confirmation, JobId, SessionId
from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.gateway.client import NO_HEADERS, GatewayClient
from shared_runtime.clock import SystemClock
from tests.calls import requests_of
from tests.demandes import APPLICANT
from tests.wire.messages import codes, demandes
from wire.attestation import IssueAttestation, Version
from wire.calls.attestation import ATTESTATION
from wire.calls.call import Call
from wire.calls.session import CHECK_CODE
from wire.calls.table import CALLS
from wire.citizen import CheckCode, CodeKind
from wire.codec import Codec, codec_of
from wire.demandes.card_damaged import CardDamaged
from wire.demandes.kinds import Demande
from wire.moments import YEARS

SESSION = SessionId(UUID(int=1))
DEMANDE = Codec[Demande](Demande)


class Sending(GatewayClient):
    """Keeps what would go out; nobody answers."""

    def __init__(self) -> None:
        super().__init__(Path("/nowhere"), SystemClock())
        self.sent: list[tuple[str, str, UUID | None, Any]] = []

    def ask(
        self,
        method: str,
        path: str,
        session: UUID | None,
        content: bytes | None,
        answers: Any,
        headers: Mapping[str, str] = NO_HEADERS,
    ) -> Any:
        body = None if content is None else json.loads(content)
        self.sent.append((method, path, session, body))
        return Unreachable(Cause.GATEWAY)


def confirmed(at: datetime) -> Confirmation:
    return Confirmation(ActionId(UUID(int=1)), JobId(UUID(int=2)), at)


@pytest.mark.parametrize("call", CALLS.values(), ids=list(CALLS))
@given(data=st.data())
def test_a_call_goes_out_whole_under_its_name_for_its_visit(
    call: Call[Any, Any], data: st.DataObject
):
    request = data.draw(requests_of(call))
    client = Sending()
    client.call(call, SESSION, request)
    body = None if request is None else codec_of(type(request)).plain(request)
    assert client.sent == [("POST", f"/v1/calls/{call.name}", SESSION, body)]


@given(codes | st.text(max_size=30))
def test_any_text_as_a_code_is_sent_or_refused_but_never_raises(code: str):
    client = Sending()
    client.call(CHECK_CODE, SESSION, CheckCode(CodeKind.PROVISIONAL, code))
    fits = code.isascii() and code.isdigit() and 4 <= len(code) <= 13
    assert [body["code"] for *_, body in client.sent] == ([code] if fits else [])


@given(st.uuids(), st.text(max_size=70), st.sampled_from(Version))
def test_any_text_as_a_reference_never_raises(action: UUID, reference: str, version: Version):
    client = Sending()
    client.call(ATTESTATION, SESSION, IssueAttestation(action, reference, version))
    assert [body["beneficiaire"] for *_, body in client.sent] in ([], [reference])


@pytest.mark.parametrize("year", [1, 1970, 3999, 9999])
def test_a_kiosk_whose_battery_is_flat_still_takes_what_a_person_confirms(year: int):
    client = Sending()
    client.submit(SESSION, confirmed(datetime(year, 1, 1, tzinfo=UTC)), CardDamaged(APPLICANT))
    ((*_, body),) = client.sent
    assert datetime.fromisoformat(body["confirmed_at"]).year in YEARS


@given(demandes)
def test_a_request_goes_out_whole_and_no_more_than_that(demande: Demande):
    client = Sending()
    client.submit(SESSION, confirmed(datetime(2026, 11, 22, tzinfo=UTC)), demande)
    ((method, path, session, body),) = client.sent
    assert (method, path, session) == ("PUT", f"/v1/actions/{UUID(int=1)}", SESSION)
    assert set(body) == {"confirmed_at", "with_card", "demande"}
    assert datetime.fromisoformat(body["confirmed_at"]) == datetime(2026, 11, 22, tzinfo=UTC)
    assert body["with_card"] is (demande.applicant.family_name is not None)
    assert DEMANDE.of_plain(body["demande"]) == demande
    assert set(body["demande"]) == set(json.loads(DEMANDE.write(demande)))


@pytest.mark.parametrize(
    "send",
    [
        lambda client: client.close_session(SESSION),
        lambda client: client.call(CALLS["rights"], SESSION, None),
    ],
)
def test_what_says_nothing_has_no_body(send: Callable[[GatewayClient], object]):
    client = Sending()
    send(client)
    ((*_, body),) = client.sent
    assert body is None
