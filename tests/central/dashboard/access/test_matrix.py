"""Each route says what it asks for, and asks for it: of every role, in and out of its scope."""

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

import pytest
from fastapi import FastAPI

from central.admins.roles import WHOLE_CAISSE, Whereabouts
from central.dashboard.access.deeds import for_oneself, undeclared
from central.dashboard.assets import address_of
from central.fleet.alerts.silencing import Silenced, silence
from central.fleet.commands.issuing import issue
from central.fleet.configuration.drafts import write_draft
from central.fleet.configuration.layers import ConfigurationLayer, LayerKind
from central.fleet.configuration.rollout import start_wave
from central.fleet.waves import WavePlan
from central.store.database import transaction
from central.store.support_models import SupportBundleRow
from tests.central.dashboard.access.commanding import bring
from tests.central.dashboard.access.console import SITES, Console
from tests.central.dashboard.fleet import add_alert, add_code
from tests.central.dashboard.matrix import Target, cases, expected, grants
from tests.central.dashboard.requests import add_request
from tests.central.dashboard.staff import add_member
from tests.central.world import MORNING
from wire.commands import LONGEST_VALIDITY, KioskCommand, SendLogs
from wire.support_bundle import SupportBundle

SESSION = "00000000-0000-4000-8000-000000000000"
GENERATED = {"/openapi.json", "/v1/health"}
APART = {"/sign-out", "/sign-in/provider", "/sign-in/callback", "/prove-again/provider"} | {
    "/live",
    "/kiosks/{kiosk}/live",
    "/waves/{wave}/live",
}
"""The first ends the session of who tries, the last ones go on as long as somebody looks; the
others are not there without a provider."""


STAFF = {
    "HERE": Whereabouts("0131"),
    "ELSEWHERE": Whereabouts("0132"),
    # Of several agencies: changed by who sees to the whole caisse.
    "BOTH": WHOLE_CAISSE,
}
BUNDLE = SupportBundle("0123456789abcdef", b"sealed").written()
REQUESTS = ((UUID(int=1), "0131"), (UUID(int=2), "0132"))
LAYERS = (
    (1, "agency:0131", Whereabouts("0131")),
    (2, "tag:pilote", Whereabouts("", frozenset({"pilote"}))),
    (3, "kiosk:k2", SITES["k2"]),
    (4, "caisse", Whereabouts()),
)


def targets(whose: str) -> tuple[Target, ...]:
    style = address_of("style.css").rpartition("/")[2]
    values = {
        "session": SESSION,
        "whose": whose,
        "name": style,
        "proposal": SESSION,
        "bulk": SESSION,
        "view": SESSION,
        "change": "resume",
        "recipient": "1",
    }
    kiosks = (
        Target(values | numbered(kiosk, number), place)
        for number, (kiosk, place) in enumerate(SITES.items(), start=1)
    )
    # A request has no tags.
    requests = (Target({"request_id": str(id_)}, Whereabouts(site)) for id_, site in REQUESTS)
    staff = (Target({"member": key}, place) for key, place in STAFF.items())
    layers = (Target({"layer": layer, "draft": str(n)}, place) for n, layer, place in LAYERS)
    # A wave of the whole caisse, of which everybody sees their own kiosks.
    wave = Target({"wave": "1"}, WHOLE_CAISSE)
    return (*kiosks, *requests, *staff, *layers, wave)


def numbered(kiosk: str, number: int) -> dict[str, str]:
    return {
        "kiosk": kiosk,
        "alert": str(number),
        "silence": str(number),
        "enrolment": str(UUID(int=number)),
        "command": str(UUID(int=number)),
        "verb": "refresh",
        "bundle": str(UUID(int=number)),
    }


def add_commands(console: Console) -> None:
    """One of each kiosk, with what it brought."""
    command = KioskCommand(UUID(int=0), SendLogs())
    for number, kiosk in enumerate(SITES, start=1):
        with transaction(console.access.engine) as db:
            id_, at = UUID(int=number), console.clock.now()
            issue(db, at, "somebody", kiosk, replace(command, id=id_), LONGEST_VALIDITY)
        bring(console, id_, "logs", b"{}")


def add_bundles(console: Console) -> None:
    """One of each kiosk."""
    with transaction(console.access.engine) as db:
        for number, kiosk in enumerate(SITES, start=1):
            db.add(
                SupportBundleRow(
                    id=UUID(int=number),
                    kiosk=kiosk,
                    key_id="0123456789abcdef",
                    size=len(BUNDLE),
                    content=BUNDLE,
                    received_at=console.clock.now(),
                    account="staff:claude (agent)",
                )
            )


def add_wave(console: Console) -> None:
    plan = WavePlan(1, (100,), 90, 5, timedelta(hours=1), timedelta(hours=2))
    with transaction(console.access.engine) as db:
        where, versions = ConfigurationLayer(LayerKind.CAISSE), dict.fromkeys(SITES, 1)
        start_wave(db, console.clock.now(), "somebody", where, plan, (), versions)


def add_alerts(console: Console) -> None:
    """One of each kiosk, a silence of it and a code for it, in the order in which they are
    numbered."""
    engine, now = console.access.engine, console.clock.now()
    for number, (kiosk, place) in enumerate(SITES.items(), start=1):
        add_alert(engine, kiosk, place.site)
        add_code(engine, UUID(int=number), kiosk, place.site)
        with transaction(engine) as db:
            silence(db, Silenced(alert=number), now + timedelta(days=1), "x", "test", now)


def add_staff(console: Console) -> None:
    with transaction(console.access.engine) as db:
        for key, place in STAFF.items():
            add_member(
                db, key.lower(), *([place.site] if place.site else ["0131", "0132"]), key=key
            )


def add_drafts(console: Console) -> None:
    """One of each layer, in the order in which they are numbered."""
    with transaction(console.access.engine) as db:
        for _, layer, _ in LAYERS:
            write_draft(
                db, MORNING, "alice (1000)", ConfigurationLayer.parse(layer), {"phone": "1"}
            )


@pytest.mark.any_store
def test_every_route_by_every_role_in_its_own_and_another_scope(console: Console) -> None:
    other = console.add("other")
    add_alerts(console)
    add_staff(console)
    add_commands(console)
    add_bundles(console)
    add_wave(console)
    for id_, site in REQUESTS:
        add_request(console.access.engine, id_, site)
    add_drafts(console)
    browsers = {}
    for number, grant in enumerate(grants()):
        person = console.add(f"someone{number}", *([] if grant is None else [grant]))
        browsers[grant] = person.signed_in(f"192.0.{number}.1")
    console.clock.turn(minutes=6)
    wrong, tried = [], 0
    for case in cases(console.app, targets(other.id)):
        if case.route.path in GENERATED | APART:
            continue
        browser, refusal = browsers[case.grant], expected(case)
        if case.route.method == "GET":
            answer = browser.get(case.path)
        else:
            browser.get("/my-sessions")
            answer = browser.post(case.path, csrf=browser.token)
        tried += 1
        if refusal is None and case.route.fresh:
            refusal = HTTPStatus.UNAUTHORIZED
        seen = answer.status_code if answer.status_code in (403, 404) or refusal else None
        if seen != refusal:
            wrong.append(f"{case}: {answer.status_code}, {refusal or 'may'} was expected")
    assert not wrong, "\n".join(wrong)
    assert tried > 200


@pytest.mark.any_store
def test_no_route_of_ours_forgets_to_say_what_it_asks_for(console: Console) -> None:
    assert [each for each in undeclared(console.app) if each.split()[1] not in GENERATED] == []


@pytest.mark.any_store
def test_a_route_that_forgets_or_says_it_twice_is_named() -> None:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.get("/forgotten")(lambda: None)
    app.get("/twice", dependencies=[for_oneself(), for_oneself()])(lambda: None)
    app.get("/told", dependencies=[for_oneself()])(lambda: None)
    assert undeclared(app) == ("GET /forgotten", "GET /twice")


@pytest.mark.any_store
def test_without_a_session_nothing_but_what_is_open_answers(console: Console) -> None:
    for case in cases(console.app, targets("A" * 16)):
        if case.grant is not None or console.access.is_open(case.path):
            continue
        browser = console.browser()
        if case.route.method in ("GET", "HEAD"):
            assert browser.get(case.path).status_code == 303, case.path
        else:
            assert browser.post(case.path).status_code == 401, case.path
    assert console.done == []
