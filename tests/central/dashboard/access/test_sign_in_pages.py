"""Signing in with a local account, seen from a browser."""

import logging
from collections.abc import Iterator

import pytest
import structlog
from sqlalchemy import select

from central.runtime import logging as logs
from central.store.alarms import alarms
from central.store.audit_models import AuditRow
from central.store.database import transaction
from tests.central.dashboard.access.console import (
    ADMINISTRATOR,
    OPERATOR,
    PASSWORD,
    Console,
)


def audited(console: Console) -> list[tuple[str | None, str, str]]:
    with transaction(console.access.engine) as db:
        rows = db.execute(
            select(AuditRow.account, AuditRow.act, AuditRow.outcome).order_by(AuditRow.id)
        )
        return [tuple(row) for row in rows if row.account != "test"]  # type: ignore[misc]


def test_password_and_code_open_a_session_that_opens_a_page(console: Console) -> None:
    person = console.add("lea", OPERATOR)
    browser = console.browser()
    assert browser.get("/examples/k1").headers["location"] == "/sign-in?to=%2Fexamples%2Fk1"
    browser.get("/sign-in?to=%2Fexamples%2Fk1")
    answer = browser.submit(**person.credential())
    assert (answer.status_code, answer.headers["location"]) == (303, "/examples/k1")
    assert browser.get("/examples/k1").text == "a kiosk"
    assert audited(console) == [(f"admin:{person.id}", "sign_in", "password+totp")]


@pytest.mark.any_store
def test_the_cookie_is_for_this_host_alone(console: Console) -> None:
    person = console.add("lea", OPERATOR)
    browser = console.browser()
    browser.get("/sign-in")
    cookies = browser.submit(**person.credential()).headers.get_list("set-cookie")
    (session,) = [each for each in cookies if each.startswith("__Host-console=")]
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= set(session.split("; "))
    assert "Max-Age" not in session
    assert "Domain" not in session


@pytest.mark.parametrize(
    "changed",
    [{"login": "nobody"}, {"password": "another password"}, {"totp": "000000"}, {"totp": "abcdef"}],
)
def test_what_was_wrong_is_not_told(console: Console, changed: dict[str, str]) -> None:
    person = console.add("lea", OPERATOR)
    pages = []
    for wrong in (changed, {"password": "wrong all over"}):
        browser = console.browser()
        browser.get("/sign-in")
        answer = browser.submit(**person.credential(**wrong))
        assert answer.status_code == 401
        said = answer.text.replace(browser.hidden["csrf"], "").replace(
            wrong.get("login", "lea"), ""
        )
        pages.append(said)
        assert browser.get("/").status_code == 303
    assert pages[0] == pages[1]


def test_a_code_is_taken_once(console: Console) -> None:
    person = console.add("lea", OPERATOR)
    used = person.code()
    person.signed_in()
    browser = console.browser()
    browser.get("/sign-in")
    assert browser.submit(**person.credential(totp=used)).status_code == 401
    assert browser.submit(**person.credential()).status_code == 303


def test_a_recovery_code_stands_in_once(console: Console) -> None:
    person = console.add("lea", OPERATOR)
    code = person.recovery_codes[3].lower()
    typed = "-".join(code[at : at + 4] for at in range(0, 16, 4))
    statuses = []
    for _ in range(2):
        browser = console.browser()
        browser.get("/sign-in")
        statuses.append(browser.submit(**person.credential(totp=typed)).status_code)
    assert statuses == [303, 401]
    assert audited(console)[0][2] == "password+recovery-code"


def test_after_five_wrong_ones_even_the_right_one_waits_and_longer_each_time(
    console: Console,
) -> None:
    person = console.add("lea", OPERATOR)
    waits = []
    for turn in range(3):
        browser = console.browser(f"198.51.100.{turn}")
        for _ in range(5):
            browser.get("/sign-in")
            browser.submit(**person.credential(password="wrong"))
        browser.get("/sign-in")
        answer = browser.submit(**person.credential())
        assert answer.status_code == 429
        waits.append(int(answer.headers["retry-after"]))
        console.clock.turn(seconds=waits[-1] + 1)
    assert waits[0] == 900
    assert 12_000 < waits[1] < 14_400
    assert 60_000 < waits[2] < 86_400
    with transaction(console.access.engine) as db:
        kinds = {(each.kind, each.kiosk) for each in alarms(db, None, 10)}
    assert kinds == {("console-account-guessed", f"admin:{person.id}")}


@pytest.mark.any_store
def test_an_account_that_is_not_there_is_locked_alike(console: Console) -> None:
    def statuses(login: str) -> list[tuple[int, str | None]]:
        found = []
        for _ in range(6):
            browser = console.browser("203.0.113.9")
            browser.get("/sign-in")
            answer = browser.submit(login=login, password="wrong", totp="000000")
            found.append((answer.status_code, answer.headers.get("retry-after")))
        return found

    console.add("lea")
    assert statuses("lea") == statuses("nobody")


def test_an_address_that_tries_many_names_is_locked(console: Console) -> None:
    person = console.add("lea", OPERATOR)
    browser = console.browser("203.0.113.5")
    for number in range(30):
        browser.get("/sign-in")
        browser.submit(login=f"someone{number}", password="wrong", totp="000000")
    browser.get("/sign-in")
    assert browser.submit(**person.credential()).status_code == 429
    with transaction(console.access.engine) as db:
        assert [each.kind for each in alarms(db, None, 10)] == ["console-address-guesses"]
    elsewhere = console.browser("192.0.2.50")
    elsewhere.get("/sign-in")
    assert elsewhere.submit(**person.credential()).status_code == 303


def test_the_session_from_before_is_not_the_one_after(console: Console) -> None:
    person = console.add("lea", OPERATOR)
    browser = person.signed_in()
    before = browser.client.cookies["__Host-console"]
    page = console.browser()
    page.get("/sign-in")
    page.client.cookies.set("__Host-console", "x" * 43, domain="console.example")
    page.submit(**person.credential())
    assert page.client.cookies["__Host-console"] not in ("x" * 43, before)


def test_out_is_out_also_for_a_copy_of_the_cookie(console: Console) -> None:
    browser = console.add("lea", OPERATOR).signed_in()
    copy = browser.client.cookies["__Host-console"]
    answer = browser.post("/sign-out", csrf=browser.token)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    thief = console.browser()
    thief.client.cookies.set("__Host-console", copy, domain="console.example")
    assert thief.get("/").status_code == 303
    assert audited(console)[-1][1:] == ("sign_out", "done")


def test_a_grant_taken_back_counts_on_the_next_request(console: Console) -> None:
    from central.admins.grants import take_back

    person = console.add("lea", OPERATOR)
    browser = person.signed_in()
    assert browser.get("/examples/k1").status_code == 200
    with transaction(console.access.engine) as db:
        assert take_back(db, console.access.audit, person.id, OPERATOR, "test")
    assert browser.get("/examples/k1").status_code == 404


def test_who_is_suspended_is_out_at_once(console: Console) -> None:
    person = console.add("lea", OPERATOR)
    browser = person.signed_in()
    with transaction(console.access.engine) as db:
        console.access.accounts.suspend(db, person.id)
    assert browser.get("/examples/k1").status_code == 303
    again = console.browser()
    again.get("/sign-in")
    assert again.submit(**person.credential()).status_code == 401


def test_sessions_are_listed_and_ended_one_by_one(console: Console) -> None:
    person = console.add("lea", OPERATOR)
    first, second = person.signed_in(), person.signed_in()
    page = second.get("/my-sessions").text
    assert page.count('/end"') == 1
    answer = second.submit()
    assert (answer.status_code, answer.headers["location"]) == (303, "/my-sessions")
    assert first.get("/").status_code == 303
    assert second.get("/").status_code == 200


def test_an_administrator_ends_anothers_and_nobody_else_does(console: Console) -> None:
    lea, chief = console.add("lea", OPERATOR), console.add("chief", ADMINISTRATOR)
    hers, his = lea.signed_in(), chief.signed_in()
    assert hers.get(f"/admins/{chief.id}/sessions").status_code == 404
    his.get(f"/admins/{lea.id}/sessions")
    assert his.submit().status_code == 303
    assert hers.get("/").status_code == 303
    assert his.get("/admins/AAAAAAAAAAAAAAAA/sessions").status_code == 404


@pytest.mark.any_store
def test_where_to_go_on_is_never_elsewhere(console: Console) -> None:
    person = console.add("lea", OPERATOR)
    for to in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:x",
        "/\t/x",
    ):
        browser = console.browser()
        browser.get("/sign-in")
        answer = browser.submit(**person.credential(), to=to)
        assert answer.headers["location"] == "/", to
        console.clock.turn(seconds=31)


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    before = logging.lastResort
    yield
    logging.lastResort = before
    structlog.reset_defaults()


def test_nothing_typed_is_in_log_or_store(
    console: Console, capfd, logging_as_before, tmp_path
) -> None:
    logs.configure()
    person = console.add("lea", OPERATOR)
    browser = console.browser()
    browser.get("/sign-in")
    browser.submit(login="1850575123456", password=PASSWORD, totp="424242")
    browser.submit(**person.credential(totp="424243"))
    browser.submit(**person.credential())
    browser.post("/examples/k1/command", note="1 85 05 75 123 456 78")
    logged = "".join(capfd.readouterr())
    assert "request" in logged
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("central.db*"))
    for planted in (PASSWORD, "424242", "424243", person.secret, "1850575123456", "123 456 78"):
        assert planted not in logged
        assert planted.encode() not in stored
