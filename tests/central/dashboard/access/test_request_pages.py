"""A request on the console: its content for who may and says why, and nowhere else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from structlog.testing import capture_logs

from central.admins.grants import take_back
from central.admins.proposals import SharedDeed
from central.admins.roles import Scope
from central.dashboard.access.cookies import SESSION
from central.intake.reading.bulk import BulkReading
from central.intake.reading.messages import BodyQuestion, NoBody, NotOpened, OpenedBody
from central.store.admin_models import AdminSessionRow
from central.store.database import transaction
from central.store.intake_models import BodyReadRow, RequestItemRow, RequestRow
from central.store.models import Base
from tests.central.dashboard.access.console import Console
from tests.central.dashboard.access.reading import (
    ELSEWHERE,
    HERE,
    NIR,
    SPACED,
    Reading,
    ask,
    close,
    reading_of,
)
from tests.central.intake.reading.asking import asked_for, at_site
from tests.central.intake.test_request_handler import requests
from tests.central.kiosks import demande
from tests.central.world import World


@pytest.fixture
def reading(console: Console, world: World, tmp_path: Path) -> Reading:
    return reading_of(console, world, tmp_path / "reader.sock")


def stored(console: Console) -> Iterator[str]:
    """Every row of every table, as text and as bytes are written."""
    with console.access.engine.connect() as db:
        for table in Base.metadata.sorted_tables:
            for row in db.execute(text(f'SELECT * FROM "{table.name}"')):
                yield " ".join(
                    each.decode("latin-1") if isinstance(each, bytes) else str(each) for each in row
                )


def reasons(console: Console) -> list[tuple[str, str | None, str]]:
    with transaction(console.access.engine) as db:
        rows = db.scalars(select(BodyReadRow).order_by(BodyReadRow.id))
        return [(row.who, row.account, row.reason) for row in rows]


def test_the_content_is_in_the_one_answer_and_nowhere_else(
    console: Console, reading: Reading
) -> None:
    agnes = console.add("agnes", HERE)
    browser = agnes.signed_in()
    with capture_logs() as lines, reading.served():
        metadata = browser.get(reading.address).text
        answer = browser.post(reading.address, csrf=browser.token, reason="pour la traiter")
        after = browser.get(reading.address).text
    assert answer.status_code == 200
    assert SPACED in answer.text
    assert "MARTIN" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "location" not in answer.headers
    cookie = browser.client.cookies[SESSION]
    lists = [browser.get(each).text for each in ("/requests", "/requests.csv", "/trouble", "/")]
    everywhere = (metadata, after, str(lines), str(answer.headers), *lists, *stored(console))
    for secret in (NIR, SPACED, "MARTIN"):
        assert not [each for each in everywhere if secret in each]
    assert not [each for each in (*everywhere[2:3], *stored(console)) if cookie in each]
    assert "hx-" not in answer.text.split("<main ")[1]
    assert reasons(console) == [("Agnes", f"admin:{agnes.id}", "pour la traiter")]


def test_what_is_of_another_agency_is_as_if_it_were_not(console: Console, reading: Reading) -> None:
    browser = console.add("sami", ELSEWHERE).signed_in()
    assert str(reading.request.id) not in browser.get("/requests").text
    assert reading.request.items[0].reference not in browser.get("/requests.csv?state=all").text
    assert str(reading.request.id) not in browser.get("/requests?site=0131&state=all").text
    browser.get("/my-sessions")
    with reading.served():
        for path in (reading.address, f"{reading.address}/close"):
            answer = browser.post(path, csrf=browser.token, reason="x", outcome="done")
            assert answer.status_code == 404
        assert browser.get(reading.address).status_code == 404
    assert reasons(console) == []


@pytest.mark.parametrize("how", ["ended", "idle", "ungranted"])
def test_a_session_that_ends_between_the_question_and_the_answer_opens_nothing(
    console: Console, reading: Reading, how: str
) -> None:
    agnes = console.add("agnes", HERE)
    browser, opens = agnes.signed_in(), reading.opens()

    def meanwhile(asked: BodyQuestion) -> OpenedBody | NoBody:
        with transaction(console.access.engine) as db:
            match how:
                case "ended":
                    db.execute(update(AdminSessionRow).values(ended_at=console.clock.now()))
                case "ungranted":
                    take_back(db, console.access.audit, agnes.id, HERE, "test")
                case _:
                    console.clock.turn(minutes=31)
        return opens.open(asked)

    with reading.served(meanwhile):
        shown = ask(browser, reading)
    assert "Le lecteur a refusé" in shown
    assert NIR not in shown
    assert SPACED not in shown
    assert reasons(console) == []


def test_a_question_without_the_forms_own_token_asks_nobody(
    console: Console, reading: Reading
) -> None:
    browser, asked = console.add("agnes", HERE).signed_in(), []

    def noting(question: BodyQuestion) -> NoBody:
        asked.append(question)
        return NoBody(NotOpened.BUSY)

    with reading.served(noting):
        browser.get(reading.address)
        assert browser.post(reading.address, reason="x").status_code == 409
        foreign = browser.post(
            reading.address, origin="https://elsewhere.example", csrf=browser.token, reason="x"
        )
        assert foreign.status_code == 403
    assert asked == []


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        (NoBody(NotOpened.ERASED), 410, "a été effacé"),
        (NoBody(NotOpened.UNREADABLE), 409, "ne s’ouvre pas"),
        (NoBody(NotOpened.UNKNOWN), 410, "n’est plus là"),
        (NoBody(NotOpened.REFUSED), 401, "Se connecter à nouveau"),
        (NoBody(NotOpened.LIMITED, 1_800), 429, "dans 30 min"),
        (NoBody(NotOpened.BUSY), 503, "est occupé"),
        (NoBody(NotOpened.MALFORMED), 400, "pas été comprise"),
    ],
    ids=lambda value: str(getattr(value, "why", "")),
)
@pytest.mark.any_store
def test_each_answer_has_its_own_words_and_what_was_typed_stays(
    console: Console, reading: Reading, said: NoBody, status: int, words: str
) -> None:
    browser = console.add("agnes", HERE).signed_in()
    with reading.served(lambda _: said):
        browser.get(reading.address)
        answer = browser.post(reading.address, csrf=browser.token, reason="pour la traiter")
    assert answer.status_code == status
    assert words in answer.text
    assert 'value="pour la traiter"' in answer.text


@pytest.mark.any_store
def test_no_reader_one_that_is_down_and_a_reason_that_is_none(
    console: Console, reading: Reading
) -> None:
    browser = console.add("agnes", HERE).signed_in()
    assert "ne répond pas" in ask(browser, reading)
    with reading.served():
        for reason in (" ", f"demande de {NIR}"):
            assert "motif n’a pas été accepté" in ask(browser, reading, reason)
    assert reasons(console) == []


@pytest.mark.any_store
def test_without_a_reader_the_page_says_where_it_is_read(console: Console, world: World) -> None:
    at_site(world, "0131")
    asked_for(world, demande("ceam"))
    (request,) = requests(world)
    browser = console.add("agnes", HERE).signed_in()
    shown = browser.get(f"/requests/{request.id}").text
    assert f"central requests show {request.id}" in shown
    assert 'name="reason"' not in shown
    answer = browser.post(f"/requests/{request.id}", csrf=browser.token, reason="x")
    assert answer.status_code == 409


def test_too_much_is_stopped_until_a_second_person_approves(
    console: Console, reading: Reading
) -> None:
    agnes, karim = console.add("agnes", HERE), console.add("karim", HERE)
    browser, second = agnes.signed_in(), karim.signed_in("192.0.2.8")
    with reading.served(per_admin_an_hour=1):
        assert SPACED in ask(browser, reading)
        assert "Trop de demandes" in ask(browser, reading)
        browser.get("/bulk-reading")
        proposed = browser.post(
            "/bulk-reading", csrf=browser.token, scope="agency:0131", readings="2"
        )
        assert proposed.headers["location"] == "/proposals?told=proposed"
        assert "Trop de demandes" in ask(browser, reading)
        own = browser.get("/proposals").text
        assert "/approve" not in own
        second.get("/proposals")
        path = second.page.split('action="/proposals/')[1].split('"')[0]
        done = second.post(f"/proposals/{path}", csrf=second.token)
        assert done.headers["location"] == "/proposals?told=readings"
        assert [SPACED in ask(browser, reading) for _ in range(3)] == [True, True, False]
        assert "Trop de demandes" not in ask(second, reading)


def test_an_approval_ends_with_the_day_and_with_the_right_of_who_gave_it(
    console: Console, reading: Reading
) -> None:
    agnes, karim = console.add("agnes", HERE), console.add("karim", HERE)
    browser, proposals = agnes.signed_in(), console.access.proposals
    with reading.served(per_admin_an_hour=1):
        ask(browser, reading)
        bulk = BulkReading(Scope.parse("agency:0131"), 5)
        with transaction(console.access.engine) as db:
            made = proposals.propose(
                db, SharedDeed.READ_BODIES, bulk.target, agnes.id, bulk.content
            )
        with transaction(console.access.engine) as db:
            proposals.approve(db, made, karim.id)
        assert SPACED in ask(browser, reading)
        with transaction(console.access.engine) as db:
            take_back(db, console.access.audit, karim.id, HERE, "test")
        assert "Trop de demandes" in ask(browser, reading)
        karim.grant(HERE)
        assert SPACED in ask(browser, reading)


@pytest.mark.any_store
@pytest.mark.parametrize(
    ("scope", "readings"),
    [("caisse", "5"), ("agency:0132", "5"), ("tag:pilote", "5"), ("x", "5")]
    + [("agency:0131", each) for each in ("0", "-1", "501", "many", "")],
)
def test_nobody_proposes_what_they_may_not_or_without_end(
    console: Console, scope: str, readings: str
) -> None:
    browser = console.add("agnes", HERE).signed_in()
    browser.get("/bulk-reading")
    answer = browser.post("/bulk-reading", csrf=browser.token, scope=scope, readings=readings)
    assert answer.status_code == 422
    assert "Rien n’est proposé." in answer.text
    assert f'value="{readings}"' in answer.text


def test_of_two_who_close_the_second_is_told_who_was_first(
    console: Console, reading: Reading
) -> None:
    first = console.add("agnes", HERE).signed_in()
    second = console.add("karim", HERE).signed_in("192.0.2.8")
    second.get(reading.address)
    assert close(first, reading.request.id, "declined") == reading.address
    late = second.post(f"{reading.address}/close", csrf=second.token, outcome="done")
    assert late.headers["location"] == f"{reading.address}?told=second"
    shown = second.get(late.headers["location"]).text
    assert "Agnes a été plus rapide" in shown
    assert "Refusée" in shown
    with transaction(console.access.engine) as db:
        row = db.scalars(select(RequestRow)).one()
        assert (row.closed_by, row.closed_as) == ("Agnes", "declined")


@pytest.mark.any_store
def test_it_is_closed_with_one_of_the_five_outcomes(console: Console, reading: Reading) -> None:
    browser = console.add("agnes", HERE).signed_in()
    assert close(browser, reading.request.id, "lost") == "400"
    assert browser.get(reading.address).text.count('name="outcome"') == 5


@pytest.mark.any_store
def test_what_was_erased_is_not_asked_for(console: Console, reading: Reading) -> None:
    with transaction(console.access.engine) as db:
        db.execute(update(RequestItemRow).values(sealed=None))
    shown = console.add("agnes", HERE).signed_in().get(reading.address).text
    assert "a été effacé" in shown
    assert 'name="reason"' not in shown
