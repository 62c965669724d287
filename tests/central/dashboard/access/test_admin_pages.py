"""Accounts as administrators see to them: what each may do where, and nobody their own."""

import pytest
from sqlalchemy import select

from central.admins.accounts import account_named
from central.admins.roles import AdminRole, Grant, Scope
from central.store.audit_models import AuditRow
from central.store.database import transaction
from tests.central.dashboard.access.console import (
    ADMINISTRATOR,
    OPERATOR,
    Browser,
    Console,
    Person,
)

READER = Grant(AdminRole.READER, Scope.parse("tag:pilote"))


def done(browser: Browser, path: str, **fields: str) -> str:
    """Where it led."""
    browser.get("/admins")
    answer = browser.post(path, csrf=browser.token, **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].rpartition("=")[2]


def grants(console: Console, whose: Person) -> list[str]:
    with transaction(console.access.engine) as db:
        found = account_named(db, whose.id)
    assert found is not None
    return [f"{each.role} {each.scope}" for each in found.grants]


def acts(console: Console, *wanted: str) -> list[tuple[str | None, ...]]:
    with transaction(console.access.engine) as db:
        found = select(AuditRow.account, AuditRow.act, AuditRow.outcome, AuditRow.kiosk)
        rows = db.execute(found.where(AuditRow.act.in_(wanted)).order_by(AuditRow.id))
        return [tuple(row) for row in rows][1:]  # past the one that let the administrator in


@pytest.fixture
def anna(console: Console) -> Person:
    return console.add("anna", ADMINISTRATOR)


def test_rights_are_given_and_taken_back_and_the_audit_says_so(
    console: Console, anna: Person
) -> None:
    tom, browser = console.add("tom"), anna.signed_in()
    assert "Aucun droit" in browser.get(f"/admins/{tom.id}").text
    path = f"/admins/{tom.id}/grants"
    assert done(browser, path, role="operator", scope="agency:0131") == "granted"
    assert done(browser, path, role="reader", scope="tag:pilote") == "granted"
    assert grants(console, tom) == ["operator agency:0131", "reader tag:pilote"]
    assert done(browser, f"{path}/end", role="operator", scope="agency:0131") == "taken_back"
    assert done(browser, f"{path}/end", role="operator", scope="agency:0131") == "no_grant"
    by, whom = f"admin:{anna.id}", f"admin:{tom.id}"
    assert acts(console, "admin_grant", "admin_ungrant") == [
        (by, "admin_grant", "operator@agency:0131", whom),
        (by, "admin_grant", "reader@tag:pilote", whom),
        (by, "admin_ungrant", "operator@agency:0131", whom),
    ]


@pytest.mark.any_store
def test_what_is_not_chosen_is_asked_for_at_its_field(console: Console, anna: Person) -> None:
    tom, browser = console.add("tom"), anna.signed_in()
    for role, scope, wrong in (
        ("", "caisse", "role"),
        ("king", "caisse", "role"),
        ("reader", "", "scope"),
        ("reader", "agency:nowhere", "scope"),
        ("reader", "agency:<b>\0", "scope"),
    ):
        browser.get(f"/admins/{tom.id}")
        path = f"/admins/{tom.id}/grants"
        answer = browser.post(path, csrf=browser.token, role=role, scope=scope)
        assert answer.status_code == 400
        assert f'id="{wrong}-mistake"' in answer.text
        if role == "reader":
            assert '<option value="reader" selected>' in answer.text
    assert grants(console, tom) == []


@pytest.mark.any_store
def test_nobody_changes_what_they_themselves_may_do(console: Console, anna: Person) -> None:
    console.add("tom", ADMINISTRATOR)
    browser, mine = anna.signed_in(), f"/admins/{anna.id}"
    assert "/grants" not in browser.get(mine).text
    assert done(browser, f"{mine}/grants", role="reader", scope="caisse") == "own"
    assert done(browser, f"{mine}/grants/end", role="administrator", scope="caisse") == "own"
    assert done(browser, f"{mine}/suspend") == "own"
    assert done(browser, f"{mine}/unlock") == "own"
    assert grants(console, anna) == ["administrator caisse"]


@pytest.mark.any_store
def test_an_administrator_of_one_agency_finds_no_accounts(console: Console, anna: Person) -> None:
    there = Grant(AdminRole.ADMINISTRATOR, Scope.parse("agency:0131"))
    browser = console.add("tom", there).signed_in()
    for path in ("/admins", f"/admins/{anna.id}", "/admins/new"):
        assert browser.get(path).status_code == 404, path
    browser.get("/my-sessions")
    path = f"/admins/{anna.id}/suspend"
    assert browser.post(path, csrf=browser.token).status_code == 404
    assert 'href="/admins"' not in browser.get("/my-sessions").text


def test_the_last_administrator_cannot_be_removed_by_one_of_a_providers_group(
    console: Console, anna: Person
) -> None:
    """Somebody whom the groups of a provider make an administrator is none that the store knows."""
    access, claimed = console.access, [ADMINISTRATOR]
    with transaction(access.engine) as db:
        eve = access.accounts.add_subject(db, "https://sso.example", "eve", "Eve")
        made = access.sessions.begin(db, eve, claimed)
    browser = console.browser()
    browser.client.cookies.set("__Host-console", made, domain="console.example")
    console.add("waiting")  # without a right
    with transaction(access.engine) as db:
        invited = access.invitations.add(db, "new", "New")
    fields = {"role": "administrator", "scope": "caisse"}
    assert done(browser, f"/admins/{invited.admin}/grants", **fields) == "granted"
    assert done(browser, f"/admins/{anna.id}/suspend") == "last"
    assert done(browser, f"/admins/{anna.id}/grants/end", **fields) == "last"
    assert grants(console, anna) == ["administrator caisse"]
    console.add("tom", ADMINISTRATOR)
    assert done(browser, f"/admins/{anna.id}/grants/end", **fields) == "taken_back"


def test_suspending_signs_out_and_unlocking_lets_in_again(console: Console, anna: Person) -> None:
    tom = console.add("tom", OPERATOR)
    theirs, browser = tom.signed_in("192.0.2.9"), anna.signed_in()
    assert done(browser, f"/admins/{tom.id}/suspend") == "suspend"
    assert theirs.get("/").status_code == 303
    assert "Suspendu" in browser.get("/admins").text
    assert done(browser, f"/admins/{tom.id}/resume") == "resume"
    guesser = console.browser("192.0.2.10")
    for _ in range(6):
        guesser.get("/sign-in")
        guesser.submit(login="tom", password="x", totp="1")
    page = browser.get(f"/admins/{tom.id}").text
    assert "Bloqué" in page
    assert "Débloquer" in page
    assert done(browser, f"/admins/{tom.id}/unlock") == "unlock"
    assert "Bloqué" not in browser.get("/admins").text
    assert tom.signed_in("192.0.2.11").get("/").status_code == 200


@pytest.mark.any_store
def test_before_each_change_one_proves_anew_who_one_is(console: Console, anna: Person) -> None:
    tom, browser = console.add("tom"), anna.signed_in()
    console.clock.turn(minutes=6)
    browser.get(f"/admins/{tom.id}")
    path = f"/admins/{tom.id}/grants"
    answer = browser.post(path, csrf=browser.token, role="reader", scope="caisse")
    assert answer.status_code == 401
    assert "Confirmez" in answer.text
    assert grants(console, tom) == []


@pytest.mark.any_store
def test_the_form_of_an_invitation_keeps_what_was_typed(console: Console, anna: Person) -> None:
    console.add("tom")
    browser = anna.signed_in()
    for name, login, wrong in (
        ("  ", "lea", "Écrivez le nom"),
        ("Léa", "l é a", "sans espace"),
        ("<i>Léa\u202e", "TOM", "déjà cet identifiant"),
    ):
        browser.get("/admins/new")
        answer = browser.submit(name=name, login=login)
        assert answer.status_code == 400
        assert wrong in answer.text
        assert f'value="{login}"' in answer.text
        assert "<i>" not in answer.text


@pytest.mark.any_store
def test_the_list_says_how_each_signs_in_and_finds_by_name(console: Console, anna: Person) -> None:
    console.add("tom", OPERATOR)
    with transaction(console.access.engine) as db:
        console.access.accounts.add_subject(db, "https://sso.example", "eve", "Eve 100%")
        console.access.invitations.add(db, "lea", "<script>Léa")
    browser = anna.signed_in()
    page = browser.get("/admins").text
    assert "10 codes de secours" in page
    assert "Compte d’entreprise" in page
    assert "Invité" in page
    assert "&lt;script&gt;Léa" in page
    assert "<script>L" not in page
    assert "Eve" in browser.get("/admins?q=100%25").text
    assert "Tom" not in browser.page
    assert "Personne ne correspond" in browser.get("/admins?q=%5F%25").text
