"""The rules of alerts and who is told, as an administrator changes them."""

import pytest
from sqlalchemy import select

from central.admins.roles import AdminRole, Grant, Scope
from central.fleet.alerts.recipients import note_watched, publish_recipients, recipients
from central.fleet.alerts.rules import ANY_SITE, AlertRules, SiteContact
from central.fleet.alerts.thresholds import Threshold, publish_thresholds, thresholds
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.fleet_models import AlertMessageRow
from tests.central.dashboard.access.console import ADMINISTRATOR, Browser, Console

READER = Grant(AdminRole.READER, Scope.parse("caisse"))
ADDRESS = {"channel": "email", "address": "garde@x.example", "least": "failed", "scope": "caisse"}


@pytest.fixture
def watched(console: Console) -> Console:
    """As after a first round of who watches."""
    rules = AlertRules(contacts={ANY_SITE: SiteContact(("file@x.example",))})
    with transaction(console.access.engine) as db:
        publish_thresholds(db, rules)
        publish_recipients(db, rules, console.clock.now())
        note_watched(db, console.clock.now(), mails=False, webhooks=False)
    return console


def post(browser: Browser, path: str, **fields: str):
    browser.get("/alerts/rules")
    return browser.post(path, csrf=browser.token, **fields)


def acts(console: Console) -> list[tuple[str, str]]:
    with transaction(console.access.engine) as db:
        found = select(AuditRow.act, AuditRow.outcome).where(AuditRow.act.like("alert_%"))
        return [(row.act, row.outcome) for row in db.execute(found.order_by(AuditRow.id))]


def changed(console: Console) -> dict[str, int | None]:
    with transaction(console.access.engine) as db:
        return {
            each.name.value: each.changed for each in thresholds(db) if each.changed is not None
        }


def fields(**typed: str) -> dict[str, str]:
    """The form as it was shown first, and what was typed over it."""
    shown = {
        "opens_after": "5",
        "closes_after": "10",
        "silent_after": "10",
        "gone_after": "30",
        "remind_after": "24",
        "quiet_from": "20:00",
        "quiet_until": "07:00",
    }
    assert set(shown) == set(Threshold)
    return shown | {f"seen_{name}": value for name, value in shown.items()} | typed


def test_what_is_typed_anew_is_changed_and_nothing_else(watched: Console) -> None:
    anna, tom = (watched.add(each, ADMINISTRATOR) for each in ("anna", "tom"))
    browser, other = anna.signed_in(), tom.signed_in("192.0.2.8")
    typed = fields(silent_after=" 45 ", quiet_from="21:30")
    assert post(browser, "/alerts/rules", **typed).headers["location"].endswith("told=changed")
    # The form that was opened before that, with another field changed.
    post(other, "/alerts/rules", **fields(opens_after="7"))
    assert changed(watched) == {"silent_after": 45, "quiet_from": 1_290, "opens_after": 7}
    page = browser.get("/alerts/rules").text
    assert "Changé par Anna" in page
    assert "Le fichier dit 10 min" in page.replace("\n", "").replace("\u202f", " ")
    empty = fields(silent_after="", seen_silent_after="45")
    assert post(browser, "/alerts/rules", **empty).status_code == 303
    assert "silent_after" not in changed(watched)
    assert post(browser, "/alerts/rules", **fields()).headers["location"].endswith("told=same")
    assert acts(watched) == [
        ("alert_threshold", "silent_after=45"),
        ("alert_threshold", "quiet_from=1290"),
        ("alert_threshold", "opens_after=7"),
        ("alert_threshold", "silent_after=file"),
    ]


@pytest.mark.any_store
def test_a_number_that_cannot_be_is_said_at_its_field_and_nothing_is_written(
    watched: Console,
) -> None:
    browser = watched.add("anna", ADMINISTRATOR).signed_in()
    for name, value in (
        ("silent_after", "0"),
        ("opens_after", "10081"),
        ("remind_after", "-1"),
        ("gone_after", "³"),
        ("gone_after", "<b>"),
        ("quiet_from", "24:00"),
        ("quiet_until", "7"),
        ("quiet_until", "07:60"),
    ):
        answer = post(browser, "/alerts/rules", **fields(closes_after="11", **{name: value}))
        assert answer.status_code == 400, (name, value)
        assert f'id="{name}-mistake"' in answer.text
        assert 'value="11"' in answer.text
        assert "<b>" not in answer.text
    assert changed(watched) == {}


def test_a_recipient_is_added_tried_and_removed(watched: Console) -> None:
    browser = watched.add("anna", ADMINISTRATOR).signed_in()
    assert "file@x.example" in browser.get("/alerts/rules").text
    assert "Aucun relais" in browser.page
    assert post(browser, "/alerts/recipients", **ADDRESS).headers["location"].endswith("added")
    twice = post(browser, "/alerts/recipients", **ADDRESS)
    assert twice.status_code == 400
    assert "déjà là" in twice.text
    with transaction(watched.access.engine) as db:
        mine = next(each for each in recipients(db) if not each.from_file)
        file = next(each for each in recipients(db) if each.from_file)
    assert post(browser, f"/alerts/recipients/{mine.id}/test").status_code == 303
    with transaction(watched.access.engine) as db:
        (message,) = db.scalars(select(AlertMessageRow))
        assert (message.channel, message.address) == ("email", "garde@x.example")
        assert "demandé par Anna" in message.body
    gone = post(browser, f"/alerts/recipients/{file.id}/remove")
    assert gone.headers["location"].endswith("told=gone")
    post(browser, f"/alerts/recipients/{mine.id}/remove")
    assert "garde@x.example" not in browser.get("/alerts/rules").text
    number = str(mine.id)
    assert acts(watched) == [
        ("alert_recipient_add", number),
        ("alert_recipient_test", number),
        ("alert_recipient_remove", number),
    ]


@pytest.mark.any_store
def test_addresses_that_cannot_be_or_lead_to_the_server_itself_are_refused(
    watched: Console,
) -> None:
    browser = watched.add("anna", ADMINISTRATOR).signed_in()
    for channel, address in (
        ("email", "nobody"),
        ("email", "a@b\r\nBcc: c@d"),
        ("webhook", "http://x.example/hook"),
        ("webhook", "https://localhost/hook"),
        ("webhook", "https://127.0.0.1:8443/"),
        ("webhook", "https://[::1]/"),
        ("webhook", "https://169.254.169.254/latest"),
        ("webhook", "https://user@x.example/"),
        ("pigeon", "x"),
    ):
        typed = ADDRESS | {"channel": channel, "address": address}
        answer = post(browser, "/alerts/recipients", **typed)
        assert answer.status_code == 400, address
        assert "-mistake" in answer.text
    for wrong in ({"least": "ok"}, {"scope": "agency:nowhere"}):
        assert post(browser, "/alerts/recipients", **(ADDRESS | wrong)).status_code == 400
    well = ADDRESS | {"channel": "webhook", "address": "https://supervision.x.example/borne"}
    assert post(browser, "/alerts/recipients", **well).status_code == 303


@pytest.mark.any_store
def test_who_only_looks_sees_the_rules_and_nobodys_address(watched: Console) -> None:
    browser = watched.add("ines", READER).signed_in()
    page = browser.get("/alerts/rules").text
    assert "Une borne est silencieuse après" in page
    assert "file@x.example" not in page
    assert "<input" not in page.split("<main ")[1].replace('<input type="hidden"', "")
    assert post(browser, "/alerts/rules", **fields(opens_after="7")).status_code == 403
    assert post(browser, "/alerts/recipients", **ADDRESS).status_code == 403


@pytest.mark.any_store
def test_that_nobody_watches_is_said(console: Console) -> None:
    browser = console.add("anna", ADMINISTRATOR).signed_in()
    assert "Personne ne surveille encore" in browser.get("/alerts/rules").text
