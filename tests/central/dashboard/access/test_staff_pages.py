"""Staff on the console's pages: a PIN that is shown once, forms that lose nothing, scopes."""

import re
from html import unescape

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from central.admins.roles import AdminRole, Grant, Scope
from central.fleet.configuration.drafts import open_drafts
from central.fleet.staff.members import member, members_at
from central.store.audit_models import AuditRow
from central.store.configuration_models import ConfigurationDraftRow
from central.store.database import transaction
from central.store.staff_models import StaffMemberRow
from tests.central.dashboard.access.console import Browser, Console
from tests.central.dashboard.staff import add_member
from wire.staff_pepper import pepper_of_agency

HERE = Grant(AdminRole.ADMINISTRATOR, Scope.parse("agency:0131"))
OPERATOR = Grant(AdminRole.OPERATOR, Scope.parse("agency:0131"))
FORM = {"name": "Agnès Durand", "id": "a-17", "sites": "0131", "role": "agent", "how": "chance"}
HOSTILE = "<b>\u202eRTL\u202c =1+1"
_PIN = re.compile(r'class="pin"><code>([0-9]{6,12})</code>')


@pytest.fixture
def agnes(console: Console) -> Browser:
    return console.add("agnes", HERE).signed_in()


def add(browser: Browser, **changes: str) -> int:
    browser.get("/staff/new?site=0131")
    return browser.post("/staff/new", csrf=browser.token, **FORM | changes).status_code


def pin_of(browser: Browser) -> str:
    found = _PIN.search(browser.page)
    assert found, browser.page
    return found[1]


def page_of(console: Console, id_: str = "a-17") -> str:
    with transaction(console.access.engine) as db:
        who = member(db, id_)
        assert who is not None
        return f"/staff/members/{who.key}"


def press(browser: Browser, path: str, deed: str, **more: str) -> str:
    browser.get(path)
    revision = re.search(r'name="revision" value="([0-9]+)"', browser.page)
    fields = {"revision": revision[1] if revision else ""} | more
    answer = browser.post(f"{path}{deed}", csrf=browser.token, **fields)
    return str(answer.headers.get("location", answer.status_code))


def test_added_with_a_pin_that_is_shown_once_and_a_draft_for_the_agency(
    console: Console, agnes: Browser
) -> None:
    with capture_logs() as lines:
        assert add(agnes) == 200
        pin = pin_of(agnes)
        shown = agnes.page
        listed = agnes.get("/staff").text + agnes.get(page_of(console)).text
    assert 'href="/configuration/drafts/1"' in shown
    assert "Agnès Durand" in listed
    assert "attend une deuxième personne" in listed
    assert pin not in listed + repr(lines)
    with transaction(console.access.engine) as db:
        (draft,) = open_drafts(db)
        (told,) = draft.content["staff"]
        acts = db.scalars(select(AuditRow.act).order_by(AuditRow.id)).all()[-2:]
    assert acts == ["staff_add", "config_draft"]
    assert "Durand" not in str(draft.content)
    assert draft.author.startswith("admin:")
    assert pepper_of_agency(bytes.fromhex("cd" * 32), "0131").fits(told["verifier"], "a-17", pin)


def test_a_page_that_is_loaded_again_gives_no_second_pin(console: Console, agnes: Browser) -> None:
    add(agnes)
    path = page_of(console)
    agnes.get(path)
    sent = {"csrf": agnes.token, "revision": "0", "sites": "0131", "how": "chance"}
    first = agnes.post(f"{path}/pin", **sent)
    again = agnes.post(f"{path}/pin", **sent)
    assert first.headers["cache-control"] == "no-store"
    assert (first.status_code, again.headers["location"]) == (200, f"{path}?told=changed")


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"how": "typed", "pin": "123456"}, "une date s’essaie en premier"),
        ({"how": "typed", "pin": "81526"}, "6 à 12 chiffres, ou"),
        ({"how": "typed"}, "6 à 12 chiffres, ou"),
        ({"id": "Agnès"}, "une lettre d’abord"),
        ({"name": " "}, "Donnez un nom"),
        ({"role": "root"}, "Choisissez un rôle"),
        ({"sites": ""}, "au moins une agence"),
        ({"sites": "0131 0132"}, "Aucune borne connue de vous"),
        ({"sites": "9999"}, "Aucune borne connue de vous"),
        ({"identifier": "xyz"}, "chiffres hexadécimaux"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_all_but_the_pin_is_still_there(
    console: Console, agnes: Browser, changes: dict[str, str], told: str
) -> None:
    assert add(agnes, **{"name": HOSTILE} | changes) == 422
    text = unescape(agnes.page)
    assert told in text
    assert 'aria-invalid="true"' in agnes.page or changes.get("role")
    assert "<b>" not in agnes.page.split("<main")[1]
    if "name" not in changes:
        assert f'value="{HOSTILE}"' in text
    if changes.get("pin"):
        assert changes["pin"] not in agnes.page
    with transaction(console.access.engine) as db:
        assert db.scalar(select(func.count()).select_from(StaffMemberRow)) == 0
        assert db.scalar(select(func.count()).select_from(ConfigurationDraftRow)) == 0


@pytest.mark.any_store
def test_a_typed_pin_and_a_second_factor_with_its_picture(console: Console, agnes: Browser) -> None:
    badge = {"family": "staff", "read_from": "serial", "identifier": "00 A1 b2:c3"}
    assert add(agnes, how="typed", pin="815 263", code="yes", role="technician", **badge) == 200
    assert pin_of(agnes) == "815263"
    assert '<img src="data:image/svg+xml' in agnes.page
    with transaction(console.access.engine) as db:
        (who,) = members_at(db, "0131")
    assert who.badge is not None
    assert (who.badge.identifier, who.sites) == ("00a1b2c3", {"0131": True})


def test_two_who_change_the_same_person_lose_nothing_of_what_they_typed(
    console: Console, agnes: Browser
) -> None:
    add(agnes)
    path = page_of(console)
    bruno = console.add("bruno", HERE).signed_in("192.0.2.9")
    for each in (agnes, bruno):
        each.get(path)
    sent = {"revision": "0", "sites": "0131", "role": "agent"}
    done = agnes.post(path, csrf=agnes.token, name="Agnès D.", **sent)
    assert done.headers["location"] == "/staff?told=changed&site=0131"
    bruno.post(path, csrf=bruno.token, name="Agnès Durand-Petit", **sent)
    assert "Quelqu’un a modifié cette fiche" in bruno.page
    assert 'value="Agnès Durand-Petit"' in bruno.page
    assert 'name="revision" value="1"' in bruno.page


def test_suspended_resumed_and_removed_each_as_a_draft(console: Console, agnes: Browser) -> None:
    add(agnes)
    path = page_of(console)
    assert press(agnes, path, "/suspend") == "/staff?told=suspended&site=0131"
    assert "Suspendu" in agnes.get("/staff").text
    assert press(agnes, path, "/resume") == "/staff?told=resumed&site=0131"
    assert press(agnes, path, "/remove") == "/staff?told=removed&site=0131"
    with transaction(console.access.engine) as db:
        assert members_at(db, "0131") == []
        drafts = [each.content["staff"] for each in open_drafts(db)]
    assert [len(each) for each in drafts] == [1, 0, 1, 0]


@pytest.mark.any_store
def test_of_other_agencies_nothing_is_shown_and_no_operator_gets_there(
    console: Console, agnes: Browser
) -> None:
    with transaction(console.access.engine) as db:
        add_member(db, "b-1", "0132", key="B1", name="Karim")
        add_member(db, "c-1", "0131", "0132", key="C1", name="Samia")
    text = agnes.get("/staff?site=0132").text
    assert "Karim" not in text
    assert "Samia" in text
    assert "/staff/members/C1" not in text
    assert agnes.get("/staff/members/B1").status_code == 404
    operator = console.add("omar", OPERATOR).signed_in("192.0.2.8")
    assert operator.get("/staff").status_code == 403
    assert 'href="/staff"' not in operator.get("/").text


@pytest.mark.any_store
def test_a_proof_that_is_too_old_is_asked_for_first_and_carries_no_pin(
    console: Console, agnes: Browser
) -> None:
    console.clock.turn(minutes=6)
    assert add(agnes, how="typed", pin="815263") == 401
    assert "815263" not in agnes.page
    with transaction(console.access.engine) as db:
        assert members_at(db, "0131") == []


@pytest.mark.any_store
def test_without_the_secret_of_the_caisse_the_page_says_how_to_make_it(make_console) -> None:
    console = make_console(staff_secret_file=None)
    browser = console.add("agnes", HERE).signed_in()
    assert "central staff secret" in browser.get("/staff").text
    assert browser.get("/staff/new").status_code == 303
