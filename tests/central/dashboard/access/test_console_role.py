"""The console at PostgreSQL under the role that ``central console-role`` grants: every page, and
what can be done there. A page that reads what the role may not is named here, not by an admin."""

import re
import secrets
from collections import ChainMap
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from anyio.from_thread import start_blocking_portal
from sqlalchemy import make_url, text
from sqlalchemy.exc import ProgrammingError

from central.dashboard.access.deeds import route_table
from central.fleet.alerts.silencing import Silenced, silence
from central.store.console_role import CONSOLE_RIGHTS
from central.store.database import engine_for, transaction
from central.store.intake_models import TombstoneRow
from central.store.role_rights import role_statements
from central.store.signer_role import SIGNER_RIGHTS
from tests.central.dashboard.access.console import (
    ADMINISTRATOR,
    Browser,
    Console,
    console_of,
    dashboard_settings,
)
from tests.central.dashboard.access.test_join_pages import begun, finished
from tests.central.dashboard.access.test_matrix import (
    APART,
    GENERATED,
    add_bundles,
    add_commands,
    add_drafts,
    add_staff,
    add_wave,
    targets,
)
from tests.central.dashboard.access.test_trouble_page import names
from tests.central.dashboard.fleet import add_alert, add_kiosk_row, add_usage
from tests.central.dashboard.requests import add_request
from tests.central.world import MORNING

_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
_LEADS_AWAY = {"/sign-out", "/sign-in", "/prove-again", "/join/credential"}


@pytest.fixture
def role(database_url: str) -> Iterator[str]:
    """URL for the console's role at the test's store, freshly granted."""
    if not database_url.startswith("postgresql"):
        pytest.skip("roles are PostgreSQL's")
    name = f"console_{secrets.token_hex(4)}"
    with psycopg.connect(database_url) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN".encode())
        for statement in role_statements(name, CONSOLE_RIGHTS):
            connection.execute(statement.encode())
    yield make_url(database_url).set(username=name).render_as_string(hide_password=False)
    with psycopg.connect(database_url) as connection:
        connection.execute(f"DROP OWNED BY {name}".encode())
        connection.execute(f"DROP ROLE {name}".encode())


@pytest.fixture
def console(make_console, role: str, tmp_path: Path) -> Iterator[Console]:
    """Under the role, on a store that central's own has filled: something of everything."""
    owner = make_console()
    engine = owner.access.engine
    for add in (add_bundles, add_commands, add_wave, add_staff, add_drafts):
        add(owner)
    add_kiosk_row(engine, "k3", site="0131")
    add_usage(engine, "k3", 12, 3)
    for number, kiosk in enumerate(("k1", "k2"), start=1):
        add_alert(engine, kiosk, "0131")
        add_request(engine, UUID(int=number), "0131")
    with transaction(engine) as db:
        db.add(
            TombstoneRow(
                kiosk="k1",
                id=UUID(int=9),
                digest="0" * 64,
                state="expired",
                reason="expired",
                reference="R-9",
                kind="ceam",
                visit=UUID(int=8),
                sequence=1,
                created_at=MORNING,
                at=MORNING,
                received_at=MORNING,
            )
        )
        silence(db, Silenced(alert=2), MORNING + timedelta(days=1), "x", "test", MORNING)
    with start_blocking_portal() as portal:
        settings = dashboard_settings(role, tmp_path)
        made = console_of(settings, portal, with_kiosks=False)
        yield made
        made.access.engine.dispose()
        made.access.light.dispose()


def filled(path: str, values: dict[str, str]) -> str:
    return _PARAMETER.sub(lambda found: values[found[1]], path)


def test_every_page_and_what_is_done_there_is_within_the_roles_rights(console: Console) -> None:
    other = console.add("other", ADMINISTRATOR)
    browser = console.add("anna", ADMINISTRATOR).signed_in()
    second = other.signed_in("192.0.2.8")
    missing: list[str] = []
    values = dict(ChainMap(*(dict(each.values) for each in targets(other.id))))
    # What somebody fills in first, so that the walk over all routes finds something everywhere.
    for who, path, typed in (
        (browser, "/alerts/1/acknowledge", {}),
        (browser, "/alerts/1/silence", {"what": "kiosk", "span": "4", "reason": "essai"}),
        (browser, "/alerts/silences/1/lift", {}),
        (browser, "/alerts/rules", {"silent_after": "45"}),
        (browser, "/alerts/recipients", _RECIPIENT),
        (browser, "/alerts/recipients/1/test", {}),
        (browser, "/admins/new", {"name": "Léa", "login": "lea"}),
        (browser, f"/admins/{other.id}/grants", {"role": "reader", "scope": "tag:pilote"}),
        (browser, f"/admins/{other.id}/grants/end", {"role": "reader", "scope": "tag:pilote"}),
        (browser, f"/admins/{other.id}/unlock", {}),
        (browser, f"/requests/{UUID(int=1)}/close", {"outcome": "done"}),
        (browser, "/bulk-reading", {"scope": "caisse", "readings": "9"}),
        (second, "/bulk-reading", {"scope": "caisse", "readings": "8"}),
    ):
        answer = done(who, path, missing, **typed)
        assert answer in (200, 303), (path, answer, missing)
    proposal = re.search(r"/proposals/([0-9a-f-]{36})/approve", second.get("/proposals").text)
    assert proposal
    assert done(second, f"/proposals/{proposal[1]}/approve", missing) == 303
    for route in route_table(console.app):
        if route.path in GENERATED | APART | _LEADS_AWAY or "/examples/" in route.path:
            continue
        path = filled(route.path, values)
        if route.method == "GET":
            tried(browser, path, missing)
        else:
            done(browser, path, missing)
    assert not missing, "\n".join(missing)
    join(console)
    (name,) = names(browser)
    assert done(browser, "/trouble", missing, trouble=name, note="essai") == 303
    assert done(browser, f"/admins/{other.id}/suspend", missing) == 303
    browser.get("/my-sessions")
    assert done(browser, "/sign-out", missing) == 303
    assert not missing, "\n".join(missing)


_RECIPIENT = {"channel": "email", "address": "a@x.example", "least": "failed", "scope": "caisse"}


def tried(browser: Browser, path: str, missing: list[str]) -> int:
    try:
        status = browser.get(path).status_code
    except ProgrammingError as error:
        missing.append(f"GET {path}: {error.orig}")
        return 0
    if status >= 500:
        missing.append(f"GET {path}: {status}")
    return status


def done(browser: Browser, path: str, missing: list[str], **typed: str) -> int:
    browser.get("/my-sessions")
    try:
        status = browser.post(path, csrf=browser.token, **typed).status_code
    except ProgrammingError as error:
        missing.append(f"POST {path}: {error.orig}")
        return 0
    if status >= 500:
        missing.append(f"POST {path}: {status}")
    return status


def join(console: Console) -> None:
    """Raises ProgrammingError where a right is missing."""
    with transaction(console.access.engine) as db:
        made = console.access.invitations.add(db, "ines", "Inès")
    assert finished(console, begun(console, made.code)).status_code == 200


def test_what_the_role_is_not_to_do_it_cannot(role: str) -> None:
    engine = engine_for(role)
    for what in (
        "DELETE FROM audit",
        "UPDATE audit SET outcome = ''",
        "SELECT body FROM fleet_alert_messages",
        "UPDATE fleet_alerts SET opened_at = NULL",
        "UPDATE alert_silences SET until_at = until_at",
        "UPDATE alert_thresholds SET from_file = 1",
        "UPDATE requests SET site = ''",
        "SELECT sealed FROM citizen_sessions",
        "SELECT 1 FROM accounts",
        "INSERT INTO configuration_versions DEFAULT VALUES",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), engine.begin() as db:
            db.execute(text(what))
    engine.dispose()


@pytest.mark.any_store
def test_the_rights_of_each_role_are_printed_and_no_name_smuggles_others(central) -> None:
    for command, rights in (("console-role", CONSOLE_RIGHTS), ("signer-role", SIGNER_RIGHTS)):
        printed = central(command, "borne_it").stdout.splitlines()
        assert printed == list(role_statements("borne_it", rights))
        assert "GRANT USAGE ON SEQUENCE audit_id_seq TO borne_it;" in printed
        assert printed.index("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM borne_it;") == 0
        for name in ("", "Borne", "a b", "a;drop", "1a", "é", "x" * 64):
            assert central(command, name).exit_code == 2
