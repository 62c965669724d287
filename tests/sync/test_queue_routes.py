"""What people confirm, the queue and the print journal: kiosk-sync's API on a real store."""

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from structlog.testing import capture_logs

from kiosk.sync.current_visit import CurrentVisit
from kiosk.sync.db.failures import StoreFailed
from kiosk.sync.outbox.action import Acknowledged, Full, Quarantined, Unavailable
from kiosk.sync.routes.actions import ActionRoutes
from kiosk.sync.routes.application import application
from kiosk.sync.routes.begun import BegunRoutes
from kiosk.sync.routes.citizen import CitizenRoutes
from kiosk.sync.routes.prints import PrintRoutes
from kiosk.sync.routes.queue import QueueRoutes
from kiosk.sync.store.store_worker import Store, StoreWorker
from tests.sync.fakes import (
    ACCEPTED,
    CAISSE,
    CARD_BODY,
    CODE,
    FAMILY_NAME,
    NIR,
    SECRETS,
    VISIT,
    ScriptedCentral,
    TurnedClock,
    answer,
)
from tests.sync.store_workers import action, action_id, kept, submit
from wire import sealing
from wire.actions import ActionRecorded, QueuedAction, QueuePage, QueueSummary
from wire.codec import Codec, codec_of
from wire.demandes.kinds import Demande
from wire.problem import Problem

pytestmark = pytest.mark.anyio
DEMANDE = Codec[Demande](Demande)
MINE = {"Borne-Session": str(VISIT)}
ACTION = str(action_id(1))
STREET = "12 RUE DE LA PLANTE"
ADDRESS_CHANGE = {
    "confirmed_at": "2026-11-22T09:30:00Z",
    "with_card": True,
    "demande": {
        "kind": "address_change",
        "applicant": {
            "nir": NIR,
            "birth_date": "19550812",
            "family_name": FAMILY_NAME,
            "given_name": "ROSE",
        },
        "address": {"street": STREET, "postcode": "26000", "city": "VALENCE"},
    },
}


class Kept:
    """A store worker that can be told to fail, and what its routes told others."""

    def __init__(self, worker: StoreWorker) -> None:
        self._worker = worker
        self.fails: Exception | None = None
        self.says: object = None
        self.told = 0
        self.online = True

    async def ask(self, call: Callable[[Store], Any]) -> Any:
        if self.fails is not None:
            raise self.fails
        return await self._worker.ask(call) if self.says is None else self.says

    def tell(self) -> None:
        self.told += 1


@pytest.fixture
async def store(tmp_path: Path, clock: TurnedClock) -> AsyncIterator[Kept]:
    with kept(tmp_path, clock) as worker:
        yield Kept(worker)


@pytest.fixture
async def ui(
    central: ScriptedCentral, clock: TurnedClock, store: Any
) -> AsyncIterator[httpx.AsyncClient]:
    current = CurrentVisit(central.client(), clock, lambda _token: None)
    groups = (
        CitizenRoutes(current, clock),
        ActionRoutes(store, current, lambda: store.online, store.tell, clock),
        QueueRoutes(store, store.tell),
        PrintRoutes(store),
        BegunRoutes(store),
    )
    transport = httpx.ASGITransport(application(groups))
    async with httpx.AsyncClient(transport=transport, base_url="http://kiosk-sync") as client:
        yield client


async def put(ui: httpx.AsyncClient, action: str = ACTION, **more: Any) -> httpx.Response:
    return await ui.put(f"/v1/actions/{action}", headers=MINE, json=ADDRESS_CHANGE | more)


def slug(response: httpx.Response) -> str:
    said = codec_of(Problem).read(response.content)
    assert said.status == response.status_code
    return said.kind or ""


async def test_a_decision_is_on_disk_sealed_before_it_is_answered(
    ui: httpx.AsyncClient, store: Any, tmp_path: Path
):
    response = await put(ui)
    recorded = codec_of(ActionRecorded).read(response.content)
    assert (recorded.assurance, recorded.online, store.told) == ("card", True, 1)
    for path in (tmp_path / "state").iterdir():
        content = path.read_bytes()
        assert not any(each.encode() in content for each in (*SECRETS, STREET)), path

    batch = await store.ask(lambda store: store.outbox.take(50))
    (item,) = batch.items
    assert item.header.reference == recorded.reference
    body = sealing.unseal(item.sealed, item.header, CAISSE)
    assert DEMANDE.plain(DEMANDE.read(body)) == ADDRESS_CHANGE["demande"]


async def test_the_same_decision_again_has_the_same_answer(ui: httpx.AsyncClient, store: Any):
    first, again = await put(ui), await put(ui)
    assert first.json() == again.json()
    summary = await store.ask(lambda store: store.outbox.summary())
    assert summary.ready == 1


async def test_the_same_id_for_something_else_is_a_conflict(ui: httpx.AsyncClient):
    await put(ui)
    demande = {"kind": "ceam", "applicant": ADDRESS_CHANGE["demande"]["applicant"]}  # type: ignore[index]  # JSON of the test's own
    response = await put(ui, demande=demande)
    assert (response.status_code, slug(response)) == (409, "action-conflict")


async def test_no_session_is_needed_and_the_card_counts_for_what_it_is(ui: httpx.AsyncClient):
    typed = await put(ui, with_card=False)
    assert typed.json()["assurance"] == "declared"


async def test_a_code_counts_while_its_visit_is_at_hand(
    ui: httpx.AsyncClient, store: Any, central: ScriptedCentral
):
    reference = "r" * 40
    proven = ACCEPTED | {"session_reference": reference}
    central.says("POST /v1/citizen-sessions/code", answer(200, proven))
    await ui.post("/v1/calls/open", headers=MINE, json=CARD_BODY)
    await ui.post("/v1/calls/code", headers=MINE, json={"kind": "personal", "code": CODE})
    assert (await put(ui)).json()["assurance"] == "code"
    await ui.delete("/v1/session", headers=MINE)
    assert (await put(ui, str(action_id(2)))).json()["assurance"] == "card"
    assert (await put(ui)).json()["assurance"] == "code", "the answer of the first time"

    batch = await store.ask(lambda store: store.outbox.take(50))
    assert batch.items[0].header.session_reference == reference


async def test_what_cannot_go_up_now_says_so(ui: httpx.AsyncClient, store: Any):
    store.online = False
    assert (await put(ui)).json()["online"] is False


@pytest.mark.parametrize(
    ("says", "status", "expected"),
    [(Full(), 507, "queue-full"), (Unavailable(), 503, "queue-unavailable")],
)
async def test_what_is_not_on_disk_is_never_said_to_be(
    ui: httpx.AsyncClient, store: Any, says: object, status: int, expected: str
):
    store.says = says
    response = await put(ui)
    assert (response.status_code, slug(response)) == (status, expected)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", f"/v1/actions/{ACTION}", None),
        ("GET", "/v1/queue", None),
        ("GET", "/v1/queue/summary", None),
        ("POST", f"/v1/queue/{ACTION}/retry", None),
        ("PUT", f"/v1/prints/{ACTION}", {"state": "intent"}),
        ("POST", "/v1/prints/settle", None),
        ("GET", "/v1/begun", None),
        ("POST", "/v1/begun", {"service": "ceam"}),
    ],
)
async def test_a_disk_that_fails_is_said_at_every_door(
    ui: httpx.AsyncClient, store: Any, method: str, path: str, body: object
):
    store.fails = StoreFailed("SQLITE_IOERR")
    response = await ui.request(method, path, json=body)
    assert (response.status_code, slug(response)) == (503, "queue-unavailable")


@pytest.mark.parametrize(
    "more",
    [
        {"demande": {"kind": "unheard-of"}},
        {"confirmed_at": "yesterday"},
        {"with_card": None},
        {"colour": "blue"},
    ],
)
async def test_a_decision_nobody_understands_is_turned_away(
    ui: httpx.AsyncClient, store: Any, more: dict[str, Any]
):
    assert slug(await put(ui, **more)) == "invalid-request"
    assert slug(await put(ui, "no-id")) == "invalid-request"
    nobody = await ui.put(f"/v1/actions/{ACTION}", json=ADDRESS_CHANGE)
    assert slug(nobody) == "invalid-request"
    assert store.told == 0


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "1999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00"]
)
async def test_a_decision_of_the_year_1_is_turned_away_and_no_bug(
    ui: httpx.AsyncClient, store: Any, at: str
):
    response = await put(ui, confirmed_at=at)
    said = codec_of(Problem).read(response.content)
    assert (said.status, said.kind) == (422, "invalid-request")
    assert said.errors == ("confirmed_at: value_error",)
    assert store.told == 0


@pytest.mark.parametrize("at", ["2000-01-01T00:00:00+14:00", "2999-12-31T23:59:59Z"])
async def test_a_decision_at_the_ends_of_time_has_one_answer(ui: httpx.AsyncClient, at: str):
    assert (await put(ui, confirmed_at=at)).status_code in {200, 422}


async def test_a_decision_that_says_two_things_is_turned_away(ui: httpx.AsyncClient, store: Any):
    twice = json.dumps(ADDRESS_CHANGE)[:-1] + ', "with_card": false}'
    response = await ui.put(f"/v1/actions/{ACTION}", content=twice, headers=MINE)
    said = codec_of(Problem).read(response.content)
    assert (said.status, said.errors) == (422, ("body: a name twice in an object",))
    assert store.told == 0


async def test_the_largest_decision_that_fits_the_wire_fits_the_seal(ui: httpx.AsyncClient):
    widest = "𝔄"  # four bytes; what JSON would write with six is never seen, and taken out
    lines = dict.fromkeys(("street", "complement", "city"), widest * 38)
    names = dict.fromkeys(("family_name", "given_name"), widest * 80)
    demande = {
        "kind": "address_change",
        "applicant": {"nir": NIR, "birth_date": "19550812", **names},
        "address": {"postcode": "26000", **lines},
    }
    assert (await put(ui, demande=demande)).status_code == 200


async def test_one_action_as_staff_see_it(ui: httpx.AsyncClient):
    await put(ui)
    response = await ui.get(f"/v1/actions/{ACTION}")
    found = codec_of(QueuedAction).read(response.content)
    assert (found.kind, found.state, found.attempts) == ("address_change", "ready", 0)
    assert not any(each in response.text for each in (*SECRETS, STREET, str(VISIT)))
    assert slug(await ui.get(f"/v1/actions/{action_id(9)}")) == "not-found"


async def test_the_queue_page_by_page(ui: httpx.AsyncClient, store: Any):
    await submit(store, *(action(number) for number in range(5)))
    seen: list[UUID] = []
    before: UUID | None = None
    while True:
        query = {"limit": "2"} | ({} if before is None else {"before": str(before)})
        page = codec_of(QueuePage).read((await ui.get("/v1/queue", params=query)).content)
        seen += [each.id for each in page.actions]
        before = page.next_before
        if before is None:
            break
    assert seen == [action_id(number) for number in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "limit=%D9%A3", "before=x"])
async def test_a_page_nobody_can_give(ui: httpx.AsyncClient, query: str):
    assert slug(await ui.get(f"/v1/queue?{query}")) == "invalid-request"


async def test_the_summary(ui: httpx.AsyncClient, store: Any):
    await submit(store, action(1), action(2))
    response = await ui.get("/v1/queue/summary")
    summary = codec_of(QueueSummary).read(response.content)
    assert (summary.ready, summary.accepting) == (2, True)


async def test_staff_send_a_quarantined_one_again_and_no_other(ui: httpx.AsyncClient, store: Any):
    await submit(store, action(1), action(2, UUID(int=2)), action(3, UUID(int=3)))
    await store.ask(lambda store: store.outbox.take(50))
    verdicts = {action_id(1): Quarantined("too-large"), action_id(2): Acknowledged()}
    await store.ask(lambda store: store.outbox.settle(verdicts))

    assert (await ui.post(f"/v1/queue/{action_id(1)}/retry")).status_code == 204
    assert store.told == 1
    for number in (1, 2, 3):
        response = await ui.post(f"/v1/queue/{action_id(number)}/retry")
        assert (response.status_code, slug(response)) == (409, "action-conflict")
    assert slug(await ui.post(f"/v1/queue/{action_id(9)}/retry")) == "not-found"
    assert store.told == 1


async def test_a_print_job_is_fresh_once(ui: httpx.AsyncClient):
    path = f"/v1/prints/{ACTION}"
    first = await ui.put(path, json={"state": "intent"})
    assert first.json() == {"fresh": True, "state": "intent"}
    assert (await ui.put(path, json={"state": "intent"})).json()["fresh"] is False
    settled = await ui.post("/v1/prints/settle")
    assert settled.json() == {"unknown": 1}
    late = await ui.put(path, json={"state": "done"})
    assert late.json() == {"fresh": False, "state": "unknown"}
    assert slug(await ui.put(path, json={"state": "burnt"})) == "invalid-request"


async def test_what_is_begun_is_counted_by_its_name_alone(ui: httpx.AsyncClient, store: Any):
    for service in ("ceam", "adresse", "ceam"):
        counted = await ui.post("/v1/begun", json={"service": service})
        assert (counted.status_code, counted.content) == (204, b"")
    assert (await ui.get("/v1/begun")).json() == {"counts": {"ceam": 2, "adresse": 1}}
    for body in ({"service": NIR}, {"service": "ceam", "nir": NIR}, {}):
        assert slug(await ui.post("/v1/begun", json=body)) == "invalid-request"
    store.says = False
    full = await ui.post("/v1/begun", json={"service": "ceam"})
    assert (full.status_code, slug(full)) == (507, "queue-full")


async def test_logs_tell_the_kind_and_the_outcome_and_nobody(ui: httpx.AsyncClient, store: Any):
    with capture_logs() as logs:
        await put(ui)
        store.says = Full()
        await put(ui)
    told = [(each["kind"], each["outcome"]) for each in logs if each["event"] == "action_submitted"]
    assert told == [("address_change", "stored_card"), ("address_change", "queue-full")]
    assert not any(secret in json.dumps(logs) for secret in (*SECRETS, STREET, str(VISIT)))
