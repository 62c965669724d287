"""The lists of requests and of what did not come: who sees which, page by page, as only text."""

import csv
import io
import re
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from starlette.datastructures import QueryParams

from central.dashboard.pages.request_content import groups_of, labels_of
from central.dashboard.pages.request_query import page_key_text, read_query
from central.dashboard.words import Words, console_catalogue
from central.intake.listing import PageKey
from shared_runtime.messages.catalogue import Translations
from tests.central.dashboard.console import READER, Console, somebody
from tests.central.dashboard.fleet import add_kiosk_row
from tests.central.dashboard.requests import add_request
from tests.central.kiosks import demande
from tests.central.world import MORNING
from wire.demandes.demande import AnyDemande
from wire.demandes.kinds import KINDS

AGENT = somebody("operator agency:auray")
EVERYWHERE = somebody("operator caisse")
_LINK = re.compile(r'href="/requests/([0-9a-f-]{36})"')


def ids(console: Console, path: str, admin=EVERYWHERE) -> list[int]:
    answer = console.get(path, admin)
    assert answer.status_code == 200
    return [UUID(each).int for each in _LINK.findall(answer.text)]


@pytest.fixture
def some(engine) -> None:
    add_request(engine, UUID(int=1), "auray", timedelta(days=10))
    add_request(engine, UUID(int=2), "auray", timedelta(days=2), kind="card_opposition")
    add_request(engine, UUID(int=3), "vannes", timedelta(hours=1), state="to_confirm")
    add_request(engine, UUID(int=4), "vannes", timedelta(days=9), state="done")
    add_request(engine, UUID(int=5), "")


def test_filters(console: Console, some) -> None:
    assert ids(console, "/requests") == [1, 2, 3, 5]
    assert ids(console, "/requests?state=late") == [1, 2]
    assert ids(console, "/requests?state=to_confirm") == [3]
    assert ids(console, "/requests?state=ready&kind=ceam") == [1, 5]
    assert ids(console, "/requests?state=done") == [4]
    assert ids(console, "/requests?state=all") == [5, 3, 2, 4, 1]
    assert ids(console, "/requests?site=vannes&state=all") == [3, 4]
    assert ids(console, "/requests?state=?&kind=?&after=?") == [1, 2, 3, 5]


def test_each_sees_the_agencies_where_they_may_read(console: Console, some) -> None:
    assert ids(console, "/requests?state=all", AGENT) == [2, 1]
    assert ids(console, "/requests?state=all&site=vannes", AGENT) == []
    assert ids(console, "/requests?state=all", somebody("operator tag:hall")) == []
    assert "d’aucune agence" in console.get("/requests", somebody("operator tag:hall")).text
    assert "vannes" not in console.get("/requests?state=all", AGENT).text
    both = somebody("operator agency:auray", "operator agency:vannes", "reader caisse")
    assert ids(console, "/requests?state=all", both) == [3, 2, 4, 1]
    for path in ("/requests", "/requests.csv", "/trouble", f"/requests/{UUID(int=1)}"):
        assert console.get(path, READER).status_code == 403
    assert console.get(f"/requests/{UUID(int=3)}", AGENT).status_code == 404
    assert console.get(f"/requests/{UUID(int=9)}", AGENT).status_code == 404
    assert console.get("/requests/not-an-id", AGENT).status_code == 404


def test_the_counts_lead_to_their_lists(console: Console, some) -> None:
    text = console.get("/requests", AGENT).text
    counts = dict(re.findall(r'state=(\w+)"[^>]*>[^<]*<span class="number">(\d+)', text))
    assert counts == {"open": "2", "late": "2", "to_confirm": "0", "ready": "2", "done": "0"}


def test_the_overview_leads_to_what_waits_and_what_is_late(console: Console, some, engine) -> None:
    add_kiosk_row(engine, "k1")
    text = console.get("/", EVERYWHERE).text
    assert 'href="/requests?state=late">2 en retard<' in text
    assert 'id="fact-oldest" class="what" href="/requests"' in text
    assert 'href="/requests' not in console.get("/", READER).text


def test_a_page_leads_to_the_next(console: Console, engine) -> None:
    for number in range(1, 121):
        add_request(engine, UUID(int=number), "auray" if number % 2 else "vannes")
    for state in ("open", "all"):
        found, address = [], f"/requests?state={state}"
        while address:
            found.append(ids(console, address))
            links = re.findall(r'rel="next" href="([^"]*)"', console.get(address, EVERYWHERE).text)
            address = links[0].replace("&amp;", "&") if links else ""
        assert [len(each) for each in found] == [50, 50, 20]
        assert len({each for page in found for each in page}) == 120


def test_the_file_holds_no_formula_and_no_other_agency(console: Console, engine, some) -> None:
    add_request(engine, UUID(int=8), "auray", reference="=1+1")
    answer = console.get("/requests.csv?state=all", AGENT)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert {each["reference"] for each in rows} == {"'=1+1", "R-1", "R-2"}
    assert {each["site"] for each in rows} == {"auray"}


def test_what_a_kiosk_wrote_is_only_text(console: Console, engine) -> None:
    hostile = "<script>alert(1)</script>"
    add_request(engine, UUID(int=1), hostile, reference=hostile, kind="x<b>")
    for path in ("/requests", f"/requests/{UUID(int=1)}", "/requests?site=<b>&kind=<b>"):
        text = console.get(path, EVERYWHERE).text
        assert "<script>alert" not in text
        assert "<b>" not in text


@pytest.mark.any_store
def test_a_place_is_read_as_it_was_written() -> None:
    key = PageKey(MORNING, UUID(int=7))
    assert read_query(QueryParams({"after": page_key_text(key)})).after == key
    for wrong in ("", "~", "2026-01-01~x", f"2026-01-01T00:00:00~{UUID(int=1)}", "\0" * 200):
        assert read_query(QueryParams({"after": wrong})).after is None


@pytest.mark.any_store
def test_all_that_any_kind_may_say_has_a_word() -> None:
    catalogue = console_catalogue()
    for language in catalogue.languages:
        translations = Translations(catalogue, language)
        for name, kind in KINDS.items():
            assert translations.find(f"queue.kind.{name}", "") != ""
            for label in labels_of(kind):
                assert translations.find(label, "") != "", label


@pytest.mark.any_store
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_shown_whole_and_in_words(kind: str) -> None:
    asked = demande(kind)
    assert isinstance(asked, AnyDemande)
    words = Words(Translations(console_catalogue(), "fr"), ZoneInfo("Europe/Paris"), MORNING)
    first, *_ = groups = groups_of(asked, words)
    assert first.name == "applicant"
    facts = dict(first.facts)
    assert facts["Numéro de sécurité sociale"] == asked.applicant.nir.spaced
    born = asked.applicant.birth_date
    assert facts["Date de naissance"] == f"{born[6:]}/{born[4:6]}/{born[:4]}"
    assert asked.applicant.nir.value not in repr(groups)
