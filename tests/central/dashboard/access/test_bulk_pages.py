"""Many kiosks at once: whom it hits is shown before, and is bound to what was seen."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select, update

from central.admins.grants import take_back
from central.admins.roles import AdminRole, Grant, Scope
from central.dashboard.bulk_running import run
from central.fleet.bulk import doing
from central.fleet.configuration.groups import groups_of
from central.store.audit_models import AuditRow
from central.store.command_models import CommandRow, CommandSignatureRow
from central.store.database import transaction
from central.store.list_models import BulkActionRow, BulkKioskRow
from central.store.models import KioskRow
from tests.central.dashboard.access.commanding import with_signer
from tests.central.dashboard.access.console import (
    ADMINISTRATOR,
    OPERATOR,
    ORIGIN,
    Browser,
    Console,
)
from tests.central.dashboard.fleet import add_kiosk_row
from tests.central.world import MORNING


@pytest.fixture
def fleet(console: Console) -> Console:
    """Three that may be given a command at 0131 and one at 0132; one each that is silent, in
    quarantine and never heard."""
    engine = console.access.engine
    for number in range(3):
        add_kiosk_row(engine, f"a{number}", site="0131", name=f"Hall {number}")
    add_kiosk_row(engine, "b0", site="0132", name="Ailleurs <b>")
    add_kiosk_row(engine, "silent", site="0131", ago=timedelta(hours=2))
    add_kiosk_row(engine, "held", site="0131", quarantined_at=MORNING)
    with transaction(engine) as db:
        db.execute(update(KioskRow).where(KioskRow.id == "k2").values(revoked_at=MORNING))
    return console


def choose(browser: Browser, *kiosks: str, which: str = "ticked", **query: str) -> str:
    """Where the choice stands."""
    browser.get("/kiosks")
    fields = [("csrf", browser.token), ("which", which), *query.items()]
    body = urlencode([*fields, *(("kiosk", each) for each in kiosks)])
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": ORIGIN}
    answer = browser.request("POST", "/bulk", content=body, headers=headers)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def say(browser: Browser, place: str, **fields: str):
    browser.get(place)
    return browser.post(f"{place}/action", csrf=browser.token, within="60", **fields)


def confirm(browser: Browser, place: str, **fields: str):
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', browser.get(place).text)
    seen = {} if found is None else {"seen": found[1]}
    return browser.post(f"{place}/confirm", csrf=browser.token, **(seen | fields))


def main_of(page: str) -> str:
    return page.split("<main ")[1].split("</main>")[0]


def commands(console: Console) -> list[tuple[str, ...]]:
    with transaction(console.access.engine) as db:
        found = select(CommandRow.kiosk, CommandRow.verb).order_by(CommandRow.kiosk)
        return [tuple(each) for each in db.execute(found)]


def acts(console: Console, *names: str) -> list[tuple[str | None, ...]]:
    row = AuditRow
    with transaction(console.access.engine) as db:
        found = select(row.act, row.outcome, row.kiosk).where(row.act.in_(names))
        return [tuple(each) for each in db.execute(found.order_by(row.id))]


def test_what_was_given_to_many_is_signed_behind_the_page(fleet: Console, monkeypatch) -> None:
    """Some at a time, until none waits: the newest alone would let the others run out."""
    monkeypatch.setattr("central.fleet.commands.signing.AT_ONCE", 2)
    with_signer(fleet)
    browser = fleet.add("lea", ADMINISTRATOR).signed_in()
    place = choose(browser, which="all", site="0131")
    say(browser, place, do="out-of-service", reason="closed")
    confirm(browser, place)
    with transaction(fleet.access.engine) as db:
        given = set(db.scalars(select(CommandRow.id)))
        signed = set(db.scalars(select(CommandSignatureRow.command)))
    assert len(given) == 3
    assert signed == given


def test_a_signer_that_is_away_takes_nothing_back(fleet: Console) -> None:
    with_signer(fleet).away = True
    browser = fleet.add("lea", ADMINISTRATOR).signed_in()
    place = choose(browser, which="all", site="0131")
    say(browser, place, do="out-of-service", reason="closed")
    assert confirm(browser, place).status_code == 303
    assert len(commands(fleet)) == 3


def test_all_that_a_filter_finds_get_a_command_after_a_preview(fleet: Console) -> None:
    browser = fleet.add("lea", ADMINISTRATOR).signed_in()
    assert "Agir sur les 6 bornes trouvées" in browser.get("/kiosks?site=0131").text
    place = choose(browser, which="all", site="0131")
    assert re.fullmatch(r"/bulk/[0-9a-f-]{36}", place)
    assert "choisies" in browser.get(place).text
    assert say(browser, place, do="out-of-service", reason="closed").headers["location"] == place
    shown = browser.get(place).text
    assert "3 bornes seront touchées" in shown
    assert "Agence fermée" in shown
    assert "Hall 2" in shown
    assert "1 est en quarantaine" in shown
    assert "2 ne répondent pas" in shown
    assert "Ailleurs" not in shown
    assert commands(fleet) == []
    # What comes into the filter now was seen by nobody.
    add_kiosk_row(fleet.access.engine, "a9", site="0131", name="Nouvelle")
    # And what may be called no more meanwhile gets nothing.
    with transaction(fleet.access.engine) as db:
        db.execute(update(KioskRow).where(KioskRow.id == "a1").values(revoked_at=MORNING))
    assert confirm(browser, place).headers["location"] == place
    given = [("a0", "out-of-service"), ("a2", "out-of-service")]
    assert commands(fleet) == given
    told = browser.get(place).text
    assert "La commande est donnée à 2 bornes" in told
    assert "1 est révoquée" in told
    assert acts(fleet, "bulk_start", "command_issue") == [
        ("bulk_start", "out-of-service", None),
        ("command_issue", "out-of-service", "a0"),
        ("command_issue", "out-of-service", "a2"),
    ]
    # Twice confirmed, or gone on with, is once done.
    browser.post(f"{place}/confirm", csrf=browser.token)
    browser.post(f"{place}/resume", csrf=browser.token)
    assert commands(fleet) == given


def test_what_one_only_sees_is_left_out_and_what_one_does_not_see_is_not_there(
    fleet: Console,
) -> None:
    reads = Grant(AdminRole.READER, Scope.parse("agency:0132"))
    both = fleet.add("lea", OPERATOR)
    both.grant(reads)
    browser = both.signed_in()
    place = choose(browser, "a0", "b0", "no such", "a0\0")
    say(browser, place, do="test-page")
    shown = browser.get(place).text
    assert "1 borne sera touchée" in shown
    assert "1 est hors de vos droits" in shown
    assert "Ailleurs &lt;b&gt;" in shown
    confirm(browser, place)
    assert commands(fleet) == [("a0", "test-page")]
    alone = fleet.add("tom", OPERATOR).signed_in("192.0.2.8")
    answer = choose(alone, "b0", "no such", site="0131")
    assert answer == "/kiosks?site=0131&told=nothing"
    assert "Cochez au moins une borne" in alone.get(answer).text


def test_a_choice_is_nobody_elses_and_ends(fleet: Console) -> None:
    browser = fleet.add("lea", OPERATOR).signed_in()
    place = choose(browser, "a0")
    other = fleet.add("tom", ADMINISTRATOR).signed_in("192.0.2.8")
    unknown = "/bulk/00000000-0000-4000-8000-000000000000"
    foreign = other.get(place)
    assert foreign.status_code == other.get(unknown).status_code == 410
    assert main_of(foreign.text) == main_of(other.get(unknown).text)
    say(other, place, do="test-page")
    assert confirm(other, place).status_code == 410
    say(browser, place, do="test-page")
    fleet.clock.turn(minutes=14)
    assert browser.get(place).status_code == 200
    assert confirm(browser, place).status_code == 401  # proved too long ago who it is
    fleet.clock.turn(minutes=2)
    assert browser.get(place).status_code == 410
    assert commands(fleet) == []
    choose(browser, "a0")
    again = choose(browser, "a1")
    with transaction(fleet.access.engine) as db:
        assert [f"/bulk/{each}" for each in db.scalars(select(BulkActionRow.id))] == [again]
        assert db.scalar(select(func.count()).select_from(BulkKioskRow)) == 1


@pytest.mark.any_store
def test_what_was_said_otherwise_in_another_window_is_not_what_is_confirmed(
    fleet: Console,
) -> None:
    browser = fleet.add("lea", ADMINISTRATOR).signed_in()
    place = choose(browser, "k1")
    say(browser, place, **{"do": "tag-put", "tag-put": "été"})
    (seen,) = re.findall(r'name="seen" value="([0-9a-f]{64})"', browser.get(place).text)
    say(browser, place, **{"do": "tag-take", "tag-take": "pilote"})
    answer = confirm(browser, place, seen=seen)
    assert (answer.status_code, "dans une autre fenêtre" in answer.text) == (422, True)
    assert confirm(browser, place, seen="").status_code == 422
    assert confirm(browser, place).headers["location"] == place


def test_a_large_number_is_written_down_and_what_is_broken_off_goes_on(
    fleet: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = fleet.access.engine
    for number in range(30):
        add_kiosk_row(engine, f"c{number:02}", site="0133", ago=None)
    lea = fleet.add("lea", ADMINISTRATOR)
    browser = lea.signed_in()
    place = choose(browser, which="all", site="0133")
    say(browser, place, **{"do": "tag-put", "tag-put": " été  2027 "})
    assert "et 10 autres" in browser.get(place).text
    for wrong in ("", "29", "trente", "3" * 19):
        answer = confirm(browser, place, number=wrong)
        assert answer.status_code == 422
        assert "Écrivez 30" in answer.text
    monkeypatch.setattr(doing, "AT_ONCE", 8)
    rest = doing.BulkDoing.do_some
    monkeypatch.setattr(
        doing.BulkDoing, "do_some", lambda self, db, row: rest(self, db, row) and False
    )
    confirm(browser, place, number="3 0")
    assert "8 sur 30" in browser.get(place).text
    monkeypatch.setattr(doing.BulkDoing, "do_some", rest)
    browser.post(f"{place}/resume", csrf=browser.token)
    assert "fait sur 30 bornes" in browser.get(place).text
    with transaction(engine) as db:
        assert groups_of(db, "c29").tags == ("été 2027",)
    assert len(acts(fleet, "tag_put")) == 30


def test_what_was_taken_back_from_who_confirmed_is_done_no_more(fleet: Console) -> None:
    lea = fleet.add("lea", OPERATOR)
    browser = lea.signed_in()
    place = choose(browser, "a0")
    say(browser, place, do="test-page")
    with transaction(fleet.access.engine) as db:
        row = db.execute(select(BulkActionRow)).scalar_one()
        row.confirmed_at = MORNING
    with transaction(fleet.access.engine) as db:
        take_back(db, fleet.access.audit, lea.id, OPERATOR, "test")
    run(fleet.access, row.id)
    assert commands(fleet) == []


@pytest.mark.any_store
def test_who_operates_puts_no_tag_on(fleet: Console) -> None:
    browser = fleet.add("lea", OPERATOR).signed_in()
    place = choose(browser, "a0")
    assert "tag-put" not in browser.get(place).text
    assert say(browser, place, **{"do": "tag-put", "tag-put": "pilote"}).status_code == 403


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "do"),
        ({"do": "restart-machine"}, "do"),
        ({"do": "send-logs", "hours": "49"}, "hours"),
        ({"do": "message", "en": "Hello", "minutes": "60"}, "fr"),
        ({"do": "message", "fr": "x" * 121, "minutes": "60"}, "fr"),
        ({"do": "message", "fr": "Bonjour", "minutes": "0"}, "minutes"),
        ({"do": "out-of-service", "reason": "because"}, "reason"),
        ({"do": "test-page", "within": "9999"}, "within"),
        ({"do": "tag-put", "tag-put": " "}, "tag-put"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    fleet: Console, typed: dict[str, str], field: str
) -> None:
    browser = fleet.add("lea", ADMINISTRATOR).signed_in()
    place = choose(browser, "a0")
    browser.get(place)
    answer = browser.post(f"{place}/action", csrf=browser.token, **({"within": "60"} | typed))
    assert answer.status_code == 422
    assert f'id="{field}-wrong"' in answer.text
    if typed.get("en"):
        assert 'value="Hello"' in answer.text


def test_logs_are_asked_of_so_many_at_most(fleet: Console) -> None:
    engine = fleet.access.engine
    for number in range(101):
        add_kiosk_row(engine, f"c{number:03}", site="0133")
    browser = fleet.add("lea", ADMINISTRATOR).signed_in()
    place = choose(browser, which="all", site="0133")
    say(browser, place, do="send-logs", hours="2")
    assert "100 bornes au plus" in browser.get(place).text
    assert confirm(browser, place, number="101").status_code == 422
    assert commands(fleet) == []
