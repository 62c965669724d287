"""Signing in at a provider, seen from a browser, with a provider that says what it should not."""

from typing import get_args

import pytest
from sqlalchemy import select

from central.admins.roles import AdminRole, Grant, Scope
from central.store.admin_models import AdminRow
from central.store.audit_models import AuditRow
from central.store.database import transaction
from tests.central.dashboard.access.console import OPERATOR, Browser, Console
from tests.central.dashboard.access.provider import CLIENT_ID, ISSUER, SECRET, Fault, Provider
from tests.central.world import TurnedClock

GROUPS = {"groups": ["bornes-0131", "others"]}
BEFORE = {
    "slow",
    "unreachable",
    "error-500",
    "not-json",
    "endless",
    "http-endpoint",
    "other-issuer-described",
}
"""Known before the browser is sent away."""
HARMLESS = {"old-proof", "no-proof"}
"""For signing in, where nobody asked for a proof of now."""


@pytest.fixture
def provider() -> Provider:
    return Provider(TurnedClock())


@pytest.fixture
def console(make_console, provider: Provider, tmp_path) -> Console:
    secret = tmp_path / "client.secret"
    secret.write_text(SECRET + "\n")
    oidc = {
        "issuer": ISSUER,
        "client_id": CLIENT_ID,
        "client_secret_file": secret,
        "groups": [{"group": "bornes-0131", "role": "operator", "scope": "agency:0131"}],
    }
    made: Console = make_console(transport=provider, oidc=oidc)
    made.clock = provider.clock = made.access.clock  # type: ignore[assignment]
    return made


def go(browser: Browser, provider: Provider, start: str = "/sign-in/provider?to=%2Fexamples%2Fk1"):
    sent = browser.get(start)
    if sent.status_code != 303:
        return sent
    return browser.get(provider.visit(sent.headers["location"]))


def acts(console: Console) -> list[tuple[str | None, str, str]]:
    with transaction(console.access.engine) as db:
        rows = db.execute(select(AuditRow.account, AuditRow.act, AuditRow.outcome))
        return [tuple(row) for row in rows]  # type: ignore[misc]


def test_a_group_of_the_provider_opens_what_is_granted_to_it(
    console: Console, provider: Provider
) -> None:
    provider.claims = GROUPS
    browser = console.browser()
    assert go(browser, provider).headers["location"] == "/examples/k1"
    assert (browser.get("/examples/k1").status_code, browser.get("/examples/k2").status_code) == (
        200,
        404,
    )
    assert provider.asked["code_challenge_method"] == "S256"
    assert "prompt" not in provider.asked
    with transaction(console.access.engine) as db:
        row = db.scalars(select(AdminRow)).one()
    assert (row.issuer, row.subject, row.name) == (ISSUER, "lea-at-sso", "Léa Martin")
    assert acts(console)[-1] == (f"admin:{row.id}", "sign_in", "oidc")


def test_what_is_granted_here_counts_for_whom_the_provider_knows(
    console: Console, provider: Provider
) -> None:
    from central.admins.grants import give, take_back

    access = console.access
    with transaction(access.engine) as db:
        admin = access.accounts.add_subject(db, ISSUER, "lea-at-sso", "Léa")
        give(db, access.clock, access.audit, admin, OPERATOR, "test")
    browser = console.browser()
    assert go(browser, provider).status_code == 303
    assert browser.get("/examples/k1").status_code == 200
    with transaction(access.engine) as db:
        take_back(db, access.audit, admin, OPERATOR, "test")
    assert browser.get("/examples/k1").status_code == 404


def test_who_has_no_grant_is_told_so_and_not_let_in(console: Console, provider: Provider) -> None:
    browser = console.browser()
    answer = go(browser, provider)
    assert answer.status_code == 403
    assert "aucun droit" in answer.text
    assert browser.get("/").status_code == 303
    with transaction(console.access.engine) as db:
        assert db.scalars(select(AdminRow)).all() == []
    assert acts(console)[-1] == ("admin:?", "sign_in", "oidc-not-granted")


@pytest.mark.any_store
@pytest.mark.parametrize("fault", sorted(set(get_args(Fault)) - HARMLESS))
def test_a_fault_of_the_provider_lets_nobody_in(
    console: Console, provider: Provider, fault: Fault
) -> None:
    provider.fault, provider.claims = fault, dict(GROUPS)
    browser = console.browser()
    answer = go(browser, provider)
    assert answer.status_code == (503 if fault in BEFORE else 403), fault
    assert "fournisseur d’identité" in answer.text
    assert browser.get("/").status_code == 303
    assert "__Host-console" not in browser.client.cookies


@pytest.mark.any_store
@pytest.mark.parametrize("fault", ["slow", "error-500", "not-json", "endless"])
def test_a_provider_that_fails_in_the_middle_gives_a_clear_page(
    console: Console, provider: Provider, fault: Fault
) -> None:
    browser = console.browser()
    back = provider.visit(browser.get("/sign-in/provider").headers["location"])
    provider.fault = fault
    answer = browser.get(back)
    assert answer.status_code == 503
    assert "ne répond pas" in answer.text


def test_a_code_is_used_once(console: Console, provider: Provider) -> None:
    provider.claims = GROUPS
    browser = console.browser()
    back = provider.visit(browser.get("/sign-in/provider").headers["location"])
    pending = browser.client.cookies["__Host-console-provider"]
    assert browser.get(back).status_code == 303
    thief = console.browser()
    thief.client.cookies.set("__Host-console-provider", pending, domain="console.example")
    assert thief.get(back).status_code == 403


@pytest.mark.any_store
def test_another_browser_cannot_finish_what_one_began(console: Console, provider: Provider) -> None:
    provider.claims = GROUPS
    browser, other = console.browser(), console.browser()
    back = provider.visit(browser.get("/sign-in/provider").headers["location"])
    assert other.get(back).status_code == 403
    other.get("/sign-in/provider")
    assert other.get(back).status_code == 403
    assert other.get("/").status_code == 303


def test_another_state_is_not_even_asked_about(console: Console, provider: Provider) -> None:
    provider.claims = GROUPS
    browser = console.browser()
    back = provider.visit(browser.get("/sign-in/provider").headers["location"])
    assert browser.get(back.replace("state=", "state=x")).status_code == 403
    assert "/token" not in provider.calls
    assert acts(console)[-1] == ("admin:?", "sign_in", "oidc-other-state")


@pytest.mark.any_store
def test_who_comes_back_after_ten_minutes_begins_anew(console: Console, provider: Provider) -> None:
    browser = console.browser()
    back = provider.visit(browser.get("/sign-in/provider").headers["location"])
    console.clock.turn(minutes=11)
    assert browser.get(back).status_code == 403


@pytest.mark.any_store
def test_keys_that_were_rotated_are_asked_for_anew_and_not_at_each_request(
    console: Console, provider: Provider
) -> None:
    provider.claims = dict(GROUPS)
    assert go(console.browser(), provider).status_code == 303
    provider.rotate()
    console.clock.turn(minutes=2)
    assert go(console.browser(), provider).status_code == 303
    provider.fault = "signed-by-another"
    before = provider.calls.count("/keys")
    for _ in range(5):
        assert go(console.browser(), provider).status_code == 403
    assert provider.calls.count("/keys") == before


@pytest.mark.any_store
def test_clocks_may_differ_by_a_minute(console: Console, provider: Provider) -> None:
    now = int(console.clock.now().timestamp())
    provider.claims = GROUPS | {"iat": now + 50, "exp": now - 50}
    assert go(console.browser(), provider).status_code == 303
    provider.claims = GROUPS | {"iat": now + 70}
    assert go(console.browser(), provider).status_code == 403


@pytest.mark.any_store
@pytest.mark.parametrize(
    "claims",
    [
        {"groups": "bornes-0131"},
        {"groups": [1, None, {"a": []}, "bornes-0131"]},
        {"name": ["a"], "preferred_username": {"x": 1}},
        {"name": "<script>alert(1)</script>\u202e\x00" + "x" * 10_000},
    ],
)
def test_claims_of_odd_forms_are_read_as_far_as_they_go(
    console: Console, provider: Provider, claims: dict[str, object]
) -> None:
    provider.claims = GROUPS | claims
    browser = console.browser()
    assert go(browser, provider).status_code == 303
    page = browser.get("/my-sessions").text
    assert "<script>" not in page
    assert "\u202e" not in page


@pytest.mark.any_store
@pytest.mark.parametrize(
    "claims",
    [
        {"groups": {"bornes-0131": True}},
        {"groups": "bornes-0131 others"},
        {"groups": ["bornes-0131"] * 1_001},
        {"groups": None},
        {"groups": ["BORNES-0131", "bornes-0131\x00"]},
        {"sub": 12},
        {"sub": ""},
        {"sub": "é"},
        {"sub": ["lea-at-sso"]},
        {"aud": {"a": 1}},
        {"exp": "tomorrow"},
        {"exp": True},
        {"exp": float("inf")},
        {"nonce": ["x"]},
        {"azp": "another"},
        {"auth_time": "now"},
        {"at_hash": 12},
    ],
)
def test_hostile_claims_let_nobody_in(
    console: Console, provider: Provider, claims: dict[str, object]
) -> None:
    provider.claims = GROUPS | claims
    browser = console.browser()
    assert go(browser, provider).status_code == 403
    assert browser.get("/").status_code == 303


def test_a_proof_at_the_provider_is_of_the_same_person_and_of_now(
    console: Console, provider: Provider
) -> None:
    provider.claims = dict(GROUPS)
    browser = console.browser()
    go(browser, provider)
    console.clock.turn(minutes=6)
    before = browser.client.cookies["__Host-console"]
    again = "/prove-again/provider?to=%2Fexamples%2Fk1"
    for fault in ("old-proof", "no-proof"):
        provider.fault = fault
        assert go(browser, provider, again).status_code == 403
    provider.fault, provider.claims = None, GROUPS | {"sub": "somebody-else"}
    assert go(browser, provider, again).status_code == 403
    assert browser.client.cookies["__Host-console"] == before
    provider.claims = dict(GROUPS)
    assert go(browser, provider, again).headers["location"] == "/examples/k1"
    assert (provider.asked["prompt"], provider.asked["max_age"]) == ("login", "0")
    assert browser.client.cookies["__Host-console"] != before
    assert [act[1:] for act in acts(console)][-1] == ("prove_again", "oidc")


def test_a_form_waits_while_its_writer_signs_in_in_another_tab(
    console: Console, provider: Provider
) -> None:
    provider.claims = dict(GROUPS)
    browser = console.browser()
    go(browser, provider)
    browser.get("/")
    token = browser.token
    console.clock.turn(minutes=31)
    browser.post("/examples/k1/command", csrf=token, note="papier")
    waiting = browser.page
    go(browser, provider)
    browser.page = waiting.split("<h2>")[1]
    assert browser.submit().status_code == 200
    assert console.done == []
    assert browser.submit().text == "done"
    assert console.done[0]["note"] == "papier"


def test_who_is_suspended_here_is_not_let_in_by_the_provider(
    console: Console, provider: Provider
) -> None:
    provider.claims = dict(GROUPS)
    access = console.access
    with transaction(access.engine) as db:
        admin = access.accounts.add_subject(db, ISSUER, "lea-at-sso", "Léa")
        access.accounts.suspend(db, admin)
    assert go(console.browser(), provider).status_code == 403


@pytest.mark.any_store
def test_without_a_provider_there_is_no_such_page(make_console) -> None:
    console: Console = make_console()
    for path in ("/sign-in/provider", "/sign-in/callback?code=x&state=y"):
        assert console.browser().get(path).status_code == 404
    assert "/sign-in/provider" not in console.browser().get("/sign-in").text


@pytest.mark.any_store
def test_a_role_over_all_by_a_group(make_console, provider: Provider) -> None:
    from central.config.setting_oidc import OidcSettings

    with pytest.raises(ValueError, match="one of caisse, agency, tag"):
        OidcSettings.model_validate(
            {
                "issuer": ISSUER,
                "client_id": "x",
                "groups": [{"group": "g", "role": "reader", "scope": "planet"}],
            }
        )
    settings = OidcSettings.model_validate(
        {
            "issuer": ISSUER,
            "client_id": "x",
            "groups": [{"group": "g", "role": "reader", "scope": "caisse"}],
        }
    )
    assert settings.claimed_grants[0].grant == Grant(AdminRole.READER, Scope.parse("caisse"))
