"""Forms: from our own pages alone, and never lost where a session ends in the middle of one."""

import re

import pytest

from central.dashboard.access.forms import carried, opened
from tests.central.dashboard.access.console import (
    ADMINISTRATOR,
    OPERATOR,
    ORIGIN,
    Browser,
    Console,
)

NOTE = "imprimante changée\n<b>&\"' 1 85 05 75"
WHERE = "/examples/k1/command"


@pytest.fixture
def browser(console: Console) -> Browser:
    return console.add("lea", OPERATOR).signed_in()


def test_a_form_of_ours_is_taken(console: Console, browser: Browser) -> None:
    assert browser.post(WHERE, csrf=browser.token, note=NOTE).text == "done"
    assert [each["note"] for each in console.done] == [NOTE]


def test_a_script_of_ours_sends_the_token_in_a_header(console: Console, browser: Browser) -> None:
    headers = {"Origin": ORIGIN, "X-CSRF-Token": browser.token}
    assert browser.request("POST", WHERE, json={"a": 1}, headers=headers).text == "done"


@pytest.mark.any_store
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://console.example"},
        {"Origin": ORIGIN + ".evil.example"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Referer": "https://evil.example/console.example"},
    ],
)
def test_what_comes_from_elsewhere_is_refused_even_with_the_token(
    console: Console, browser: Browser, headers: dict[str, str]
) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = browser.request("POST", WHERE, content=f"csrf={browser.token}", headers=headers | form)
    assert (answer.status_code, console.done) == (403, [])


@pytest.mark.any_store
@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Referer": ORIGIN + "/"}])
def test_one_sign_of_our_pages_is_enough(browser: Browser, headers: dict[str, str]) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    content = f"csrf={browser.token}"
    assert browser.request("POST", WHERE, content=content, headers=headers | form).text == "done"


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_without_the_token_nothing_is_done_and_the_form_is_shown_once_more(
    console: Console, browser: Browser, token: str
) -> None:
    answer = browser.post(WHERE, csrf=token, note=NOTE)
    assert (answer.status_code, console.done) == (409, [])
    assert browser.submit().text == "done"
    assert console.done[0]["note"] == NOTE


@pytest.mark.any_store
def test_anothers_token_is_none(console: Console, browser: Browser) -> None:
    other = console.add("ines", OPERATOR).signed_in()
    assert browser.post(WHERE, csrf=other.token).status_code == 409
    assert console.done == []


def test_a_session_that_is_over_in_the_middle_of_a_form_loses_nothing(console: Console) -> None:
    person = console.add("lea", OPERATOR)
    browser = person.signed_in()
    token = browser.token
    console.clock.turn(minutes=31)
    answer = browser.post(WHERE, csrf=token, note=NOTE, password="secret of a form")
    assert (answer.status_code, console.done) == (401, [])
    assert NOTE not in answer.text
    wrong = browser.submit(**person.credential(totp="000000"))
    assert wrong.status_code == 401
    shown = browser.submit(**person.credential())
    assert (shown.status_code, console.done) == (200, [])
    assert "imprimante chang" in shown.text
    assert "<b>" not in shown.text
    assert browser.submit().text == "done"
    assert console.done[0] | {"csrf": ""} == {"csrf": "", "note": NOTE}


def test_what_is_carried_is_for_its_writer_alone(console: Console) -> None:
    lea, ines = console.add("lea", OPERATOR), console.add("ines", OPERATOR)
    browser = lea.signed_in()
    console.clock.turn(minutes=31)
    browser.post(WHERE, csrf=browser.token, note=NOTE)
    answer = browser.submit(**ines.credential())
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "imprimante" not in answer.text


def test_a_carried_form_is_sealed_ours_and_of_today(console: Console) -> None:
    access = console.access
    sealed = carried(access, "/x", (("note", "a"), ("csrf", "b"), ("password", "c")), "A")
    assert sealed is not None
    form = opened(access, sealed)
    assert form is not None
    assert (form.to, form.fields, form.admin) == ("/x", (("note", "a"),), "A")
    assert "note" not in repr(form)
    for other in ("", "x", sealed[:-4] + "AAAA", "é"):
        assert opened(access, other) is None
    console.clock.turn(hours=13)
    assert opened(access, sealed) is None


@pytest.mark.any_store
def test_what_is_too_long_to_carry_is_said(console: Console, browser: Browser) -> None:
    console.clock.turn(minutes=31)
    answer = browser.post(WHERE, csrf=browser.token, note="x" * 40_000)
    assert answer.status_code == 401
    assert "trop long" in answer.text


@pytest.mark.any_store
def test_htmx_is_told_so_that_it_shows_the_whole_page(console: Console, browser: Browser) -> None:
    console.clock.turn(minutes=31)
    got = browser.get(
        "/examples/k1", **{"HX-Request": "true", "HX-Current-URL": ORIGIN + "/kiosks?x=1"}
    )
    assert (got.status_code, got.headers["hx-redirect"]) == (401, "/sign-in?to=%2Fkiosks%3Fx%3D1")
    headers = {"Origin": ORIGIN, "HX-Request": "true"}
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = browser.request("POST", WHERE, content="note=a", headers=headers | form)
    assert (answer.status_code, answer.headers["hx-retarget"]) == (200, "body")


@pytest.mark.any_store
def test_a_stream_is_not_sent_to_a_page(console: Console) -> None:
    answer = console.browser().get("/examples/k1", Accept="text/event-stream")
    assert answer.status_code == 401


def test_what_cannot_be_undone_asks_who_it_is_and_keeps_the_form(console: Console) -> None:
    person = console.add("chief", ADMINISTRATOR)
    browser = person.signed_in()
    console.clock.turn(minutes=6)
    old = browser.client.cookies["__Host-console"]
    answer = browser.post("/examples/k1/revoke", csrf=browser.token, why="volée")
    assert (answer.status_code, console.done) == (401, [])
    assert browser.submit(password="wrong", totp="000000").status_code == 422
    shown = browser.submit(password=person.credential()["password"], totp=person.code())
    assert (shown.status_code, console.done) == (200, [])
    assert browser.client.cookies["__Host-console"] != old
    assert browser.submit().text == "revoked"
    assert console.done[0]["why"] == "volée"
    thief = console.browser()
    thief.client.cookies.set("__Host-console", old, domain="console.example")
    assert thief.get("/").status_code == 303


def test_a_proof_does_not_lengthen_the_day(console: Console) -> None:
    person = console.add("chief", ADMINISTRATOR)
    browser = person.signed_in()
    for _ in range(26):
        console.clock.turn(minutes=27)
        browser.get("/prove-again?to=%2F")
        answer = browser.submit(password=person.credential()["password"], totp=person.code())
        assert answer.status_code == 303
    console.clock.turn(minutes=20)
    assert browser.get("/").status_code == 303


@pytest.mark.any_store
def test_every_answer_has_the_headers_and_no_page_an_inline_script(
    console: Console, browser: Browser
) -> None:
    for path in ("/sign-in", "/", "/my-sessions", "/prove-again", "/static/app.js", "/nothing"):
        for who in (browser, console.browser()):
            answer = who.get(path)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert answer.headers["strict-transport-security"]
            assert answer.headers["cross-origin-opener-policy"] == "same-origin"
            assert answer.headers["cross-origin-resource-policy"] == "same-origin"
            assert answer.headers["x-frame-options"] == "DENY"
            assert answer.headers["cache-control"] == "no-store"
            assert not re.search(r"<script>|style=|\son\w+=", answer.text)


@pytest.mark.any_store
def test_a_body_that_is_too_large_is_not_read(console: Console, browser: Browser) -> None:
    answer = browser.post(WHERE, csrf=browser.token, note="x" * 100_000)
    assert (answer.status_code, console.done) == (413, [])

    async def pieces():
        for _ in range(10):
            yield b"x" * 10_000

    headers = {"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}
    answer = browser.request("POST", WHERE, content=pieces(), headers=headers)
    assert (answer.status_code, console.done) == (413, [])
    assert "content-security-policy" in answer.headers


@pytest.mark.any_store
def test_a_sign_in_that_another_page_made_up_is_not_even_tried(console: Console) -> None:
    person = console.add("lea", OPERATOR)
    for cookie in (None, "x" * 43):
        browser = console.browser()
        if cookie is not None:
            browser.client.cookies.set("__Host-console-form", cookie, domain="console.example")
        answer = browser.post("/sign-in", csrf="0" * 80, **person.credential())
        assert answer.status_code == 403
        assert "__Host-console" not in browser.client.cookies


def test_a_store_that_fails_gives_a_clear_page(console: Console, monkeypatch) -> None:
    from sqlalchemy.exc import OperationalError

    from central.admins.sessions import AdminSessions

    browser = console.add("lea", OPERATOR).signed_in()

    def fail(*_given: object) -> None:
        raise OperationalError("", None, Exception())

    monkeypatch.setattr(AdminSessions, "find", fail)
    answer = browser.get("/examples/k1")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert "base de données" in answer.text
