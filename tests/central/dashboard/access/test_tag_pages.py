"""Tags on the pages: said what they change, put on, taken off, and by whom that may be done."""

import pytest
from sqlalchemy import select

from central.admins.roles import AdminRole, Grant, Scope
from central.fleet.configuration.drafts import approve, write_draft
from central.fleet.configuration.groups import groups_of
from central.fleet.configuration.layers import ConfigurationLayer
from central.store.audit_models import AuditRow
from central.store.configuration_models import KioskTagRow
from central.store.database import transaction
from tests.central.dashboard.access.console import ADMINISTRATOR, Browser, Console
from tests.central.fleet.configurations import AUTHOR, SECOND

PILOT_OPERATOR = Grant(AdminRole.OPERATOR, Scope.parse("tag:grand écran"))


def say_layer(console: Console, layer: str, **content: object) -> None:
    now = console.clock.now()
    with transaction(console.access.engine) as db:
        draft = write_draft(db, now, AUTHOR, ConfigurationLayer.parse(layer), content)
        approve(db, now, SECOND, draft)


def tags_of(console: Console, kiosk: str) -> tuple[str, ...]:
    with transaction(console.access.engine) as db:
        return groups_of(db, kiosk).tags


def test_a_tag_says_what_it_changes_is_put_on_and_taken_off(console: Console) -> None:
    console.add("tom", PILOT_OPERATOR)
    lea = console.add("lea", ADMINISTRATOR)
    say_layer(console, "tag:grand écran", idle_s=180)
    browser = lea.signed_in()
    assert 'href="/kiosks/k2/tags"' in browser.get("/kiosks/k2").text
    assert "Aucune" in browser.get("/kiosks/k2/tags").text
    asked = browser.get("/kiosks/k2/tags?put=%20grand%20%20%C3%A9cran").text
    assert "idle_s" in asked
    assert "180" in asked
    assert "Tom" in asked
    assert tags_of(console, "k2") == ()
    assert browser.submit().headers["location"] == "/kiosks/k2/tags?told=put"
    assert tags_of(console, "k2") == ("grand écran",)
    assert "est mise" in browser.get("/kiosks/k2/tags?told=put").text
    assert "l’avait déjà fait" in again(browser, "put", "grand écran")
    browser.get("/kiosks/k2/tags?take=grand écran")
    assert browser.submit().headers["location"] == "/kiosks/k2/tags?told=taken"
    assert tags_of(console, "k2") == ()
    assert "l’avait déjà fait" in again(browser, "take", "grand écran")
    with transaction(console.access.engine) as db:
        row = AuditRow
        found = select(row.account, row.act, row.outcome, row.kiosk).where(row.act.like("tag_%"))
        assert [tuple(each) for each in db.execute(found.order_by(row.id))] == [
            (f"admin:{lea.id}", "tag_put", "grand écran", "k2"),
            (f"admin:{lea.id}", "tag_take", "grand écran", "k2"),
        ]


def again(browser: Browser, do: str, tag: str) -> str:
    browser.get("/kiosks/k2/tags")
    answer = browser.post("/kiosks/k2/tags", csrf=browser.token, do=do, tag=tag)
    return browser.get(answer.headers["location"]).text


@pytest.mark.any_store
@pytest.mark.parametrize("tag", ["", "   ", "x" * 65, "a\u202eb", "\x00"])
def test_what_is_no_tag_is_said_at_the_field_and_nothing_is_lost(console: Console, tag) -> None:
    browser = console.add("lea", ADMINISTRATOR).signed_in()
    browser.get("/kiosks/k2/tags")
    answer = browser.post("/kiosks/k2/tags", csrf=browser.token, do="put", tag=tag)
    assert answer.status_code == 422
    assert "Écrivez de 1 à 64 caractères" in answer.text
    assert tags_of(console, "k2") == ()


@pytest.mark.any_store
def test_who_administers_an_agency_alone_puts_no_tag_on(console: Console) -> None:
    """By a tag others would come to see its kiosks, and other things be told there."""
    of_agency = Grant(AdminRole.ADMINISTRATOR, Scope.parse("agency:0132"))
    browser = console.add("tom", of_agency).signed_in()
    assert "/kiosks/k2/tags" not in browser.get("/kiosks/k2").text
    assert browser.get("/kiosks/k2/tags").status_code == 404
    browser.get("/kiosks/k2")
    answer = browser.post("/kiosks/k2/tags", csrf=browser.token, do="put", tag="pilote")
    assert answer.status_code == 404
    assert tags_of(console, "k2") == ()


def test_the_list_of_tags_counts_those_that_one_sees(console: Console) -> None:
    with transaction(console.access.engine) as db:
        db.add_all([KioskTagRow(kiosk="k2", name="<b>sud"), KioskTagRow(kiosk="k2", name="pilote")])
    say_layer(console, "tag:pas encore", idle_s=180)
    console.add("tom", PILOT_OPERATOR)
    all_ = console.add("lea", ADMINISTRATOR).signed_in().get("/tags").text
    assert "&lt;b&gt;sud" in all_
    assert "pas encore" in all_
    assert "grand écran" in all_
    agency = Grant(AdminRole.READER, Scope.parse("agency:0131"))
    own = console.add("max", agency).signed_in("192.0.2.9").get("/tags").text
    assert "pilote" in own
    assert "sud" not in own
    assert "pas encore" not in own
    for page in (all_, own):
        assert "/kiosks?tag=pilote" in page
