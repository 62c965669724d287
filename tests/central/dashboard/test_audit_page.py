"""The audit as a page and as a file: for who administers the caisse, and of no visit."""

import csv
import io
import re
from uuid import uuid4

import pytest

from central.store.audit import AuditTrail
from central.store.audit_reading import BrokenChain, Whole
from central.store.audit_verified import record_verification
from central.store.database import transaction
from tests.central.dashboard.console import Console, somebody
from tests.central.dashboard.fleet import add_kiosk_row

ADMIN = somebody("administrator caisse")


@pytest.fixture
def audit(make_world) -> AuditTrail:
    container = make_world().container
    return AuditTrail(container.keys.audit_key, container.clock)


def test_only_who_administers_the_whole_caisse_reads_it(console: Console, engine) -> None:
    for path in ("/audit", "/audit.csv"):
        for grant in ("reader caisse", "operator caisse", "publisher caisse"):
            assert console.get(path, somebody(grant)).status_code == 403, grant
        assert console.get(path, somebody("administrator agency:vannes")).status_code == 404
        assert console.get(path, ADMIN).status_code == 200
    assert 'href="/audit"' in console.get("/", ADMIN).text
    assert 'href="/audit"' not in console.get("/", somebody("administrator agency:vannes")).text


def test_it_lists_what_was_done_and_never_at_a_visit(console: Console, engine, audit) -> None:
    add_kiosk_row(engine, "k1", name="Hall")
    with transaction(engine) as db:
        audit.record(db, "k1", uuid4(), "rights", "ok", None)
        audit.record_staff(db, "karim", "kiosk_add", "ok", kiosk="k1")
    text = console.get("/audit", ADMIN).text
    assert "Borne ajoutée" in text
    assert '<a href="/kiosks/k1">' in text
    assert "rights" not in text
    assert "karim" in console.get("/audit?act=kiosk_add&kiosk=k1&who=command-line", ADMIN).text
    assert "Rien ne correspond" in console.get("/audit?who=admin:A1", ADMIN).text


def test_it_says_up_to_where_somebody_has_verified(console: Console, engine, audit) -> None:
    assert "Personne n’a encore vérifié" in console.get("/audit", ADMIN).text
    with transaction(engine) as db:
        record_verification(db, audit, "karim", Whole(0, "0" * 64, 0))
    assert "Vérifié entier jusqu’à la ligne 0 par karim" in console.get("/audit", ADMIN).text
    with transaction(engine) as db:
        record_verification(db, audit, "karim", BrokenChain("changed", 7))
    text = console.get("/audit", ADMIN).text
    assert "Le journal a été changé" in text
    assert "ligne 7" in text


def test_a_page_leads_to_the_older_one(console: Console, engine, audit) -> None:
    with transaction(engine) as db:
        for place in range(120):
            audit.record_staff(db, "karim", "kiosk_add", f"n{place}-")
    seen, address = [], "/audit?act=kiosk_add"
    while address:
        text = console.get(address, ADMIN).text
        seen.append(set(re.findall(r">(n\d+-)<", text)))
        links = re.findall(r'rel="next" href="([^"]*)"', text)
        address = links[0].replace("&amp;", "&") if links else ""
    assert [len(each) for each in seen] == [50, 50, 20]
    assert len(set().union(*seen)) == 120


def test_the_file_is_filtered_and_holds_no_formula(console: Console, engine, audit) -> None:
    with transaction(engine) as db:
        audit.record_staff(db, "=cmd|'/c calc'!A1", "kiosk_add", "@ok", kiosk="-2+3")
        audit.record_staff(db, "karim", "unlock", "ok")
    answer = console.get("/audit.csv?act=kiosk_add", ADMIN)
    assert answer.headers["content-disposition"].startswith('attachment; filename="journal-')
    heads, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert heads[1] == "quoi"
    ((_, act, *cells),) = rows
    assert act == "kiosk_add"
    assert cells == ["'@ok", "'-2+3", "'=cmd|'/c calc'!A1", ""]


def test_what_was_written_somewhere_is_only_text(console: Console, engine, audit) -> None:
    hostile = "<script>alert(1)</script>"
    with transaction(engine) as db:
        audit.record_staff(db, f'"><img>{hostile}', "kiosk_add", hostile, kiosk=hostile)
    text = console.get("/audit", ADMIN).text
    assert "<script>alert" not in text
    assert "<img" not in text
    for query in (
        "before=x",
        "before=-1",
        "before=" + "9" * 5_000,
        "before=²",
        "kiosk=%00&who=%ff",
    ):
        assert console.get(f"/audit?{query}&act=%ed%a0%80", ADMIN).status_code == 200, query
        assert console.get(f"/alerts?{query}&told=0&state=x", ADMIN).status_code == 200, query
