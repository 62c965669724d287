"""The audit: about whom, by which account, and that nobody can change it unseen."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from stdnum.fr.nir import calc_check_digits

from central.cli import operator
from central.store.audit import CHAIN_START, COLUMNS
from central.store.audit_models import AuditHeadRow, AuditRow
from central.store.database import transaction
from tests.central.kiosks import Queue, another_kiosk, demande, outcomes
from tests.central.world import PEOPLE, World


def rows(world: World) -> list[AuditRow]:
    with transaction(world.container.engine) as db:
        return list(db.scalars(select(AuditRow).order_by(AuditRow.position)))


def is_whole(world: World) -> bool:
    """Whether every row's hash is over its content and the one before, up to the head."""
    before: str | None = CHAIN_START
    for number, row in enumerate(found := rows(world), start=1):
        columns = {name: getattr(row, name) for name in COLUMNS}
        if (row.position, row.hash) != (
            number,
            world.container.audit.hash_of(str(before), columns),
        ):
            return False
        before = row.hash
    with transaction(world.container.engine) as db:
        head = db.scalars(select(AuditHeadRow)).one()
    return (head.position, head.hash) == (len(found), before)


def test_each_act_of_a_visit_tells_whom_it_was_about_to_who_has_the_key(world: World) -> None:
    kiosk = world.kiosk
    kiosk.log_in("marie-helene-dupont-test")
    kiosk.send_code()
    reference = kiosk.rights()["assure"]["reference"]
    kiosk.issue(reference)
    kiosk.call("DELETE", "/v1/citizen-sessions")
    queue = Queue()
    outcomes(kiosk, queue.batch(queue.item(demande("ceam", "marie-helene-dupont-test"))))
    nir = PEOPLE["marie-helene-dupont-test"].nir
    about = world.container.audit.person(nir)
    found = rows(world)
    acts = {row.act for row in found if row.person == about}
    assert acts == {"open", "code", "send_code", "rights", "issue", "request"}
    assert nir not in about
    assert about != world.container.keys.digest("person", nir)
    assert is_whole(world)


def test_who_was_hunted_for_and_not_found_can_be_told_too(world: World) -> None:
    nobody = "2850575999001" + calc_check_digits("2850575999001")
    answer = world.kiosk.open("camille-martin", nir=nobody)
    assert answer["outcome"] == "person_unknown"
    (row,) = rows(world)
    assert row.person == world.container.audit.person(nobody)


def test_a_paper_that_is_handed_out_once_more_is_written_down_once_more(world: World) -> None:
    world.kiosk.log_in("camille-martin")
    reference, action = world.kiosk.rights()["assure"]["reference"], uuid4()
    for _ in range(2):
        assert world.kiosk.issue(reference, action=action).is_success
    found = [row.outcome for row in rows(world) if row.act == "issue"]
    assert sorted(set(found)) == ["again", "issued"]


def test_many_kiosks_at_once_make_one_chain(world: World) -> None:
    kiosks = [another_kiosk(world, f"kiosk-{number}") for number in range(4)]
    slugs = ("camille-martin", "marie-helene-dupont-test")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda kiosk: [kiosk.open(slug) for slug in slugs], kiosks))
    assert len(rows(world)) == 8
    assert is_whole(world)


def test_what_is_undone_leaves_no_gap(world: World) -> None:
    audit = world.container.audit
    world.kiosk.open("camille-martin")
    with Session(world.container.engine) as db:
        audit.record(db, "demo", uuid4(), "open", "opened", None)
        db.rollback()
    world.kiosk.open("camille-martin")
    assert is_whole(world)


def test_a_batch_in_which_nothing_is_new_does_not_hold_the_chain_up(world: World) -> None:
    queue, said = Queue(), list[str]()
    sent = queue.batch(queue.item(demande("ceam")))
    assert outcomes(world.kiosk, sent) == ["stored"]

    def note(_connection, _cursor, statement: str, *_rest) -> None:
        said.append(statement)

    event.listen(world.container.engine, "before_cursor_execute", note)
    assert outcomes(world.kiosk, sent) == ["duplicate"]
    event.remove(world.container.engine, "before_cursor_execute", note)
    assert said
    assert not [each for each in said if "audit_head" in each]


def test_nobody_waits_while_holding_the_chain(world: World) -> None:
    """It is the last that a transaction asks for, wherever in it the act was recorded."""
    asked: list[str] = []

    def listen(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement.split()[0] + " " + statement.partition("audit_head")[1])

    with transaction(world.container.engine) as db:
        world.container.audit.record(db, "demo", uuid4(), "open", "opened", None)
        event.listen(world.container.engine, "before_cursor_execute", listen)
        db.execute(select(AuditRow.id))
    event.remove(world.container.engine, "before_cursor_execute", listen)
    assert asked[-4:] == ["SELECT ", "SELECT audit_head", "INSERT ", "UPDATE audit_head"]


def test_the_account_is_the_systems_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("USER", "LOGNAME", "SUDO_USER", "SUDO_UID"):
        monkeypatch.setenv(name, "65534")
    monkeypatch.setattr("os.getuid", lambda: 0)
    login = tmp_path / "loginuid"
    monkeypatch.setattr(operator, "_LOGIN_UID", login)
    assert operator.account() == "root (0)"
    login.write_text(f"{2**32 - 1}\n")
    assert operator.account() == "root (0)"
    login.write_text("65534\n")
    assert operator.account() == "root (0), logged in as nobody (65534)"
    login.write_text("2000000001\n")
    assert operator.account() == "root (0), logged in as (2000000001)"
