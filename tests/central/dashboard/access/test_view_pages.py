"""Views of the list: kept, shared, renamed, deleted, and whose they are."""

import pytest
from sqlalchemy import select

from central.admins.roles import AdminRole, Grant, Scope
from central.fleet import kiosk_views
from central.store.audit_models import AuditRow
from central.store.database import transaction
from central.store.list_models import KioskViewRow
from tests.central.dashboard.access.console import ADMINISTRATOR, OPERATOR, Browser, Console

READER = Grant(AdminRole.READER, Scope.parse("caisse"))


def save(browser: Browser, name: str, *, page: str = "/kiosk-views?site=0131", **more: str):
    browser.get(page)
    return browser.post(
        "/kiosk-views", csrf=browser.token, name=name, site="0131", state="failed", **more
    )


def act(browser: Browser, view: KioskViewRow, what: str, **fields: str):
    browser.get("/kiosk-views")
    return browser.post(f"/kiosk-views/{view.id}/{what}", csrf=browser.token, **fields)


def views(console: Console) -> list[KioskViewRow]:
    with transaction(console.access.engine) as db:
        return list(db.scalars(select(KioskViewRow).order_by(KioskViewRow.name)))


def test_a_view_is_kept_opened_renamed_and_deleted(console: Console) -> None:
    browser = console.add("lea", OPERATOR).signed_in()
    assert "Enregistrer ces filtres" in browser.get("/kiosks?site=0131").text
    assert "Aucune vue" in browser.get("/kiosk-views").text
    assert save(browser, " Pannes  <b>  ").headers["location"] == "/kiosk-views?told=saved"
    listed = browser.get("/kiosks?state=failed&site=0131").text
    assert "Pannes &lt;b&gt;" in listed
    assert 'href="/kiosks?state=failed&amp;site=0131" aria-current="true"' in listed
    (view,) = views(console)
    answer = act(browser, view, "change", name="En panne ici", shared="yes")
    assert answer.headers["location"] == "/kiosk-views?told=changed"
    (view,) = views(console)
    assert (view.name, view.shared) == ("En panne ici", False)  # not theirs to share
    assert act(browser, view, "delete").headers["location"] == "/kiosk-views?told=deleted"
    assert views(console) == []
    assert act(browser, view, "delete").headers["location"] == "/kiosk-views?told=gone"
    with transaction(console.access.engine) as db:
        acts = db.scalars(select(AuditRow.act).where(AuditRow.act.like("view_%")))
        assert list(acts) == ["view_save", "view_change", "view_delete"]


def test_what_is_shared_all_see_and_what_is_not_nobody(console: Console) -> None:
    anna = console.add("anna", READER).signed_in()
    tom = console.add("tom", OPERATOR).signed_in("192.0.2.8")
    save(anna, "À moi")
    save(anna, "À tous", shared="yes")
    seen = tom.get("/kiosk-views").text
    assert "À tous" in seen
    assert "partagée par Anna" in seen
    assert "À moi" not in seen
    own, shared = sorted(views(console), key=lambda each: each.shared)
    for view in (own, shared):
        for what in ("change", "delete"):
            answer = act(tom, view, what, name="Volée")
            assert answer.headers["location"] == "/kiosk-views?told=gone"
    chief = console.add("chief", ADMINISTRATOR).signed_in("192.0.2.9")
    act(chief, own, "delete")
    act(chief, shared, "delete")
    assert [each.name for each in views(console)] == ["À moi"]


def test_a_name_is_one_and_views_are_so_many(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = console.add("anna", READER).signed_in()
    for name in ("", " ", "x" * 61, "a\u202eb"):
        answer = save(browser, name)
        assert answer.status_code == 422
        assert "de 1 à 60 caractères" in answer.text
    save(browser, "Une")
    answer = save(browser, "Une")
    assert "Vous avez déjà une vue de ce nom" in answer.text
    assert 'value="Une" required' in answer.text
    assert 'name="state" value="failed"' in answer.text
    save(browser, "Deux")
    first = views(console)[0]
    assert "déjà une vue de ce nom" in act(browser, first, "change", name="Une").text
    monkeypatch.setattr(kiosk_views, "MOST_OWN", 2)
    assert save(browser, "Trois").status_code == 422
    assert act(browser, first, "change", name="Zwei").status_code == 303
    monkeypatch.setattr(kiosk_views, "MOST_SHARED", 0)
    assert "sont déjà partagées" in act(browser, first, "change", name="Z", shared="yes").text
    assert [each.name for each in views(console)] == ["Une", "Zwei"]
