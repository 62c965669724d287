"""Closing by admins: where they may, with what came of it, once under two at one instant."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from central.admins.roles import Admin
from central.intake.closing import ClosedRequest, CloseOutcome, Closing, NotClosable
from central.store.audit_models import AuditRow
from central.store.database import transaction
from tests.central.intake.reading.asking import AGENT, HEAD, SEER, STRANGER, asked_for, at_site
from tests.central.intake.test_request_handler import agents, requests
from tests.central.kiosks import demande
from tests.central.world import World


@pytest.fixture
def request_(world: World) -> UUID:
    at_site(world)
    asked_for(world, demande("ceam"))
    return requests(world)[0].id


@pytest.fixture
def closing(world: World) -> Closing:
    return Closing(world.container.engine, world.container.audit)


def audited(world: World) -> list[tuple[str | None, str, UUID | None]]:
    rows = select(AuditRow).where(AuditRow.act == "close").order_by(AuditRow.position)
    with transaction(world.container.engine) as db:
        return [(row.account, row.outcome, row.action) for row in db.scalars(rows)]


def test_closed_it_says_by_whom_and_what_came_of_it(
    world: World, closing: Closing, request_: UUID
) -> None:
    now = world.clock.now()
    assert closing.close(request_, AGENT, "declined") == ClosedRequest(
        True, "Agnes", now, "declined"
    )
    assert audited(world) == [("admin:agnes", "declined", request_)]
    (request,) = requests(world)
    assert (request.state, request.closed_by, request.closed_account) == (
        "done",
        "Agnes",
        "admin:agnes",
    )


def test_what_is_closed_stays_as_it_was_closed(
    world: World, closing: Closing, request_: UUID
) -> None:
    first = closing.close(request_, AGENT, "done")
    assert isinstance(first, ClosedRequest)
    world.clock.turn(hours=1)
    second = closing.close(request_, HEAD, "withdrawn")
    assert second == ClosedRequest(False, "Agnes", first.at, "done")
    assert len(audited(world)) == 1


def test_two_at_one_instant_close_it_once(world: World, closing: Closing, request_: UUID) -> None:
    together = threading.Barrier(8)

    def close(who: Admin, outcome: CloseOutcome) -> bool:
        together.wait(20)
        closed = closing.close(request_, who, outcome)
        assert isinstance(closed, ClosedRequest)
        return closed.is_ours

    with ThreadPoolExecutor(8) as threads:
        tried = [
            each
            for _ in range(4)
            for each in (
                threads.submit(close, AGENT, "done"),
                threads.submit(close, HEAD, "declined"),
            )
        ]
    assert sorted(each.result() for each in tried) == [False] * 7 + [True]
    ((account, outcome, _),) = audited(world)
    (request,) = requests(world)
    assert (request.closed_account, request.closed_as) == (account, outcome)


@pytest.mark.parametrize("who", [STRANGER, SEER], ids=lambda who: who.id)
def test_who_may_not_there_closes_nothing(
    world: World, closing: Closing, request_: UUID, who: Admin
) -> None:
    assert closing.close(request_, who, "done") == NotClosable(may_not=True)
    assert closing.close(uuid4(), who, "done") == NotClosable(may_not=False)
    assert audited(world) == []
    assert requests(world)[0].state == "ready"


def test_one_closed_at_a_terminal_is_closed_here(
    world: World, closing: Closing, request_: UUID
) -> None:
    agents(world).close(str(request_), "agent-12", "unreached")
    closed = closing.close(request_, AGENT, "done")
    assert isinstance(closed, ClosedRequest)
    assert (closed.is_ours, closed.by, closed.how) == (False, "agent-12", "unreached")
