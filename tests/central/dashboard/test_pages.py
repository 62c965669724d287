"""The console's pages as they are answered: who sees what, and what kiosks wrote is only text."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from markupsafe import escape
from sqlalchemy import update
from starlette.datastructures import QueryParams

from central.dashboard.assets import address_of, assets
from central.dashboard.pages.kiosk_query import cursor_text, read_query
from central.fleet.kiosk_list import Cursor
from central.store.audit import AuditTrail
from central.store.database import transaction
from central.store.fleet_models import KioskStatusRow
from tests.central.dashboard.console import READER, Console, somebody
from tests.central.dashboard.fleet import add_alert, add_kiosk_row, add_usage, sum_up
from tests.central.reports import PAPER_OUT
from tests.central.world import MORNING

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\N{RIGHT-TO-LEFT OVERRIDE}sennaV\N{LEFT-TO-RIGHT OVERRIDE}",
    "مرحبا {{ 7*7 }}",
    "' OR 1=1 --",
)
AGENT = somebody("reader agency:auray")


@pytest.mark.any_store
def test_whoever_may_do_nothing_is_told_so(console: Console) -> None:
    lists = ("/departements", "/tags", "/kiosk-views")
    for path in ("/", "/kiosks", "/kiosks.csv", "/alerts", "/statistics", "/live", *lists):
        answer = console.get(path, somebody())
        assert answer.status_code == 403, path
        assert "ne vous est pas ouverte" in answer.text


def test_an_empty_fleet_says_what_to_do(console: Console) -> None:
    for path in ("/", "/kiosks"):
        text = console.get(path).text
        assert "Aucune borne" in text
        assert "« Enrôlements »" in text


def test_the_overview_counts_and_every_count_leads_to_its_list(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1", PAPER_OUT, name="Hall")
    add_kiosk_row(engine, "k2")
    add_alert(engine, "k1")
    text = console.get("/").text
    for address in re.findall(r'href="(/kiosks[^"]*)"', text):
        assert console.get(address.replace("&amp;", "&")).status_code == 200
    found = console.get("/kiosks?paper=out").text
    assert "Hall" in found
    assert "1 borne<" in found
    assert "1 borne<" in console.get("/kiosks?alert=open").text


def test_others_kiosks_are_as_if_they_were_not(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1", name="Ailleurs", site="vannes")
    add_kiosk_row(engine, "k2", name="Chez nous", site="auray", tags=("nord",))
    assert "Ailleurs" not in console.get("/kiosks?q=k1", AGENT).text
    assert "Ailleurs" not in console.get("/kiosks.csv", AGENT).text
    assert "vannes" not in console.get("/kiosks", AGENT).text
    assert "vannes" not in console.get("/", AGENT).text
    foreign, unknown = console.get("/kiosks/k1", AGENT), console.get("/kiosks/nothing", AGENT)
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.text.replace("k1", "nothing") == unknown.text
    for admin in (AGENT, somebody("reader tag:nord"), READER):
        assert console.get("/kiosks/k2", admin).status_code == 200
    assert console.get("/kiosks/k2", somebody("reader tag:sud")).status_code == 404


def test_the_audit_of_a_kiosk_is_for_who_administers(console: Console, engine, make_world) -> None:
    add_kiosk_row(engine, "k1")
    container = make_world().container
    audit = AuditTrail(container.keys.audit_key, container.clock)
    with transaction(engine) as db:
        audit.record_staff(db, "karim", "kiosk_add", "ok", kiosk="k1")
    assert "karim" not in console.get("/kiosks/k1").text
    assert "karim" in console.get("/kiosks/k1", somebody("administrator caisse")).text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_written_somewhere_is_only_text(console: Console, engine, text: str) -> None:
    add_kiosk_row(engine, "k1", PAPER_OUT, name=text[:64], site=text[:32], tags=(text[:64],))
    add_alert(engine, "k1", text[:32], acknowledged_by=text)
    hostile = json.dumps(
        {
            "name": "printer",
            "state": "failed",
            "reason": "printer.no_queue",
            "args": {"queue": text},
        }
    )
    with transaction(engine) as db:
        db.execute(update(KioskStatusRow).values(trouble=hostile, software=text[:40]))
    pages = ("/", "/kiosks", "/kiosks/k1", "/alerts", "/alerts?told=1&site=<b>", "/tags")
    for path in (*pages, f"/kiosks?q={text[:5]}", "/kiosks?site=<b>&tag=<b>"):
        page = console.get(path)
        assert page.status_code == 200, path
        for markup in ("<script>alert", "<img", "<b>"):
            assert markup not in page.text, path
    listed = console.get("/kiosks").text
    assert escape(text[:64]) in re.findall(r"<bdi[^>]*>(.*?)</bdi>", listed)


def test_a_text_of_ten_thousand_letters_stands_in_no_ones_way(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1")
    long = {"name": "x" * 60, "state": "failed", "reason": "x.y", "args": {"queue": "é" * 120}}
    with transaction(engine) as db:
        db.execute(
            update(KioskStatusRow).values(trouble=json.dumps(long | {"reason": "z" * 10_000}))
        )
    assert console.get("/kiosks").status_code == 200
    assert console.get("/kiosks?q=" + "x" * 10_000).status_code == 200
    assert console.get("/kiosks/" + "x" * 10_000).status_code == 404
    assert console.get("/kiosks/a%00b").status_code == 404
    assert console.get("/kiosks?q=a%00b&site=%00&tag=%ff&software=%ed%a0%80").status_code == 200


def test_the_file_holds_no_formula(console: Console, engine) -> None:
    for place, name in enumerate(("=1+1", "+1", "-1", "@x", "\t=1", 'a"b,c', "é\r\nx")):
        add_kiosk_row(engine, f"k{place}", name=name)
    answer = console.get("/kiosks.csv?sort=name")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="bornes-')
    text = answer.content.decode("utf-8-sig")
    assert text.endswith("\r\n")
    heads, *rows = csv.reader(io.StringIO(text, newline=""))
    assert heads[:3] == ["identifiant", "borne", "agence"]
    assert {row[1] for row in rows} == {
        "'=1+1", "'+1", "'-1", "'@x", "'\t=1", 'a"b,c', "é\r\nx",
    }  # fmt: skip
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_a_page_leads_to_the_next_and_back(console: Console, engine) -> None:
    for place in range(120):
        add_kiosk_row(engine, f"k{place:03}", ago=None)

    def pages(way: str) -> list[str]:
        found, address = [], "/kiosks?sort=heard"
        while True:
            text = console.get(address).text
            found.append(text)
            links = re.findall(rf'rel="{way}" href="([^"]*)"', text)
            if not links:
                return found
            address = links[0].replace("&amp;", "&")

    texts = pages("next")
    seen = [re.findall(r'href="/kiosks/(k\d+)"', text) for text in texts]
    assert [len(each) for each in seen] == [50, 50, 20]
    assert len({each for page in seen for each in page}) == 120


@pytest.mark.any_store
@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "[]",
        '["a"]',
        "[1,2,3]",
        '["heard","a","b"]',
        "[" * 300,
        '{"a":1}',
        '["2026","a","b"]',
        '["a\\u0000","b"]',
        '[true,"a","b"]',
    ],
)
def test_a_place_that_nobody_gave_out_is_the_first_page(console: Console, engine, cursor) -> None:
    add_kiosk_row(engine, "k1")
    for order in ("name", "site", "state", "heard", "software"):
        answer = console.get("/kiosks", params={"after": cursor, "sort": order})
        assert answer.status_code == 200


@pytest.mark.any_store
def test_a_place_is_read_as_it_was_written() -> None:
    for order, values in (
        ("name", ("a", "k1")),
        ("state", (3, "a", "k1")),
        ("heard", (MORNING, "é", "k1")),
    ):
        text = cursor_text(Cursor(values))
        assert read_query(QueryParams({"sort": order, "before": text})).cursor == Cursor(
            values, backwards=True
        )


@pytest.mark.any_store
def test_french_first_english_by_browser_or_choice(console: Console) -> None:
    french = console.get("/kiosks")
    assert '<html lang="fr" data-theme="system">' in french.text
    english = console.get("/kiosks", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert '<html lang="en"' in english.text
    assert "No kiosk yet" in english.text
    chosen = {"Cookie": "console_language=en; console_theme=dark"}
    assert '<html lang="en" data-theme="dark">' in console.get("/", headers=chosen).text
    odd = {"Cookie": "console_language=<b>; console_theme=x"}
    assert '<html lang="fr" data-theme="system">' in console.get("/", headers=odd).text


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("back", "goes"),
    [
        ("/kiosks?q=a", "/kiosks?q=a"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("kiosks", "/"),
        ("/a\r\nSet-Cookie: x=y", "/"),
    ],
)
def test_a_preference_is_kept_and_leads_back_into_the_console(console, back, goes) -> None:
    answer = console.get("/preferences", params={"theme": "dark", "language": "xx", "back": back})
    assert (answer.status_code, answer.headers["location"]) == (303, goes)
    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie.startswith("console_theme=dark; HttpOnly; Max-Age=")


@pytest.mark.any_store
def test_assets_are_kept_for_good_and_packed(console: Console) -> None:
    for name, asset in assets().items():
        answer = console.get(address_of(name), None, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"] == asset.media_type
        assert answer.content == asset.content
        plain = console.get(address_of(name), None, headers={"Accept-Encoding": "identity"})
        assert "content-encoding" not in plain.headers
    style = assets()["style.css"].content.decode()
    assert "asset(" not in style
    assert address_of("regular.woff2") in style
    assert console.get("/assets/style.css", None).status_code == 404


def test_a_first_load_is_light(console: Console, engine) -> None:
    for place in range(60):
        add_kiosk_row(engine, f"k{place}", PAPER_OUT, name=f"Borne {place}", site=f"site {place}")
        add_alert(engine, f"k{place}")
        for days_ago in range(90):
            add_usage(engine, f"k{place}", 50, 60, days_ago=days_ago, services={"ij": 40})
    sum_up(engine)
    for path in ("/", "/kiosks", "/kiosks/k1", "/alerts", "/statistics?days=90"):
        answer = console.get(path, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        asked = set(re.findall(r"/assets/[a-z0-9.]+", answer.text))
        asked |= {address_of("regular.woff2"), address_of("semibold.woff2")}
        weights = {each.address: len(each.packed or each.content) for each in assets().values()}
        whole = sum(weights[each] for each in asked) + int(answer.headers["content-length"])
        assert whole < 150_000, (path, whole)


@pytest.mark.any_store
def test_nothing_on_a_page_needs_more_than_the_strict_policy(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1", PAPER_OUT, tags=("nord",))
    add_alert(engine, "k1")
    add_usage(engine, "k1", 50, 60, days_ago=1, services={"ij": 40})
    sum_up(engine)
    administrator = somebody("administrator caisse")
    pages = ("/", "/kiosks", "/kiosks/k1", "/alerts", "/statistics", "/audit", "/nothing")
    for path in (*pages, "/departements", "/tags", "/kiosk-views?q=a", "/kiosks/k1/tags?put=a"):
        text = console.get(path, administrator).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)
        assert not re.search(r'(?:src|href)="(?!/|#)', text)


def test_a_kiosk_page_tells_what_is_known(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1", PAPER_OUT, name="Hall", certified_until=MORNING + timedelta(days=3))
    add_kiosk_row(engine, "k2", ago=None)
    add_kiosk_row(engine, "k3", quarantined_at=MORNING, ago=timedelta(hours=2))
    text = console.get("/kiosks/k1").text
    assert "Il n’y a plus de papier." in text
    assert "Remettez du papier A4." in text
    assert "à renouveler" in text
    assert "pas encore appelé" in console.get("/kiosks/k2").text
    assert "décidez de son identité" in console.get("/kiosks/k3").text
