"""Support bundles: taken from a kiosk a few times a day, kept for weeks, opened by nobody here."""

import base64
from itertools import count
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from central.fleet.support_bundles import BUNDLES_KEPT, MOST_KEPT, bundles_of, content_of
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.support_models import SupportBundleRow
from central.web.routers.support_bundles import MOST_BYTES
from tests.central.conftest import MakeWorld
from tests.central.kiosks import another_kiosk
from tests.central.rights.test_budgets import DAY_S, little, raised
from tests.central.rights.test_sessions import slug_of
from tests.central.world import Kiosk, World
from wire.support_bundle import MAX_BUNDLE_BYTES, SupportBundle

BUNDLE = SupportBundle("0123456789abcdef", b"sealed").written()
PATH = "/v1/support-bundles"


DEED = UUID("019aa000-0000-7000-8000-000000000001")
_others = count(2)


def sent(kiosk: Kiosk, bundle: bytes = BUNDLE, deed: UUID | None = None) -> httpx.Response:
    """As another deed unless told which."""
    told = {
        "deed": str(deed or UUID(int=DEED.int + next(_others))),
        "staff": "claude",
        "role": "agent",
        "bundle": base64.b64encode(bundle).decode(),
    }
    return kiosk.call("POST", PATH, told)


def audited(world: World) -> list[tuple[str, UUID | None, str | None]]:
    row = AuditRow
    with transaction(world.container.engine) as db:
        rows = db.execute(
            select(row.outcome, row.action, row.account)
            .where(row.act == "support_bundle")
            .order_by(row.id)
        )
        return [(each.outcome, each.action, each.account) for each in rows]


def kept(world: World, kiosk: str = "demo") -> list[UUID]:
    with transaction(world.container.engine) as db:
        return [each.id for each in bundles_of(db, world.clock.now(), kiosk)]


def test_one_is_kept_as_it_came_and_once_with_who_sent_it(make_world: MakeWorld) -> None:
    world = make_world(budgets=little(bundles_per_kiosk=100))
    assert [sent(world.kiosk, deed=DEED).status_code for _ in range(2)] == [204, 204]
    assert kept(world) == [DEED]
    assert audited(world) == [("kept", DEED, "staff:claude (agent)")]
    with transaction(world.container.engine) as db:
        (listed,) = bundles_of(db, world.clock.now(), "demo")
        assert (listed.account, listed.size) == ("staff:claude (agent)", len(BUNDLE))
        assert content_of(db, world.clock.now(), "demo", DEED) == BUNDLE
        assert content_of(db, world.clock.now(), "other", DEED) is None
    assert sent(world.kiosk).status_code == 204
    assert len(kept(world)) == 2, "the same bytes of another deed are another bundle"


def test_a_deed_stands_for_one_bundle_of_one_kiosk(make_world: MakeWorld) -> None:
    world = make_world(budgets=little(bundles_per_kiosk=100))
    assert sent(world.kiosk, deed=DEED).status_code == 204
    assert slug_of(sent(world.kiosk, BUNDLE + b"x", DEED)) == "action-conflict"
    other = another_kiosk(world, "other")
    assert slug_of(sent(other, deed=DEED)) == "action-conflict"
    assert (kept(world), kept(world, "other")) == ([DEED], [])
    with transaction(world.container.engine) as db:
        assert content_of(db, world.clock.now(), "demo", DEED) == BUNDLE
    assert len(audited(world)) == 1


@pytest.mark.any_store
@pytest.mark.parametrize(
    "changed",
    [{"deed": "7"}, {"staff": "<b>"}, {"staff": ""}, {"role": "admin"}, {"bundle": "?"}, {"x": 1}],
)
def test_a_message_of_another_shape_is_not_kept(world: World, changed: dict[str, object]) -> None:
    told = {"deed": str(DEED), "staff": "claude", "role": "agent", "bundle": "Ym9ybmU="}
    assert slug_of(world.kiosk.call("POST", PATH, told | changed)) == "invalid-request"
    assert (kept(world), audited(world)) == ([], [])


@pytest.mark.parametrize("bundle", [b"", b"PK\x03\x04", b"borne support bundle 2\n" + b"0" * 99])
def test_what_is_no_bundle_is_not_kept(world: World, bundle: bytes) -> None:
    assert slug_of(sent(world.kiosk, bundle)) == "invalid-request"
    assert kept(world) == []


def test_the_largest_is_taken_and_nothing_above_it(make_world: MakeWorld) -> None:
    world = make_world(budgets=little(bundles_per_kiosk=100))
    largest = BUNDLE + bytes(MAX_BUNDLE_BYTES - len(BUNDLE))
    assert sent(world.kiosk, largest).status_code == 204
    assert sent(world.kiosk, largest + b"x").status_code in (413, 422)
    assert slug_of(sent(world.kiosk, bytes(MOST_BYTES))) == "too-large"
    assert len(kept(world)) == 1


def test_a_kiosk_sends_few_in_a_day_over_all_workers_and_the_rest_is_not_even_read(
    make_world: MakeWorld,
) -> None:
    worker, other_worker = (make_world(budgets=little(bundles_per_kiosk=2)) for _ in range(2))
    assert sent(worker.kiosk).status_code == 204
    assert sent(other_worker.kiosk).status_code == 204
    taken: list[int] = []

    async def endless():
        taken.append(1)
        yield b"{"

    headers = worker.kiosk.headers() | {"Content-Type": "application/json"}
    refused = worker.http.post(PATH, content=endless(), headers=headers)
    assert (slug_of(refused), taken) == ("too-many-requests", [])
    assert 0 < int(refused.headers["retry-after"]) <= DAY_S
    assert raised(worker) == [("many-bundles", "demo")]
    assert worker.container.under_way.enter("demo"), "who was refused holds no place"
    assert sent(another_kiosk(worker, "other")).status_code == 204
    worker.clock.turn(seconds=DAY_S)
    assert sent(worker.kiosk).status_code == 204


def test_the_newest_are_kept_and_none_for_ever(make_world: MakeWorld) -> None:
    world = make_world(budgets=little(bundles_per_kiosk=100))
    newest: list[UUID] = []
    for number in range(MOST_KEPT + 2):
        world.clock.turn(seconds=60)
        assert sent(world.kiosk, BUNDLE + bytes([number])).status_code == 204
        newest.insert(0, kept(world)[0])
    assert kept(world) == newest[:MOST_KEPT]
    world.clock.turn(seconds=BUNDLES_KEPT.total_seconds() - 1)
    assert kept(world) == newest[:1]
    world.clock.turn(seconds=1)
    assert kept(world) == []
    world.container.intake.retention.sweep()
    with transaction(world.container.engine) as db:
        assert db.query(SupportBundleRow).count() == 0
