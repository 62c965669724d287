"""A machine becomes a kiosk from the console: a code, a word to compare, somebody's consent."""

import re
from typing import Any, cast

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from central.admins.roles import AdminRole, Grant, Scope
from central.crypto.authority import RequestedKey, new_key
from central.dashboard.access.cookies import ENROLMENT_CODE
from central.fleet import enrolment
from central.fleet.enrolment import CODE_LIFE, Enrolments
from central.fleet.kiosks import revoke_kiosk
from central.store.admin_models import AdminRow
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.models import Base, EnrolmentRow, KioskRow
from tests.central.dashboard.access.console import Browser, Console, Person
from wire.enrolment import EnrolmentPending, check_word

HERE = Grant(AdminRole.ADMINISTRATOR, Scope.parse("agency:0131"))
ELSEWHERE = Grant(AdminRole.ADMINISTRATOR, Scope.parse("agency:0132"))
_CODE = re.compile(r'class="big-code"><bdi>([0-9A-Z-]{24})<')
DIGEST = "c116f9558724" + "0" * 52


@pytest.fixture
def anna(console: Console) -> Person:
    return console.add("anna", HERE)


def make(browser: Browser, **typed: str) -> str:
    """The address of the page that shows the code."""
    browser.get("/enrolments")
    form = {"what": "new", "name": "borne-07", "site": "0131"} | typed
    answer = browser.post("/enrolments", csrf=browser.token, **form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def kiosks_of(console: Console) -> Enrolments:
    """What answers kiosks; none of them is given a certificate here."""
    access = console.access
    return Enrolments(access.clock, access.chance, cast(Any, None))


def type_code(console: Console, browser: Browser, address: str, digest: str = DIGEST) -> None:
    """What somebody does in front of the machine who sees the code in that browser."""
    (shown,) = _CODE.findall(browser.get(address).text)
    key = RequestedKey(new_key()[0].public_key(), digest)
    with transaction(console.access.engine) as db:
        answer = kiosks_of(console).ask(db, shown.replace("-", ""), key)
    assert answer == EnrolmentPending(check_word(digest))


def approve(browser: Browser, address: str, **changed: str) -> Any:
    browser.get(address)
    form = {"check": check_word(DIGEST), "same": "yes"} | changed
    return browser.post(f"{address}/approve", csrf=browser.token, **form)


def kiosks(console: Console) -> dict[str, KioskRow]:
    with transaction(console.access.engine) as db:
        return {row.name or row.id: row for row in db.scalars(select(KioskRow))}


def acts(console: Console) -> list[tuple[str, str | None]]:
    with transaction(console.access.engine) as db:
        rows = db.scalars(select(AuditRow).order_by(AuditRow.id)).all()
        return [(row.act, row.kiosk) for row in rows if row.act.startswith("kiosk_")]


def test_a_code_is_made_typed_compared_and_a_kiosk_comes_of_it(
    console: Console, anna: Person
) -> None:
    browser = anna.signed_in()
    assert "Aucune borne n’attend" in browser.get("/enrolments").text
    address = make(browser)
    shown = browser.get(address).text
    assert "15 min" in shown
    assert "<svg" in shown
    assert "borne-07" in browser.get("/enrolments").text
    assert browser.get(address, **{"HX-Request": "true"}).status_code == 204
    type_code(console, browser, address)
    assert "C116-F955-8724" in browser.get(address, **{"HX-Request": "true"}).text
    assert "C116-F955-8724" in browser.get("/enrolments").text
    assert "C116-F955-8724" in browser.get(address).text
    assert approve(browser, address).headers["location"] == address
    made = kiosks(console)["borne-07"]
    assert (made.site, made.key_sha256, made.revoked_at) == ("0131", DIGEST, None)
    assert f'href="/kiosks/{made.id}"' in browser.get(address).text
    assert acts(console) == [("kiosk_code", "borne-07"), ("kiosk_approve", made.id)]


def test_the_code_is_in_that_browsers_page_and_nowhere_else(console: Console, anna: Person) -> None:
    browser = anna.signed_in()
    with capture_logs() as lines:
        address = make(browser)
        answer = browser.get(address)
    (shown,) = _CODE.findall(answer.text)
    assert answer.headers["cache-control"] == "no-store"
    code = shown.replace("-", "")
    with console.access.engine.connect() as db:
        rows = [
            str(row)
            for table in Base.metadata.sorted_tables
            for row in db.execute(text(f'SELECT * FROM "{table.name}"'))
        ]
    everywhere = (address, str(lines), str(dict(browser.client.cookies)), *rows)
    assert not [each for each in everywhere if code in each or shown in each]
    assert _CODE.findall(browser.get(address).text) == [shown]
    beside = anna.signed_in("192.0.2.9")
    assert not _CODE.findall(beside.get(address).text)
    assert "n’est plus montré" in beside.page
    paul = console.add("paul", HERE).signed_in("192.0.2.8")
    paul.client.cookies.update({ENROLMENT_CODE: browser.client.cookies[ENROLMENT_CODE]})
    assert not _CODE.findall(paul.get(address).text)
    other = make(browser, name="borne-08")
    assert not _CODE.findall(browser.get(address).text)
    assert _CODE.findall(browser.get(other).text)
    console.clock.turn(seconds=CODE_LIFE.total_seconds())
    assert not _CODE.findall(browser.get(other).text)
    assert "n’est plus valable" in browser.page


@pytest.mark.any_store
def test_nobody_approves_unseen_another_word_or_twice(console: Console, anna: Person) -> None:
    browser = anna.signed_in()
    address = make(browser)
    type_code(console, browser, address)
    unseen = approve(browser, address, same="")
    assert (unseen.status_code, "Comparez d’abord" in unseen.text) == (400, True)
    another = approve(browser, address, check="AAAA-AAAA-AAAA")
    assert (another.status_code, "a changé" in another.text) == (400, True)
    assert "borne-07" not in kiosks(console)
    assert approve(browser, address).status_code == 303
    assert approve(browser, address).status_code == 303
    assert acts(console).count(("kiosk_approve", kiosks(console)["borne-07"].id)) == 1


@pytest.mark.any_store
def test_who_decides_is_told_that_a_second_machine_tried_the_code(
    console: Console, anna: Person
) -> None:
    browser = anna.signed_in()
    address = make(browser)
    (shown,) = _CODE.findall(browser.get(address).text)
    for digest in (DIGEST, "f" * 64):
        key = RequestedKey(new_key()[0].public_key(), digest)
        with transaction(console.access.engine) as db:
            kiosks_of(console).ask(db, shown.replace("-", ""), key)
    assert "Une deuxième machine a essayé ce code" in browser.get(address).text
    assert check_word(DIGEST) in browser.page


@pytest.mark.any_store
def test_who_is_refused_is_no_kiosk_and_its_page_says_so(console: Console, anna: Person) -> None:
    browser = anna.signed_in()
    address = make(browser)
    type_code(console, browser, address)
    browser.get(address)
    assert browser.post(f"{address}/refuse", csrf=browser.token).status_code == 303
    assert approve(browser, address).status_code == 303
    assert "est refusée" in browser.get(address).text
    assert "borne-07" not in kiosks(console)
    assert acts(console)[-1] == ("kiosk_refuse", "borne-07")


def test_another_machine_takes_a_place_when_a_second_person_agrees(
    console: Console, anna: Person
) -> None:
    browser = anna.signed_in()
    shown = browser.get("/enrolments?replaces=k1").text
    assert 'value="k1"' in shown
    address = make(browser, what="replaces", kiosk="k1", name="k1")
    type_code(console, browser, address)
    own = approve(browser, address)
    assert (own.status_code, "une autre personne doit l’accepter" in own.text) == (400, True)
    assert kiosks(console)["k1"].revoked_at is None
    assert approve(console.add("paul", HERE).signed_in("192.0.2.8"), address).status_code == 303
    with transaction(console.access.engine) as db:
        former, row = db.get_one(KioskRow, "k1"), db.scalars(select(EnrolmentRow)).one()
        assert former.revoked_at is not None
        assert db.get_one(KioskRow, row.kiosk).key_sha256 == DIGEST
    assert acts(console)[-1] == ("kiosk_revoke", "k1")


@pytest.mark.any_store
def test_the_same_kiosk_gets_a_new_key_and_keeps_its_id(console: Console, anna: Person) -> None:
    browser, paul = anna.signed_in(), console.add("paul", HERE).signed_in("192.0.2.8")
    address = make(browser, what="again", kiosk="k1", name="k1")
    type_code(console, browser, address)
    assert approve(paul, address).status_code == 303
    assert kiosks(console)["k1"].key_sha256 == DIGEST


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("meanwhile", "words"),
    [
        ("moved", "où se trouve aujourd’hui la borne"),
        ("suspended", "n’administre plus cette agence"),
        ("revoked", "est refusée"),
    ],
)
def test_what_was_true_when_the_code_was_made_is_asked_again(
    console: Console, anna: Person, meanwhile: str, words: str
) -> None:
    browser, paul = anna.signed_in(), console.add("paul", HERE).signed_in("192.0.2.8")
    address = make(browser, what="again", kiosk="k1", name="k1")
    type_code(console, browser, address)
    with transaction(console.access.engine) as db:
        if meanwhile == "moved":
            db.get_one(KioskRow, "k1").site = "0132"
        elif meanwhile == "suspended":
            db.get_one(AdminRow, anna.id).suspended_at = console.clock.now()
        else:
            revoke_kiosk(db, console.clock, "k1")
    approve(paul, address)
    assert words in paul.get(address).text if meanwhile == "revoked" else words in paul.page
    assert kiosks(console)["k1"].key_sha256 is None
    assert acts(console) == [("kiosk_code", "k1")]


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": "<b>x"}, "name", "fait de lettres"),
        ({"name": "k1"}, "name", "existe déjà"),
        ({"site": "../x"}, "site", "code de l’agence"),
        ({"site": "0132"}, "site", "n’administrez pas cette agence"),
        ({"what": "replaces"}, "kiosk", "Aucune borne de ce nom"),
        ({"what": "replaces", "kiosk": "k2"}, "kiosk", "Aucune borne de ce nom"),
        ({"what": "again", "kiosk": "nobody"}, "kiosk", "Aucune borne de ce nom"),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else "",
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    console: Console, anna: Person, typed: dict[str, str], field: str, words: str
) -> None:
    browser = anna.signed_in()
    browser.get("/enrolments")
    form = {"what": "new", "name": "borne-07", "site": "0131"} | typed
    answer = browser.post("/enrolments", csrf=browser.token, **form)
    assert answer.status_code == 400
    at = answer.text.index(f'id="{field}-wrong"')
    assert words in answer.text[at : at + 400]
    assert "<b>x" not in answer.text
    for name in ("name", "site"):
        assert f'value="{form[name].replace("<b>", "&lt;b&gt;")}"' in answer.text
    assert acts(console) == []


@pytest.mark.any_store
def test_one_person_has_no_more_under_way_than_anybody_installs(
    console: Console, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enrolment, "MOST_UNDER_WAY", 1)
    browser = anna.signed_in()
    address = make(browser)
    form = {"what": "new", "name": "borne-08", "site": "0131"}
    answer = browser.post("/enrolments", csrf=browser.token, **form)
    assert (answer.status_code, "trop de codes" in answer.text) == (400, True)
    assert 'value="borne-08"' in answer.text
    type_code(console, browser, address)
    console.clock.turn(seconds=CODE_LIFE.total_seconds())
    assert browser.post("/enrolments", csrf=browser.token, **form).status_code == 400
    assert approve(browser, address).status_code in (303, 401)
    make(console.add("paul", HERE).signed_in("192.0.2.8"), name="borne-09")


@pytest.mark.any_store
def test_what_is_of_another_agency_is_as_if_it_were_not(console: Console, anna: Person) -> None:
    browser = anna.signed_in()
    address = make(browser)
    type_code(console, browser, address)
    other = console.add("sami", ELSEWHERE).signed_in("192.0.2.8")
    assert "borne-07" not in other.get("/enrolments").text
    assert 'value="k1"' not in other.get("/enrolments?again=k1").text
    assert other.get(address).status_code == 404
    other.get("/my-sessions")
    for what in ("approve", "refuse"):
        answer = other.post(f"{address}/{what}", csrf=other.token, same="yes")
        assert answer.status_code == 404
