"""Waves as the console begins, shows and ends them."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from central.admins.roles import AdminRole, Grant, Scope
from central.admins.sign_in import audited
from central.dashboard.pages.wave_form import PlannedWave, WaveForm
from central.fleet.configuration.drafts import approve, open_drafts, write_draft
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.rollout import look, wave_of
from central.fleet.configuration.waiting import layers_in_open_waves, waiting_layers
from central.store.configuration_models import (
    ConfigurationTargetRow,
    ConfigurationVersionRow,
    KioskTagRow,
)
from central.store.database import transaction
from central.store.models import KioskRow
from tests.central.dashboard.access.commanding import audited_acts, press
from tests.central.dashboard.access.console import ADMINISTRATOR, Browser, Console

HERE = Grant(AdminRole.PUBLISHER, Scope.parse("agency:0131"))
READER = Grant(AdminRole.READER, Scope.parse("agency:0131"))
ELSEWHERE = Grant(AdminRole.PUBLISHER, Scope.parse("agency:0132"))
PLAN = {
    "canaries": "1",
    "canary": "",
    "steps": "50, 100",
    "success": "90",
    "errors": "40",
    "soak_min": "0",
    "canary_min": "120",
}


def approved(console: Console, layer: str, content: dict[str, object]) -> None:
    with transaction(console.access.engine) as db:
        now, where = console.clock.now(), ConfigurationLayer.parse(layer)
        approve(db, now, "bruno", write_draft(db, now, "alice", where, content))


def sign_for(console: Console, *kiosks: str, version: int = 2) -> None:
    """What the signer would: a version for each, given to nobody."""
    now = console.clock.now()
    with transaction(console.access.engine) as db:
        for kiosk in kiosks:
            db.add(
                ConfigurationVersionRow(
                    kiosk=kiosk,
                    version=version,
                    digest=f"{kiosk:0>64}",
                    content_digest="c" * 64,
                    body=b"{}",
                    key_id="k" * 16,
                    signature=b"s",
                    issued_at=now,
                    not_after=now + timedelta(days=90),
                )
            )


def say(console: Console, kiosk: str, state: str, reason: str | None = None) -> None:
    """The kiosk tells what became of it."""
    with transaction(console.access.engine) as db:
        row = ConfigurationTargetRow
        db.execute(
            update(row)
            .where(row.kiosk == kiosk)
            .values(
                reported_digest=f"{kiosk:0>64}",
                reported_version=2,
                reported_state=state,
                reported_reason=reason,
                reported_at=console.clock.now(),
            )
        )


def looked_at(console: Console) -> None:
    with transaction(console.access.engine) as db:
        look(db, console.clock.now())


def begin(browser: Browser, layer: str = "caisse", **changed: str) -> str:
    browser.get(f"/waves/new?layer={layer}")
    answer = browser.post("/waves/new", csrf=browser.token, layer=layer, **(PLAN | changed))
    assert answer.status_code == 200, answer.text
    answer = browser.submit()
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0]


@pytest.fixture
def waiting(console: Console) -> Console:
    """Four kiosks of two agencies for which something new is signed."""
    with transaction(console.access.engine) as db:
        for kiosk, site in (("k3", "0131"), ("k4", "0132")):
            db.add(KioskRow(id=kiosk, name=kiosk, site=site, added_at=console.clock.now()))
    approved(console, "caisse", {"idle_s": 60})
    approved(console, "caisse", {"idle_s": 90})
    sign_for(console, "k1", "k2", "k3", "k4")
    return console


@pytest.mark.any_store
def test_a_wave_is_previewed_begun_followed_paused_and_aborted(waiting: Console) -> None:
    tom = waiting.add("tom", ADMINISTRATOR)
    browser = tom.signed_in()
    assert "4 bornes attendent" in browser.get("/waves/new").text
    assert "4 bornes attendent" in browser.get("/waves/new?q=cai").text
    assert "4 bornes attendent" not in browser.get("/waves/new?q=agency").text
    browser.get("/waves/new?layer=caisse")
    answer = browser.post(
        "/waves/new", csrf=browser.token, layer="caisse", **(PLAN | {"canary": "k1, k1"})
    )
    for said in ("2 bornes prévenues en tout", "D’abord : k1.", "90\u00a0%"):
        assert said.replace(" :", "\u00a0:") in answer.text, said
    assert "Aucune vague" in browser.get("/waves").text
    browser.post("/waves/new", csrf=browser.token, layer="caisse", **(PLAN | {"canary": "k1"}))
    address = browser.submit().headers["location"].partition("?")[0]
    text = browser.get(address).text
    assert "Sans réponse" in text
    assert 'href="/kiosks/k1"' in text
    say(waiting, "k1", "applied")
    waiting.clock.turn(seconds=3)
    looked_at(waiting)
    waiting.clock.turn(seconds=3)
    applied = browser.get(f"{address}?state=applied").text
    assert "/kiosks/k1" in applied
    assert "/kiosks/k2" not in applied
    assert press(browser, address, "pause").headers["location"].endswith("told=paused")
    assert "Quelqu’un l’a suspendue" in browser.get(address).text
    assert press(browser, address, "pause").headers["location"].endswith("told=changed")
    assert press(browser, address, "resume").headers["location"].endswith("told=resumed")
    sure = browser.get(f"{address}/abort").text
    assert "1 borne l’a déjà appliquée et la garde" in sure
    waiting.clock.turn(minutes=6)
    browser.get(f"{address}/abort")
    answer = browser.submit(rollback="1")
    assert answer.status_code == 401
    browser.submit(**tom.credential())
    answer = browser.submit()
    assert answer.headers["location"] == f"{address}?told=aborted&draft=3"
    assert "brouillon 3" in browser.get(answer.headers["location"]).text
    with transaction(waiting.access.engine) as db:
        (draft,) = open_drafts(db)
        assert (draft.author, dict(draft.content)) == (audited(tom.id), {"idle_s": 60})
    acts = [act for act, _, _ in audited_acts(waiting, "wave_")]
    assert acts == ["wave_start", "wave_pause", "wave_resume", "wave_abort"]


@pytest.mark.any_store
def test_a_wave_that_failed_says_why_and_who_is_silent_has_not_failed(waiting: Console) -> None:
    browser = waiting.add("tom", ADMINISTRATOR).signed_in()
    address = begin(browser, canary="k1", canaries="2")
    say(waiting, "k1", "rolled_back", "central_silent")
    looked_at(waiting)
    waiting.clock.turn(seconds=3)
    text = browser.get(address).text
    assert "Un canari l’a refusée" in text
    failed = browser.get(f"{address}?state=failed").text
    assert "central_silent" in failed
    assert re.findall(r'<a id="member-\d+" href="(/kiosks/k\d)"', failed) == ["/kiosks/k1"]
    silent = browser.get(f"{address}?state=pending&step=1").text
    assert len(re.findall(r'id="member-', silent)) == 1
    assert "/kiosks/k1" not in silent
    press(browser, address, "resume")
    assert "excusé" in browser.get(address).text


def test_each_sees_their_own_kiosks_of_a_wave_and_others_waves_are_not_there(
    waiting: Console,
) -> None:
    everywhere = waiting.add("tom", ADMINISTRATOR).signed_in("192.0.2.8")
    address = begin(everywhere)
    here = waiting.add("lea", HERE).signed_in()
    text = here.get(address).text
    assert "Vous voyez 2 des 4 bornes" in text
    assert "/kiosks/k1" in text
    assert "/kiosks/k2" not in text
    assert "Suspendre" not in text
    assert press(here, address, "pause").status_code == 404
    assert here.get(f"{address}/abort").status_code == 404
    assert f'href="{address}"' in here.get("/waves").text
    nowhere = waiting.add("ann", Grant(AdminRole.READER, Scope.parse("agency:9"))).signed_in()
    assert nowhere.get(address).status_code == 404
    assert "Aucune vague" in nowhere.get("/waves").text
    assert nowhere.get("/waves/99").status_code == 404
    assert nowhere.get("/waves/9999999999").status_code in (400, 404)


@pytest.mark.any_store
def test_an_agency_begins_its_own_wave_and_no_other(waiting: Console) -> None:
    approved(waiting, "agency:0131", {"idle_s": 45})
    there = waiting.add("zoe", ELSEWHERE).signed_in("192.0.2.8")
    assert "agency%3A0131" not in there.get("/waves/new").text
    assert there.get("/waves/new?layer=agency:0131").status_code == 404
    answer = there.post("/waves", csrf=there.token, layer="agency:0131", **PLAN)
    assert answer.status_code == 404
    reader = waiting.add("ann", READER).signed_in("192.0.2.9")
    assert reader.get("/waves/new").status_code == 403
    here = waiting.add("lea", HERE).signed_in()
    address = begin(here, "agency:0131")
    with transaction(waiting.access.engine) as db:
        wave = wave_of(db, int(address.rpartition("/")[2]))
    assert wave is not None
    assert (wave.layer, wave.members) == ("agency:0131", 2)
    assert there.get(address).status_code == 404
    assert "Suspendre" in here.get(address).text
    again = here.post("/waves", csrf=here.token, layer="agency:0131", **PLAN)
    assert "dans une vague en cours" in here.get("/waves/new").text
    assert again.status_code == 422
    assert "dans une vague en cours" in again.text


def test_what_is_wrong_with_a_plan_stands_at_its_field(waiting: Console) -> None:
    browser = waiting.add("tom", ADMINISTRATOR).signed_in()
    browser.get("/waves/new?layer=caisse")
    typed = PLAN | {"steps": "50, 20", "success": "0", "canary": "<b>x</b>"}
    answer = browser.post("/waves/new", csrf=browser.token, layer="caisse", **typed)
    assert answer.status_code == 422
    assert "un nombre de 1 à 100" in answer.text
    assert 'value="50, 20"' in answer.text
    assert "&lt;b&gt;x&lt;/b&gt;" in answer.text
    stranger = browser.post(
        "/waves/new", csrf=browser.token, layer="caisse", **(PLAN | {"canary": "k1 zz"})
    )
    assert stranger.status_code == 422
    assert "n’attendent pas de version" in stranger.text
    assert browser.get("/waves/new?layer=moon").status_code == 200


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"steps": "5,25,100"}, set()),
        ({"steps": "5 %, 100 %"}, set()),
        ({"steps": "5,25"}, {"steps"}),
        ({"steps": ""}, {"steps"}),
        ({"steps": ",".join(map(str, [*range(1, 11), 100]))}, {"steps"}),
        ({"canaries": "0"}, {"canaries"}),
        ({"success": "101", "errors": "x"}, {"success", "errors"}),
        ({"soak_min": "-1", "canary_min": "0"}, {"soak_min", "canary_min"}),
    ],
)
def test_a_plan_is_read_once(said: dict[str, str], wrong: set[str]) -> None:
    found = WaveForm.sent(tuple((PLAN | said).items())).checked()
    assert (set() if isinstance(found, PlannedWave) else set(found)) == wrong


def test_more_canaries_are_named_than_were_counted() -> None:
    found = WaveForm.sent(tuple((PLAN | {"canary": "a b,c b"}).items())).checked()
    assert isinstance(found, PlannedWave)
    assert (found.first, found.plan.canaries) == (("a", "b", "c"), 3)


@pytest.mark.any_store
def test_of_each_layer_that_said_something_it_is_told_who_waits(waiting: Console) -> None:
    for layer in ("agency:0131", "tag:nord", "kiosk:k4"):
        approved(waiting, layer, {"idle_s": 70})
    with transaction(waiting.access.engine) as db:
        db.merge(KioskTagRow(kiosk="k3", name="nord"))
        db.merge(KioskTagRow(kiosk="k3", name="sud"))
    begin(waiting.add("tom", ADMINISTRATOR).signed_in(), "kiosk:k4", steps="100")
    with transaction(waiting.access.engine) as db:
        counted = {str(layer): kiosks for layer, kiosks in waiting_layers(db)}
        layers = [ConfigurationLayer.parse(each) for each in ("caisse", *counted)]
        busy = layers_in_open_waves(db, layers)
        tagged = [each for each in counted if each.startswith("tag:")]
    assert next(iter(counted)) == "caisse"
    assert counted["caisse"] == 3
    assert tagged == ["tag:nord"]
    assert "kiosk:k4" not in counted
    assert busy == frozenset()
