"""Staff in the store: what each change writes and drafts, up to a kiosk that lets them in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text

from central.fleet.configuration.drafts import ConfigurationDraft, draft_of, said_now
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.staff.badges import badge_of, read_badge
from central.fleet.staff.keeping import IssuedPin, StaffChanged, StaffEditor, StaffKeeping
from central.fleet.staff.members import StaffDetails, WrongDetails, member, members_at
from central.fleet.staff.told import StaffStanding, standing
from central.runtime.chance import SystemChance
from central.store.audit_models import AuditRow
from central.store.database import transaction
from tests.central.fleet.configurations import agreed, approved, drafted
from tests.central.world import World
from tests.sync.staff.stand import StaffStand
from tests.sync.store.stand import disk
from wire.codec import codec_of
from wire.configuration import KioskConfiguration
from wire.staff import StaffBadge
from wire.staff_pepper import pepper_of_agency

SECRET = bytes(range(32))
BADGE = StaffBadge("staff", "serial", "00a1b2c3")
SAID = StaffDetails("Agnès Durand", "agent", BADGE)
BY = StaffEditor("admin:A", "admin:A")


@pytest.fixture
def keeping(world: World) -> StaffKeeping:
    container = world.container
    return StaffKeeping(container.clock, SystemChance(), container.audit, SECRET)


def added(
    world: World, keeping: StaffKeeping, id_: str = "durand-a", *sites: str, **more: object
) -> tuple[IssuedPin, int]:
    issued = keeping.issue(id_, sites or ("0131",), **more)  # type: ignore[arg-type]
    said = SAID if id_ == "durand-a" else StaffDetails("Karim Petit", "technician")
    with transaction(world.container.engine) as db:
        drafts = keeping.add(db, BY, id_, said, issued)
    return issued, drafts[-1].number


def told(world: World, site: str = "0131") -> list[dict[str, object]]:
    with transaction(world.container.engine) as db:
        return list(said_now(db, ConfigurationLayer.parse(f"agency:{site}")).get("staff", []))


def stands(world: World, site: str = "0131") -> StaffStanding:
    with transaction(world.container.engine) as db:
        return standing(db, SECRET, site)


def test_nobody_is_told_until_a_second_person_agrees_and_all_else_is_kept(
    world: World, keeping: StaffKeeping
) -> None:
    agreed(world, "agency:0131", {"phone": "36 46"})
    assert stands(world) == StaffStanding(True, None)
    _, number = added(world, keeping)
    assert told(world) == []
    assert stands(world) == StaffStanding(False, number)
    assert isinstance(approved(world, number), ConfigurationDraft)
    assert [each["staff"] for each in told(world)] == ["durand-a"]
    assert stands(world) == StaffStanding(True, None)
    with transaction(world.container.engine) as db:
        assert said_now(db, ConfigurationLayer.parse("agency:0131"))["phone"] == "36 46"


def test_what_is_overtaken_is_drafted_anew(world: World, keeping: StaffKeeping) -> None:
    _, number = added(world, keeping)
    approved(world, drafted(world, "agency:0131", {"phone": "36 46"}))
    assert stands(world) == StaffStanding(False, None)
    with transaction(world.container.engine) as db:
        again = keeping.draft(db, BY, "0131")
    assert stands(world) == StaffStanding(False, again.number)
    assert again.number > number


async def let_in(world: World, folder: Path, site: str, *tries: tuple[str, str]) -> list[object]:
    """What a kiosk of that site, without central, answers to each name and PIN."""
    staff = codec_of(KioskConfiguration).of_plain({"staff": told(world, site)}).staff or ()
    stand = StaffStand(folder, staff, pepper_of_agency(SECRET, site))
    try:
        by_name = [(await stand.try_(pin, name))["outcome"] for name, pin in tries]
        return [*by_name, (await stand.by_badge(tries[0][1]))["outcome"]]
    finally:
        stand.worker.close()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def folder() -> Iterator[Path]:
    with disk() as made:
        yield made


@pytest.mark.any_store
@pytest.mark.anyio
async def test_from_the_console_to_a_kiosk_that_lets_them_in(
    world: World, keeping: StaffKeeping, folder: Path
) -> None:
    issued, _ = added(world, keeping, "durand-a", "0131", "0132")
    for site in ("0131", "0132"):
        waits = stands(world, site).draft
        assert waits is not None
        approved(world, waits)
    outcomes = await let_in(world, folder, "0132", ("durand-a", issued.pin), ("durand-a", "000000"))
    assert outcomes == ["signed_in", "refused", "signed_in"]


def test_each_change_counts_once_and_is_drafted_for_each_agency(
    world: World, keeping: StaffKeeping
) -> None:
    added(world, keeping, "petit-k", "0131", "0132", with_code=True)
    with transaction(world.container.engine) as db:
        who = member(db, "petit-k")
        assert who is not None
        assert who.sites == {"0131": True, "0132": True}
        drafts = keeping.suspend(db, BY, who)
        assert [draft_of(db, each.number).content["staff"] for each in drafts] == [[], []]  # type: ignore[union-attr]
        with pytest.raises(StaffChanged):
            keeping.resume(db, BY, who)
        now = member(db, "petit-k")
        assert now is not None
        assert now.suspended_at is not None
        keeping.resume(db, BY, now)
    with transaction(world.container.engine) as db:
        now = member(db, "petit-k")
        assert now is not None
        keeping.change(db, BY, now, SAID, ("0132",))
        assert members_at(db, "0131") == []
        last = member(db, "petit-k")
        assert last is not None
        with pytest.raises(WrongDetails, match="sites: new_pin"):
            keeping.change(db, BY, last, SAID, ("0131",))
        keeping.give_pin(db, BY, last, keeping.issue("petit-k", ("0131",)))
        assert [each.sites for each in members_at(db, "0131")] == [{"0131": False}]
        gone = member(db, "petit-k")
        assert gone is not None
        keeping.remove(db, BY, gone)
        assert member(db, "petit-k") is None
    with transaction(world.container.engine) as db:
        acts = db.scalars(
            select(AuditRow.act).where(AuditRow.kiosk == "staff:petit-k").order_by(AuditRow.id)
        ).all()
    assert acts == [
        "staff_add",
        "staff_suspend",
        "staff_resume",
        "staff_change",
        "staff_pin",
        "staff_remove",
    ]


def test_an_id_or_a_badge_of_somebody_else_is_refused(world: World, keeping: StaffKeeping) -> None:
    added(world, keeping)
    nobody = StaffDetails("X", "agent")
    for id_, said, why in (("other", SAID, "badge: taken"), ("durand-a", nobody, "id: taken")):
        issued = keeping.issue(id_, ("0131",))
        with transaction(world.container.engine) as db, pytest.raises(WrongDetails, match=why):
            keeping.add(db, BY, id_, said, issued)


@pytest.mark.any_store
def test_no_pin_and_no_secret_stands_in_the_store(world: World, keeping: StaffKeeping) -> None:
    issued, _ = added(world, keeping, "petit-k", "0131", pin="815263", with_code=True)
    assert issued.secret is not None
    with world.container.engine.connect() as db:
        tables = db.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
        kept = repr([db.execute(text(f'SELECT * FROM "{each}"')).all() for each in tables])
    for hidden in ("815263", issued.secret.hex(), repr(issued.secret)[2:-1], BADGE.family + "x"):
        assert hidden not in kept
    assert "815263" not in repr(issued)


@pytest.mark.any_store
def test_a_badge_is_read_as_readers_and_people_write_it() -> None:
    assert badge_of("Staff ", "serial", "00:A1 b2-C3") == BADGE
    assert read_badge("staff serial 00a1b2c3") == BADGE
    assert read_badge(" ") is None
    for wrong in ("staff", "staff serial", "staff serial 1", "staff eye 0011", "s serial xyz0"):
        with pytest.raises(ValueError):
            read_badge(wrong)


@pytest.mark.any_store
def test_another_agencys_pepper_opens_nothing_of_this_one() -> None:
    here, there = (pepper_of_agency(SECRET, site) for site in ("0131", "0132"))
    assert here.id != there.id
    made = here.verifier("a", "815263", bytes(16))
    assert here.fits(made, "a", "815263")
    assert not there.fits(made, "a", "815263")
    assert not here.fits(made, "b", "815263")
    assert there.open_secret("a", here.seal_secret("a", bytes(20), bytes(12))) is None
