"""Silencing as people do it: an alert or a rule, where they operate, for a reason, and back."""

import pytest
from sqlalchemy import select

from central.admins.roles import AdminRole, Grant, Scope
from central.fleet.alerts.silencing import Silenced, silences
from central.store.audit_models import AuditRow
from central.store.database import transaction
from tests.central.dashboard.access.console import ADMINISTRATOR, OPERATOR, Browser, Console
from tests.central.dashboard.fleet import add_alert

READER = Grant(AdminRole.READER, Scope.parse("caisse"))
WELL = {"span": "24", "reason": "imprimante commandée"}


@pytest.fixture
def troubled(console: Console) -> Console:
    """With alerts 1 and 2 at k1 and 3 at k2."""
    add_alert(console.access.engine, "k1", "0131")
    add_alert(console.access.engine, "k1", "0131", part="reader")
    add_alert(console.access.engine, "k2", "0132")
    return console


def silence(browser: Browser, path: str, **fields: str):
    browser.get("/alerts/silences")
    return browser.post(path, csrf=browser.token, **fields)


def in_force(console: Console) -> list[Silenced]:
    with transaction(console.access.engine) as db:
        return [each.of for each in silences(db, console.clock.now())]


def test_one_alert_is_silenced_shown_apart_and_comes_back(troubled: Console) -> None:
    lea = troubled.add("lea", OPERATOR)
    browser = lea.signed_in()
    page = browser.get("/alerts/1/silence").text
    assert "Seulement cette alerte" in page
    answer = silence(browser, "/alerts/1/silence", what="alert", **WELL)
    assert answer.headers["location"] == "/alerts/silences?told=silenced"
    assert in_force(troubled) == [Silenced(alert=1)]
    assert "alerte 1<" not in browser.get("/alerts").text
    assert "En silence jusqu’à" in browser.get("/alerts?state=silenced").text
    page = browser.get("/alerts/silences").text
    assert "imprimante commandée" in page
    assert "seulement l’alerte 1" in page
    silence(browser, "/alerts/silences/1/lift")
    assert "alerte 1<" in browser.get("/alerts").text
    silence(browser, "/alerts/1/silence", what="kiosk", **WELL)
    assert in_force(troubled) == [Silenced(kiosk="k1", part="printer")]
    with transaction(troubled.access.engine) as db:
        found = select(AuditRow.account, AuditRow.act, AuditRow.outcome, AuditRow.kiosk)
        rows = db.execute(found.where(AuditRow.act.like("%silence")).order_by(AuditRow.id))
        by = f"admin:{lea.id}"
        assert [tuple(row) for row in rows] == [
            (by, "alert_silence", "1 *", None),
            (by, "alert_unsilence", "1", None),
            (by, "alert_silence", "2 printer", "k1"),
        ]
    troubled.clock.turn(hours=24)
    assert in_force(troubled) == []


@pytest.mark.any_store
def test_nobody_silences_farther_than_they_operate(troubled: Console) -> None:
    browser = troubled.add("lea", OPERATOR).signed_in()
    page = browser.get("/alerts/1/silence").text
    assert "toutes les bornes de l’agence" in page
    assert "de la caisse" not in page
    for what in ("caisse", "tag:pilote", "agency:0132", "", "alert\0"):
        answer = silence(browser, "/alerts/1/silence", what=what, **WELL)
        assert answer.status_code == (303 if what == "alert\0" else 400), what
    for what in ("caisse", "agency:0132", "tag:pilote", "agency:"):
        assert silence(browser, "/alerts/silences", what=what, **WELL).status_code == 400, what
    assert silence(browser, "/alerts/3/silence", what="alert", **WELL).status_code == 404
    assert in_force(troubled) == [Silenced(alert=1)]
    reader = troubled.add("ines", READER).signed_in("192.0.2.8")
    assert silence(reader, "/alerts/1/silence", what="alert", **WELL).status_code == 403
    assert silence(reader, "/alerts/silences/1/lift").status_code == 403
    assert "Mettre en silence à l’avance" not in reader.get("/alerts/silences").text


@pytest.mark.any_store
def test_silences_of_elsewhere_are_not_seen(troubled: Console) -> None:
    boss = troubled.add("anna", ADMINISTRATOR).signed_in()
    silence(boss, "/alerts/silences", what="agency:0132", part="alarm", **WELL)
    silence(boss, "/alerts/silences", what="tag:pilote", **WELL)
    silence(boss, "/alerts/3/silence", what="alert", **WELL)
    assert len(in_force(troubled)) == 3
    there = troubled.add("lea", OPERATOR).signed_in("192.0.2.8")
    assert "Aucune alerte n’est en silence" in there.get("/alerts/silences").text
    assert silence(there, "/alerts/silences/1/lift").status_code == 404
    assert silence(there, "/alerts/silences/99/lift").status_code == 404


@pytest.mark.any_store
def test_what_was_typed_stays_and_what_is_wrong_is_said(troubled: Console) -> None:
    browser = troubled.add("lea", OPERATOR).signed_in()
    answer = silence(
        browser, "/alerts/1/silence", what="kiosk", span="5000", reason="1 85 05 78 006"
    )
    assert answer.status_code == 400
    assert 'id="span-mistake"' in answer.text
    assert 'id="reason-mistake"' in answer.text
    assert 'value="1 85 05 78 006"' in answer.text
    assert 'value="kiosk" required checked' in answer.text
    answer = silence(browser, "/alerts/silences", what="", part="printer", reason="<b>x", span="4")
    assert answer.status_code == 400
    assert 'id="what-mistake"' in answer.text
    assert 'value="&lt;b&gt;x"' in answer.text
    assert '<option value="printer" selected>' in answer.text
    assert in_force(troubled) == []
