"""Joining by invitation: whoever has the code sets password and second factor, once, within two
days, and nobody learns which guesses were near."""

import base64
import re
from html import unescape

import pytest

from central.admins.accounts import account_named
from central.admins.second_factor import code_at
from central.store.database import transaction
from tests.central.dashboard.access.console import ADMINISTRATOR, PASSWORD, Browser, Console

_CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}")


def invited(console: Console, login: str = "lea", name: str = "Léa Martin") -> str:
    """The code, as the page of an administrator shows it."""
    browser = console.add(f"anna-{login}", ADMINISTRATOR).signed_in()
    browser.get("/admins/new")
    answer = browser.submit(name=name, login=login)
    found = _CODE.search(answer.text)
    assert answer.status_code == 200, answer.text
    assert found
    return found[0]


def begun(console: Console, code: str, address: str = "192.0.2.40") -> Browser:
    browser = console.browser(address)
    browser.get("/join")
    browser.submit(code=code)
    return browser


def secret_of(browser: Browser) -> str:
    found = re.search(r'<code class="secret">([A-Z2-7-]+)</code>', browser.page)
    assert found, browser.page
    secret = found[1].replace("-", "")
    assert len(base64.b32decode(secret)) == 20
    return secret


def finished(console: Console, browser: Browser, **typed: str):
    given = {
        "password": PASSWORD,
        "again": PASSWORD,
        "totp": code_at(secret_of(browser), console.clock.now()),
    }
    return browser.submit(**(given | typed))


def test_who_is_invited_sets_all_of_it_and_signs_in(console: Console) -> None:
    code = invited(console)
    browser = begun(console, code.lower().replace("-", " "))
    secret = secret_of(browser)
    assert "lea" in browser.page
    assert code not in unescape(browser.page)
    answer = finished(console, browser)
    assert answer.status_code == 200
    assert len(re.findall(r"<li><code>[0-9A-Z-]{19}</code>", answer.text)) == 10
    console.clock.turn(seconds=31)
    browser.get("/sign-in")
    totp = code_at(secret, console.clock.now())
    assert browser.submit(login="lea", password=PASSWORD, totp=totp).status_code == 303


@pytest.mark.any_store
def test_an_account_that_nobody_joined_lets_nobody_in(console: Console) -> None:
    invited(console)
    browser = console.browser("192.0.2.41")
    browser.get("/sign-in")
    assert browser.submit(login="lea", password="", totp="").status_code == 401


@pytest.mark.any_store
def test_a_code_counts_once_also_on_two_pages_that_were_open(console: Console) -> None:
    code = invited(console)
    browsers = [begun(console, code, f"192.0.2.{number}") for number in (51, 52)]
    assert [finished(console, each).status_code for each in browsers] == [200, 400]
    again = begun(console, code, "192.0.2.54")
    assert "n’est pas valable" in again.page


@pytest.mark.any_store
def test_what_counts_no_more_and_what_never_did_look_the_same(console: Console) -> None:
    code = invited(console)
    unknown = begun(console, "0000-0000-0000-0000-0000", "192.0.2.61").page
    assert "n’est pas valable" in unknown
    assert "n’est pas valable" in begun(console, "x\0é" * 9, "192.0.2.62").page
    waiting = begun(console, code, "192.0.2.63")
    console.clock.turn(hours=48)
    assert "n’est pas valable" in finished(console, waiting).text
    assert "n’est pas valable" in begun(console, code, "192.0.2.64").page


@pytest.mark.any_store
def test_a_suspended_or_renewed_invitation_counts_no_more(console: Console) -> None:
    code = invited(console)
    boss = console.add("boss", ADMINISTRATOR).signed_in("192.0.2.70")
    with transaction(console.access.engine) as db:
        lea = account_named(db, "lea")
    assert lea is not None
    boss.get(f"/admins/{lea.id}")
    newer = _CODE.search(boss.post(f"/admins/{lea.id}/invite", csrf=boss.token).text)
    assert newer
    assert newer[0] != code
    assert "n’est pas valable" in begun(console, code, "192.0.2.71").page
    boss.get(f"/admins/{lea.id}")
    boss.post(f"/admins/{lea.id}/suspend", csrf=boss.token)
    assert "n’est pas valable" in begun(console, newer[0], "192.0.2.72").page


@pytest.mark.any_store
def test_what_is_wrong_is_said_at_its_field_and_the_secret_stays(console: Console) -> None:
    browser = begun(console, invited(console))
    secret = secret_of(browser)
    answer = finished(console, browser, password="court", again="court", totp="000000")
    assert answer.status_code == 400
    assert "password-mistake" in answer.text
    assert "totp-mistake" in answer.text
    assert secret_of(browser) == secret
    assert "again-mistake" in finished(console, browser, again="autre chose de long").text
    assert (
        "contient votre identifiant"
        in finished(console, browser, password="lealealealea x", again="").text
    )
    assert finished(console, browser).status_code == 200


@pytest.mark.any_store
def test_guesses_are_counted_by_address_with_those_of_signing_in(console: Console) -> None:
    code = invited(console)
    browser = console.browser("192.0.2.80")
    browser.get("/join")
    answers = [browser.submit(code="0" * 20).status_code for _ in range(31)]
    assert answers[:30] == [400] * 30
    assert answers[30] == 429
    assert browser.submit(code=code).status_code == 429
    browser.get("/sign-in")
    assert browser.submit(login="lea", password="x", totp="1").status_code == 429
    assert secret_of(begun(console, code, "192.0.2.81"))


@pytest.mark.any_store
def test_forms_of_other_sites_and_seals_of_others_do_nothing(console: Console) -> None:
    code = invited(console)
    browser = console.browser("192.0.2.90")
    browser.get("/join")
    assert (
        browser.post("/join", csrf=browser.token, code=code, origin="https://x").status_code == 403
    )
    assert browser.post("/join", csrf="0" * 80, code=code).status_code == 403
    browser.get("/join")
    form = browser.post("/join/credential", csrf=browser.token, joining="AAAA", password=PASSWORD)
    assert form.status_code == 400
