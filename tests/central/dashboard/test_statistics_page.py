"""What kiosks were used for, as the page tells it."""

import json
import re
from html import unescape

import pytest

from tests.central.dashboard.console import Console, somebody
from tests.central.dashboard.fleet import add_kiosk_row, add_usage, sum_up


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
