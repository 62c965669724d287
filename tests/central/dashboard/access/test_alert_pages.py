"""Alerts as people see to them: whose they are, and that the first who takes one up stays."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from central.admins.roles import AdminRole, Grant, Scope
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.fleet_models import AlertRow
from tests.central.dashboard.access.console import ADMINISTRATOR, OPERATOR, Browser, Console
from tests.central.dashboard.fleet import add_alert
from tests.central.world import MORNING

READER = Grant(AdminRole.READER, Scope.parse("agency:0131"))


@pytest.fixture
def troubled(console: Console) -> Console:
    """With alert 1 at k1, 2 at k2 and 3 on the whole site of k1."""
    add_alert(console.access.engine, "k1", "0131")
    add_alert(console.access.engine, "k2", "0132")
    add_alert(console.access.engine, "", "0131", part="silent", reason="kiosk.silent")
    return console


def acknowledge(browser: Browser, alert: int, path: str = "/alerts", **fields: str):
    browser.get(path)
    return browser.post(f"/alerts/{alert}/acknowledge", csrf=browser.token, **fields)


def rows(console: Console) -> list[tuple[str | None, ...]]:
    with transaction(console.access.engine) as db:
        found = select(AuditRow.account, AuditRow.outcome, AuditRow.kiosk)
        found = found.where(AuditRow.act == "alert_acknowledge").order_by(AuditRow.id)
        return [tuple(row) for row in db.execute(found)]


def taken_by(console: Console, alert: int) -> str | None:
    with transaction(console.access.engine) as db:
        return db.get_one(AlertRow, alert).acknowledged_by


def test_one_button_takes_an_alert_up_and_the_audit_says_so(troubled: Console) -> None:
    lea = troubled.add("lea", OPERATOR)
    browser = lea.signed_in()
    assert "Je m’en occupe" in browser.get("/alerts?state=open&site=0131").text
    answer = acknowledge(browser, 3, state="open", site="0131")
    assert answer.headers["location"] == "/alerts?state=open&site=0131&told=3"
    assert "L’alerte 3 est prise en charge par Lea" in browser.get(answer.headers["location"]).text
    assert taken_by(troubled, 3) == "Lea"
    assert rows(troubled) == [(f"admin:{lea.id}", "3", None)]
    assert acknowledge(browser, 1).status_code == 303
    assert rows(troubled)[1:] == [(f"admin:{lea.id}", "1", "k1")]
    assert "Je m’en occupe" not in browser.get("/alerts").text


def test_the_second_is_told_who_was_first_and_nothing_is_written_twice(troubled: Console) -> None:
    lea, tom = troubled.add("lea", OPERATOR), troubled.add("tom", ADMINISTRATOR)
    first, second = lea.signed_in(), tom.signed_in("192.0.2.8")
    second.get("/alerts")
    acknowledge(first, 1)
    answer = second.post("/alerts/1/acknowledge", csrf=second.token)
    assert "prise en charge par Lea" in second.get(answer.headers["location"]).text
    assert taken_by(troubled, 1) == "Lea"
    assert len(rows(troubled)) == 1


def test_two_at_the_same_moment_take_it_up_once(troubled: Console) -> None:
    people = [troubled.add(name, ADMINISTRATOR) for name in ("lea", "tom", "zoe", "ali")]
    browsers = [each.signed_in(f"192.0.2.{n}") for n, each in enumerate(people, start=10)]
    with ThreadPoolExecutor(len(browsers)) as pool:
        answers = list(pool.map(lambda browser: acknowledge(browser, 1), browsers))
    assert {each.status_code for each in answers} == {303}
    ((account, _, _),) = rows(troubled)
    (who,) = [each for each in people if account == f"admin:{each.id}"]
    assert taken_by(troubled, 1) == who.login.title()


def test_whoever_only_sees_has_no_button_and_others_alerts_are_not_there(troubled) -> None:
    browser = troubled.add("lea", READER).signed_in()
    text = browser.get("/alerts").text
    assert "alerte 1" in text
    assert "alerte 3" in text
    assert "0132" not in text
    assert "Je m’en occupe" not in text
    text = browser.get("/alerts?told=2&site=0132").text
    assert "Aucune alerte" in text
    assert "L’alerte 2" not in text
    assert acknowledge(browser, 1).status_code == 403
    assert acknowledge(browser, 2).status_code == 404
    assert acknowledge(browser, 99).status_code == 404
    tagged = troubled.add("tom", Grant(AdminRole.OPERATOR, Scope.parse("tag:pilote"))).signed_in()
    text = tagged.get("/alerts").text
    assert "alerte 1" in text
    assert "alerte 3" not in text
    assert acknowledge(tagged, 3).status_code == 404
    assert rows(troubled) == []


def test_one_that_is_over_is_not_taken_up(troubled: Console) -> None:
    with transaction(troubled.access.engine) as db:
        db.get_one(AlertRow, 1).ended_at = MORNING
    browser = troubled.add("lea", OPERATOR).signed_in()
    answer = acknowledge(browser, 1)
    assert "s’est terminée" in browser.get(answer.headers["location"]).text
    assert taken_by(troubled, 1) is None
    assert rows(troubled) == []


@pytest.mark.any_store
def test_a_form_leads_back_to_its_list_and_nowhere_else(troubled: Console) -> None:
    browser = troubled.add("lea", OPERATOR).signed_in()
    said = {"state": "//evil", "site": "a&told=9", "back": "//evil"}
    answer = acknowledge(browser, 1, **said)
    assert answer.headers["location"] == "/alerts?site=a%26told%3D9&told=1"
    assert acknowledge(browser, 0).status_code == 400
