"""The configuration in the console: drafted by one, approved by another, signed by a third."""

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

import pytest
from markupsafe import escape
from sqlalchemy import select

from central.admins.grants import take_back
from central.admins.roles import AdminRole, Grant, Scope
from central.fleet.configuration.drafts import (
    ConfigurationDraft,
    NotApproved,
    approve,
    are_two,
    draft_of,
    said_now,
    write_draft,
)
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.targets import states_of
from central.store.admin_models import AdminRow
from central.store.audit_models import AuditRow
from central.store.database import transaction
from tests.central.dashboard.access.commanding import SignerInside, with_signer
from tests.central.dashboard.access.console import ADMINISTRATOR, Browser, Console, Person

PUBLISHER = Grant(AdminRole.PUBLISHER, Scope.parse("agency:0131"))
READER = Grant(AdminRole.READER, Scope.parse("caisse"))
AGENCY, PATH = ConfigurationLayer.parse("agency:0131"), "/configuration/layers/agency:0131"
HOSTILE = '"><img src=x onerror=alert(1)>\N{RIGHT-TO-LEFT OVERRIDE}'
_CONTROL = re.compile(r'<(?:input|textarea|select)[^>]* name="([^"]+)"')
_HIDDEN = re.compile(r'<input type="hidden" name="(number|newest|draft)" value="(\d+)">')
_DRAFT = re.compile(r"/configuration/drafts/(\d+)")


@pytest.fixture
def signer(console: Console) -> SignerInside:
    return with_signer(console)


@dataclass
class Two:
    console: Console
    lea: Person
    tom: Person
    first: Browser
    second: Browser


@pytest.fixture
def two(console: Console, signer: SignerInside) -> Two:
    lea, tom = console.add("lea", PUBLISHER), console.add("tom", ADMINISTRATOR)
    return Two(console, lea, tom, lea.signed_in(), tom.signed_in("192.0.2.8"))


def save(browser: Browser, path: str = PATH, **typed: str) -> Any:
    """What is typed into the form as it stands."""
    browser.get(path)
    return send(browser, path, **typed)


def send(browser: Browser, path: str = PATH, **typed: str) -> Any:
    opened = dict(_HIDDEN.findall(browser.page.split('class="editor"')[-1]))
    return browser.post(path.partition("?")[0], csrf=browser.token, **(opened | typed))


def drafted(browser: Browser, path: str = PATH, **typed: str) -> int:
    answer = save(browser, path, **typed)
    assert answer.status_code == 303, answer.text
    return int(_DRAFT.search(answer.headers["location"])[1])  # type: ignore[index]


def act(browser: Browser, draft: int, what: str, **typed: str) -> str:
    browser.get(f"/configuration/drafts/{draft}")
    shown = re.search(r'name="digest" value="([0-9a-f]*)"', browser.page)
    digest = {"digest": shown[1]} if shown else {}
    path = f"/configuration/drafts/{draft}/{what}"
    answer = browser.post(path, csrf=browser.token, **(digest | typed))
    return str(answer.headers.get("location", answer.status_code)).rpartition("told=")[2]


def at(console: Console, draft: int) -> ConfigurationDraft:
    with transaction(console.access.engine) as db:
        found = draft_of(db, draft)
    assert found is not None
    return found


def wanted(console: Console, *kiosks: str) -> list[int | None]:
    with transaction(console.access.engine) as db:
        return [each.wanted for each in states_of(db, kiosks)]


def acts(console: Console) -> list[tuple[str, str, str | None]]:
    row = AuditRow
    with transaction(console.access.engine) as db:
        rows = db.execute(
            select(row.act, row.outcome, row.account)
            .where(row.act.startswith("config_"))
            .order_by(row.id)
        )
        return [tuple(each) for each in rows]  # type: ignore[misc]


def test_from_the_form_to_the_kiosk_by_two_people(two: Two) -> None:
    draft = drafted(two.first, idle_s="90", **{"opening_hours.monday": "8h30-12h"})
    two.first.get(f"/configuration/drafts/{draft}")
    for said in (
        "Attente avant la question",
        "90\u00a0s",
        "08:30-12:00",
        "1 borne",
        "votre brouillon",
    ):
        assert said in two.first.page
    assert "Lea" in two.second.get("/configuration").text
    assert act(two.second, draft, "approve", how="now") == "approved"
    assert "Signé pour toutes les bornes" in two.second.get(f"/configuration/drafts/{draft}").text
    with transaction(two.console.access.engine) as db:
        assert said_now(db, AGENCY)["idle_s"] == 90
    assert wanted(two.console, "k1", "k2") == [1, None]
    lea, tom = f"admin:{two.lea.id}", f"admin:{two.tom.id}"
    assert acts(two.console) == [
        ("config_draft", f"draft {draft}", lea),
        ("config_approve", f"draft {draft}", tom),
        ("config_sign", "version 1", "signer (900)"),
    ]


@pytest.mark.any_store
def test_mistakes_stand_at_their_fields_and_nothing_typed_is_lost(two: Two) -> None:
    typed = {
        "idle_s": "neuf",
        "phone": HOSTILE,
        "notices.0.text.fr": "Fermé \N{RIGHT-TO-LEFT OVERRIDE}",
        "opening_hours.exceptions.4.hours": "8h-12h",
        "sounds": "no",
        "languages": "fr\nen",
    }
    answer = save(two.first, **typed)
    assert answer.status_code == 400
    text = two.first.page
    assert "champs sont à corriger" in text
    for at_field in ("idle_s", "notices.0.shown_from", "opening_hours.exceptions.0.day"):
        assert f'href="#{at_field}"' in text
        assert f'id="{at_field}.wrong"' in text
        (control,) = re.findall(rf'<[a-z]+ id="{re.escape(at_field)}"[^>]*>', text)
        assert 'aria-invalid="true"' in control
    for kept in ('value="neuf"', 'value="8h-12h"', f'value="{escape(HOSTILE)}"', "\nfr\nen<"):
        assert kept in text
    assert '<option value="no" selected>' in text
    assert "<img" not in text
    assert acts(two.console) == []


@pytest.mark.any_store
def test_whoever_writes_does_not_approve(two: Two) -> None:
    draft = drafted(two.second, idle_s="90")
    assert act(two.second, draft, "approve", how="now") == "same_person"
    assert "Approuver</button>" not in two.second.get(f"/configuration/drafts/{draft}").text
    assert at(two.console, draft).waits
    assert (
        "personne doit l’approuver"
        in two.second.get(f"/configuration/drafts/{draft}?told=same_person").text
    )


@pytest.mark.any_store
def test_an_approval_asks_who_it_is_again(two: Two) -> None:
    draft = drafted(two.first, idle_s="90")
    two.console.clock.turn(minutes=10)
    assert act(two.second, draft, "approve", how="now") == "401"
    assert at(two.console, draft).waits


def test_what_was_not_shown_is_not_approved(two: Two) -> None:
    draft = drafted(two.first, idle_s="90")
    assert act(two.second, draft, "approve", how="now", digest="0" * 64) == "changed"
    assert act(two.second, draft, "approve", how="now", digest="") == "changed"
    assert at(two.console, draft).waits
    assert act(two.first, draft, "discard") == "discarded"
    assert act(two.second, draft, "approve", how="now") == "changed"
    assert act(two.first, draft, "discard") == "not_yours"


@pytest.mark.any_store
def test_one_person_at_the_console_and_at_the_machine_is_one(two: Two) -> None:
    """As far as names tell it: an account of the system bears what they sign in with."""
    engine, now = two.console.access.engine, two.console.clock.now()
    draft = drafted(two.first, idle_s="90")
    with transaction(engine) as db:
        assert approve(db, now, "Lea (1000)", draft) is NotApproved.SAME_PERSON
        own = write_draft(db, now, "tom (1001)", AGENCY, {"idle_s": 80})
        assert not are_two(db, "lea@caisse.example (7)", f"admin:{two.lea.id}")
        assert are_two(db, "(900)", f"admin:{two.lea.id}")
        assert are_two(db, "anna (3)", "anna (4)")
    assert act(two.second, own, "approve", how="now") == "same_person"
    with transaction(engine) as db:
        assert isinstance(approve(db, now, "anna (1002)", draft), ConfigurationDraft)


@pytest.mark.any_store
@pytest.mark.parametrize("meanwhile", ["ungranted", "suspended"])
def test_what_somebody_wrote_who_may_no_more_is_not_approved(two: Two, meanwhile: str) -> None:
    draft = drafted(two.first, idle_s="90")
    access = two.console.access
    with transaction(access.engine) as db:
        if meanwhile == "suspended":
            db.get_one(AdminRow, two.lea.id).suspended_at = two.console.clock.now()
        else:
            take_back(db, access.audit, two.lea.id, PUBLISHER, "test")
    assert act(two.second, draft, "approve", how="now") == "gone"
    assert (
        "ne peut plus publier ici"
        in two.second.get(f"/configuration/drafts/{draft}?told=gone").text
    )
    assert at(two.console, draft).waits


@pytest.mark.any_store
def test_only_its_author_takes_a_draft_back(two: Two) -> None:
    draft = drafted(two.first, idle_s="90")
    assert act(two.second, draft, "discard") == "not_yours"
    assert act(two.first, draft, "discard") == "discarded"
    assert "Retiré" in two.first.get(f"/configuration/drafts/{draft}").text
    assert "Aucun brouillon n’attend" in two.first.get("/configuration").text
    assert acts(two.console)[-1][:2] == ("config_discard", f"draft {draft}")


def test_in_a_wave_it_is_signed_and_given_to_nobody_yet(two: Two) -> None:
    draft = drafted(two.first, idle_s="90")
    assert act(two.second, draft, "approve", how="wave") == "approved"
    text = two.second.get(f"/configuration/drafts/{draft}").text
    assert "1 borne a une version signée" in text
    assert 'href="/waves/new?layer=agency%3A0131"' in text
    assert wanted(two.console, "k1") == [None]
    assert act(two.second, draft, "sign", how="now") == "given"
    assert wanted(two.console, "k1") == [1]
    assert acts(two.console)[-1][:2] == ("config_give", f"draft {draft}")


def test_a_silent_signer_is_told_of_and_asked_again(two: Two, signer: SignerInside) -> None:
    signer.away = True
    draft = drafted(two.first, idle_s="90")
    assert act(two.second, draft, "approve", how="now") == "silent"
    text = two.second.get(f"/configuration/drafts/{draft}?told=silent").text
    assert "le signataire n’a pas répondu" in text
    assert "1 borne attend la signature" in text
    assert at(two.console, draft).approver == f"admin:{two.tom.id}"
    assert act(two.second, draft, "sign", how="now") == "silent"
    signer.away = False
    assert act(two.second, draft, "sign", how="now") == "given"
    assert wanted(two.console, "k1") == [1]


@pytest.mark.any_store
def test_without_a_signer_the_page_says_who_signs(two: Two) -> None:
    state = two.console.app.state
    state.container = replace(state.container, signer=None)
    draft = drafted(two.first, idle_s="90")
    assert act(two.second, draft, "approve", how="now") == "no_signer"
    text = two.second.get(f"/configuration/drafts/{draft}").text
    assert "central fleet config renew" in text
    assert "Redemander" not in text


def test_two_at_one_layer_neither_loses_what_she_wrote(two: Two) -> None:
    act(two.second, drafted(two.first, idle_s="60", phone="1"), "approve", how="now")
    two.first.get(PATH)
    other = drafted(two.second, idle_s="120", phone="2")
    answer = send(two.first, idle_s="90", phone="1", sounds="no")
    assert answer.status_code == 409
    text = two.first.page
    assert f"un autre brouillon ({other})" in text
    assert "Tom" in text
    assert 'name="idle_s" type="number" value="90"' in text
    assert "L’autre personne a écrit" in text
    assert "120\u00a0s" in text
    assert 'name="phone" type="text" value="2"' in text
    assert '<option value="no" selected>' in text
    answer = send(two.first, idle_s="90", phone="2", sounds="no")
    assert answer.status_code == 303
    both = at(two.console, int(_DRAFT.search(answer.headers["location"])[1]))  # type: ignore[index]
    assert both.content == {"idle_s": 90, "phone": "2", "sounds": False}


@pytest.mark.any_store
def test_a_draft_is_gone_on_with_and_stands_once(two: Two) -> None:
    first = drafted(two.first, idle_s="60")
    path = f"{PATH}?draft={first}"
    assert 'value="60"' in two.first.get(path).text
    second = drafted(two.first, path, idle_s="90")
    assert at(two.console, first).discarded
    assert at(two.console, second).waits
    # One that is taken back is gone on with by nobody: the form begins with what counts.
    assert 'value="60"' not in two.first.get(path).text


def test_going_back_is_a_draft_for_a_second_person(two: Two) -> None:
    for text in ("60", "90"):
        act(two.second, drafted(two.first, idle_s=text), "approve", how="now")
    history = two.first.get("/configuration/history/agency:0131").text
    assert "Version 2" in history
    assert "60\u00a0s" in history
    path = "/configuration/rollback/agency:0131"

    def back(number: str) -> Any:
        return two.first.post(path, csrf=two.first.token, number=number)

    draft = int(_DRAFT.search(back("1").headers["location"])[1])  # type: ignore[index]
    assert at(two.console, draft).content == {"idle_s": 60}
    assert at(two.console, draft).waits
    for same in ("2", "7"):
        assert back(same).headers["location"].endswith("?told=same")
    assert back("x").status_code == 400
    assert act(two.second, draft, "approve", how="now") == "approved"
    assert wanted(two.console, "k1") == [3]


@pytest.mark.any_store
def test_more_rows_are_given_without_a_script_and_nothing_is_lost(two: Two) -> None:
    save(two.first, more="notices", phone="36 46", **{"notices.0.text.fr": "Bonjour"})
    assert 'value="36 46"' in two.first.page
    assert 'value="Bonjour"' in two.first.page
    assert 'name="notices.4.text.fr"' in two.first.page
    assert acts(two.console) == []


@pytest.mark.any_store
def test_a_form_that_changes_nothing_is_no_draft(two: Two) -> None:
    assert save(two.first).status_code == 409
    assert "il n’y a pas de brouillon à enregistrer" in two.first.page


@pytest.mark.any_store
def test_inherited_values_are_shown_with_their_layer(two: Two) -> None:
    national = "/configuration/layers/national"
    draft = drafted(two.second, national, idle_s="45")
    other = two.console.add("eva", ADMINISTRATOR).signed_in("192.0.2.9")
    act(other, draft, "approve", how="now")
    text = unescape(two.first.get(PATH).text)
    assert "Sinon, National\u00a0: 45\u00a0s." in text
    assert "réglage d’origine de la borne\u00a0: 20\u00a0s" in text


def test_others_layers_are_as_if_they_were_not_and_a_reader_has_no_form(two: Two) -> None:
    draft = drafted(two.second, "/configuration/layers/agency:0132", idle_s="60")
    for path in (
        "/configuration/layers/agency:0132",
        "/configuration/layers/caisse",
        "/configuration/layers/kiosk:k2",
        "/configuration/layers/kiosk:nobody",
        "/configuration/layers/nothing:x",
        "/configuration/layers/tag:pilote",
        "/configuration/history/agency:0132",
        f"/configuration/drafts/{draft}",
        "/configuration/drafts/99",
        "/configuration/drafts/0",
    ):
        assert two.first.get(path).status_code == 404, path
    assert "0132" not in two.first.get("/configuration").text
    assert two.first.get("/configuration/layers/kiosk:k1").status_code == 200
    own = drafted(two.first, idle_s="60")
    assert act(two.second, own, "approve", how="now") == "approved"
    reader = two.console.add("rea", READER).signed_in("192.0.2.9")
    text = reader.get(PATH).text
    assert 'class="editor"' not in text
    assert "60\u00a0s" in text
    assert "Approuver" not in reader.get(f"/configuration/drafts/{draft}").text
    assert save(reader, idle_s="60").status_code == 403


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("kind", "name", "goes"),
    [
        ("agency", "0131", PATH),
        ("tag", "accès facilité/1", "/configuration/layers/tag:acc%C3%A8s%20facilit%C3%A9%2F1"),
        ("kiosk", "", "/configuration?told=missing"),
        ("national", "x", "/configuration?told=missing"),
        ("//evil", "x", "/configuration?told=missing"),
    ],
)
def test_a_layer_is_opened_by_its_name(two: Two, kind: str, name: str, goes: str) -> None:
    answer = two.second.request("GET", "/configuration/open", params={"kind": kind, "name": name})
    assert answer.headers["location"] == goes
    assert two.second.get(goes).status_code == 200


def test_names_that_others_gave_are_only_text(two: Two) -> None:
    path = "/configuration/layers/tag:%3Cimg%20src=x%3E%00"
    draft = drafted(two.second, path, phone=HOSTILE, withheld="a")
    for page in ("/configuration", path, f"/configuration/drafts/{draft}", "/configuration?q=%00<"):
        answer = two.second.get(page)
        assert answer.status_code == 200, page
        assert "<img" not in answer.text, page


@pytest.mark.any_store
def test_every_control_has_a_label(two: Two) -> None:
    text = two.second.get(PATH).text.split('class="editor"')[-1]
    visible = [
        name for name in _CONTROL.findall(text) if name not in ("csrf", "number", "newest", "draft")
    ]
    named = set(re.findall(r'<label for="([^"]+)"', text))
    boxes = set(re.findall(r'<label class="box"><input type="checkbox" name="([^"]+)"', text))
    assert len(visible) > 60
    assert [name for name in visible if name not in named | boxes] == []
    assert len(text.encode()) < 120_000
