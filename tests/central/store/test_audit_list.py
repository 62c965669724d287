"""What was done, listed: no visit's, in pages, and how far somebody has read the chain through."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import update

from central.store.audit import StaffAct
from central.store.audit_list import AuditChoice, AuditList, ListedAct
from central.store.audit_models import AuditRow
from central.store.audit_reading import BrokenChain, verify
from central.store.audit_verified import last_verification, record_verification
from central.store.database import transaction
from tests.central.world import World
from tests.people import CAMILLE

ANY = AuditChoice()


def done(world: World, *acts: StaffAct, account: str = "karim", kiosk: str | None = None) -> None:
    for act in acts:
        with transaction(world.container.engine) as db:
            world.container.audit.record_staff(db, account, act, "ok", kiosk=kiosk)


def visits(world: World, number: int) -> None:
    with transaction(world.container.engine) as db:
        for _ in range(number):
            world.container.audit.record(db, "k1", uuid4(), "rights", "ok", CAMILLE.nir.value)


def listed(world: World, wanted: AuditChoice = ANY, looked_through: int = 1_000) -> list[ListedAct]:
    with world.container.engine.connect() as db:
        return list(AuditList(wanted, looked_through).every(db))


def acts(world: World, **wanted: str) -> list[str]:
    return [each.act for each in listed(world, AuditChoice(**wanted))]


def test_the_newest_stands_first_and_nothing_of_who_stood_at_a_kiosk(world: World) -> None:
    done(world, "kiosk_add", kiosk="k1")
    visits(world, 3)
    done(world, "sign_in", account="admin:A1")
    assert acts(world) == ["sign_in", "kiosk_add"]


def test_a_filter_asks_for_act_kiosk_and_who(world: World) -> None:
    done(world, "kiosk_add", kiosk="k1")
    done(world, "sign_in", "alert_acknowledge", account="admin:A1")
    done(world, "session_end", account="admin:B2", kiosk="admin:A1")
    with transaction(world.container.engine) as db:
        db.add(AuditRow(at=world.clock.now(), kiosk="k1", act="command_report", outcome="sent"))
    assert acts(world, act="sign_in") == ["sign_in"]
    assert acts(world, kiosk="k1") == ["command_report", "kiosk_add"]
    assert acts(world, kiosk="admin:A1") == ["session_end"]
    assert acts(world, who="admin:A1") == ["alert_acknowledge", "sign_in"]
    assert acts(world, who="command-line") == ["kiosk_add"]
    assert acts(world, who="kiosks") == ["command_report"]
    assert acts(world, who="nobody") == acts(world, act="' OR 1=1 --") == []


def test_a_page_looks_through_so_many_rows_and_says_where_to_go_on(world: World) -> None:
    done(world, "kiosk_add", kiosk="k1")
    visits(world, 25)
    with world.container.engine.connect() as db:
        found = AuditList(AuditChoice(act="kiosk_add"), looked_through=10)
        first = found.page(db, None, 5)
        assert first.lines == ()
        assert first.after is not None
        (of_kiosk,) = AuditList(AuditChoice(kiosk="k1"), looked_through=10).page(db, None, 5).lines
    assert of_kiosk.act == "kiosk_add"
    assert [each.act for each in listed(world, looked_through=10)] == ["kiosk_add"]


def test_pages_hold_each_row_once_while_others_are_added(world: World) -> None:
    done(world, "kiosk_add", "kiosk_add", "kiosk_add", "kiosk_add", "kiosk_add")
    with world.container.engine.connect() as db:
        first = AuditList(AuditChoice()).page(db, None, 2)
    done(world, "sign_in")
    with world.container.engine.connect() as db:
        second = AuditList(AuditChoice()).page(db, first.after, 2)
        third = AuditList(AuditChoice()).page(db, second.after, 2)
    ids = [each.id for page in (first, second, third) for each in page.lines]
    assert len(set(ids)) == len(ids) == 5
    assert ids == sorted(ids, reverse=True)
    assert third.after is None


def verified(world: World) -> None:
    found = verify(world.container.engine, world.container.audit)
    with transaction(world.container.engine) as db:
        record_verification(db, world.container.audit, "karim", found)


def test_who_read_the_chain_through_says_so_in_it(world: World) -> None:
    with world.container.engine.connect() as db:
        assert last_verification(db) is None
    done(world, "kiosk_add", "kiosk_add")
    verified(world)
    world.clock.turn(hours=1)
    done(world, "sign_in")
    with world.container.engine.connect() as db:
        found = last_verification(db)
    assert found is not None
    assert (found.is_whole, found.place, found.since, found.account) == (True, 2, 2, "karim")
    assert found.at == world.clock.now() - timedelta(hours=1)


def test_what_was_broken_is_told_of_until_it_is_whole(world: World) -> None:
    done(world, "kiosk_add", "kiosk_add")
    with transaction(world.container.engine) as db:
        db.execute(update(AuditRow).where(AuditRow.position == 2).values(outcome="else"))
    assert verify(world.container.engine, world.container.audit) == BrokenChain("changed", 2)
    verified(world)
    with world.container.engine.connect() as db:
        found = last_verification(db)
    assert found is not None
    assert (found.is_whole, found.place) == (False, 2)
