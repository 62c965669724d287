"""Support bundles on a kiosk's page: for who operates it, each download written down."""

from datetime import timedelta
from uuid import UUID

from central.admins.roles import AdminRole, Grant, Scope
from central.fleet.support_bundles import BUNDLES_KEPT
from tests.central.dashboard.access.commanding import audited_acts
from tests.central.dashboard.access.console import OPERATOR, Console
from tests.central.dashboard.access.test_matrix import BUNDLE, add_bundles

READER = Grant(AdminRole.READER, Scope.parse("agency:0131"))
MINE = f"/kiosks/k1/bundles/{UUID(int=1)}"


def test_who_operates_takes_one_away_sealed_and_it_is_written_down(console: Console) -> None:
    add_bundles(console)
    lea = console.add("lea", OPERATOR)
    browser = lea.signed_in()
    page = browser.get("/kiosks/k1").text
    assert "Dossiers d’assistance" in page
    assert f'href="{MINE}"' in page
    assert "staff:claude (agent)" in page
    answer = browser.get(MINE)
    assert answer.content == BUNDLE
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="borne-{UUID(int=1)}.bundle"'
    )
    assert answer.headers["cache-control"] == "no-store"
    assert audited_acts(console, "support_bundle") == [
        ("support_bundle", "taken", f"admin:{lea.id}")
    ]


def test_who_only_looks_sees_that_there_is_one(console: Console) -> None:
    add_bundles(console)
    browser = console.add("ann", READER).signed_in()
    page = browser.get("/kiosks/k1").text
    assert "Seules les personnes qui commandent cette borne les téléchargent." in page
    assert MINE not in page
    assert browser.get(MINE).status_code == 403
    assert audited_acts(console, "support_bundle") == []


def test_another_kiosks_and_one_whose_time_is_over_are_not_there(console: Console) -> None:
    add_bundles(console)
    lea = console.add("lea", OPERATOR)
    assert lea.signed_in().get(f"/kiosks/k1/bundles/{UUID(int=2)}").status_code == 404
    console.clock.turn(seconds=BUNDLES_KEPT / timedelta(seconds=1))
    browser = lea.signed_in()
    assert browser.get(MINE).status_code == 404
    assert "Dossiers d’assistance" not in browser.get("/kiosks/k1").text
