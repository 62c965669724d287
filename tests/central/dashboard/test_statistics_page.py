"""What kiosks were used for, as the page tells it."""

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from tests.central.dashboard.console import Console, somebody
from tests.central.dashboard.fleet import add_kiosk_row, add_usage, sum_up
from wire.report import UsageDetail


def test_each_chart_has_its_table_and_both_say_the_same(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1")
    add_usage(
        engine, "k1", 1234, 77, days_ago=1, strips=6, services={"ceam": 31, "carte_perdue": 4}
    )
    sum_up(engine)
    text = console.get("/statistics?days=7").text
    charts = [json.loads(unescape(each)) for each in re.findall(r'data-bars="([^"]*)"', text)]
    assert [len(each["at"]) for each in charts] == [7, 7, 7]
    visits, services, paper = charts
    assert visits["series"][0]["counts"] == [0] * 6 + [1234]
    assert services["series"] == [{"label": "Carte européenne", "counts": [0] * 6 + [31]}]
    assert [each["counts"][-1] for each in paper["series"]] == [77, 6]
    assert text.count("<details>") == 3
    for number in ("1\N{NARROW NO-BREAK SPACE}234", "31", "77", "6"):
        assert f'<td class="count">{number}</td>' in text
    assert "Carte perdue" not in text


@pytest.mark.any_store
def test_the_period_is_a_link_and_anything_else_is_a_month(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1")
    add_usage(engine, "k1", 50, 50, days_ago=20)
    sum_up(engine)
    for days, there in (("7", False), ("30", True), ("90", True), ("8", True), ("x", True)):
        text = console.get(f"/statistics?days={days}").text
        assert ("data-bars" in text) is there, days
    assert (
        'href="/statistics?days=90&amp;site=vannes"' in console.get("/statistics?site=vannes").text
    )
    assert '"counts":[' in unescape(console.get("/statistics?days=90").text)


def test_others_agencies_are_in_no_number(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1", site="vannes")
    add_kiosk_row(engine, "k2", site="auray")
    add_usage(engine, "k1", 111, 6, days_ago=1)
    add_usage(engine, "k2", 222, 6, days_ago=1)
    sum_up(engine)
    auray = somebody("reader agency:auray")
    for path in ("/statistics", "/statistics?site=vannes", "/statistics?site=auray"):
        text = console.get(path, auray).text
        assert not re.search("111|333", text), path
    assert "vannes" not in console.get("/statistics", auray).text
    assert re.search("333", console.get("/statistics").text)
    assert console.get("/statistics", somebody()).status_code == 403


def test_what_is_under_five_is_nowhere_on_the_page(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1", site="vannes")
    add_kiosk_row(engine, "k2", site="auray")
    add_usage(engine, "k1", 40, 30, days_ago=1, services={"ij": 4})
    add_usage(engine, "k2", 3, 2, days_ago=1, services={"ij": 3})
    sum_up(engine)
    text = console.get("/statistics").text
    (visits, paper) = [
        json.loads(unescape(each)) for each in re.findall(r'data-bars="([^"]*)"', text)
    ]
    assert sum(visits["series"][0]["counts"]) == 40
    assert sum(paper["series"][0]["counts"]) == 30
    assert "Moins" not in text
    assert "sous 5 par jour" in text


def add_weeks(engine, kiosk: str, **detail: Any) -> None:
    """A whole week and more of twenty visits a day."""
    told = UsageDetail(
        hours={9: 12, 10: 8},
        service_hours={"ceam": {9: 8, 10: 2}},
        lasted={60: 10, 120: 10},
        left={"ceam": {"ceam.confirm.question": 3, "unknown.step": 2}},
        languages={"fr": 18, "en": 2},
        aids={"large_text": 4},
        offline_visits=5,
        offline_minutes=7,
    )
    for back in range(1, 15):
        use = replace(told, **detail)
        add_usage(engine, kiosk, 20, 6, days_ago=back, services={"ceam": 10}, detail=use)
    sum_up(engine)


def test_hours_times_steps_and_languages_are_told_of_whole_weeks(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1")
    add_weeks(engine, "k1")
    text = console.get("/statistics?days=7").text
    charts = [json.loads(unescape(each)) for each in re.findall(r'data-bars="([^"]*)"', text)][3:]
    hours, services, lasted = charts
    assert hours["labels"] == ["9\N{NO-BREAK SPACE}h", "10\N{NO-BREAK SPACE}h"]
    assert hours["series"][0]["counts"] == [84, 56]
    assert services["series"] == [{"label": "Carte européenne", "counts": [56, 14]}]
    assert lasted["labels"] == ["< 1 min", "< 2 min"]
    for said in (
        "du lundi 9 nov. au dimanche 15 nov.",
        "<dd>1 min</dd>",  # one visit in two
        "<dd>1 min 48 s</dd>",  # nine in ten
        "Commander la carte européenne\N{NO-BREAK SPACE}?",
        "<bdi>unknown.step</bdi>",
        '<td class="count" data-label="Part">30\N{NO-BREAK SPACE}%',
        "Français",
        "Grands caractères",
        "25\N{NO-BREAK SPACE}% des visites",
        "<dd>49</dd>",  # minutes without central
    ):
        assert said in text, said


@pytest.mark.any_store
def test_without_a_whole_week_it_is_said_when_there_is_one(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1")
    add_usage(engine, "k1", 20, 6, days_ago=1, detail=UsageDetail(hours={9: 20}))
    sum_up(engine)
    assert "Aucune semaine entière comptée" in console.get("/statistics?days=7").text


@pytest.mark.any_store
def test_wrong_days_keep_what_was_typed_and_show_no_number(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1")
    add_usage(engine, "k1", 4321, 6, days_ago=2)
    sum_up(engine)
    query = "since=2026-11-21&until=2026-11-19&site=vannes&tag=nord"
    text = console.get(f"/statistics?{query}").text
    assert 'value="2026-11-19" max="2026-11-21" aria-invalid="true"' in text
    for said in ('value="2026-11-21"', 'value="vannes"', 'value="nord"', "avant le premier"):
        assert said in text
    assert "321" not in text


@pytest.mark.any_store
def test_the_file_has_what_the_page_has_and_no_formula(console: Console, engine) -> None:
    add_kiosk_row(engine, "k1", site="=1+1")
    add_kiosk_row(engine, "k2", site="auray", tags=("nord",))
    add_weeks(engine, "k1")
    add_usage(engine, "k2", 30, 3, days_ago=1)
    sum_up(engine)
    answer = console.get("/statistics.csv?days=7")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0] == ["Du", "Au", "Mesure", "De", "Nombre"]
    assert ["2026-11-21", "2026-11-21", "Visites", "", "20"] in rows
    assert ["2026-11-15", "2026-11-21", "Visites", "'=1+1", "140"] in rows
    assert ["2026-11-09", "2026-11-15", "Visites à cette heure", "9", "84"] in rows
    assert all(int(row[-1]) >= 5 for row in rows[1:])
    auray = console.get("/statistics.csv?days=7", somebody("reader agency:auray")).text
    assert "1+1" not in auray
    assert console.get("/statistics.csv?tag=sud").text.count("\n") == 1
    assert console.get("/statistics.csv?since=x").text.count("\n") == 1
    assert console.get("/statistics.csv", somebody()).status_code == 403


def test_what_kiosks_wrote_is_text(console: Console, engine) -> None:
    for place, hostile in enumerate(("<script>alert(1)</script>", '"><img src=x>', "' OR 1=1 --")):
        add_kiosk_row(engine, f"k{place}", site=hostile)
        add_usage(engine, f"k{place}", 10, 10, days_ago=1, services={hostile: 9})
    sum_up(engine)
    text = console.get("/statistics").text
    assert "<script>alert" not in text
    assert "<img" not in text
    for path in ("/statistics?site=%00&days=%ff", "/statistics?site=%ed%a0%80&days=" + "7" * 9_000):
        assert console.get(path).status_code == 200
    assert console.get("/statistics", params={"site": '"><img src=x>'}).text.count("<img") == 0
