"""``central audit``: victims are named to who has their NIR, and no change goes unseen."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from alembic import command
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from typer.testing import CliRunner, Result

from central.cli.audit import BROKEN
from central.cli.main import main
from central.container import build
from central.store.audit import CHAIN_START
from central.store.audit_models import AuditHeadRow, AuditRow
from central.store.audit_reading import BrokenChain, Noted, Whole, verify
from central.store.database import transaction
from central.store.migrate import _config, upgrade
from tests.central.kiosks import another_kiosk
from tests.central.world import (
    INTAKE_KEYS,
    MORNING,
    PEOPLE,
    SERVER_KEY,
    TurnedClock,
    World,
    settings_for,
)

ALICE, BERNARD = PEOPLE["camille-martin"].nir, PEOPLE["marie-helene-dupont-test"].nir
Audit = Callable[..., Result]


@pytest.fixture
def audit(world: World, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Audit:
    """Runs ``central audit …`` on the store of ``world``."""
    monkeypatch.chdir(tmp_path)
    url = world.settings.database_url.get_secret_value()
    environment = {"BORNE_CENTRAL_DATABASE_URL": url, "BORNE_CENTRAL_SERVER_KEY": SERVER_KEY}
    assert CliRunner().invoke(main, ["migrate"], env=environment).exit_code == 0

    def run(*arguments: str, said: str = "") -> Result:
        return CliRunner().invoke(main, ["audit", *arguments], input=said, env=environment)

    return run


def visits(world: World) -> None:
    """Alice at one kiosk; Bernard at another, a day later."""
    world.kiosk.log_in("camille-martin")
    world.clock.turn(days=1)
    another_kiosk(world, "stolen").open("marie-helene-dupont-test")


def test_a_breachs_victims_are_named_to_who_has_their_numbers(world: World, audit: Audit) -> None:
    visits(world)
    everybody = "".join(f"{person.nir}\n" for person in PEOPLE.values())
    assert audit("who", "--kiosk", "stolen", said=everybody).stdout == f"{BERNARD}\n"
    named = audit("who", said=everybody).stdout.split()
    assert set(named) == {ALICE, BERNARD}
    assert audit("who", "--until", "2026-11-23", said=everybody).stdout == f"{ALICE}\n"
    assert audit("who", "--since", "2026-11-24", said=everybody).stdout == ""


def test_what_was_done_about_a_person_is_listed_and_so_is_the_looking(
    world: World, audit: Audit
) -> None:
    visits(world)
    spaced = f"{ALICE[0]} {ALICE[1:3]} {ALICE[3:]}\n"
    lines = audit("of", said=spaced).stdout.splitlines()
    assert [line.split()[2:5] for line in lines[1:]] == [
        ["open", "opened", "demo"],
        ["code", "accepted", "demo"],
    ]
    assert "audit" in audit("of", said=spaced).stdout
    assert ALICE not in str(lines)


@pytest.mark.any_store
@pytest.mark.parametrize("said", ["", "1234\n", f"{ALICE[:-1]}0\n"])
def test_what_is_no_number_of_a_person_is_not_repeated(audit: Audit, said: str) -> None:
    done = audit("of", said=said)
    assert done.exit_code == 2
    assert said.strip() == "" or said.strip() not in done.output
    assert audit("of", ALICE).exit_code == 2


def test_the_chain_is_whole_until_somebody_changes_it(world: World, audit: Audit) -> None:
    visits(world)
    done = audit("verify")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        0,
        "whole: 3 rows, and 0 from before there was a chain",
    )
    noted = done.stdout.splitlines()[1].rpartition(": ")[2]
    world.kiosk.open("camille-martin")
    assert audit("verify", "--noted", noted).exit_code == 0
    # As it is told of a store in which nothing was done yet.
    assert audit("verify", "--noted", f"0:{CHAIN_START}").exit_code == 0
    with transaction(world.container.engine) as db:
        db.execute(update(AuditRow).where(AuditRow.position == 2).values(kiosk="another"))
    done = audit("verify")
    assert (done.exit_code, "row 2 is not as it was written" in done.stderr) == (BROKEN, True)
    assert audit("verify", "--noted", "nonsense").exit_code == 2


def test_what_a_verification_found_is_written_down(world: World, audit: Audit) -> None:
    visits(world)
    assert audit("verify").exit_code == 0
    with transaction(world.container.engine) as db:
        row = db.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
        assert row is not None
        assert (row.act, row.outcome, row.kiosk) == ("audit_verify", "whole:3", "audit:chain")
    assert audit("verify").stdout.startswith("whole: 4 rows")


def test_a_copy_that_takes_no_row_is_verified_all_the_same(audit: Audit, monkeypatch) -> None:
    def refused(*_: object) -> None:
        raise OperationalError("insert", {}, Exception("read-only"))

    monkeypatch.setattr("central.cli.audit.record_verification", refused)
    done = audit("verify")
    assert (done.exit_code, done.stdout.splitlines()[0][:6]) == (0, "whole:")
    assert "could not be written down" in done.stderr


def changed(db: Session) -> None:
    db.execute(update(AuditRow).where(AuditRow.position == 3).values(person="0" * 64))


def taken_out(db: Session) -> None:
    db.execute(delete(AuditRow).where(AuditRow.position == 3))


def closed_up(db: Session) -> None:
    taken_out(db)
    for position in (4, 5):
        moved = {"position": position - 1}
        db.execute(update(AuditRow).where(AuditRow.position == position).values(moved))
    db.execute(update(AuditHeadRow).values(position=4))


def cut_off(db: Session) -> None:
    db.execute(delete(AuditRow).where(AuditRow.position >= 3))


def slipped_in(db: Session) -> None:
    db.execute(insert(AuditRow).values(at=MORNING, kiosk="demo", act="open", outcome="opened"))


def hung_on(db: Session) -> None:
    row = {"at": MORNING, "act": "open", "outcome": "opened", "position": 6, "hash": "0" * 64}
    db.execute(insert(AuditRow).values(row))


@pytest.mark.parametrize(
    ("meddle", "broken"),
    [
        (changed, BrokenChain("changed", 3)),
        (taken_out, BrokenChain("missing", 3)),
        (closed_up, BrokenChain("changed", 3)),
        (cut_off, BrokenChain("missing", 3)),
        (slipped_in, BrokenChain("outside", 6)),
        (hung_on, BrokenChain("changed", 6)),
    ],
)
def test_the_first_row_that_somebody_meddled_with_is_named(
    world: World, meddle: Callable[[Session], None], broken: BrokenChain
) -> None:
    for _ in range(5):
        world.kiosk.open("camille-martin")
    with transaction(world.container.engine) as db:
        meddle(db)
    assert verify(world.container.engine, world.container.audit) == broken


def test_a_chain_that_was_cut_back_with_its_head_is_found_by_what_was_noted(world: World) -> None:
    for _ in range(5):
        world.kiosk.open("camille-martin")
    whole = verify(world.container.engine, world.container.audit)
    assert isinstance(whole, Whole)
    with transaction(world.container.engine) as db:
        db.execute(delete(AuditRow).where(AuditRow.position > 2))
        last = db.scalars(select(AuditRow).where(AuditRow.position == 2)).one()
        db.execute(update(AuditHeadRow).values(position=2, hash=last.hash))
    assert isinstance(verify(world.container.engine, world.container.audit), Whole)
    noted = Noted(whole.position, whole.hash)
    assert verify(world.container.engine, world.container.audit, noted) == BrokenChain("missing", 3)


def test_what_was_there_before_the_chain_is_its_past_and_stays_as_many(world: World) -> None:
    past = {"at": MORNING, "kiosk": "demo", "act": "open", "outcome": "opened"}
    with transaction(world.container.engine) as db:
        db.execute(insert(AuditRow), [past, past])
        db.execute(update(AuditHeadRow).values(before_until=2, before_count=2))
    world.kiosk.open("camille-martin")
    found = verify(world.container.engine, world.container.audit)
    assert (isinstance(found, Whole) and (found.position, found.before)) == (1, 2)
    with transaction(world.container.engine) as db:
        db.execute(delete(AuditRow).where(AuditRow.id == 1))
    assert verify(world.container.engine, world.container.audit) == BrokenChain("past", 2)


def test_the_rows_of_the_release_before_are_the_chains_past(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'central.db'}"
    container = build(settings_for(url), clock=TurnedClock(), intake_keys=INTAKE_KEYS)
    with container.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(
            text(
                "INSERT INTO audit (at, kiosk, visit, act, outcome) VALUES"
                " ('2026-11-01 09:30:00', 'demo', '0190f0f000007000800000000000000a', 'open',"
                " 'opened'),"
                " ('2026-11-01 09:31:00', 'demo', '0190f0f000007000800000000000000a', 'end',"
                " 'ended')"
            )
        )
    upgrade(container.engine)
    with transaction(container.engine) as db:
        container.audit.record(db, "demo", UUID(int=1), "open", "opened", ALICE)
        assert [row.outcome for row in db.scalars(select(AuditRow).order_by(AuditRow.id))] == [
            "opened",
            "ended",
        ]
    found = verify(container.engine, container.audit)
    assert (isinstance(found, Whole) and (found.position, found.before)) == (1, 2)
    container.close()
