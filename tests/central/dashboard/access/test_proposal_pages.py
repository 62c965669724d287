"""A kiosk is revoked by two, a quarantine ended by one who has just proved who they are."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from central.admins.grants import take_back
from central.admins.roles import AdminRole, Grant, Scope
from central.fleet.commands.issuing import issue
from central.store.admin_models import ProposalRow
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.models import EnrolmentRow, KioskRow
from tests.central.dashboard.access.console import Browser, Console, Person
from tests.central.dashboard.fleet import add_code
from wire.commands import KioskCommand, RestartMachine

HERE = Grant(AdminRole.ADMINISTRATOR, Scope.parse("agency:0131"))
ELSEWHERE = Grant(AdminRole.ADMINISTRATOR, Scope.parse("agency:0132"))
AGENT = Grant(AdminRole.OPERATOR, Scope.parse("agency:0131"))


@pytest.fixture
def anna(console: Console) -> Person:
    return console.add("anna", HERE)


@pytest.fixture
def paul(console: Console) -> Browser:
    return console.add("paul", HERE).signed_in("192.0.2.8")


def propose(browser: Browser, why: str = "volée") -> str:
    """The address of the proposal."""
    browser.get("/kiosks/k1/revoke")
    answer = browser.post("/kiosks/k1/revoke", csrf=browser.token, why=why)
    assert answer.headers["location"] == "/proposals?told=proposed"
    shown = browser.get("/proposals").text
    return "/proposals/" + shown.split('action="/proposals/')[1].split("/")[0]


def decide(browser: Browser, address: str, how: str = "approve") -> str:
    """What is said of it."""
    browser.get("/my-sessions")
    answer = browser.post(f"{address}/{how}", csrf=browser.token)
    return str(answer.headers["location"].partition("told=")[2])


def is_revoked(console: Console) -> bool:
    with transaction(console.access.engine) as db:
        return db.get_one(KioskRow, "k1").revoked_at is not None


def acts(console: Console) -> list[Any]:
    with transaction(console.access.engine) as db:
        rows = db.scalars(select(AuditRow).order_by(AuditRow.id)).all()
        return [(row.account, row.act) for row in rows if "kiosk_" in row.act or "prop" in row.act]


def test_a_kiosk_is_revoked_when_a_second_person_agrees(
    console: Console, anna: Person, paul: Browser
) -> None:
    browser = anna.signed_in()
    assert "/kiosks/k1/revoke" in browser.get("/kiosks/k1").text
    address = propose(browser, "volée dans la nuit")
    assert "Sa révocation attend" in browser.get("/kiosks/k1").text
    assert "/approve" not in browser.get("/proposals").text
    assert decide(browser, address) == "own"
    assert not is_revoked(console)
    shown = paul.get("/proposals").text
    assert "volée dans la nuit" in shown
    assert "Anna" in shown
    assert decide(paul, address) == "revoked"
    assert is_revoked(console)
    assert decide(paul, address) == "changed"
    (second,) = {account for account, act in acts(console) if act == "kiosk_revoke"}
    assert acts(console) == [
        (f"admin:{anna.id}", "propose"),
        (second, "proposal_approve"),
        (second, "kiosk_revoke"),
    ]
    assert second != f"admin:{anna.id}"
    assert "Rien n’attend" in paul.get("/proposals").text


@pytest.mark.any_store
def test_one_revocation_of_a_kiosk_waits_whatever_reasons_are_given(
    console: Console, anna: Person, paul: Browser
) -> None:
    browser = anna.signed_in()
    first = propose(browser)
    assert {propose(browser, f"volée {number}") for number in range(3)} == {first}
    assert propose(paul, "perdue") == first
    with transaction(console.access.engine) as db:
        assert len(db.scalars(select(ProposalRow)).all()) == 1


@pytest.mark.any_store
@pytest.mark.parametrize("who", ["anna", "paul"])
def test_it_is_taken_back_or_refused_and_nothing_changes(
    console: Console, anna: Person, paul: Browser, who: str
) -> None:
    browser = anna.signed_in()
    address = propose(browser)
    said = decide(browser if who == "anna" else paul, address, "withdraw")
    assert said == {"anna": "withdrawn", "paul": "refused"}[who]
    assert decide(paul, address) == "changed"
    assert not is_revoked(console)


@pytest.mark.any_store
def test_who_may_no_longer_do_it_has_proposed_nothing_and_a_day_is_a_day(
    console: Console, anna: Person, paul: Browser
) -> None:
    address = propose(anna.signed_in())
    with transaction(console.access.engine) as db:
        take_back(db, console.access.audit, anna.id, HERE, "test")
    assert decide(paul, address) == "withheld"
    anna.grant(HERE)
    with transaction(console.access.engine) as db:
        db.execute(update(ProposalRow).values(expires_at=console.clock.now()))
    assert decide(paul, address) == "changed"
    assert not is_revoked(console)


@pytest.mark.any_store
def test_elsewhere_and_without_the_right_nobody_sees_or_approves_it(
    console: Console, anna: Person
) -> None:
    address = propose(anna.signed_in())
    for login, grant in (("sami", ELSEWHERE), ("agnes", AGENT)):
        browser = console.add(login, grant).signed_in("192.0.2.8")
        assert "volée" not in browser.get("/proposals").text
        assert [decide(browser, address, how) for how in ("approve", "withdraw")] == ["changed"] * 2
        assert "/revoke" not in browser.get("/kiosks/k1").text
    assert not is_revoked(console)


@pytest.mark.any_store
@pytest.mark.parametrize("why", ["", " ", "vu avec 1 85 05 78 006 084 91", "x" * 201])
def test_a_reason_that_is_none_or_somebodys_number_is_asked_for_again(
    console: Console, anna: Person, why: str
) -> None:
    browser = anna.signed_in()
    browser.get("/kiosks/k1/revoke")
    answer = browser.post("/kiosks/k1/revoke", csrf=browser.token, why=why)
    assert answer.status_code == 400
    assert 'id="why-wrong"' in answer.text
    assert f'value="{why}"' in answer.text
    assert acts(console) == []


@pytest.mark.any_store
def test_what_is_revoked_already_is_not_proposed(
    console: Console, anna: Person, paul: Browser
) -> None:
    browser = anna.signed_in()
    decide(paul, propose(browser))
    assert 'name="why"' not in browser.get("/kiosks/k1/revoke").text
    answer = browser.post("/kiosks/k1/revoke", csrf=browser.token, why="volée")
    assert answer.headers["location"] == "/proposals?told=changed"


def test_a_quarantine_is_ended_by_who_has_just_proved_who_they_are(
    console: Console, anna: Person
) -> None:
    browser = anna.signed_in()
    with transaction(console.access.engine) as db:
        db.get_one(KioskRow, "k1").quarantined_at = console.clock.now()
    console.clock.turn(minutes=6)
    browser.get("/kiosks/k1")
    assert browser.post("/kiosks/k1/release", csrf=browser.token).status_code == 401
    fresh = anna.signed_in("192.0.2.9")
    fresh.get("/kiosks/k1")
    answer = fresh.post("/kiosks/k1/release", csrf=fresh.token)
    assert answer.headers["location"] == "/kiosks/k1"
    fresh.post("/kiosks/k1/release", csrf=fresh.token)
    with transaction(console.access.engine) as db:
        assert db.get_one(KioskRow, "k1").quarantined_at is None
    assert acts(console) == [(f"admin:{anna.id}", "kiosk_release")]


@pytest.mark.any_store
def test_a_kiosks_page_tells_who_let_it_in_and_whose_place_it_took(
    console: Console, anna: Person
) -> None:
    made = uuid4()
    add_code(console.access.engine, made, "k1", "0131")
    with transaction(console.access.engine) as db:
        row, now = db.get_one(EnrolmentRow, made), console.clock.now()
        row.state, row.replaces, row.made_by = "approved", "k2", f"admin:{anna.id}"
        row.decided_by, row.decided_at = "staff <b>", now
        db.get_one(KioskRow, "k1").key_sha256 = "c116f9558724" + "0" * 52
    browser = anna.signed_in()
    shown = browser.get("/kiosks/k1").text.split('id="identity"')[1]
    for told in ("C116-F955-8724", "Anna", "staff &lt;b&gt;", 'href="/kiosks/k2"', "Peut appeler"):
        assert told in shown
    reader = console.add("lea", Grant(AdminRole.READER, Scope.parse("caisse"))).signed_in()
    other = reader.get("/kiosks/k2").text.split('id="identity"')[1]
    assert 'href="/kiosks/k1"' in other
    assert "<form" not in other.split("</section>")[0]


@pytest.mark.any_store
def test_commands_that_wait_for_a_second_person_lead_to_their_kiosk(console: Console) -> None:
    command, now = KioskCommand(uuid4(), RestartMachine()), console.clock.now()
    with transaction(console.access.engine) as db:
        issue(db, now, "karim", "k1", command, timedelta(hours=1))
    browser = console.add("agnes", AGENT).signed_in()
    assert 'href="/kiosks/k1/commands/' in browser.get("/proposals").text
    other = console.add("sami", ELSEWHERE).signed_in("192.0.2.8")
    assert "/kiosks/k1" not in other.get("/proposals").text
    console.clock.turn(hours=1)
    assert "/kiosks/k1" not in console.add("paul", AGENT).signed_in().get("/proposals").text
